import { sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { sayCount, sayShare } from '#components/moderation/insights/say-figures.ts'
import { blindVerdicts } from '#lib/moderation/insights/blind-verdicts.ts'
import type { Insights } from '#lib/moderation/insights/read-insights.ts'
import { agreementOf } from '#lib/moderation/insights/tabulate-insights.ts'

/** Texts decided once and read again blind by somebody else: how often both would have done the same. */
export function InsightAgreement({ insights: { agreement } }: { insights: Insights }) {
  const { same, total, share, interval } = agreementOf(agreement)
  const more = <a href="/moderation/blind">Read a text blind</a>
  if (!interval || share === null) return <p>No text was read again in this time. {more}; it takes a minute, and changes nothing about the text.</p>
  return (
    <>
      <p>
        {sayCount(same)} of {sayCount(total)} texts read again blind would have been decided as they were: {sayShare(share)}. With so many, the true share lies between{' '}
        {sayShare(interval.low)} and {sayShare(interval.high)} (95%). {more}.
      </p>
      <div className="insight-scroll" tabIndex={0} role="group" aria-label="What was decided and what was said blind">
        <table className="insight-confusion">
          <thead>
            <tr>
              <td />
              {blindVerdicts.map((blind) => (
                <th key={blind} scope="col">
                  Blind: {sayVerdict(blind).toLowerCase()}
                </th>
              ))}
              <th scope="col">The same</th>
            </tr>
          </thead>
          <tbody>
            {blindVerdicts.map((decided) => (
              <tr key={decided}>
                <th scope="row">{sayVerdict(decided)}</th>
                {blindVerdicts.map((blind) => (
                  <td key={blind} data-same={blind === decided || undefined}>
                    {agreement.find((pair) => pair.decided === decided && pair.blind === blind)?.count ?? 0}
                  </td>
                ))}
                <td>{sayAgreement(agreementOf(agreement, decided))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function sayAgreement({ share, interval }: ReturnType<typeof agreementOf>): string {
  return share === null || !interval ? '–' : `${sayShare(share)} (${sayShare(interval.low)} to ${sayShare(interval.high)})`
}
