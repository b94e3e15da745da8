import type { FormAction, FormState } from '#lib/form-state.ts'

/** What the renderer asks a function that a form sends to: how a browser without a script sends it. */
type Sent = { name: string; method: 'POST'; encType: string; data: FormData | null }

/**
 * A server action as a form of a drawn page names it: nothing that could be called, only the fields by which the framework finds the
 * action when the form is sent.
 * @param id by which the build of the framework knows it
 */
export function standIn(id: string): FormAction {
  const bind = (_: unknown, state: FormState) => Object.assign(notHere(), { $$FORM_ACTION: (prefix: string): Sent => ({ ...sent, name: `$ACTION_REF_${prefix}`, data: fieldsOf(id, prefix, state) }) })
  return Object.assign(notHere(), { bind, $$FORM_ACTION: (): Sent => ({ ...sent, name: `$ACTION_ID_${id}`, data: null }) })
}

const sent = { method: 'POST', encType: 'multipart/form-data' } as const

function fieldsOf(id: string, prefix: string, state: FormState): FormData {
  const fields = new FormData()
  fields.append(`$ACTION_${prefix}:0`, JSON.stringify({ id, bound: '$@1' }))
  fields.append(`$ACTION_${prefix}:1`, JSON.stringify([state]))
  return fields
}

function notHere(): FormAction {
  return () => Promise.reject(new Error('A page is drawn without its actions.'))
}
