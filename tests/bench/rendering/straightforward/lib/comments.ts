import { prisma } from './database'

/** Top-level comments of a page, and comments of all: as many as the product shows on one. */
const page = { top: 50, all: 200 }

/** What was said under an essay on one page of its conversation, in reading order. */
export async function readComments(postId: string, number: number, viewerId: string | undefined) {
  const published = { state: 'published' as const }
  const seen = viewerId ? { OR: [published, { state: 'held' as const, authorId: viewerId }] } : published
  const [count, top] = await Promise.all([
    prisma.comment.count({ where: { postId, ...published } }),
    prisma.comment.findMany({ where: { postId, parentId: null, ...seen }, orderBy: { submittedAt: 'asc' }, skip: (number - 1) * page.top, take: page.top }),
  ])
  const comments = await prisma.comment.findMany({
    where: { rootId: { in: top.map(({ id }) => id) }, ...seen },
    include: { author: true, currentRevision: true, parent: { include: { author: true } } },
    orderBy: { path: 'asc' },
    take: page.all,
  })
  return { count, comments }
}

export type Comment = Awaited<ReturnType<typeof readComments>>['comments'][number]
