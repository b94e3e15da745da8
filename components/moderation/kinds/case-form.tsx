'use client'

import { useActionState } from 'react'
import { FormAnswer } from '#components/people/form-answer.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { fresh } from '#lib/form-state.ts'
import type { FormAction } from '#lib/form-state.ts'

type Props = {
  action: FormAction
  itemId: string
  /** Who will read it, as a sentence. */
  readers: string
  /** Also offers to say it to the team alone. */
  withTeam: boolean
  /** Where the form stands, for browsers that send it without JavaScript. */
  here: string
}

/** Saying something in a case. */
export function CaseForm({ action, itemId, readers, withTeam, here }: Props) {
  const [state, send] = useActionState(action, fresh, here)
  return (
    <details className="case-answer" open={state.status !== 'fresh' || undefined}>
      <summary>Say something in this case</summary>
      <form className="form" action={send} noValidate>
        <FormAnswer state={state} />
        <input type="hidden" name="itemId" value={itemId} />
        <TextArea name="body" label="Your words" rows={3} required help={readers} state={state} />
        {withTeam && (
          <label className="choice">
            <input type="checkbox" name="teamOnly" value="yes" defaultChecked={state.values?.teamOnly === 'yes'} />
            <span>For the team alone</span>
          </label>
        )}
        <div className="actions">
          <SubmitButton look="plain" pending="Sending …">
            Send
          </SubmitButton>
        </div>
      </form>
    </details>
  )
}
