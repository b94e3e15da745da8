import type { CommentsMode, CommentState, PostState, Prisma, Role } from '#database'
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
  /** Each time that a reader sent it to be published. */
  guestPosts: { state: CommentState; approvedRevisionId: string | null; person: { role: Role } | null }[]
  /** In the order in which they are named. */
  authorships: { personId: string }[]
  draftRevision: { title: string; text: string; html: string; rendererVersion: number; savedAt: Date } | null
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
  guestPosts: { select: { state: true, approvedRevisionId: true, person: { select: { role: true } } } },
  authorships: { orderBy: [{ position: 'asc' }, { personId: 'asc' }], select: { personId: true } }, draftRevision: { select: { title: true, text: true, html: true, rendererVersion: true, savedAt: true } },
} satisfies Prisma.PostSelect

/** Null while nobody took the essay down; else why its authors do not bring it before readers. */
export function refuseTakenDown({ guestPosts }: Pick<LoadedPublishing, 'guestPosts'>): Refusal | null {
  return guestPosts.some(({ state }) => state === 'hidden') ? refuse('conflict', 'A moderator took this essay down. It comes back when that is taken back on the desk of the moderators.') : null
}

/**
 * Null for a text that may stand before readers. Of an essay that a reader sent, that is the one that was approved, whoever presses the button; once its
 * writer is an author they are trusted as every author is. The database asks the same (`post_of_guest_waits`).
 */
export function refuseUnapproved({ guestPosts }: Pick<LoadedPublishing, 'guestPosts'>, revisionId: string | null): Refusal | null {
  const ofReader = guestPosts.some(({ person }) => person?.role === 'reader')
  const approved = guestPosts.some(({ state, approvedRevisionId }) => state === 'published' && approvedRevisionId === revisionId)
  return ofReader && !approved ? refuse('conflict', 'A reader sent this essay, so what readers see of it is decided in the queue.') : null
}

/** In milliseconds: a text that is not rendered by then, after several tries, is one that cannot be. */
const patience = 10 * 60_000

/** Null for a text that looks as it says; a machine that is busy may not have come to it yet, and readers are to see what was written. */
export function refuseUnrendered({ draftRevision: draft }: { draftRevision: { rendererVersion: number; savedAt: Date } | null }, now: Date): Refusal | null {
  if (draft?.rendererVersion !== unrendered) return null
  if (now.getTime() - draft.savedAt.getTime() > patience) return refuse('invalid', 'This text takes too long to prepare, so it cannot be shown to anybody. Please make it shorter or simpler.')
  return refuse('unavailable', 'The last text that you saved is still being prepared. Please try again in a minute.', { retryAfterSeconds: 60 })
}
