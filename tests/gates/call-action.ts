import type { Door } from './read-actions.ts'

/** Calls an action by its id as the framework's own script does: the state before, and the form. */
export function callAction(site: string, { id, page }: Door, fields: Record<string, string>, headers: Record<string, string>): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(`_1_${name}`, value)
  body.append('0', '[null,"$K1"]')
  return fetch(site + page, { method: 'POST', headers: { ...headers, 'next-action': id, accept: 'text/x-component' }, body, redirect: 'manual' })
}
