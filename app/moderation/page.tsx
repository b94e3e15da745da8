import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { answerAction, answerCaseAction, chooseModeAction, decideAction, lookAgainAction, showNewAction, undoAction } from '#app/moderation/actions.ts'
import { startBulkAction, undoBulkAction } from '#app/moderation/bulk/actions.ts'
import { deskMode } from '#app/moderation/desk-mode.ts'
import { DeskNotice } from '#components/moderation/desk/desk-notice.tsx'
import { Desk } from '#components/moderation/desk/desk.tsx'
import { firstCard } from '#components/moderation/desk/first-card.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { listBulks } from '#lib/moderation/bulk/read-bulk.ts'
import { readPrecedents } from '#lib/moderation/decisions/read-precedents.ts'
import { filterParts } from '#lib/moderation/desk/filter-parts.ts'
import { queueFilter } from '#lib/moderation/desk/queue-filter.ts'
import { readDesk } from '#lib/moderation/desk/read-desk.ts'
import { readPresence } from '#lib/moderation/live/read-presence.ts'

export const metadata: Metadata = { title: 'Queue' }

/** What waits for a moderator, oldest first. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('moderator')
  const query = await searchParams
  const [after = '', item = '', asked] = [single(query.after), single(query.item), single(query.mode)]
  const filter = queueFilter(Object.fromEntries(filterParts.map((part) => [part, single(query[part])])))
  const mode = await deskMode(asked)
  // First, since what changes from here on is told to the page.
  const presence = await readPresence(viewer)
  const [desk, bulks] = await Promise.all([readDesk(viewer, { filter, after, item, mode }), listBulks(viewer, { limit: 3 })])
  if (!desk.ok || !presence.ok || !bulks.ok) notFound()
  const { chosen, recent } = desk.value
  const selected = firstCard(desk.value, presence.value, viewer.id)
  const precedents = mode === 'one' && selected ? await readPrecedents(viewer, selected) : null
  const lost = item !== '' && !chosen
  return (
    <SitePage viewer={viewer} path="/moderation">
      <Desk
        {...desk.value}
        filter={filter}
        mode={mode}
        view={{ ...filter, mode: asked }}
        viewer={viewer}
        presence={presence.value}
        selected={selected}
        precedents={precedents?.ok ? precedents.value : null}
        actions={{ decide: decideAction, undo: undoAction, answer: answerAction, lookAgain: lookAgainAction, answerCase: answerCaseAction }}
        showNew={showNewAction}
        chooseMode={chooseModeAction}
        many={{ start: startBulkAction, undo: undoBulkAction, recent: bulks.value.bulks }}
        notice={<DeskNotice undo={undoAction} decided={single(query.decided)} undone={single(query.undone)} recent={recent} lost={lost} />}
        now={new Date()}
      />
    </SitePage>
  )
}
