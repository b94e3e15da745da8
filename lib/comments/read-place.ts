import { CommentState, Prisma } from '#database'
import { cutPath } from '#lib/comments/path-levels.ts'
import { boundsOfBranch, levelsPerPage, readBounds, readPartOf, topLevelPerPage } from '#lib/comments/thread-part.ts'
import type { ThreadAsk } from '#lib/comments/thread-part.ts'
import { shownUpTo } from '#lib/comments/top-level-marks.ts'
import { publicReader, reader } from '#lib/database.ts'
import { planOnce } from '#lib/kept-plans.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Where a comment stands: the post's slug, and which page, branch and part of its thread shows it (see `readThread`). */
export type CommentPlace = { slug: string } & ThreadAsk

/**
 * The place of a comment that this viewer may see: a published one, a tombstone, an own text, and for moderators what was taken down.
 * @returns null for everything else, so that what waits and what never existed look the same
 */
export async function readPlace(commentId: string, viewer: Viewer): Promise<CommentPlace | null> {
  const comment = (await readShown(commentId)) ?? (await readUnseen(commentId, viewer))
  if (!comment) return null
  const slug = comment.slug ?? (await readSlug(comment.postId))
  return slug === null ? null : { slug, order: 'thread', ...((await readInBranch(comment)) ?? (await readOnPage(comment))) }
}

/** `slug`: of its post, where that is known already. */
type Standing = { postId: string; rootId: string; path: Uint8Array; depth: number; slug?: string }

const stands = { postId: true, rootId: true, path: true, depth: true } as const

async function readShown(commentId: string): Promise<Standing | null> {
  const [shown] = await publicReader().$queryRaw<Required<Standing>[]>(planOnce(Prisma.sql`
    SELECT c.post_id AS "postId", c.root_id AS "rootId", c.path, c.depth, p.slug FROM published_comment c JOIN published_post p ON p.id = c.post_id WHERE c.id = ${commentId}::uuid`))
  return shown ?? null
}

async function readSlug(postId: string): Promise<string | null> {
  return (await publicReader().publishedPost.findUnique({ where: { id: postId }, select: { slug: true } }))?.slug ?? null
}

async function readUnseen(commentId: string, viewer: Viewer): Promise<Standing | null> {
  if (!viewer.id) return null
  const own = { authorId: viewer.id, state: { in: [CommentState.held, CommentState.returned, CommentState.rejected, CommentState.hidden] } }
  const takenDown = permitRole(viewer, 'moderator') === null ? [{ state: CommentState.hidden }] : []
  return reader().comment.findFirst({ where: { id: commentId, OR: [own, ...takenDown] }, select: stands })
}

/** Deeper than pages go, a comment stands in the branch of the last that its page shows. An own text may have none above it any more. */
async function readInBranch({ postId, path, depth }: Standing): Promise<Omit<ThreadAsk, 'order'> | null> {
  if (depth < levelsPerPage) return null
  const root = await publicReader().publishedComment.findFirst({ where: { postId, path: cutPath(path, levelsPerPage) }, select: { id: true, path: true } })
  return root && { page: 1, branch: root.id, after: await readPartOf(postId, boundsOfBranch(root.path), path) }
}

async function readOnPage({ postId, rootId, path }: Standing): Promise<Omit<ThreadAsk, 'order'>> {
  const page = await readPage(rootId)
  // Only what stands before the comment counts, so it does not matter where the page ends.
  return { page, branch: '', after: await readPartOf(postId, await readBounds(postId, page, page), path) }
}

/** An own top-level text that waits has no number: it stands behind the last numbered one before it. */
async function readPage(rootId: string): Promise<number> {
  const rows = await reader().$queryRaw<{ before: number }[]>(planOnce(Prisma.sql`SELECT ${shownUpTo} AS before FROM comment c WHERE c.id = ${rootId}::uuid`))
  return Math.max(1, Math.ceil((rows[0]?.before ?? 1) / topLevelPerPage))
}
