import { sayCount, sayShare } from '#components/moderation/rules/rule-counts.ts'
import { RuleExamples } from '#components/moderation/rules/rule-examples.tsx'
import { RuleProgress } from '#components/moderation/rules/rule-progress.tsx'
import { PressForm } from '#components/people/press-form.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { FormAction } from '#lib/form-state.ts'
import { comparedPast } from '#lib/moderation/rules/past-likeness.ts'
import type { Rehearsed } from '#lib/moderation/rules/read-rehearsal.ts'
import type { RulePage } from '#lib/moderation/rules/read-rule.ts'
import { rehearsedDecisions } from '#lib/moderation/rules/rehearsal-result.ts'

/** What a version of a rule would have done to the texts that people have decided on. */
export function RuleRehearsal({ rule, saved, action }: { rule: RulePage; saved: string; action: FormAction }) {
  const { rehearsal } = rule
  return (
    <section className="rule-rehearsal" aria-labelledby="rehearsal">
      <h2 id="rehearsal" className="rule-title" tabIndex={-1}>
        Rehearsal of version {rule.version}
      </h2>
      {!rehearsal && (
        <p className="rule-note">
          Tries the rule on the last {sayCount(rehearsedDecisions)} texts that people decided on, as if it had been there. Nothing is changed, and nobody is told.
        </p>
      )}
      <RuleProgress headingId="rehearsal" progress={rehearsal && !rehearsal.finished ? { examined: rehearsal.examined, total: rehearsal.total } : null} sum={rehearsal?.finished ? saySum(rehearsal) : ''} />
      {rehearsal?.finished && <Found rehearsal={rehearsal} />}
      {(!rehearsal || rehearsal.finished) && (
        <PressForm action={action} fields={{ ruleId: rule.id, version: String(rule.version), saved }} look={rehearsal ? 'plain' : 'strong'} pending="One moment …">
          {rehearsal ? 'Rehearse again' : 'Rehearse'}
        </PressForm>
      )}
      {rehearsal?.finished && <Unknowable kind={rule.kindName} rehearsal={rehearsal} />}
    </section>
  )
}

/** What the eyes find in a table, for ears. */
function saySum({ texts, spoke }: Rehearsed): string {
  const [all, spoken] = [sumOf(texts), sumOf(spoke)]
  return `The rehearsal is done: the rule would have spoken of ${sayCount(spoken)} of ${sayCount(all)} texts, ${sayCount(spoke.approved)} approved, ${sayCount(spoke.returned)} returned and ${sayCount(spoke.rejected)} rejected ones.`
}

function sumOf({ approved, returned, rejected }: Rehearsed['texts']): number {
  return approved + returned + rejected
}

const rows = [
  { outcome: 'approved', people: 'Approved', would: 'contradicted' },
  { outcome: 'returned', people: 'Returned', would: 'noticed' },
  { outcome: 'rejected', people: 'Rejected or hidden', would: 'noticed' },
] as const

function Found({ rehearsal }: { rehearsal: Rehearsed }) {
  const { texts, spoke, examples } = rehearsal
  const missed = texts.rejected - spoke.rejected
  const all = sumOf(texts)
  if (all === 0) return <p className="rule-note">People have decided on no text yet that this rule looks at, so there was nothing to try it on.</p>
  const spoken = sumOf(spoke)
  return (
    <>
      <p className="rule-sum">
        Of {sayCount(all)} texts it would have spoken of <strong>{sayCount(spoken)}</strong> ({sayShare(spoken, all)}): <strong>{sayCount(spoke.approved)}</strong> that people approved,{' '}
        {sayCount(spoke.returned)} that they returned, <strong>{sayCount(spoke.rejected)}</strong> that they rejected. It would have missed <strong>{sayCount(missed)}</strong> of the{' '}
        {sayCount(texts.rejected)} rejected ones.
      </p>
      <table className="rule-table rule-found">
        <caption className="visually-hidden">What people decided, and what the rule would have said</caption>
        <thead>
          <tr>
            <th scope="col">People</th>
            <th scope="col">Texts</th>
            <th scope="col">It would have spoken of</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ outcome, people }) => (
            <tr key={outcome}>
              <th scope="row">{people}</th>
              <td data-label="Texts">{sayCount(texts[outcome])}</td>
              <td data-label="It would have spoken of">{sayCount(spoke[outcome])}</td>
              <td data-label="Share">{sayShare(spoke[outcome], texts[outcome])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <RuleExamples title="Contradicted: it would have spoken, people approved" texts={examples.contradicted} of={spoke.approved} open />
      <RuleExamples title="Noticed: it would have spoken, people returned or rejected" texts={examples.noticed} of={spoke.returned + spoke.rejected} />
      <RuleExamples title="Missed: it would have said nothing, people rejected" texts={examples.missed} of={missed} />
    </>
  )
}

/** What a look back cannot tell, said where its numbers stand. */
function Unknowable({ kind, rehearsal }: { kind: string; rehearsal: Rehearsed }) {
  const { since, examined, unknown, by, at } = rehearsal
  return (
    <div className="rule-note">
      <p>
        {by}, <Moment at={at} precision="minute" />. {sayCount(examined)} decisions{since && <>, on texts sent since <Moment at={since} /></>}; the last word on each text counts, what was taken back does not.
      </p>
      <p>{unknowable[kind] ?? 'The texts are as they were sent. Whose posts they stood under is as it is today.'}</p>
      {unknown > 0 && <p>{sayCount(unknown)} texts came from people without an account. What they had sent before is not known, so they were left out.</p>}
    </div>
  )
}

const record = 'How many texts of somebody had been approved is read from the log, as it stood when each text was sent; imported texts count from the day they were published.'

const unknowable: Record<string, string> = {
  links: record,
  'first-texts': record,
  repeat: `Repeats are looked for among the newest ${comparedPast.toLocaleString('en-GB')} texts, so old ones may be missed. Texts that were refused were never kept, and cannot be compared.`,
  speed: 'The times are those at which comments were sent. Texts that were refused were never kept, so somebody may have tried more often than it seems.',
  'old-thread': 'The age of a post is counted from the day it was published. When its conversation was closed for a while is not known.',
}
