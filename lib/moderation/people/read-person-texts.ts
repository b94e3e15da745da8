import type { CommentState } from '#database'
import { Prisma } from '#database'
import { reasons } from '#lib/comments/reasons.ts'
import { encodeCursor } from '#lib/cursor.ts'
import type { Cursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import { shorten } from '#lib/posts/shorten.ts'

/** A text of somebody with what was decided about it. */
export type PersonText = {
  id: string
  /** The item about the text itself; null for texts of an import that never waited. */
  itemId: string | null
  state: CommentState
  submittedAt: Date
  excerpt: string
  post: { title: string; slug: string }
  /** The newest first, undone ones and those about edits, reports and appeals too. */
  decisions: { id: string; kind: string; action: string; by: string; at: Date; reason: string; note: string; undone: boolean }[]
}

const textsPerPage = 10
const excerptLength = 280
/** Decisions about one text that are shown; the log has all of them. */
const mostDecisions = 6

/** Somebody's texts, the newest first, from a place in the list on. */
export async function readPersonTexts(personId: string, after: Cursor | null): Promise<{ texts: PersonText[]; next: string | null }> {
  const rows = await reader().comment.findMany({
    where: { authorId: personId, ...(after && { OR: [{ submittedAt: { lt: after.at } }, { submittedAt: after.at, id: { lt: after.id } }] }) },
    orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
    take: textsPerPage + 1,
    select: textShape,
  })
  const texts = rows.slice(0, textsPerPage).map(shapeText)
  const last = texts.at(-1)
  return { texts, next: rows.length > textsPerPage && last ? encodeCursor({ at: last.submittedAt, id: last.id }) : null }
}

const textShape = {
  id: true, state: true, submittedAt: true,
  currentRevision: { select: { text: true } },
  post: { select: { slug: true, publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } } },
  reviewItems: {
    select: {
      id: true, kind: true,
      decisions: {
        where: { action: { not: 'undo' } }, orderBy: { seq: 'desc' }, take: mostDecisions,
        select: { id: true, seq: true, action: true, at: true, reasonCode: true, reasonNote: true, by: { select: { name: true } }, undoneBy: { select: { id: true } } },
      },
    },
  },
} satisfies Prisma.CommentSelect

function shapeText({ id, state, submittedAt, currentRevision, post, reviewItems }: Prisma.CommentGetPayload<{ select: typeof textShape }>): PersonText {
  const decisions = reviewItems.flatMap(({ kind, decisions: made }) => made.map((decision) => ({ ...decision, kind })))
  return {
    id, state, submittedAt,
    itemId: reviewItems.find(({ kind }) => kind === 'comment')?.id ?? null,
    excerpt: shorten(currentRevision?.text ?? '', excerptLength),
    post: { slug: post.slug, title: post.publishedRevision?.title ?? post.draftRevision?.title ?? '' },
    decisions: decisions.toSorted((a, b) => Number(b.seq - a.seq)).slice(0, mostDecisions).map((decision) => ({
      id: decision.id,
      kind: decision.kind,
      action: decision.action,
      by: decision.by?.name ?? theSite,
      at: decision.at,
      reason: reasons.find(({ code }) => code === decision.reasonCode && code !== 'other')?.label ?? '',
      note: decision.reasonNote,
      undone: decision.undoneBy !== null,
    })),
  }
}
