import { z } from 'zod'
import { command } from '#lib/command.ts'
import { draftsPerPerson } from '#lib/comments/drafts/draft-text.ts'
import { openText } from '#lib/comments/drafts/seal-text.ts'
import type { Transaction } from '#lib/database.ts'
import { digestOf } from '#lib/people/make-secret.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { done, refuse } from '#lib/refusal.ts'

/** Texts that are set aside together stand in one, apart from each other. */
const apart = '\n\n* * *\n\n'

/** So much may be set aside for one place: two texts of the greatest length. The database holds the same. */
const asideLength = 40_000

/**
 * Somebody has come through the door: what their browser carried becomes their draft, and is sent by nobody but them. A draft
 * that was there already is not overwritten: it is set aside, and both are shown.
 */
export const claimCarried = command({
  name: 'claim-carried',
  input: z.strictObject({ secret: z.string().min(1).max(100) }),
  least: 'reader',
  suspendedToo: true,
  unrecorded: true,
  load: async (tx, { secret }, now) => ({ carried: await tx.carriedText.findMany({ where: { holder: digestOf(secret), expiresAt: { gt: now } } }) }),
  permit: () => null,
  async perform({ tx, viewer, input: { secret }, subject: { carried } }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    await takeTurn(tx, personId)
    let claimed = 0
    for (const { id, postId, parentId, answers, sealed, at } of carried) {
      const body = openText(sealed, secret, answers)
      if (body === null || !(await giveDraft(tx, { personId, postId, parentId, answers, body, at }))) continue
      await tx.carriedText.deleteMany({ where: { id } })
      claimed++
    }
    return done({ claimed })
  },
})

type Given = { personId: string; postId: string; parentId: string | null; answers: string; body: string; at: Date }

/** @returns false when there is no room for it; it stays where it was */
async function giveDraft(tx: Transaction, { at, ...given }: Given): Promise<boolean> {
  const { personId, answers, body } = given
  const kept = await tx.replyDraft.findUnique({ where: { personId_answers: { personId, answers } } })
  if (!kept) {
    if ((await tx.replyDraft.count({ where: { personId } })) >= draftsPerPerson * 2) return false
    await tx.replyDraft.create({ data: { ...given, savedAt: at }, select: { id: true } })
    return true
  }
  if (kept.body === body) return true
  const aside = kept.aside ? kept.body + apart + kept.aside : kept.body
  if (aside.length > asideLength) return false
  await tx.replyDraft.update({ where: { id: kept.id }, data: { body, savedAt: at, aside, asideAt: kept.savedAt, version: { increment: 1 } }, select: { id: true } })
  return true
}
