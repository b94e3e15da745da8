import { z } from 'zod'
import { command } from '#lib/command.ts'
import { commentText } from '#lib/comments/comment-text.ts'
import { endDraft } from '#lib/comments/drafts/end-draft.ts'
import { holdReply, screenSubmission } from '#lib/comments/hold-text.ts'
import { readWait, readWaitFrom } from '#lib/comments/read-waiting.ts'
import { findStandingVerdict } from '#lib/comments/standing-verdict.ts'
import { toldState } from '#lib/comments/told-state.ts'
import type { Transaction } from '#lib/database.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'

/** What the writer of a new reply is told. */
export type WaitingReply = { id: string; state: string; position: number | null; medianWaitSeconds: number | null }

export const postReplyInput = z.strictObject({
  slug: z.string().min(1).max(200),
  /** The comment that is replied to; empty for the post itself. */
  parentId: z.union([z.uuid(), z.literal('')]).default(''),
  body: commentText,
  /** Made by whoever sends, once for each text: sending again with the same key changes nothing; another text under it is refused. */
  idempotencyKey: z.string().trim().min(8, { error: 'This needs a key of at least 8 characters.' }).max(200),
  /** Of the draft that the writer had before them, which ends with the sending; 0 when there was none. */
  draftVersion: z.coerce.number().int().min(0).max(1e9).default(0),
})

type Input = z.output<typeof postReplyInput>

/** A reader replies to a post or to a comment. The reply is held until a moderator decides. */
export const postReply = command({
  name: 'post-reply',
  input: postReplyInput,
  least: 'reader',
  async load(tx: Transaction, { slug, parentId }: Input) {
    const post = await tx.publishedPost.findUnique({ where: { slug }, select: { id: true, commentsMode: true } })
    if (!post) return refuse('not-found', 'This essay is not here any more. Your text is still here.')
    if (!parentId) return { ...post, parent: null }
    // Locked, so that it cannot be hidden while the reply is on its way in.
    const [parent] = await tx.$queryRaw<{ id: string; depth: number }[]>`
      SELECT id, depth FROM comment WHERE id = ${parentId}::uuid AND post_id = ${post.id}::uuid AND state = 'published' FOR NO KEY UPDATE`
    if (!parent) return refuseField('body', 'The comment you are replying to is not here any more. Your text is still here.')
    return { ...post, parent }
  },
  permit: (_, { parent }) => (parent && parent.depth >= 999 ? refuseField('body', 'This branch is as deep as it can get. Please reply further up.') : null),
  async perform({ tx, viewer, input, subject: post, now }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    await takeTurn(tx, personId)
    const sent = await tx.comment.findUnique({
      where: { authorId_idempotencyKey: { authorId: personId, idempotencyKey: input.idempotencyKey } },
      select: {
        id: true, postId: true, parentId: true,
        revisions: { orderBy: { id: 'asc' }, take: 1, select: { source: true } },
      },
    })
    if (sent) {
      const same = sent.postId === post.id && sent.parentId === (post.parent?.id ?? null) && sent.revisions[0]?.source === input.body.source
      if (!same) return refuseField('idempotencyKey', 'Something else was sent with this key before. Nothing was changed; please send this with a new one.')
      return done(await readWaitingReply(tx, sent.id))
    }

    const screened = await screenSubmission(tx, input.body, { personId, postId: post.id, commentsOpen: post.commentsMode === 'open', now })
    if (!screened.ok) return screened
    const waits = await readWaitFrom(tx, now)
    await endDraft(tx, { personId, answers: post.parent?.id ?? post.id, source: input.body.source, draftVersion: input.draftVersion, idempotencyKey: input.idempotencyKey })
    // Last, since it makes everybody wait who answers the same.
    const { id } = await holdReply(tx, { post, parentId: post.parent?.id ?? null, authorId: personId, body: input.body, findings: screened.findings, idempotencyKey: input.idempotencyKey, now })
    return done({ id, state: 'held', ...waits }, { type: 'comment', id })
  },
})

/** Sent again, a reply answers as its writer is told of it. */
async function readWaitingReply(tx: Transaction, commentId: string): Promise<WaitingReply> {
  const comment = await tx.comment.findUniqueOrThrow({
    where: { id: commentId },
    select: { id: true, state: true, authorId: true, reviewItems: { where: { kind: 'comment' }, select: { id: true } } },
  })
  const { state, settling } = toldState(comment.state, (await findStandingVerdict(tx, commentId))?.untold === true)
  const itemId = comment.reviewItems[0]?.id
  const { position, medianWaitSeconds } = await readWait(tx, comment.authorId, state === 'held' && itemId ? { itemId, settling } : null)
  return { id: comment.id, state, position, medianWaitSeconds }
}
