import { z } from 'zod'
import { command } from '#lib/command.ts'
import { reasons } from '#lib/comments/reasons.ts'
import type { Transaction } from '#lib/database.ts'
import { mostInBulk, openBulks } from '#lib/moderation/bulk/open-bulk.ts'
import { lockNamedPerson } from '#lib/people/find-person.ts'
import { imposeMeasure, reasonField, untilField } from '#lib/people/impose-measure.ts'
import { permitOver } from '#lib/people/permit-over.ts'
import { takeTurnOf } from '#lib/people/take-turn.ts'
import { done, refuse } from '#lib/refusal.ts'

/**
 * Takes the right to write from somebody and rejects everything that waits from them: nothing of theirs is left in purgatory.
 * The measure and the list of what is rejected are written at once; the rejections follow one by one, in the name of the
 * moderator. Appeals of theirs and reports about them still wait: they are for somebody to read.
 */
export const dismissPerson = command({
  name: 'dismiss-person',
  input: z.strictObject({
    handle: z.string(),
    kind: z.enum(['suspended', 'banned'], 'Please choose what to do.'),
    /** Why they are sent away. Follows the sentence of `other` under each text. */
    reason: reasonField,
    until: untilField,
    /** Why the texts are rejected; one of the ready-made reasons. */
    reasonCode: z.enum(reasons.map(({ code }) => code), 'Please choose why their texts are rejected.'),
  }),
  least: 'moderator',
  async load(tx, { handle }) {
    // What they sent in this very moment is waited for, and counts; what they send later is refused.
    await takeTurnOf(tx, handle)
    return lockNamedPerson(tx, handle)
  },
  permit: (viewer, subject) => permitOver(viewer, subject),
  async perform({ tx, viewer, input: { kind, reason, until, reasonCode }, subject, now }) {
    if (!viewer.id) return refuse('signed-out', 'Decisions are made by people with an account.')
    const imposed = await imposeMeasure(tx, { viewer, personId: subject.id, measure: { kind, reason, until, everySeconds: null }, now })
    if (!imposed.ok) return imposed
    const reasonNote = reasonCode === 'other' ? reason : ''
    const of = { group: { by: 'person' as const, is: subject.id }, upTo: whatever }
    const asked = { byId: viewer.id, action: 'reject' as const, reasonCode, reasonNote, of, measureId: imposed.value.measureId }
    // One bulk, or for somebody who flooded the queue as many as it takes.
    const opened = await openBulks(tx, asked, mostInBulk, now)
    const bulks = { bulkIds: opened.map(({ bulkId }) => bulkId), rejected: opened.reduce((sum, { count }) => sum + count, 0) }
    return done({ ...imposed.value, ...bulks }, { type: 'person', id: subject.id })
  },
})

/** Later than anything that waits. */
const whatever = new Date('9999-12-31T00:00:00Z')
