import { sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { sayDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import { InsightAgreement } from '#components/moderation/insights/insight-agreement.tsx'
import { InsightFigure } from '#components/moderation/insights/insight-figure.tsx'
import { InsightWaits } from '#components/moderation/insights/insight-waits.tsx'
import { PlotBars } from '#components/moderation/insights/plot-bars.tsx'
import { PlotColumns, roundTop } from '#components/moderation/insights/plot-columns.tsx'
import { sayCount, sayDay, sayShare, tickOf } from '#components/moderation/insights/say-figures.ts'
import type { Insights } from '#lib/moderation/insights/read-insights.ts'
import { decidedOf, tabulateInsights } from '#lib/moderation/insights/tabulate-insights.ts'

/** How the desk does, in figures and plots, one after the other. */
export function InsightSections({ insights, now }: { insights: Insights; now: Date }) {
  const tables = tabulateInsights(insights)
  const { range } = insights
  const of = (part: keyof typeof tables) => ({ part, days: range.days, table: tables[part] })
  const each = range.step === 'day' ? 'by day' : 'by week'
  return (
    <>
      <section aria-labelledby="waiting">
        <h2 id="waiting">Waiting now</h2>
        <Waiting insights={insights} now={now} />
      </section>
      <section aria-labelledby="waits">
        <h2 id="waits">How long people wait</h2>
        <InsightFigure {...of('waits')}>
          <InsightWaits insights={insights} />
        </InsightFigure>
      </section>
      <section aria-labelledby="flow">
        <h2 id="flow">When texts come, and when they are decided</h2>
        <p className="meta">By universal time (UTC). Both plots of a pair have one scale.</p>
        <InsightFigure {...of('hours')}>
          <Flow flows={insights.hours} by="hour of the day" name={(hour) => `${two(hour)} to ${two(hour + 1)} o’clock`} tick={(hour) => (hour % 4 === 0 ? two(hour) : undefined)} />
        </InsightFigure>
        <InsightFigure {...of('weekdays')}>
          <Flow flows={insights.weekdays} by="day of the week" name={(place) => weekdays[place] ?? ''} tick={(place) => weekdays[place]?.slice(0, 2)} />
        </InsightFigure>
      </section>
      <section aria-labelledby="moderators">
        <h2 id="moderators">Who decides</h2>
        <InsightFigure {...of('moderators')}>
          {insights.moderators.length === 0 ? <NothingYet /> : (
            <PlotBars title="Decisions by moderator" parts={['approved', 'returned', 'rejected', 'everything else']}
              bars={insights.moderators.map((mod) => ({ label: mod.name, parts: [mod.approve, mod.return, mod.reject, mod.other], said: sayCount(mod.decisions) }))} />
          )}
        </InsightFigure>
      </section>
      <section aria-labelledby="verdicts">
        <h2 id="verdicts">What is decided</h2>
        <InsightFigure {...of('verdicts')}>
          {(['approve', 'return', 'reject'] as const).map((verdict) => (
            <PlotColumns key={verdict} title={`${sayVerdict(verdict)}, share of the texts decided, ${each}`} say={sayShare} top={1}
              columns={insights.verdicts.map((row, place) => ({
                label: sayDay(row.start), value: decidedOf(row) === 0 ? null : row[verdict] / decidedOf(row), tick: tickOf(insights.verdicts, place),
              }))} />
          ))}
        </InsightFigure>
      </section>
      <section aria-labelledby="reasons">
        <h2 id="reasons">Why</h2>
        <InsightFigure {...of('reasons')}>
          {insights.reasons.length === 0 ? <NothingYet /> : (
            <PlotBars title="Reasons for returning, rejecting and hiding, decisions" bars={insights.reasons.map(({ label, count }) => ({ label, parts: [count], said: sayCount(count) }))} />
          )}
        </InsightFigure>
      </section>
      <section aria-labelledby="corrections">
        <h2 id="corrections">What did not stand</h2>
        <InsightFigure {...of('corrections')}>
          <Corrections insights={insights} />
        </InsightFigure>
      </section>
      <section aria-labelledby="agreement">
        <h2 id="agreement">How far we agree</h2>
        <InsightFigure {...of('agreement')}>
          <InsightAgreement insights={insights} />
        </InsightFigure>
      </section>
    </>
  )
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function Waiting({ insights, now }: { insights: Insights; now: Date }) {
  const kinds = insights.waiting.filter(({ count }) => count > 0)
  if (kinds.length === 0) return <p>Nothing waits.</p>
  return (
    <ul className="insight-lines">
      {kinds.map(({ kind, noun, count, oldest }) => (
        <li key={kind}>
          <a href={`/moderation?kind=${kind}`}>
            {sayCount(count)} {count === 1 ? noun : `${noun}s`}
          </a>
          {oldest && `, the oldest for ${sayDuration(secondsSince(oldest, now))}`}
        </li>
      ))}
    </ul>
  )
}

type FlowProps = { flows: Insights['hours']; by: string; name: (place: number) => string; tick: (place: number) => string | undefined }

function Flow({ flows, by, name, tick }: FlowProps) {
  const top = roundTop(Math.max(0, ...flows.flatMap(({ sent, decided }) => [sent, decided])))
  return (['sent', 'decided'] as const).map((what) => (
    <PlotColumns key={what} title={`Texts ${what}, by ${by}`} say={sayCount} top={top} columns={flows.map((flow, place) => ({ label: name(place), value: flow[what], tick: tick(place) }))} />
  ))
}

function Corrections({ insights: { corrections } }: { insights: Insights }) {
  const sum = (part: 'decisions' | 'undone' | 'appealed' | 'secondLook') => corrections.reduce((total, each) => total + each[part], 0)
  const made = sum('decisions')
  if (made === 0) return <NothingYet />
  if (sum('undone') + sum('appealed') + sum('secondLook') === 0) return <p>{made === 1 ? 'The one decision of this time stands.' : `All ${sayCount(made)} decisions of this time stand.`}</p>
  const said = (count: number) => `${sayCount(count)} (${sayShare(count / made, 1)})`
  return (
    <p>
      Of {sayCount(made)} decisions, {said(sum('undone'))} were taken back, {said(sum('appealed'))} turned round on appeal, {said(sum('secondLook'))} turned round in a second look.
    </p>
  )
}

function NothingYet() {
  return <p>Nothing was decided in this time.</p>
}

function two(hour: number): string {
  return String(hour).padStart(2, '0')
}
