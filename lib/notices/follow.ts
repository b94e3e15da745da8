import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** `yes`: tell me. `no`: do not, whatever else would. `forget`: as if nothing had been said. */
const wanted = z.enum(['yes', 'no', 'forget'])

/** What can be followed. */
export type Followed = { postId: string } | { commentId: string } | { authorId: string }

/**
 * Somebody follows the conversation under a post, a branch of one or an author, does not want to hear of it, or takes back what they
 * said. What cannot be seen cannot be followed, but whatever one follows can be let go. Open to suspended people: it concerns nobody else.
 */
export const follow = command({
  name: 'follow',
  input: z.union([
    z.strictObject({ postId: z.uuid(), wanted }),
    z.strictObject({ commentId: z.uuid(), wanted }),
    z.strictObject({ authorId: z.uuid(), wanted }),
  ]),
  least: 'anonymous',
  load: async (tx, input) => ({ seen: await isSeen(tx, input) }),
  permit: (viewer, { seen }) => {
    if (!viewer.id) return refuse('signed-out', 'Please sign in first.')
    return seen ? null : gone
  },
  async perform({ tx, viewer, input: { wanted: word, ...what }, now }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    if ('authorId' in what && what.authorId === personId) return refuse('invalid', 'You know already when you write something.')
    if (word === 'forget') await tx.follow.deleteMany({ where: { personId, ...what } })
    else await keepWord(tx, { personId, what, wanted: word === 'yes', now })
    return done(null, { type: 'person', id: personId })
  },
})

const gone: Refusal = refuse('not-found', 'There is nothing here to follow any more.')

async function isSeen(tx: Transaction, input: Followed & { wanted: string }): Promise<boolean> {
  if (input.wanted === 'forget') return true
  if ('postId' in input) return (await tx.publishedPost.findUnique({ where: { id: input.postId }, select: { id: true } })) !== null
  if ('commentId' in input) return (await tx.publishedComment.findFirst({ where: { id: input.commentId, tombstone: false }, select: { id: true } })) !== null
  return (await tx.publishedAuthorship.findFirst({ where: { personId: input.authorId }, select: { personId: true } })) !== null
}

type Word = { personId: string; what: Followed; wanted: boolean; now: Date }

/** Whoever follows a branch of a conversation that they wanted nothing of wants that branch. */
async function keepWord(tx: Transaction, { personId, what, wanted, now }: Word): Promise<void> {
  if ('commentId' in what && wanted) {
    const { postId } = await tx.comment.findUniqueOrThrow({ where: { id: what.commentId }, select: { postId: true } })
    await tx.follow.deleteMany({ where: { personId, postId, wanted: false } })
  }
  // A no that was said here is not a link's to take back.
  const kept = { wanted, previous: wanted ? null : false, at: now }
  await tx.follow.upsert({ where: keyOf(personId, what), create: { personId, ...what, ...kept }, update: kept, select: { id: true } })
}

function keyOf(personId: string, what: Followed) {
  if ('postId' in what) return { personId_postId: { personId, postId: what.postId } }
  if ('commentId' in what) return { personId_commentId: { personId, commentId: what.commentId } }
  return { personId_authorId: { personId, authorId: what.authorId } }
}
