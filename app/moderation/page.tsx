import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { decideAction, undoAction } from '#app/moderation/actions.ts'
import { Desk } from '#components/moderation/desk.tsx'
import { DeskNotice } from '#components/moderation/desk-notice.tsx'
import { readWords } from '#components/moderation/read-words.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { readDesk } from '#lib/moderation/read-desk.ts'

export const metadata: Metadata = { title: 'Queue' }

/** What waits for a moderator, oldest first. */
export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('moderator')
  const { after, item, decided, undone } = readWords(await searchParams, ['after', 'item', 'decided', 'undone'])
  const desk = await readDesk(viewer, { after, item })
  if (!desk.ok) notFound()
  const { queue, chosen, recent } = desk.value
  const notice = <DeskNotice undo={undoAction} decided={decided} undone={undone} recent={recent} lost={item !== '' && !chosen} />
  return (
    <SitePage viewer={viewer} path="/moderation" waiting={queue.waiting}>
      <Desk {...desk.value} after={after} viewer={viewer} actions={{ decide: decideAction, undo: undoAction }} notice={notice} now={new Date()} />
    </SitePage>
  )
}
