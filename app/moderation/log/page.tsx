import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { undoAction } from '#app/moderation/actions.ts'
import { DecisionLog } from '#components/moderation/decision-log.tsx'
import { LogPages } from '#components/moderation/log-pages.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readLog } from '#lib/moderation/read-log.ts'

export const metadata: Metadata = { title: 'Log' }

/** Who decided what and why. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('moderator')
  const after = single((await searchParams).after) ?? ''
  const log = await readLog(viewer, after ? { after } : {})
  if (!log.ok) notFound()
  return (
    <SitePage viewer={viewer} path="/moderation/log">
      <div className="desk-log-page">
        <header className="desk-head">
          <h1>Log</h1>
          <p className="meta">Every decision, newest first. Nothing here is ever changed; taking a decision back is a decision of its own.</p>
        </header>
        <DecisionLog entries={log.value.entries} undo={undoAction} />
        <LogPages after={after} next={log.value.next} />
      </div>
    </SitePage>
  )
}
