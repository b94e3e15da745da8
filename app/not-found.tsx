import type { Metadata } from 'next'
import { SitePage } from '#components/site/site-page.tsx'
import { requestContext } from '#lib/http/request-context.ts'
import { currentViewer } from './_web/viewer.ts'
import { ForbiddenWords } from './forbidden.tsx'

export function generateMetadata(): Metadata {
  return { title: isForbidden() ? 'Not for this account' : 'Not found', robots: { index: false } }
}

/**
 * What has never been, what waits and what was taken away look the same from here. The server also asks for this page when
 * another one called `forbidden()`: see lib/http/mend-answer.ts.
 */
export default async function NotFound() {
  const viewer = await currentViewer()
  return (
    <SitePage viewer={viewer} path="">
      {isForbidden() ? <ForbiddenWords suspended={viewer.suspended} /> : <MissingWords />}
    </SitePage>
  )
}

function isForbidden(): boolean {
  return requestContext()?.refused === 403
}

function MissingWords() {
  return (
    <>
      <h1>There is nothing here</h1>
      <p>The address may be mistyped, or what stood here is not public any more.</p>
      <p>
        <a href="/">All essays</a> are on the front page.
      </p>
    </>
  )
}
