'use client'

import { useActionState } from 'react'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { useSteadyAction } from '#components/moderation/decisions/use-steady-action.ts'
import { keyed } from '#components/moderation/keys/key-table.ts'
import { Key } from '#components/moderation/keys/key.tsx'
import type { FormAction } from '#lib/form-state.ts'
import { fresh } from '#lib/form-state.ts'

type Props = { decisionId: string; itemId: string; lookAgain: FormAction }

/** Has somebody else read a decision again: nobody overrules a colleague alone. */
export function SecondLookForm({ decisionId, itemId, lookAgain }: Props) {
  const [state, action] = useActionState(useSteadyAction(lookAgain), fresh, `/moderation?item=${itemId}`)
  if (state.status === 'done') {
    return (
      <p className="desk-asked" role="status">
        Asked. Somebody else reads this decision again.
      </p>
    )
  }
  return (
    <details className="desk-panel" data-panel="look" open={state.status === 'refused' || undefined}>
      <summary className="button button-plain" {...keyed('look')}>
        Ask for a second look … <Key of="look" />
      </summary>
      <form action={action} data-verdict="look">
        <input type="hidden" name="decisionId" value={decisionId} />
        <input type="hidden" name="itemId" value={itemId} />
        <TextArea name="note" label="What should the next person look at?" rows={2} maxLength={2000} required state={state} help="Somebody who has no part in it reads this and decides." />
        {state.status === 'refused' && !state.fields && <p className="field-error">{state.message}</p>}
        <div className="actions">
          <SubmitButton>Ask</SubmitButton>
        </div>
      </form>
    </details>
  )
}
