import { z } from 'zod'
import { Prisma } from '#database'
import { askTogether, insideQuestion } from '#lib/ask.ts'
import { command } from '#lib/command.ts'
import { commentText } from '#lib/comments/comment-text.ts'
import { draftOf, endDraft } from '#lib/comments/drafts/end-draft.ts'
import { holdReply, screeningOf, screenWith } from '#lib/comments/hold-text.ts'
import { readWait, waitFrom } from '#lib/comments/read-waiting.ts'
import { findStandingVerdict } from '#lib/comments/standing-verdict.ts'
import { toldState } from '#lib/comments/told-state.ts'
import type { Transaction } from '#lib/database.ts'
import { keepPlan } from '#lib/kept-plans.ts'
import { turnOf } from '#lib/people/take-turn.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What the writer of a new reply is told. */
export type WaitingReply = { id: string; state: string; position: number | null; medianWaitSeconds: number | null; /** The site publishes texts of trusted people by itself. */ mayAppear: boolean }

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

/** The essay, and the comment in it that is answered; none of an answer to the essay itself. */
type Answered = { id: string; commentsMode: string; parentId: string | null; depth: number | null }

/** A reader replies to a post or to a comment. The reply is held until a moderator decides. */
export const postReply = command({
  name: 'post-reply',
  input: postReplyInput,
  least: 'reader',
  async load(tx: Transaction, { slug, parentId }: Input, _: Date, viewer: Viewer) {
    // What is answered is locked, so that it cannot be hidden while the reply is on its way in; then its writer takes their turn.
    const [post] = await tx.$queryRaw<Answered[]>`${keepPlan}
      SELECT p.id, p.comments_mode::text AS "commentsMode", parent.id AS "parentId", parent.depth, ${turnOf(viewer.id ?? '')} AS turn
      FROM published_post p LEFT JOIN LATERAL (
        SELECT c.id, c.depth FROM comment c WHERE c.id = ${parentId || null}::uuid AND c.post_id = p.id AND c.state = 'published' FOR NO KEY UPDATE) parent ON true
      WHERE p.slug = ${slug}`
    if (!post) return refuse('not-found', 'This essay is not here any more. Your text is still here.')
    if (parentId && !post.parentId) return refuseField('body', 'The comment you are replying to is not here any more. Your text is still here.')
    return post
  },
  permit: (_, { depth }) => (depth !== null && depth >= 999 ? refuseField('body', 'This branch is as deep as it can get. Please reply further up.') : null),
  async perform({ tx, viewer, input, subject: post, now }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    const about = { personId, postId: post.id, commentsOpen: post.commentsMode === 'open', now }
    const { before, draft, mayAppear: appears, position, medianWaitSeconds, ...atHand } = await askTogether({
      before: sentUnder(personId, input.idempotencyKey), draft: draftOf(personId, post.parentId ?? post.id), mayAppear, ...waitFrom(now),
      ...screeningOf(input.body.source, about),
    }, tx)
    if (before) {
      const same = before.postId === post.id && before.parentId === post.parentId && before.source === input.body.source
      if (!same) return refuseField('idempotencyKey', 'Something else was sent with this key before. Nothing was changed; please send this with a new one.')
      return done({ ...(await readWaitingReply(tx, before.id)), mayAppear: appears })
    }

    const screened = await screenWith(tx, input.body, about, atHand)
    if (!screened.ok) return screened
    await endDraft(tx, draft, { source: input.body.source, draftVersion: input.draftVersion, idempotencyKey: input.idempotencyKey })
    // Last, since it makes everybody wait who answers the same.
    const { id } = await holdReply(tx, { post, parentId: post.parentId, authorId: personId, body: input.body, findings: screened.findings, idempotencyKey: input.idempotencyKey, now })
    return done({ id, state: 'held', position, medianWaitSeconds, mayAppear: appears }, { type: 'comment', id })
  },
})

/** Where the setting is damaged, whoever goes on finds out. */
const mayAppear = insideQuestion(Prisma.sql`SELECT value ->> 'on' AS on FROM setting WHERE key = 'moderation.auto-publish'`, ([kept]: { on: string | null }[]) => kept !== undefined && kept.on !== 'false')

type Sent = { id: string; postId: string; parentId: string | null; source: string | null }

/** What this person sent with this key before, and the words of it. */
function sentUnder(personId: string, idempotencyKey: string) {
  return insideQuestion(Prisma.sql`
    SELECT c.id, c.post_id AS "postId", c.parent_id AS "parentId", (SELECT r.source FROM comment_revision r WHERE r.comment_id = c.id ORDER BY r.created_at, r.id LIMIT 1) AS source
    FROM comment c WHERE c.author_id = ${personId}::uuid AND c.idempotency_key = ${idempotencyKey}`, ([sent]: Sent[]) => sent ?? null)
}

/** Sent again, a reply answers as its writer is told of it. */
async function readWaitingReply(tx: Transaction, commentId: string): Promise<Omit<WaitingReply, 'mayAppear'>> {
  const comment = await tx.comment.findUniqueOrThrow({
    where: { id: commentId },
    select: { id: true, state: true, authorId: true, reviewItems: { where: { kind: 'comment' }, select: { id: true } } },
  })
  const { state, settling } = toldState(comment.state, (await findStandingVerdict(tx, commentId))?.untold === true)
  const itemId = comment.reviewItems[0]?.id
  const { position, medianWaitSeconds } = await readWait(tx, comment.authorId, state === 'held' && itemId ? { itemId, settling } : null)
  return { id: comment.id, state, position, medianWaitSeconds }
}
