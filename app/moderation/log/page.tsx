import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { undoFromLog } from '#app/moderation/log/actions.ts'
import { DecisionLog } from '#components/moderation/log/decision-log.tsx'
import { LogHead } from '#components/moderation/log/log-head.tsx'
import { LogPages } from '#components/moderation/log/log-pages.tsx'
import { LogSearch } from '#components/moderation/log/log-search.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { logFilter, logQuery } from '#lib/moderation/log/log-filter.ts'
import { readDeciders } from '#lib/moderation/log/read-deciders.ts'
import { readLog } from '#lib/moderation/log/read-log.ts'

export const metadata: Metadata = { title: 'Log' }

/** Who decided what and why. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('moderator')
  const asked = await searchParams
  const filter = logFilter(asked)
  const after = single(asked.after) ?? ''
  const [log, deciders] = await Promise.all([readLog(viewer, { after, filter }), readDeciders(viewer)])
  if (!log.ok || !deciders.ok) notFound()
  const { entries, next, problem } = log.value
  const query = logQuery(filter, { after })
  return (
    <SitePage viewer={viewer} path="/moderation/log">
      <div className="desk-log-page">
        <LogHead filter={filter} />
        <LogSearch filter={filter} deciders={deciders.value} problem={problem} />
        {entries.length > 0 ? (
          <DecisionLog entries={entries} undo={undoFromLog} back={query ? `/moderation/log?${query}` : '/moderation/log'} />
        ) : (
          !problem && <Nothing filtered={logQuery(filter) !== ''} />
        )}
        <LogPages filter={filter} after={after} next={next} />
      </div>
    </SitePage>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) return <p role="status">No decision is like this. Fewer words, or a longer time, may find some.</p>
  return <p>Nothing was decided yet. The first verdict will stand here, with who gave it and why.</p>
}
