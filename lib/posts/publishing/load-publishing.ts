import type { CommentsMode, CommentState, PostState, Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { noSuchEssay } from '#lib/posts/permit-author.ts'
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
  draftRevision: { title: string; text: string; html: string } | null
}

/** A post with all that its publishing depends on, locked until the transaction ends. */
export async function loadPublishing(tx: Transaction, { postId }: { postId: string }): Promise<LoadedPublishing | Refusal> {
  await tx.$queryRaw`SELECT FROM post WHERE id = ${postId}::uuid FOR NO KEY UPDATE`
  const post = await tx.post.findUnique({ where: { id: postId }, select: columns })
  return post ?? noSuchEssay
}

const columns = {
  id: true, slug: true, state: true, version: true, draftVersion: true, publishAt: true, publishedAt: true, publishedRevisionId: true, draftRevisionId: true,
  commentsMode: true, passwordHash: true, passwordSince: true,
  guestPosts: { where: { state: 'hidden' }, select: { state: true } },
  authorships: { orderBy: [{ position: 'asc' }, { personId: 'asc' }], select: { personId: true } }, draftRevision: { select: { title: true, text: true, html: true } },
} satisfies Prisma.PostSelect

/** Null while nobody took the essay down; else why its authors do not bring it before readers. */
export function refuseTakenDown({ guestPosts }: Pick<LoadedPublishing, 'guestPosts'>): Refusal | null {
  return guestPosts.length > 0 ? refuse('conflict', 'A moderator took this essay down. It comes back when that is taken back on the desk of the moderators.') : null
}
