import type { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { standingDecision } from '#lib/moderation/matters/matter-shape.ts'
import { titleShape } from '#lib/moderation/proposals/title-of-proposal.ts'
import { askedShape } from '#lib/notices/asked.ts'
import { isPublishedKind } from '#lib/notices/topics.ts'
import { knownShape } from '#lib/posts/known-text.ts'
import { hasRole } from '#lib/viewer.ts'

/** What to select of a notice to tell somebody of it. */
export const noticeShape = {
  id: true, personId: true, kind: true, at: true, readAt: true, postId: true,
  post: { select: { id: true, slug: true, ...askedShape, publishedRevision: { select: { title: true, standfirst: true, contentAnswer: true, contentNotes: true } }, authorships: { orderBy: { position: 'asc' }, select: { person: { select: { name: true } } } } } },
  person: { select: { role: true, readingChoices: { select: { topic: true } } } },
  comment: {
    select: {
      id: true, state: true, authorId: true, currentRevisionId: true, approvedRevisionId: true,
      author: { select: { name: true } }, guest: { select: { name: true } }, approvedRevision: { select: { text: true } },
      post: { select: knownShape },
    },
  },
  decision: {
    select: {
      id: true, seq: true, action: true, fromState: true, toState: true, commentRevisionId: true, reasonCode: true, reasonNote: true, passage: true, at: true, undoesId: true,
      reviewItem: { select: { id: true, kind: true, openedById: true, decisions: standingDecision, chosenName: { select: { name: true, state: true } }, proposal: { select: { id: true, state: true, ...titleShape } }, guestPost: { select: { postId: true, state: true, currentRevision: { select: { title: true } }, post: { select: { slug: true } } } } } },
    },
  },
} satisfies Prisma.NoticeSelect

export type ToldNotice = Prisma.NoticeGetPayload<{ select: typeof noticeShape }>

type Looked = { id: string; kind: string }

/**
 * Of notices that are wanted, those of which what they speak still stands. What does not is better not said: a newer notice says what is so
 * now. A few statements, whatever their number.
 */
export async function findStillSo(tx: Transaction, looked: readonly Looked[], wanted: ReadonlySet<string>): Promise<Set<string>> {
  const asked = looked.filter(({ id }) => wanted.has(id))
  // What is published, or asked, was looked at where it was found wanted.
  const published = asked.filter(({ kind }) => saysItself(kind))
  const notices = await tx.notice.findMany({ where: { id: { in: asked.filter(({ kind }) => !saysItself(kind)).map(({ id }) => id) } }, select: noticeShape })
  const known = { cases: await readOpenCases(tx, notices), told: await findToldBefore(tx, notices) }
  return new Set([...published, ...notices.filter((notice) => isStillSo(notice, known))].map(({ id }) => id))
}

function saysItself(kind: string): boolean {
  return isPublishedKind(kind) || kind === 'invitation'
}

type Known = { cases: OpenCase[]; told: Set<string> }

function isStillSo(notice: ToldNotice, known: Known): boolean {
  const { comment, decision, kind } = notice
  const asked = decision?.reviewItem.chosenName ?? decision?.reviewItem.proposal ?? decision?.reviewItem.guestPost
  if (asked) return kind === 'undone' ? asked.state !== 'withdrawn' && known.told.has(notice.id) : isAskedStillSo(notice, asked.state)
  if (!comment || !decision || comment.state === 'withdrawn') return false
  if (kind === 'undone') return known.told.has(notice.id)
  if (kind === 'message') return caseIsOpen(decision.id, notice, known.cases)
  if (kind === 'second-look' && !hasRole(notice.person, 'moderator')) return false
  const standing = decision.reviewItem.decisions[0]?.id === decision.id
  return standing && comment.state === decision.toState && isAboutThisText(comment, decision)
}

/** Of a name or a proposal, which is as the newest decision left it or was changed since. */
function isAskedStillSo({ decision }: ToldNotice, state: string): boolean {
  return decision?.reviewItem.decisions[0]?.id === decision?.id && decision?.toState === state
}

type Texts = { currentRevisionId: string | null; approvedRevisionId: string | null }

/** A later edit that was approved as well has a notice of its own, and who has changed what was returned need not be asked to. */
function isAboutThisText(comment: Texts, { action, commentRevisionId }: { action: string; commentRevisionId: string | null }): boolean {
  if (action === 'approve') return comment.approvedRevisionId === commentRevisionId
  return action !== 'return' || comment.currentRevisionId === commentRevisionId
}

type OpenCase = { decisionId: string | null; kind: string; openedById: string | null; messages: { byId: string | null }[] }

async function readOpenCases(tx: Transaction, notices: readonly ToldNotice[]): Promise<OpenCase[]> {
  const about = notices.flatMap(({ kind, decision }) => (kind === 'message' && decision ? [decision.id] : []))
  if (about.length === 0) return []
  return tx.reviewItem.findMany({
    where: { decisionId: { in: about }, state: 'waiting' },
    select: { decisionId: true, kind: true, openedById: true, messages: { select: { byId: true } } },
  })
}

/** Whether somebody can still read and write in a case about a decision: one's own appeal, or any that a moderator took part in. */
function caseIsOpen(decisionId: string, { personId, person }: ToldNotice, cases: readonly OpenCase[]): boolean {
  const moderates = hasRole(person, 'moderator')
  return cases.some((each) => each.decisionId === decisionId && (
    (each.openedById === personId && (moderates || each.kind === 'appeal')) || (moderates && each.messages.some(({ byId }) => byId === personId))))
}

/**
 * Who was never written to about a decision need not hear that it was taken back, nor who has a newer one to read; nor whose mail about it
 * has not left: that will not speak of it any more. What is in hand may have.
 */
async function findToldBefore(tx: Transaction, notices: readonly ToldNotice[]): Promise<Set<string>> {
  const undone = notices.flatMap(({ id, kind }) => (kind === 'undone' ? [id] : []))
  if (undone.length === 0) return new Set()
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT n.id FROM notice n JOIN decision d ON d.id = n.decision_id
    WHERE n.id = ANY (${undone}::uuid[])
      AND NOT EXISTS (SELECT FROM decision newer WHERE newer.review_item_id = d.review_item_id AND newer.seq > d.seq)
      AND EXISTS (
        SELECT FROM notice e LEFT JOIN mail m ON m.id = e.mail_id
        WHERE e.person_id = n.person_id AND e.decision_id = d.undoes_id AND e.kind <> 'message' AND e.mail_id IS NOT NULL AND e.mail_id IS DISTINCT FROM n.mail_id
          AND (m.id IS NULL OR m.sent_at IS NOT NULL OR (m.attempts > 0 AND m.trouble = '')))`
  return new Set(rows.map(({ id }) => id))
}
