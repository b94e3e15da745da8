import type { Prisma } from '#database'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { authorsKinds } from '#lib/moderation/own-posts/decide-under-own.ts'
import { permitAuthor } from '#lib/posts/permit-author.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { readSetting } from '#lib/settings/read-setting.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** A text that waits under an essay, as its author sees it: the words and who wrote them, nothing of what rules or moderators say. */
export type WaitingText = {
  itemId: string
  commentId: string
  version: number
  revision: string
  kind: (typeof authorsKinds)[number]
  name: string
  handle: string | null
  html: string
  text: string
  /** What readers see of it now, where it is a new version. */
  before: string | null
  /** Whom it answers; null for the essay. */
  answers: { id: string; name: string } | null
  submittedAt: Date
  own: boolean
}

export type WaitingUnder = { texts: WaitingText[]; count: number; next: string | null; mayDecide: boolean }

const perPage = 20

/**
 * What waits under an essay, oldest first, for its authors.
 * @param after the `next` of the page before
 */
export async function readWaitingUnder(viewer: SignedIn, postId: string, after = ''): Promise<Outcome<WaitingUnder>> {
  const authorships = await reader().authorship.findMany({ where: { postId }, select: { personId: true } })
  const refusal = permitAuthor(viewer, { authorships })
  if (refusal) return refusal
  const place = decodeCursor(after)
  if (after && !place) return refuse('not-found', 'There is no such page.')
  const waiting: Prisma.ReviewItemWhereInput = { postId, state: 'waiting', kind: { in: [...authorsKinds] } }
  const beyond: Prisma.ReviewItemWhereInput = place ? { OR: [{ submittedAt: { gt: place.at } }, { submittedAt: place.at, id: { gt: place.id } }] } : {}
  const rows = await reader().reviewItem.findMany({ where: { ...waiting, ...beyond }, orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }], take: perPage + 1, select: shape })
  const shown = rows.slice(0, perPage)
  const last = shown.at(-1)
  const mine = authorships.some(({ personId }) => personId === viewer.id)
  return done({
    texts: shown.flatMap((row) => shapeText(row, viewer)),
    count: await reader().reviewItem.count({ where: waiting }),
    next: rows.length > perPage && last ? encodeCursor({ at: last.submittedAt, id: last.id }) : null,
    mayDecide: mine && viewer.role !== 'reader' && !viewer.suspended && (await readSetting(reader(), 'moderation.authors-decide')),
  })
}

const person = { select: { id: true, name: true, handle: true } } satisfies Prisma.PersonDefaultArgs

const shape = {
  id: true, kind: true, version: true, submittedAt: true,
  commentRevision: { select: { id: true, html: true, text: true } },
  comment: {
    select: {
      id: true, author: person, guest: { select: { name: true } }, approvedRevision: { select: { id: true, html: true } },
      parent: { select: { id: true, author: person, guest: { select: { name: true } } } },
    },
  },
} satisfies Prisma.ReviewItemSelect

type Row = Prisma.ReviewItemGetPayload<{ select: typeof shape }>

function shapeText({ id, kind, version, submittedAt, commentRevision: revision, comment }: Row, viewer: SignedIn): WaitingText[] {
  if (!revision || !comment || (kind !== 'comment' && kind !== 'comment_edit')) return []
  const { parent, approvedRevision } = comment
  return [{
    itemId: id, commentId: comment.id, version, revision: revision.id, kind, html: revision.html, text: revision.text, submittedAt,
    name: comment.author?.name ?? comment.guest?.name ?? 'Somebody', handle: comment.author?.handle ?? null, own: comment.author?.id === viewer.id,
    before: kind === 'comment_edit' ? (approvedRevision?.html ?? null) : null,
    answers: parent && { id: parent.id, name: parent.author?.name ?? parent.guest?.name ?? 'somebody' },
  }]
}
