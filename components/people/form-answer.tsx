import { Notice } from '#components/ui/notice.tsx'
import type { FormState } from '#lib/form-state.ts'

/** What a form answered, above its fields. A sentence that stands beside a field is not said twice. */
export function FormAnswer({ state }: { state: FormState }) {
  const { status, message, fields = {} } = state
  if (!message) return null
  if (status === 'done') return <Notice kind="done">{message}</Notice>
  const besideField = Object.values(fields).includes(message)
  return <Notice kind="refused">{besideField ? 'Not yet: please look at what is marked below. Nothing was lost.' : message}</Notice>
}
