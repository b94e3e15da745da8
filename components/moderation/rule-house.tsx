import { severityWords } from '#components/moderation/rule-fields.ts'
import { RuleRecordCells, RuleRecordHead } from '#components/moderation/rule-record.tsx'
import type { HouseRule } from '#lib/moderation/house-rules.ts'
import type { RuleRecord } from '#lib/moderation/read-rule-record.ts'

/** The rules that are always there. Refusals leave nothing behind that could be counted. */
export function RuleHouse({ rules }: { rules: (HouseRule & { record: RuleRecord })[] }) {
  return (
    <section aria-labelledby="house-rules">
      <h2 id="house-rules" className="rule-title">
        Rules of the house
      </h2>
      <p className="rule-note">They keep what the site promises, so they are always on and nobody changes them. A refused text is not kept, so refusals are not counted.</p>
      <table className="rule-table">
        <RuleRecordHead first="Rule" />
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.name}>
              <th scope="row">
                {rule.label}
                <span className="rule-says">
                  {severityWords[rule.does].does}: {rule.about}
                </span>
              </th>
              {rule.does === 'refuse' ? <td colSpan={6} className="rule-quiet" data-label="">Not counted</td> : <RuleRecordCells record={rule.record} />}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
