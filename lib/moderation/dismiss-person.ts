import { z } from 'zod'
import { command } from '#lib/command.ts'
import { takeTurn } from '#lib/comments/hold-text.ts'
import { reasons } from '#lib/comments/reasons.ts'
import type { Transaction } from '#lib/database.ts'
import type { Verdict } from '#lib/moderation/kinds/kind.ts'
import { mostInBulk, openBulk } from '#lib/moderation/open-bulk.ts'
import { belongsTo, knowsVerdict } from '#lib/moderation/waiting-group.ts'
import type { WaitingGroup } from '#lib/moderation/waiting-group.ts'
import { lockNamedPerson } from '#lib/people/find-person.ts'
import { imposeMeasure, reasonField, untilField } from '#lib/people/impose-measure.ts'
import { permitOver } from '#lib/people/permit-over.ts'
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
    await takeTurnOf(tx, handle)
    return lockNamedPerson(tx, handle)
  },
  permit: (viewer, subject) => permitOver(viewer, subject),
  async perform({ tx, viewer, input: { kind, reason, until, reasonCode }, subject, now }) {
    if (!viewer.id) return refuse('signed-out', 'Decisions are made by people with an account.')
    const imposed = await imposeMeasure(tx, { viewer, personId: subject.id, measure: { kind, reason, until, everySeconds: null }, now })
    if (!imposed.ok) return imposed
    const reasonNote = reasonCode === 'other' ? reason : ''
    const asked = { byId: viewer.id, action: 'reject' as const, reasonCode, reasonNote }
    const bulks = await openBulks(tx, asked, { by: 'person', is: subject.id }, now)
    return done({ ...imposed.value, ...bulks }, { type: 'person', id: subject.id })
  },
})

/** What they sent in this very moment is waited for, and counts; what they send later is refused. Before the person is locked, as when they write. */
async function takeTurnOf(tx: Transaction, handle: string): Promise<void> {
  const person = await tx.person.findUnique({ where: { handle }, select: { id: true } })
  if (person) await takeTurn(tx, person.id)
}

/** Later than anything that waits. */
const whatever = new Date('9999-12-31T00:00:00Z')

type Asked = Omit<Parameters<typeof openBulk>[1], 'of'>

/** One bulk, or for somebody who flooded the queue as many as it takes. */
async function openBulks(tx: Transaction, asked: Asked, group: WaitingGroup, now: Date): Promise<{ bulkIds: string[]; rejected: number }> {
  const first = await openBulk(tx, { ...asked, of: { group, upTo: whatever } }, now)
  if (!first) return { bulkIds: [], rejected: 0 }
  const opened = [first]
  const beyond = first.count < mostInBulk ? [] : await readBeyond(tx, asked.action, group)
  for (let start = 0; start < beyond.length; start += mostInBulk) {
    const next = await openBulk(tx, { ...asked, of: { items: beyond.slice(start, start + mostInBulk) } }, now)
    if (next) opened.push(next)
  }
  return { bulkIds: opened.map(({ bulkId }) => bulkId), rejected: opened.reduce((sum, { count }) => sum + count, 0) }
}

/** What the first bulk has no room for: it takes the oldest. */
function readBeyond(tx: Transaction, action: Verdict, group: WaitingGroup): Promise<{ itemId: string; version: number }[]> {
  return tx.$queryRaw`
    SELECT i.id AS "itemId", i.version FROM review_item i
    WHERE i.state = 'waiting' AND ${belongsTo(group)} AND ${knowsVerdict(action)}
    ORDER BY i.submitted_at, i.id OFFSET ${mostInBulk}`
}
