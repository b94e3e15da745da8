import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { propose } from '#app/works/actions.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { firstGroup } from '#components/works/propose/fact-rows.ts'
import { ProposeForm } from '#components/works/propose/propose-form.tsx'
import { hasRole, permitRole } from '#lib/viewer.ts'

export const metadata: Metadata = { title: 'Suggest a work', robots: { index: false } }

/** A work that is not here yet: its title and whatever else one knows. The rest can be suggested when it is here. */
export default async function Page() {
  const viewer = await requireViewer()
  const stopped = permitRole(viewer, 'reader')
  return (
    <SitePage viewer={viewer} path="/works/propose">
      <div className="column case">
        <header className="list-head">
          <p className="foot-label">
            <a href="/works">Works</a>
          </p>
          <h1 className="page-title">Suggest a work</h1>
          <p className="standfirst">A title and one source are enough. Everything else can be added once the page is here.</p>
        </header>
        {stopped ? (
          <p>{stopped.message}</p>
        ) : (
          <ProposeForm
            action={propose} here="/works/propose" hidden={{}} groups={[firstGroup()]} mayApprove={hasRole(viewer, 'moderator')} cancel="/works"
          />
        )}
      </div>
    </SitePage>
  )
}
