import '#components/moderation/insights/insights.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { InsightSections } from '#components/moderation/insights/insights.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { insightDays, insightRange } from '#lib/moderation/insights/insight-range.ts'
import { readInsights } from '#lib/moderation/insights/read-insights.ts'

export const metadata: Metadata = { title: 'Insights' }

/** How the desk does. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('moderator')
  const now = new Date()
  const range = insightRange(single((await searchParams).days), now)
  const insights = await readInsights(viewer, range)
  if (!insights.ok) notFound()
  return (
    <SitePage viewer={viewer} path="/moderation/insights">
      <div className="insights">
        <header className="desk-head">
          <h1>Insights</h1>
          <nav className="insight-ranges" aria-label="Time looked at">
            {insightDays.map((days) => (
              <a key={days} href={`/moderation/insights?days=${days}`} aria-current={days === range.days ? 'page' : undefined}>
                {days} days
              </a>
            ))}
          </nav>
        </header>
        <InsightSections insights={insights.value} now={now} />
      </div>
    </SitePage>
  )
}
