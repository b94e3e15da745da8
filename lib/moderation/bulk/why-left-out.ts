import { theSite } from '#lib/moderation/decisions/the-site.ts'
import type { Refusal } from '#lib/refusal.ts'

const done: Record<string, string> = {
  approve: 'approved it',
  return: 'returned it for edits',
  reject: 'rejected it',
  hide: 'hid it',
  restore: 'restored it',
  dismiss: 'found nothing wrong with it',
  uphold: 'let the decision stand',
  overturn: 'turned the decision round',
  undo: 'took a decision about it back',
}

/** What a refused decision about one of many says of it, in one sentence. Nobody reads it in the moment, so it is short. */
export function whyLeftOut({ message, fields, present = {} }: Refusal): string {
  if (present.state === 'withdrawn') return 'The writer has withdrawn it.'
  if ('action' in present) return sayOvertaken(present)
  return Object.values(fields ?? {})[0] ?? message
}

function sayOvertaken({ action, by, state }: Record<string, unknown>): string {
  const act = typeof action === 'string' ? done[action] : undefined
  if (!act || state === 'held') return 'It changed after it was chosen.'
  return `${typeof by === 'string' ? by : theSite} ${act} first.`
}
