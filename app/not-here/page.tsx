import { currentViewer } from '#app/_web/viewer.ts'
import { ForbiddenWords, MissingWords } from '#components/site/refused-words.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { setStatus } from '#lib/http/request-context.ts'
import { generateMetadata, isForbidden } from '../not-found.tsx'

export { generateMetadata }

/**
 * What the server asks for when a page has called `notFound()` or `forbidden()`: a page, so that it is rendered whole. See
 * lib/http/mend-answer.ts.
 */
export default async function NotHere() {
  setStatus(404)
  const viewer = await currentViewer()
  return (
    <SitePage viewer={viewer} path="">
      {isForbidden() ? <ForbiddenWords suspended={viewer.suspended} /> : <MissingWords />}
    </SitePage>
  )
}
