'use client'

import { Field, Select } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction } from '#lib/form-state.ts'

type Asked = { name: string; label: string; help?: string; options?: { value: string; label: string }[]; required?: boolean }

type Props = { action: FormAction; here: string; hidden: Record<string, string>; asks: Asked[]; button: string }

/** One thing that a moderator does to a work, with the little that it asks. */
export function ActForm({ action, here, hidden, asks, button }: Props) {
  const [state, send] = useFormAction(action, here)
  const kept = useKeptWords(state)
  const beside = Object.values(state.fields ?? {})
  return (
    <form className="form" action={send} {...kept} noValidate>
      {state.status === 'done' && state.message && <Notice kind="done">{state.message}</Notice>}
      {state.status === 'refused' && state.message && !beside.includes(state.message) && <Notice kind="refused">{state.message}</Notice>}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {asks.map(({ options, ...field }) =>
        options ? <Select key={field.name} {...field} options={options} state={state} /> : <Field key={field.name} {...field} maxLength={300} autoComplete="off" state={state} />,
      )}
      <div className="actions">
        <SubmitButton look="plain" pending="Saving …">
          {button}
        </SubmitButton>
      </div>
    </form>
  )
}
