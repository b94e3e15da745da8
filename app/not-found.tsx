import type { Metadata } from 'next'
import { BarePage } from '#components/site/bare-page.tsx'
import { MissingWords } from '#components/site/refused-words.tsx'
import { requestContext } from '#lib/http/request-context.ts'

/** Of whatever page says no: the framework takes it from here once the status does. */
export function generateMetadata(): Metadata {
  return { title: isForbidden() ? 'Not for this account' : 'Not found', robots: { index: false } }
}

/** The server asks for the page about what is missing because another one called `forbidden()`: see lib/http/mend-answer.ts. */
export function isForbidden(): boolean {
  return requestContext()?.refused === 403
}

/** Shown where the framework in the browser was led to nothing. What a browser itself is sent then is app/not-here. */
export default function NotFound() {
  return (
    <BarePage>
      <MissingWords />
    </BarePage>
  )
}
