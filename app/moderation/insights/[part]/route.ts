import { download } from '#app/_web/download.ts'
import { insightRange } from '#lib/moderation/insights/insight-range.ts'
import { readInsights } from '#lib/moderation/insights/read-insights.ts'
import { insightParts, tabulateInsights } from '#lib/moderation/insights/tabulate-insights.ts'
import { done, refuse } from '#lib/refusal.ts'
import { writeCsv } from '#lib/write-csv.ts'

/** The figures of one plot: /moderation/insights/hours.csv?days=30 */
export const { GET, HEAD } = download({ least: 'moderator', from: ({ search }) => ({ path: `/moderation/insights${search}`, name: 'The insights' }) }, async ({ viewer, query, params }) => {
  const part = insightParts.find((each) => `${each}.csv` === params.part)
  if (!part) return refuse('not-found', 'There are no such figures.')
  const range = insightRange(query.get('days'), new Date())
  const insights = await readInsights(viewer, range)
  if (!insights.ok) return insights
  const { columns, rows } = tabulateInsights(insights.value)[part]
  return done({ fileName: `afterword-${part}-${range.days}-days.csv`, type: 'text/csv; charset=utf-8; header=present', parts: whole(writeCsv([columns, ...rows])) })
})

async function* whole(text: string) {
  yield text
}
