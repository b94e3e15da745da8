import { Prisma } from '#database'
import type { CommentState, ReviewState } from '#database'
import { ask } from '#lib/ask.ts'
import type { Transaction } from '#lib/database.ts'
import { itemRows } from '#lib/moderation/decisions/item-rows.ts'
import { shapeSubject } from '#lib/moderation/decisions/load-subject.ts'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import type { Effect, Subject, Verdict } from '#lib/moderation/kinds/kind.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import type { After, Standing } from '#lib/moderation/matters/matter.ts'
import { matterModule } from '#lib/moderation/matters/registry.ts'
import { tellPeople } from '#lib/moderation/notices/tell-people.ts'
import { done, refuse, refuseField } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'

/** A verdict as it is asked for: see `decideInput`. */
export type AskedVerdict = { action: Verdict; version: number; revision: string; reasonCode: string; reasonNote: string; passage: string }

/** `repeated`: it had been decided already, by whom, and whether with the very words that were sent now. */
export type Decided = { decisionId: string; itemId: string; action: Verdict; version: number; state: CommentState } & (
  | { repeated: false }
  | { repeated: true; by: string; sameWords: boolean }
)

/** Verdicts that take something from its writer, or leave it taken: they are told why. */
const needReason: Verdict[] = ['reject', 'return', 'hide', 'uphold']

/**
 * Carries a verdict out on a subject that is locked and that its kind lets this person judge: one guarded write, what it changes
 * about the matter, one row in the log. A verdict on another version is refused and told what is true now, unless somebody has
 * decided the very same, which counts as done.
 * @param byId null: the site itself
 */
export async function carryOutVerdict(tx: Transaction, byId: string | null, asked: AskedVerdict, subject: Subject, now: Date): Promise<Outcome<Decided>> {
  const { item, matter, text } = subject
  const kind = kindModule(item.kind)
  const module = matterModule(matter)
  if (!kind.verdicts.includes(asked.action)) return refuseField('action', `This cannot be done to a ${kind.noun}.`)
  if (matter.state === 'withdrawn') return refuse('conflict', `The writer has withdrawn this ${module.word}.`, presentOf(subject))
  if (item.version !== asked.version) return repeatedOrStale(subject, asked)
  if (asked.revision !== '' && asked.revision !== text.id) return stale(subject)
  if (!kind.possible(subject).includes(asked.action)) return impossible(subject)
  const problem = checkWords(asked, subject)
  if (problem) return problem

  const version = item.version + 1
  const guarded = await tx.reviewItem.updateMany({ where: { id: item.id, version: item.version }, data: { state: 'decided', decidedAt: now, version } })
  if (guarded.count !== 1) return stale(subject)
  const wanted = standingAfter(subject, kind.effect(asked.action, subject))
  const written = await module.write(tx, subject, wanted, { byId, now })
  if (!written.ok) return written
  const after = { ...wanted, approvedRevisionId: written.approvedRevisionId }
  const others = after.state === matter.state ? [] : await closeWhatNoLongerMatters(tx, subject, now)
  const { id: decisionId } = await tx.decision.create({
    data: {
      reviewItemId: item.id, itemVersion: item.version, commentRevisionId: matter.type === 'comment' ? text.id : null, action: asked.action, fromState: matter.state, toState: after.state,
      reasonCode: asked.reasonCode, reasonNote: asked.reasonNote, passage: asked.action === 'return' ? asked.passage : '',
      byId, at: now, before: snapshot(subject, after, others),
    },
    select: { id: true },
  })
  const reports = others.filter((other) => other.kind === 'report').map((other) => other.id)
  await tellPeople(tx, subject, { id: decisionId, verdict: asked.action, byId, at: now }, reports)
  await module.announce(tx, matter, after, now)
  return done({ decisionId, itemId: item.id, action: asked.action, version, state: after.state, repeated: false }, { type: matter.type, id: matter.id })
}

function checkWords({ action, reasonCode, reasonNote, passage }: AskedVerdict, { text }: Subject): Refusal | null {
  if (action === 'return' && passage !== '' && !holds(text, passage)) return refuseField('passage', 'This passage does not stand in the text. Please copy it as it is.')
  return checkReason({ action, reasonCode, reasonNote }, { field: action === 'uphold' ? 'reasonNote' : 'reasonCode', whoKnows: 'writer knows' })
}

/**
 * What is missing of the reason for a verdict; null when nothing is.
 * @param form the field that asks for it first, and who will read it
 */
export function checkReason(
  { action, reasonCode, reasonNote }: Pick<AskedVerdict, 'action' | 'reasonCode' | 'reasonNote'>,
  form: { field: 'reasonCode' | 'reasonNote'; whoKnows: 'writer knows' | 'writers know' },
): Refusal | null {
  if (!needReason.includes(action)) return null
  if (reasonCode === '' && reasonNote === '') return refuseField(form.field, `Please say why, so that the ${form.whoKnows}.`)
  if (reasonCode === 'other' && reasonNote === '') return refuseField('reasonNote', 'Please say why in your own words.')
  return null
}

/** White space is as the page broke it. */
function holds({ source, text }: Subject['text'], passage: string): boolean {
  const flat = (each: string) => each.replace(/\s+/gu, ' ').trim()
  return flat(text).includes(flat(passage)) || flat(source).includes(flat(passage))
}

/** Two moderators who decide the same have decided once. */
function repeatedOrStale(subject: Subject, asked: AskedVerdict): Outcome<Decided> {
  const { item, matter } = subject
  const last = item.newest
  if (!last || last.action !== asked.action || last.itemVersion !== asked.version || item.version !== asked.version + 1) return stale(subject)
  const sameWords = last.reasonCode === asked.reasonCode && last.reasonNote === asked.reasonNote && last.passage === (asked.action === 'return' ? asked.passage : '')
  const merged = { repeated: true as const, by: last.by?.name ?? theSite, sameWords }
  return done({ decisionId: last.id, itemId: item.id, action: asked.action, version: item.version, state: matter.state, ...merged }, { type: matter.type, id: matter.id })
}

const stateWords: Record<CommentState, string> = { held: 'held', published: 'public', rejected: 'rejected', returned: 'with its writer', hidden: 'hidden', withdrawn: 'withdrawn' }

/** Asked for on what is true now, so nobody was faster. */
function impossible({ item, matter }: Subject): Refusal {
  const closed = item.kind !== 'comment' && item.state !== 'waiting'
  return refuseField('action', closed ? 'Nobody needs to decide this any more.' : `This cannot be done while it is ${stateWords[matter.state]}.`)
}

function stale(subject: Subject): Refusal {
  const { newest, state } = subject.item
  const who = newest && state === 'decided' ? `${newest.by?.name ?? theSite} was first (${newest.action}).` : 'It was changed in the meantime.'
  return refuse('conflict', `${who} Nothing of yours was lost; here is how it stands now.`, presentOf(subject))
}

function presentOf({ item, matter }: Subject) {
  const last = item.newest
  return {
    present: {
      itemId: item.id, version: item.version, state: matter.state, waits: item.state === 'waiting', decisionId: last?.id ?? null,
      by: last ? (last.by?.name ?? theSite) : null, action: last?.action ?? null, at: last?.at.toISOString() ?? null,
    },
  }
}

/** The text that becomes public is the one that the moderator saw. */
function standingAfter({ matter }: Subject, { state = matter.state, approve, currentRevisionId = matter.currentRevisionId }: Effect): After {
  return { state, approve: approve ?? null, approvedRevisionId: approve?.id ?? matter.approvedRevisionId, currentRevisionId }
}

type Closed = { id: string; kind: string; state: ReviewState; decidedAt: Date | null }

/** Other items about the same that nobody needs to decide any more: reports of what is hidden now, appeals that came true. */
async function closeWhatNoLongerMatters(tx: Transaction, { item, matter }: Subject, now: Date): Promise<Closed[]> {
  const beside = matterModule(matter).beside(matter)
  const waiting = beside ? await ask(itemRows(Prisma.sql`${beside} AND i.state = 'waiting' AND i.id <> ${item.id}::uuid`), tx) : []
  const moot = waiting.filter((row) => {
    const subject = shapeSubject(row)
    return subject !== null && !kindModule(row.kind).matters(subject)
  })
  const ids = moot.map(({ id }) => id)
  if (ids.length > 0) await tx.reviewItem.updateMany({ where: { id: { in: ids } }, data: { state: 'closed', decidedAt: now, version: { increment: 1 } } })
  return moot.map(({ id, kind, state, decidedAt }) => ({ id, kind, state, decidedAt }))
}

/** What an undo puts back, and by what it knows that nothing happened since. */
function snapshot({ item, matter }: Subject, after: Standing, others: Closed[]) {
  return {
    comment: {
      state: matter.state,
      approvedRevisionId: matter.approvedRevisionId,
      currentRevisionId: matter.currentRevisionId,
      publishedAt: matter.publishedAt?.toISOString() ?? null,
    },
    item: { state: item.state, decidedAt: item.decidedAt?.toISOString() ?? null },
    others: others.map(({ id, state, decidedAt }) => ({ id, state, decidedAt: decidedAt?.toISOString() ?? null })),
    after: { approvedRevisionId: after.approvedRevisionId, currentRevisionId: after.currentRevisionId },
  }
}
