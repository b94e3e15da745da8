import type { FormState } from '#lib/form-state.ts'

/** A server action as the forms here take it. */
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>
