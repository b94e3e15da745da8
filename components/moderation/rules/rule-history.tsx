import { severityWords } from '#components/moderation/rules/rule-fields.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { RulePage } from '#lib/moderation/rules/read-rule.ts'

/** Who changed a rule, when, and into what. */
export function RuleHistory({ rule }: { rule: RulePage }) {
  if (rule.versions.length < 2) return null
  return (
    <section className="rule-column" aria-labelledby="versions">
      <h2 id="versions" className="rule-title">
        Versions
      </h2>
      <ol className="rule-versions" reversed>
        {rule.versions.map(({ version, says, severity, by, at }) => (
          <li key={version} value={version}>
            {severityWords[severity].starts} {says}
            <span className="rule-quiet">
              {by && `${by}, `}
              <Moment at={at} precision="minute" />
              {version === rule.inForceVersion && ', on now'}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
