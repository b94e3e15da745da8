import type { CommentsMode, CommentState, PostState, Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { noSuchEssay } from '#lib/posts/permit-author.ts'
import { unrendered } from '#lib/posts/writing/draft-text.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

export type LoadedPublishing = {
  id: string
  slug: string
  state: PostState
  version: number
  draftVersion: number
  publishAt: Date | null
  publishedAt: Date | null
  publishedRevisionId: string | null
  draftRevisionId: string | null
  commentsMode: CommentsMode
  passwordHash: string | null
  passwordSince: Date | null
  /** A moderator took it from its readers, and has not put it back. */
  guestPosts: { state: CommentState }[]
  /** In the order in which they are named. */
  authorships: { personId: string }[]
  draftRevision: { title: string; text: string; html: string; rendererVersion: number } | null
}

/** A post with all that its publishing depends on, locked until the transaction ends. */
export async function loadPublishing(tx: Transaction, { postId }: { postId: string }): Promise<LoadedPublishing | Refusal> {
  await tx.$queryRaw`SELECT FROM post WHERE id = ${postId}::uuid FOR NO KEY UPDATE`
  const post = await tx.post.findUnique({ where: { id: postId, deletedDraft: null }, select: columns })
  return post ?? noSuchEssay
}

const columns = {
  id: true, slug: true, state: true, version: true, draftVersion: true, publishAt: true, publishedAt: true, publishedRevisionId: true, draftRevisionId: true,
  commentsMode: true, passwordHash: true, passwordSince: true,
  guestPosts: { where: { state: 'hidden' }, select: { state: true } },
  authorships: { orderBy: [{ position: 'asc' }, { personId: 'asc' }], select: { personId: true } }, draftRevision: { select: { title: true, text: true, html: true, rendererVersion: true } },
} satisfies Prisma.PostSelect

/** Null while nobody took the essay down; else why its authors do not bring it before readers. */
export function refuseTakenDown({ guestPosts }: Pick<LoadedPublishing, 'guestPosts'>): Refusal | null {
  return guestPosts.length > 0 ? refuse('conflict', 'A moderator took this essay down. It comes back when that is taken back on the desk of the moderators.') : null
}

/** Null for a text that looks as it says; a machine that is busy may not have come to it yet, and readers are to see what was written. */
export function refuseUnrendered({ draftRevision }: Pick<LoadedPublishing, 'draftRevision'>): Refusal | null {
  return draftRevision?.rendererVersion === unrendered ? refuse('unavailable', 'The last text that you saved is still being prepared. Please try again in a minute.', { retryAfterSeconds: 60 }) : null
}
