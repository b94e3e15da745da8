import type { ButtonLook } from '#components/ui/button.tsx'
import { AnsweringForm } from './answering-form.tsx'
import type { FormAction } from '#lib/form-state.ts'

type Props = {
  action: FormAction
  /** What goes along unseen. */
  fields?: Record<string, string>
  /** What it is about, for people who hear one of several such buttons alone. */
  of?: string
  look?: ButtonLook
  pending?: string
  /** Where its answer is shown, see answering-form.tsx. */
  here?: string
  children: string
}

/** A form that is one button, because what it does must not happen by opening an address. */
export function PressForm({ action, fields, of, look, pending, here, children }: Props) {
  return <AnsweringForm action={action} hidden={fields} look={look} pending={pending} button={children} of={of} here={here} />
}
