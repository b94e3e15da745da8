import { PlotColumns } from '#components/moderation/insights/plot-columns.tsx'
import { sayCount, sayDay, sayLength, tickOf, unitFor } from '#components/moderation/insights/say-figures.ts'
import type { Insights } from '#lib/moderation/insights/read-insights.ts'

const sorts = [{ part: 'median', name: 'Median' }, { part: 'p95', name: '95th percentile of the' }] as const

/** From sending to the first decision: half wait no longer than the median, nineteen of twenty no longer than the 95th percentile. */
export function InsightWaits({ insights: { wait, waits, range } }: { insights: Insights }) {
  if (wait.median === null || wait.p95 === null) return <p>Nobody decided about a text in this time.</p>
  return (
    <>
      <p>
        Of {sayCount(wait.texts)} texts, half were decided within {sayLength(wait.median)}, and nineteen of twenty within {sayLength(wait.p95)}.
      </p>
      {sorts.map(({ part, name }) => {
        const unit = unitFor(Math.max(...waits.map((each) => each[part] ?? 0)))
        return (
          <PlotColumns
            key={part}
            title={`${name} wait in ${unit.name}, by ${range.step}`}
            say={(value) => `${sayCount(value)} ${unit.sign}`}
            columns={waits.map((each, place) => ({ label: sayDay(each.start), value: in10ths(each[part], unit.seconds), tick: tickOf(waits, place) }))}
          />
        )
      })}
      <p className="meta">From sending to the first decision that stands, on texts that were sent here and read by a person.</p>
    </>
  )
}

function in10ths(seconds: number | null, unit: number): number | null {
  return seconds === null ? null : Math.round((seconds / unit) * 10) / 10
}
