import { z } from 'zod'
import type { Transaction } from '#lib/database.ts'
import { refuse, refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { applyChanges } from '#lib/works/facts/apply-changes.ts'
import type { Change } from '#lib/works/facts/apply-changes.ts'
import { wishes } from '#lib/works/facts/changes.ts'
import type { Document } from '#lib/works/facts/document.ts'
import { fieldOf, fields } from '#lib/works/facts/fields.ts'
import { refuseFacts } from '#lib/works/save-revision.ts'

/** What a proposal says, as a form or a request brings it. */
export const proposalFields = {
  /** The facts that the proposer saw; empty for a new work. */
  baseRevisionId: z.union([z.uuid(), z.literal('')]).default(''),
  changes: wishes,
  comment: z
    .string()
    .transform((raw) => raw.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]+/gu, ' ').trim())
    .refine((text) => [...text].length <= 1000, { error: 'This can hold 1,000 characters.' })
    .default(''),
}

/** Null when something new is proposed that has what it needs, and that the facts do not say already. */
export async function refuseProposal(tx: Transaction, present: Document, changes: readonly Change[], comment: string, workId: string | null): Promise<Refusal | null> {
  if (changes.length === 0) return refuse('invalid', 'This is how it stands already. Please change what is not right.')
  const bare = changes.find(needsSource)
  if (bare) return refuseField(`${bare.key}.source`, 'Please say where this is from: an address, a book, or the work itself.')
  if (comment === '' && changes.some(({ now }) => now === null)) return refuseField('comment', 'Please say why this should go.')
  const { document, done, already, stale } = applyChanges(present, changes, nobody)
  if (done.length === 0 && stale.length === 0 && already.length > 0) return refuse('conflict', 'The facts say so already.')
  return stale.length > 0 ? null : refuseFacts(tx, document, workId)
}

/** Stands for the proposal that is not made yet. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** A synopsis is its writer’s own, and of what kind a work is can be seen. */
function needsSource({ key, now }: Change): boolean {
  const field = fieldOf(key)
  return now !== null && now.source === '' && field !== 'synopses' && field !== 'kind'
}

/** Null when none of the fields is locked. */
export function refuseLocked(present: Document, changes: readonly { key: string }[]): Refusal | null {
  for (const { key } of changes) {
    const field = fieldOf(key)
    const why = field && present.locks[field]
    if (field && why !== undefined) return refuseField(key, `${fields[field].label} cannot be changed for now. ${why}`)
  }
  return null
}
