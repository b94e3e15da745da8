import { BarePage } from '#components/site/bare-page.tsx'
import { MissingWords } from '#components/site/refused-words.tsx'

/** Shown where the framework in the browser was led to nothing. What a browser itself is sent then is app/not-here. */
export default function NotFound() {
  return (
    <BarePage>
      <MissingWords />
    </BarePage>
  )
}
