'use client'

import type { FormField } from '#components/people/answering-form.tsx'
import { OneField } from '#components/people/answering-form.tsx'
import { FormAnswer } from '#components/people/form-answer.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'
import type { RulesStanding } from '#lib/posts/conversation/set-conversation-rules.ts'

type Props = { action: FormAction; postId: string; /** The rules that stand on the page. */ seen: string; fields: FormField[] }

/** The rules of a conversation. Were they settled by somebody else in the meantime, the form shows what stands now, and the next press is about that. */
export function SeenRulesForm({ action, postId, seen, fields }: Props) {
  const [state, submit] = useFormAction(action)
  const kept = useKeptWords(state)
  const stands = standingIn(state)
  return (
    <form className="form" action={submit} {...kept} noValidate>
      <FormAnswer state={state} />
      {stands && (
        <ul className="rules-standing" aria-label="What stands now">
          {stands.says.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="seen" value={stands?.seen ?? seen} />
      {fields.map((field) => (
        <OneField key={field.name} field={field} state={state} />
      ))}
      <div className="actions">
        <SubmitButton pending="Saving …">{stands ? 'Save mine all the same' : 'Save'}</SubmitButton>
      </div>
    </form>
  )
}

function standingIn({ status, value }: FormState): RulesStanding | null {
  return status === 'refused' && typeof value === 'object' && value !== null && 'says' in value ? (value as RulesStanding) : null
}
