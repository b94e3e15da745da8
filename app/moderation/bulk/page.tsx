import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { undoBulkAction } from '#app/moderation/bulk/actions.ts'
import { BulkList } from '#components/moderation/bulk/bulk-list.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { listBulks } from '#lib/moderation/bulk/read-bulk.ts'

export const metadata: Metadata = { title: 'Many at once' }

/** All bulks of the team. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('moderator')
  const after = single((await searchParams).after) ?? ''
  const list = await listBulks(viewer, after ? { after } : {})
  if (!list.ok) notFound()
  const { bulks, next } = list.value
  return (
    <SitePage viewer={viewer} path="/moderation/bulk">
      <div className="bulk-page">
        <header className="desk-head">
          <h1>Many at once</h1>
          <p className="meta">What was decided about many texts in one go, newest first. Each text has its own line in the log.</p>
        </header>
        {bulks.length > 0 ? (
          <BulkList bulks={bulks} viewer={viewer} undo={undoBulkAction} now={new Date()} />
        ) : (
          <p>Nothing was decided so yet. Choose several texts in the queue, or all of a group.</p>
        )}
        <nav className="desk-pages" aria-label="Pages of the list">
          {after && <a href="/moderation/bulk">Back to the newest</a>}
          {next && (
            <a href={`/moderation/bulk?after=${next}`} rel="next">
              Older ones
            </a>
          )}
        </nav>
      </div>
    </SitePage>
  )
}
