import type { ReviewState } from '#database'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { readWait } from '#lib/comments/read-waiting.ts'
import type { Waiting } from '#lib/comments/read-waiting.ts'
import { reader } from '#lib/database.ts'
import type { ToldDecision } from '#lib/moderation/cases/read-own-comment.ts'
import { knownOf, knownShape } from '#lib/posts/known-text.ts'
import type { KnownEssay } from '#lib/posts/known-text.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** An appeal as the one who made it sees it: moderators have no names there. */
export type OwnCase = Waiting & {
  id: string
  state: ReviewState
  openedAt: Date
  comment: { id: string; html: string }
  post: KnownEssay
  about: ToldDecision
  /** How it ended, once somebody has read it. */
  outcome: ToldDecision | null
  messages: { id: string; own: boolean; body: string; at: Date }[]
}

/** The viewer's own appeal; null for anybody else's and for what never was. */
export async function readOwnCase(viewer: Viewer, id: string, now: Date): Promise<OwnCase | null> {
  if (!isSignedIn(viewer)) return null
  const item = await reader().reviewItem.findFirst({
    where: { id, kind: 'appeal', openedById: viewer.id },
    select: {
      id: true, state: true, createdAt: true,
      comment: { select: { id: true } },
      commentRevision: { select: { html: true } },
      post: { select: knownShape },
      decision: { select: decisionShape },
      decisions: { where: { undoesId: null, undoneBy: { is: null } }, orderBy: { seq: 'desc' }, take: 1, select: { ...decisionShape, notices: { where: { personId: viewer.id, kind: 'appeal', dueAt: { gt: now } }, select: { id: true } } } },
      messages: { where: { teamOnly: false }, orderBy: { at: 'asc' }, select: { id: true, byId: true, body: true, at: true } },
    },
  })
  if (!item?.comment || !item.post || !item.commentRevision || !item.decision) return null
  const decided = item.state === 'decided' ? item.decisions[0] : undefined
  // That it stands can still be taken back; that it does not made the text public.
  const settling = decided !== undefined && decided.action !== 'overturn' && decided.notices.length > 0
  const waits = item.state === 'waiting' || settling
  return {
    id,
    state: waits ? 'waiting' : item.state,
    openedAt: item.createdAt,
    comment: { id: item.comment.id, html: item.commentRevision.html },
    post: knownOf(item.post, now),
    about: shapeDecision(item.decision),
    outcome: decided && !settling ? shapeDecision(decided) : null,
    ...(await readWait(reader(), viewer.id, waits ? { itemId: id, settling } : null)),
    messages: item.messages.map(({ byId, ...message }) => ({ ...message, own: byId === viewer.id })),
  }
}

const decisionShape = { id: true, action: true, at: true, reasonCode: true, reasonNote: true, passage: true } as const

function shapeDecision({ id, action, at, passage, reasonCode, reasonNote }: { id: string; action: string; at: Date; reasonCode: string; reasonNote: string; passage: string }): ToldDecision {
  return { id, action, at, passage, reason: reasonSentence(reasonCode, reasonNote) }
}
