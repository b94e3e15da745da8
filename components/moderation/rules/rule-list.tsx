import { severityWords } from '#components/moderation/rules/rule-fields.ts'
import { RuleRecordCells, RuleRecordHead } from '#components/moderation/rules/rule-record.tsx'
import type { RuleLine, RuleScope } from '#lib/moderation/rules/list-rules.ts'
import { ruleKinds } from '#lib/screening/rule-kinds.ts'

/** The rules that moderators set, with what each did, and the way to a new one. */
export function RuleList({ rules, more }: { rules: RuleLine[]; more: boolean }) {
  return (
    <section aria-labelledby="own-rules">
      <h2 id="own-rules" className="rule-title">
        Rules of this site
      </h2>
      {rules.length === 0 ? (
        <p className="rule-note">None yet. A rule can look for words, links, patterns, repeats and more; it is tried on past decisions before it does anything.</p>
      ) : (
        <table className="rule-table">
          <RuleRecordHead first="Rule" caption="Rules of this site, and what each did" quiet />
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.id} data-state={rule.state}>
                <th scope="row">
                  <a href={`/moderation/rules/${rule.id}`}>{rule.name}</a>
                  <span className="rule-state">{sayState(rule)}</span>
                  <span className="rule-says">
                    {severityWords[rule.severity].starts} {rule.says}
                    <ScopeWords scope={rule.scope} />
                  </span>
                </th>
                <RuleRecordCells record={rule.record} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more && <p className="rule-note">Of the rules that are not on, those changed last are listed.</p>}
      <nav className="rule-new" aria-label="A new rule">
        <span>A new rule about</span>
        {ruleKinds.map(({ kind, label }) => (
          <a key={kind} href={`/moderation/rules/new/${kind}`}>
            {label.toLowerCase()}
          </a>
        ))}
      </nav>
    </section>
  )
}

function sayState({ state, version, inForceVersion }: RuleLine): string {
  if (state === 'on') return inForceVersion === version ? 'on' : `version ${inForceVersion} is on, version ${version} is not yet`
  return state === 'draft' ? 'a draft, not on yet' : 'off'
}

/** Where it holds, when that is not everywhere. */
export function ScopeWords({ scope }: { scope: RuleScope }) {
  if (scope.kind === 'author') return <>, under posts by {scope.name}</>
  if (scope.kind === 'post') return <>, under “{scope.title}”</>
  return null
}
