import { Prisma } from '#database'
import type { CommentState, ReviewKind } from '#database'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { hasRole, isSignedIn } from '#lib/viewer.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'

/** Something that somebody is told. */
export type Notice = {
  id: string
  /** verdict, undone, report, appeal, second-look, message */
  kind: string
  at: Date
  unread: boolean
  post: { title: string; slug: string } | null
  commentId: string | null
  /** How the comment stands now. */
  state: CommentState | null
  /** The beginning of it, for its writer alone: what others wrote may have been taken down since. */
  excerpt: string
  /** What was decided, on which kind of item, and why. */
  action: string
  on: ReviewKind | null
  reason: string
  /** The case that it is about, for those who take part in it. */
  caseId: string | null
  /** The viewer opened that case. */
  ownCase: boolean
}

export type Notices = { notices: Notice[]; next: string | null; unread: number }

const noticesPerPage = 30

/** The header counts no further. */
export const unreadCounted = 100

/** Said by now, and never of what was taken back before it was; of what the team says among itself, to moderators. */
function dueBy(viewer: SignedIn, now: Date) {
  const due = { personId: viewer.id, dueAt: { lte: now }, cancelledAt: null } satisfies Prisma.NoticeWhereInput
  if (hasRole(viewer, 'moderator')) return due
  const ownAppeal = { kind: 'message', decision: { is: { readAgain: { some: { kind: 'appeal', openedById: viewer.id } } } } } satisfies Prisma.NoticeWhereInput
  return { ...due, AND: { OR: [{ kind: { notIn: ['second-look', 'message'] } }, ownAppeal] } } satisfies Prisma.NoticeWhereInput
}

/** What the viewer has been told, newest first. `after` is the `next` of the page before. */
export async function readNotices(viewer: SignedIn, now: Date, after = ''): Promise<Notices> {
  const cursor = after ? decodeCursor(after) : null
  const rows = await reader().notice.findMany({
    where: {
      ...dueBy(viewer, now),
      ...(cursor && { OR: [{ dueAt: { lt: cursor.at } }, { dueAt: cursor.at, id: { lt: cursor.id } }] }),
    },
    orderBy: [{ dueAt: 'desc' }, { id: 'desc' }],
    take: noticesPerPage + 1,
    select: noticeShape,
  })
  const page = rows.slice(0, noticesPerPage)
  const last = page.at(-1)
  return {
    notices: page.map((row) => shapeNotice(row, viewer)),
    next: rows.length > noticesPerPage && last ? encodeCursor({ at: last.dueAt, id: last.id }) : null,
    unread: await countUnreadNotices(viewer, now),
  }
}

/** How much of it the viewer has not read, counted no further than {@link unreadCounted}. */
export async function countUnreadNotices(viewer: Viewer, now: Date): Promise<number> {
  if (!isSignedIn(viewer)) return 0
  const rows = await reader().notice.findMany({ where: { ...dueBy(viewer, now), readAt: null }, take: unreadCounted, select: { id: true } })
  return rows.length
}

const noticeShape = {
  id: true, kind: true, dueAt: true, readAt: true,
  comment: {
    select: {
      id: true, state: true, authorId: true,
      currentRevision: { select: { text: true } },
      post: { select: { slug: true, publishedRevision: { select: { title: true } } } },
    },
  },
  decision: {
    select: {
      action: true, reasonCode: true, reasonNote: true,
      reviewItem: { select: { id: true, kind: true, openedById: true } },
      readAgain: { select: { id: true, kind: true, openedById: true, messages: { select: { byId: true } } } },
      undoes: { select: { action: true } },
    },
  },
} satisfies Prisma.NoticeSelect

type Row = Prisma.NoticeGetPayload<{ select: typeof noticeShape }>

function shapeNotice({ id, kind, dueAt, readAt, comment, decision }: Row, viewer: SignedIn): Notice {
  const own = comment?.authorId === viewer.id && comment.state !== 'withdrawn'
  const about = caseOf(kind, decision, viewer)
  return {
    id, kind, at: dueAt,
    unread: readAt === null,
    post: comment?.post.publishedRevision ? { slug: comment.post.slug, title: comment.post.publishedRevision.title } : null,
    commentId: comment?.id ?? null,
    state: comment?.state ?? null,
    excerpt: own ? shorten(comment?.currentRevision?.text ?? '', 120) : '',
    action: decision?.undoes?.action ?? decision?.action ?? '',
    on: decision?.reviewItem.kind ?? null,
    // A report is told its outcome; the reason is between moderators and the writer.
    reason: kind === 'verdict' || kind === 'appeal' ? reasonSentence(decision?.reasonCode ?? '', decision?.reasonNote ?? '') : '',
    caseId: about?.id ?? null,
    ownCase: about?.openedById === viewer.id,
  }
}

/** The appeal or second look that a notice leads to. */
function caseOf(kind: string, decision: Row['decision'], viewer: SignedIn): { id: string; openedById: string | null } | null {
  if (!decision) return null
  if (kind === 'appeal' || kind === 'second-look') return decision.reviewItem
  if (kind !== 'message') return null
  const mine = decision.readAgain.filter(({ openedById, messages }) => openedById === viewer.id || messages.some(({ byId }) => byId === viewer.id))
  return mine[0] ?? null
}
