import { severityWords } from '#components/moderation/rules/rule-fields.ts'
import { ScopeWords } from '#components/moderation/rules/rule-list.tsx'
import { recordExplained, RuleRecordCells, RuleRecordHead } from '#components/moderation/rules/rule-record.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { RulePage } from '#lib/moderation/rules/read-rule.ts'

/** Whether a rule is on, what it did so far, and the button that switches it. */
export function RuleStanding({ rule, saved, action }: { rule: RulePage; saved: string; action: FormAction }) {
  const isNewest = rule.inForceVersion === rule.version
  const rehearsed = rule.rehearsal?.finished === true
  return (
    <section className="rule-standing" aria-labelledby="standing">
      <h2 id="standing" className="rule-title">
        {sayStanding(rule)}
      </h2>
      <p className="rule-note">
        Version {rule.version}, {rule.changedBy && <>by {rule.changedBy}, </>}
        <Moment at={rule.changedAt} precision="minute" />. It {severityWords[rule.severity].does} {rule.says}
        <ScopeWords scope={rule.scope} />.
        {rule.severity === 'refuse' && <> The writer reads: “{rule.sentence}”</>}
      </p>
      <div className="rule-switches">
        {!isNewest && (rehearsed ? (
          <PressForm action={action} fields={{ ruleId: rule.id, version: String(rule.version), to: 'on', saved }} pending="One moment …">
            {rule.state === 'on' ? `Put version ${rule.version} in its place` : 'Switch it on'}
          </PressForm>
        ) : (
          <p className="rule-note">It can be switched on when version {rule.version} was rehearsed.</p>
        ))}
        {rule.state === 'on' && (
          <PressForm action={action} fields={{ ruleId: rule.id, version: String(rule.version), to: 'off', saved }} look="plain" pending="One moment …">
            Switch it off
          </PressForm>
        )}
      </div>
      {rule.record.spoke + rule.record.refused > 0 || rule.state === 'on' ? (
        <table className="rule-table">
          <RuleRecordHead first="What it did" caption={recordExplained} />
          <tbody>
            <tr>
              <th scope="row">Texts</th>
              <RuleRecordCells record={rule.record} />
            </tr>
          </tbody>
        </table>
      ) : null}
    </section>
  )
}

function sayStanding({ state, version, inForceVersion }: RulePage): string {
  if (state === 'draft') return 'A draft: it does nothing yet'
  if (state === 'off') return 'Off'
  return inForceVersion === version ? 'On' : `Version ${inForceVersion} is on, version ${version} is not yet`
}
