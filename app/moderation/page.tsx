import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { decideAction, undoAction } from '#app/moderation/actions.ts'
import { Desk } from '#components/moderation/desk.tsx'
import { DeskNotice } from '#components/moderation/desk-notice.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readDesk } from '#lib/moderation/read-desk.ts'

export const metadata: Metadata = { title: 'Queue' }

/** What waits for a moderator, oldest first. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('moderator')
  const query = await searchParams
  const [after = '', item = ''] = [single(query.after), single(query.item)]
  const desk = await readDesk(viewer, { after, item })
  if (!desk.ok) notFound()
  const { chosen, recent } = desk.value
  const lost = item !== '' && !chosen
  return (
    <SitePage viewer={viewer} path="/moderation">
      <Desk
        {...desk.value}
        viewer={viewer}
        actions={{ decide: decideAction, undo: undoAction }}
        notice={<DeskNotice undo={undoAction} decided={single(query.decided)} undone={single(query.undone)} recent={recent} lost={lost} />}
        now={new Date()}
      />
    </SitePage>
  )
}
