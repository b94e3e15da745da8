import type { ReviewState } from '#database'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { readMedianWait, readPosition } from '#lib/comments/read-waiting.ts'
import { reader } from '#lib/database.ts'
import type { ToldDecision } from '#lib/moderation/cases/read-own-comment.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** An appeal as the one who made it sees it: moderators have no names there. */
export type OwnCase = {
  id: string
  state: ReviewState
  openedAt: Date
  comment: { id: string; html: string }
  post: { title: string; slug: string }
  about: ToldDecision
  /** How it ended, once somebody has read it. */
  outcome: ToldDecision | null
  position: number | null
  medianWaitSeconds: number | null
  messages: { id: string; own: boolean; body: string; at: Date }[]
}

/** The viewer's own appeal; null for anybody else's and for what never was. */
export async function readOwnCase(viewer: Viewer, id: string): Promise<OwnCase | null> {
  if (!isSignedIn(viewer)) return null
  const item = await reader().reviewItem.findFirst({
    where: { id, kind: 'appeal', openedById: viewer.id },
    select: {
      id: true, state: true, createdAt: true,
      comment: { select: { id: true } },
      commentRevision: { select: { html: true } },
      post: { select: { slug: true, publishedRevision: { select: { title: true } } } },
      decision: { select: decisionShape },
      decisions: { where: { undoesId: null, undoneBy: { is: null } }, orderBy: { seq: 'desc' }, take: 1, select: decisionShape },
      messages: { where: { teamOnly: false }, orderBy: { at: 'asc' }, select: { id: true, byId: true, body: true, at: true } },
    },
  })
  if (!item?.comment || !item.commentRevision || !item.decision) return null
  const waits = item.state === 'waiting'
  return {
    id,
    state: item.state,
    openedAt: item.createdAt,
    comment: { id: item.comment.id, html: item.commentRevision.html },
    post: { slug: item.post.slug, title: item.post.publishedRevision?.title ?? 'an essay that is not here any more' },
    about: shapeDecision(item.decision),
    outcome: item.state === 'decided' && item.decisions[0] ? shapeDecision(item.decisions[0]) : null,
    position: waits ? await readPosition(reader(), id) : null,
    medianWaitSeconds: waits ? await readMedianWait(reader()) : null,
    messages: item.messages.map(({ byId, ...message }) => ({ ...message, own: byId === viewer.id })),
  }
}

const decisionShape = { id: true, action: true, at: true, reasonCode: true, reasonNote: true, passage: true } as const

function shapeDecision({ reasonCode, reasonNote, ...decision }: { id: string; action: string; at: Date; reasonCode: string; reasonNote: string; passage: string }): ToldDecision {
  return { ...decision, reason: reasonSentence(reasonCode, reasonNote) }
}
