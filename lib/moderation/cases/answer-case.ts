import { z } from 'zod'
import type { ReviewKind } from '#database'
import { command } from '#lib/command.ts'
import { lockThreadOf } from '#lib/comments/lock-thread.ts'
import type { Transaction } from '#lib/database.ts'
import { writeNotices } from '#lib/notices/write-notices.ts'
import { done, refuse } from '#lib/refusal.ts'
import { plainWords } from '#lib/rendering/plain-words.ts'
import { hasRole, permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Kinds of item that have a conversation. */
const caseKinds: ReviewKind[] = ['appeal', 'second_look']

const input = z.strictObject({
  itemId: z.uuid(),
  body: plainWords(4_000).refine((text) => text !== '', { error: 'Please write something.' }),
  /** `yes`: for moderators alone. */
  teamOnly: z.enum(['', 'yes']).default(''),
})

const notHere = 'There is no such case of yours.'

/**
 * Something is said in an open case: by the one who appeals or by a moderator, who may also say it to the team alone. A second look
 * is the team's, also for the one who asked for it. Somebody suspended speaks in their own appeal alone.
 * The same words twice in a row are said once. Those who took part are told, except the writer of what they may not read.
 */
export const answerCase = command({
  name: 'answer-case',
  input,
  least: 'reader',
  suspendedToo: true,
  load: loadCase,
  permit(viewer, item) {
    return isOwnAppeal(viewer, item) ? null : (permitRole(viewer, 'moderator') && refuse('not-found', notHere))
  },
  async perform({ tx, viewer, input, subject: item, now }) {
    const byId = viewer.id
    if (!byId) return refuse('signed-out', 'Please sign in first.')
    if (isOwnAppeal(viewer, item) && (await isOutcomeUntold(tx, item.id, byId))) return inHand
    if (item.state !== 'waiting') return refuse('conflict', 'This case is closed, so nothing can be added. What you wrote is still here.', { present: { state: item.state } })
    const teamOnly = input.teamOnly === 'yes'
    if (teamOnly && !speaksForTheTeam(viewer, item)) return refuse('forbidden', 'This is your own case, so what you write in it is read by both sides.')
    const newest = item.messages.at(-1)
    if (newest?.byId === byId && newest.body === input.body && newest.teamOnly === teamOnly) return done({ itemId: item.id }, { type: 'review-item', id: item.id })
    await tx.caseMessage.create({ data: { reviewItemId: item.id, byId, body: input.body, teamOnly, at: now }, select: { id: true } })
    // Whoever has the case open has not read yet what its opener says now; the row changes either way, so that live desks hear of it.
    await tx.reviewItem.update({ where: { id: item.id }, data: { version: { increment: item.openedById === byId ? 1 : 0 } }, select: { id: true } })
    await tellOthers(tx, item, { byId, teamOnly, now })
    return done({ itemId: item.id }, { type: 'review-item', id: item.id })
  },
})

/** That a decision stands may still be taken back unsaid; until it is told, the case waits for whoever appealed: see `readOwnCase`. */
async function isOutcomeUntold(tx: Transaction, itemId: string, personId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ untold: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM decision d JOIN notice n ON n.decision_id = d.id
      WHERE d.review_item_id = ${itemId}::uuid AND d.action <> 'overturn' AND n.kind = 'appeal' AND n.person_id = ${personId}::uuid
        AND n.due_at > now() AND n.cancelled_at IS NULL) AS untold`
  return row?.untold === true
}

const inHand = refuse('conflict', 'A moderator has your case in hand just now. Please try again in a minute; what you wrote is still here.')

/** Whether somebody reads and writes what is for moderators alone: never in an appeal of their own, whatever their role. */
export function speaksForTheTeam(viewer: Viewer, item: Opened): boolean {
  return hasRole(viewer, 'moderator') && !isOwnAppeal(viewer, item)
}

type Opened = { kind: ReviewKind; openedById: string | null }

function isOwnAppeal(viewer: Viewer, { kind, openedById }: Opened): boolean {
  return kind === 'appeal' && openedById === viewer.id
}

async function loadCase(tx: Transaction, { itemId }: z.output<typeof input>) {
  const found = await tx.reviewItem.findUnique({ where: { id: itemId }, select: { commentId: true, kind: true } })
  if (!found?.commentId || !caseKinds.includes(found.kind)) return refuse('not-found', notHere)
  await lockThreadOf(tx, found.commentId)
  return tx.reviewItem.findUniqueOrThrow({
    where: { id: itemId },
    select: { id: true, kind: true, state: true, openedById: true, commentId: true, decisionId: true, messages: { orderBy: [{ at: 'asc' }, { id: 'asc' }], select: { byId: true, body: true, teamOnly: true } } },
  })
}

type Case = Awaited<ReturnType<typeof loadCase>> & { ok?: never }
type Said = { byId: string; teamOnly: boolean; now: Date }

/** One notice a person and case, renewed once it has been read. Words cannot be taken back, so it is due at once. */
async function tellOthers(tx: Transaction, item: Case, { byId, teamOnly, now }: Said): Promise<void> {
  const { commentId, decisionId } = item
  if (!decisionId) return
  const outside = teamOnly && item.kind === 'appeal' ? item.openedById : null
  const part = new Set([item.openedById, ...item.messages.map((message) => message.byId)])
  const told = [...part].flatMap((personId) => (personId === null || personId === byId || personId === outside ? [] : [personId]))
  const kind = 'message'
  await tx.notice.deleteMany({ where: { personId: { in: told }, kind, decisionId, readAt: { not: null } } })
  await writeNotices(tx, told.map((personId) => ({ personId, kind, commentId, decisionId, at: now, dueAt: now })))
}
