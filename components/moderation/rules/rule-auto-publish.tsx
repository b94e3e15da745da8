import { AnsweringForm } from '#components/people/answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

type Props = { on: boolean; approvedTexts: number; action: FormAction | null }

/** Whether trusted people need not wait. An administrator sets it; moderators see how it stands. */
export function RuleAutoPublish({ on, approvedTexts, action }: Props) {
  return (
    <section className="rule-column" aria-labelledby="trusted">
      <h2 id="trusted" className="rule-title">
        Trusted people
      </h2>
      <p className="rule-note">
        {on
          ? `A new text of somebody with ${approvedTexts.toLocaleString('en-GB')} or more approved ones appears at once, unless a rule holds it or a measure is in force.`
          : 'Every text waits for a person. This can be changed for people whose texts were approved often.'}{' '}
        What appears so stands in the log and can be taken back like any decision. Only texts that a moderator approved, and that are still up, count.
      </p>
      {action ? (
        <AnsweringForm
          action={action}
          fields={[
            {
              kind: 'choice', name: 'on', label: 'Texts of trusted people', defaultValue: on ? 'on' : 'off', required: true,
              options: [{ value: 'off', label: 'wait like all others' }, { value: 'on', label: 'appear at once' }],
            },
            { kind: 'line', name: 'approvedTexts', label: 'Trusted from … approved texts on', defaultValue: String(approvedTexts), inputMode: 'numeric', required: true, help: 'From 1 to 1,000.' },
          ]}
          button="Save"
          pending="Saving …"
          look="plain"
        />
      ) : (
        <p className="rule-note">An administrator can change this.</p>
      )}
    </section>
  )
}
