import { SitePage } from '#components/site/site-page.tsx'
import { currentViewer } from './_web/viewer.ts'

export const metadata = { title: 'Not found' }

/** What has never been, what waits and what was taken away look the same from here. */
export default async function NotFound() {
  return (
    <SitePage viewer={await currentViewer()}>
      <h1>There is nothing here</h1>
      <p>The address may be mistyped, or what stood here is not public any more.</p>
      <p>
        <a href="/">All essays</a> are on the front page.
      </p>
    </SitePage>
  )
}
