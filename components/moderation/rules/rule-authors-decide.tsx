import { AnsweringForm } from '#components/people/answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

type Props = { on: boolean; action: FormAction | null }

/** Whether authors may decide under their own essays. An administrator sets it; moderators see how it stands. */
export function RuleAuthorsDecide({ on, action }: Props) {
  return (
    <section className="rule-column" aria-labelledby="authors-decide">
      <h2 id="authors-decide" className="rule-title">
        Authors
      </h2>
      <p className="rule-note">
        {on
          ? 'Authors decide, like moderators, about replies that wait under their own essays: approve, return, not publish.'
          : 'Authors see what waits under their own essays. Moderators decide about it.'}{' '}
        Reports and appeals are for moderators, as is taking down what is public. What authors decide stands in the log under their names.
      </p>
      {action ? (
        <AnsweringForm
          action={action}
          fields={[
            {
              kind: 'choice', name: 'on', label: 'What waits under their own essays', defaultValue: on ? 'on' : 'off', required: true,
              options: [{ value: 'off', label: 'moderators decide' }, { value: 'on', label: 'authors may decide as well' }],
            },
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
