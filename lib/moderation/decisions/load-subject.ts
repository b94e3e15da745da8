import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import type { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import type { Matter, Subject, SubjectText } from '#lib/moderation/kinds/kind.ts'
import { takeTurn } from '#lib/people/take-turn.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** Reads an item and what it is about, after locking the thread that it stands in, or the turn of the person whose name it is. */
export async function loadSubject(tx: Transaction, itemId: string): Promise<Subject | Refusal> {
  const found = await tx.reviewItem.findUnique({ where: { id: itemId }, select: lockShape })
  if (!found || !(await lockMatter(tx, found))) return notThere
  const row = await tx.reviewItem.findUniqueOrThrow({ where: { id: itemId }, select: subjectShape })
  return shapeSubject(row) ?? notThere
}

/** What to select of an item for {@link lockMatter}. */
export const lockShape = { commentId: true, nameId: true, personId: true } satisfies Prisma.ReviewItemSelect

/** Makes whoever changes the same thing wait: the thread of a comment, the person of a name. False when it is about neither. */
export async function lockMatter(tx: Transaction, { commentId, nameId, personId }: Prisma.ReviewItemGetPayload<{ select: typeof lockShape }>): Promise<boolean> {
  if (commentId) await lockThreadOf(tx, commentId)
  else if (nameId && personId) await takeTurn(tx, personId)
  else return false
  return true
}

const notThere = refuse('not-found', 'There is no such item in the queue.')

const textShape = { id: true, digest: true, source: true, text: true } satisfies Prisma.CommentRevisionSelect

/** What to select of a name for {@link matterOfName}. */
export const nameShape = { id: true, name: true, state: true, personId: true, former: true, person: { select: { name: true } } } satisfies Prisma.ChosenNameSelect

/** What to select of an item for {@link shapeSubject}. */
export const subjectShape = {
  id: true, kind: true, state: true, version: true, decidedAt: true, openedById: true,
  commentRevision: { select: textShape },
  chosenName: { select: nameShape },
  decision: { select: { id: true, action: true, toState: true, byId: true } },
  comment: {
    select: {
      id: true, state: true, authorId: true, currentRevisionId: true, approvedRevisionId: true, publishedAt: true,
      approvedRevision: { select: textShape },
    },
  },
  decisions: {
    orderBy: { seq: 'desc' },
    take: 1,
    select: { id: true, action: true, itemVersion: true, reasonCode: true, reasonNote: true, passage: true, at: true, by: { select: { name: true, handle: true } } },
  },
} satisfies Prisma.ReviewItemSelect

/** A row as the kinds see it; null when what it was about is gone. */
export function shapeSubject(row: Prisma.ReviewItemGetPayload<{ select: typeof subjectShape }>): Subject | null {
  const { comment, commentRevision, chosenName, decision: about, decisions, ...rest } = row
  const item = { ...rest, newest: decisions[0] ?? null }
  if (chosenName) return { item, matter: matterOfName(chosenName), text: textOfName(chosenName), about }
  if (!comment || !commentRevision) return null
  const { approvedRevision, ...matter } = comment
  const text = textToJudge(item.kind === 'comment', comment.state, commentRevision, approvedRevision)
  return { item, matter: { type: 'comment', ...matter }, text, about }
}

type NameRow = Prisma.ChosenNameGetPayload<{ select: typeof nameShape }>

/** A name as what a verdict is about: its text is itself, and readers see it while the person goes by it. */
export function matterOfName({ id, name, state, personId, person }: NameRow): Matter {
  const shown = state === 'published' && person.name === name
  return { type: 'name', id, state, authorId: personId, currentRevisionId: id, approvedRevisionId: shown ? id : null, publishedAt: null }
}

function textOfName({ id, name }: NameRow): SubjectText {
  return { id, digest: new Uint8Array(), source: name, text: name }
}

/** An edit may have been approved since the comment's own item was decided: then that is what readers see, and what is hidden. */
function textToJudge(ofComment: boolean, state: string, waiting: SubjectText, approved: SubjectText | null): SubjectText {
  return ofComment && (state === 'published' || state === 'hidden') ? (approved ?? waiting) : waiting
}
