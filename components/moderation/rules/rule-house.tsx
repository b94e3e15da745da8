import { sayCount } from '#components/moderation/rules/rule-counts.ts'
import { severityWords } from '#components/moderation/rules/rule-fields.ts'
import { recordExplained, RuleRecordCells, RuleRecordHead } from '#components/moderation/rules/rule-record.tsx'
import type { HouseRule } from '#lib/moderation/rules/house-rules.ts'
import type { RuleRecord } from '#lib/moderation/rules/read-rule-record.ts'

/** The rules that are always there. Of what they refuse nothing is kept but how often. */
export function RuleHouse({ rules }: { rules: (HouseRule & { record: RuleRecord })[] }) {
  const refusing = rules.filter(({ does }) => does === 'refuse')
  const others = rules.filter(({ does }) => does !== 'refuse')
  return (
    <section aria-labelledby="house-rules">
      <h2 id="house-rules" className="rule-title">
        Rules of the house
      </h2>
      <p className="rule-note">They keep what the site promises, so they are always on and nobody changes them.</p>
      <table className="rule-table">
        <RuleRecordHead first="Rule" caption="Rules of the house, and what each did" quiet />
        <tbody>
          {others.map((rule) => (
            <tr key={rule.name}>
              <th scope="row">
                {rule.label}
                <span className="rule-says">
                  {severityWords[rule.does].starts} {rule.about}
                </span>
              </th>
              <RuleRecordCells record={rule.record} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="rule-note rule-below">{recordExplained}</p>
      <h3 className="rule-lead">What they refuse is not kept and comes to nobody:</h3>
      <ul className="rule-always">
        {refusing.map(({ name, label, about, record }) => (
          <li key={name}>
            <b>{label}</b>
            <span className="rule-quiet">
              {about} {record.refused > 0 && <>Refused {sayCount(record.refused)} {record.refused === 1 ? 'time' : 'times'}.</>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
