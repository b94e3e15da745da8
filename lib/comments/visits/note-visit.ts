import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { noteVisitAt } from '#lib/comments/visits/visit-rule.ts'
import type { Visit } from '#lib/comments/visits/visit-rule.ts'
import { momentFromOutside } from '#lib/moment.ts'
import { done, refuse } from '#lib/refusal.ts'

export const noteVisitInput = z.strictObject({
  slug: z.string(),
  /** Until when the page that is being read shows everything. */
  shown: momentFromOutside,
})

/**
 * Somebody with an account is reading a thread, and has been shown everything that was approved until a moment. Of what is still to
 * come nobody has been shown anything, so a later moment counts as now. Suspended people read too.
 */
export const noteVisit = command({
  name: 'note-visit',
  input: noteVisitInput,
  least: 'anonymous',
  unrecorded: true,
  async load(tx, { slug }) {
    return (await tx.publishedPost.findUnique({ where: { slug }, select: { id: true } })) ?? refuse('not-found', 'There is no such post.')
  },
  permit: ({ id }) => (id ? null : refuse('signed-out', 'Please sign in first.')),
  async perform({ tx, viewer: { id: personId }, input, subject: { id: postId }, now }) {
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    const shown = Math.min(Date.parse(input.shown), now.getTime())
    const key = { personId, postId }
    const first = await tx.threadVisit.createMany({ data: [{ ...key, ...asRow(noteVisitAt(null, shown, now.getTime())) }], skipDuplicates: true })
    if (first.count === 0) {
      const after = noteVisitAt(await readLocked(tx, key), shown, now.getTime())
      await tx.threadVisit.update({ where: { personId_postId: key }, data: asRow(after), select: { at: true } })
    }
    return done({})
  },
})

type Key = { personId: string; postId: string }

/** Two tabs may say so at once. */
async function readLocked(tx: Transaction, { personId, postId }: Key): Promise<Visit | null> {
  const rows = await tx.$queryRaw<{ since: Date; until: Date; at: Date }[]>`
    SELECT since, until, at FROM thread_visit WHERE person_id = ${personId}::uuid AND post_id = ${postId}::uuid FOR UPDATE`
  const [row] = rows
  return row ? { since: row.since.getTime(), until: row.until.getTime(), at: row.at.getTime() } : null
}

function asRow({ since, until, at }: Visit) {
  return { since: new Date(since), until: new Date(until), at: new Date(at) }
}
