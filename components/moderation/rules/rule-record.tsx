import { sayCount, sayShare } from '#components/moderation/rules/rule-counts.ts'
import { recordDays, recordTexts } from '#lib/moderation/rules/read-rule-record.ts'
import type { RuleRecord } from '#lib/moderation/rules/read-rule-record.ts'

const columns = ['Spoke', 'Waiting', 'Approved', 'Returned', 'Rejected', 'Disagreed']

/** What the numbers of a rule mean. */
export const recordExplained = `Counted over the last ${sayCount(recordTexts)} texts, no further back than ${recordDays} days. Disagreed: it held a text and people approved it, as a share of what it held and they decided.`

/** The columns of what rules did. @param caption read out before the table; seen where it stands alone */
export function RuleRecordHead({ first, caption, quiet }: { first: string; caption: string; quiet?: true }) {
  return (
    <>
      <caption className={quiet && 'visually-hidden'}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
    </>
  )
}

/** What a rule did, in numbers. */
export function RuleRecordCells({ record }: { record: RuleRecord }) {
  const { spoke, notes, waiting, approved, returned, rejected, disagreed, judged, refused } = record
  const cells = [spoke + refused, waiting, approved, returned, rejected]
  return (
    <>
      {cells.map((count, place) => (
        <td key={columns[place]} data-label={columns[place]}>
          {sayCount(count)}
          {place === 0 && refused > 0 && <span className="rule-quiet"> ({sayCount(refused)} refused)</span>}
          {place === 0 && notes > 0 && notes < spoke && <span className="rule-quiet"> ({sayCount(notes)} noted)</span>}
        </td>
      ))}
      <td data-label={columns[5]}>
        {judged > 0 ? (
          <>
            {sayCount(disagreed)} <span className="rule-quiet">{sayShare(disagreed, judged)}</span>
          </>
        ) : (
          <span className="rule-quiet">{notes > 0 && notes === spoke ? 'only notes' : '–'}</span>
        )}
      </td>
    </>
  )
}
