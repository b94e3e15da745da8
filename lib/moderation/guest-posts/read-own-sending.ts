import type { CommentState, PostState, Prisma } from '#database'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { readWait } from '#lib/comments/read-waiting.ts'
import type { Waiting } from '#lib/comments/read-waiting.ts'
import { reader } from '#lib/database.ts'
import { isVerdictUntold } from '#lib/moderation/guest-posts/load-own-guest-post.ts'
import { standingOf } from '#lib/posts/publishing/standings.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** How an own essay stands that is sent to be published, as its author is told of it. */
export type OwnSending = {
  id: string
  slug: string
  standing: PostState
  publishAt: Date | null
  title: string
  words: number
  version: number
  draftRevisionId: string | null
  /** Null: it was never sent. What was decided a moment ago still waits. */
  state: CommentState | null
  /** A text of it waits; null when none does. */
  waiting: Waiting | null
  /** Something was written since it was sent. */
  writtenSince: boolean
  /** What a moderator said last, and which words that is about; empty when nothing was. */
  reason: string
  passage: string
}

/** One own essay; null for what is not the viewer's. */
export async function readOwnSending(viewer: SignedIn, postId: string, now: Date): Promise<OwnSending | null> {
  const post = await reader().post.findFirst({ where: { id: postId, authorships: { some: { personId: viewer.id } } }, select: shape })
  if (!post?.draftRevision) return null
  const [sent] = post.guestPosts
  const [item] = sent?.reviewItems ?? []
  const untold = sent ? await isVerdictUntold(reader(), sent.id) : false
  const waits = item !== undefined && (item.state === 'waiting' || untold)
  const verdict = waits ? null : (item?.decisions[0] ?? null)
  return {
    id: post.id, slug: post.slug, standing: standingOf(post, now), publishAt: post.publishAt, version: post.draftVersion, draftRevisionId: post.draftRevisionId,
    title: post.draftRevision.title, words: post.draftRevision.words,
    state: untold && sent?.state !== 'published' ? 'held' : (sent?.state ?? null),
    waiting: waits ? await readWait(reader(), viewer.id, { itemId: item.id, settling: untold }) : null,
    writtenSince: sent !== undefined && sent.currentRevisionId !== post.draftRevisionId,
    reason: verdict ? reasonSentence(verdict.reasonCode, verdict.reasonNote, 'guest_post') : '',
    passage: verdict?.passage ?? '',
  }
}

const shape = {
  id: true, slug: true, state: true, publishAt: true, draftVersion: true, draftRevisionId: true, draftRevision: { select: { title: true, words: true } },
  guestPosts: {
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }], take: 1,
    select: {
      id: true, state: true, currentRevisionId: true,
      reviewItems: { select: { id: true, state: true, decisions: { where: { undoneBy: { is: null }, action: { in: ['return', 'reject', 'hide', 'restore'] } }, orderBy: { seq: 'desc' }, take: 1, select: { reasonCode: true, reasonNote: true, passage: true } } } },
    },
  },
} satisfies Prisma.PostSelect
