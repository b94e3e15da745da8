import type { Role } from '#database'
import { keepFindings } from '#lib/comments/hold-text.ts'
import type { Transaction } from '#lib/database.ts'
import { inHand, isVerdictUntold } from '#lib/moderation/names/untold-name.ts'
import { screenName } from '#lib/moderation/names/screen-name.ts'
import { takeBackName } from '#lib/moderation/names/take-back-name.ts'
import { measuresInForce } from '#lib/people/measures-in-force.ts'
import { refuseStopped } from '#lib/people/refuse-stopped.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Finding } from '#lib/screening/screening.ts'

/** What became of a chosen name: it is the one they have, theirs from now on, waits for a moderator, or what waited is taken back. */
export type ChosenName = 'same' | 'shown' | 'waits' | 'taken-back'

type Chooser = { id: string; name: string; role: Role }

/**
 * Somebody wants to be called otherwise. Before anything of theirs was approved nobody has seen their name, and whoever decides about
 * their first text sees the one that they have then. From then on readers know it, and the next one waits like a new text; but
 * whoever was given a role here is not read. Their turn is taken, and their row locked.
 */
export async function chooseName(tx: Transaction, person: Chooser, name: string, now: Date): Promise<Outcome<ChosenName>> {
  if (name === person.name) return keepName(tx, person.id, now)
  const waiting = await tx.chosenName.findFirst({ where: { personId: person.id, state: 'held' }, select: { id: true, name: true, reviewItems: { select: { id: true } } } })
  if (waiting?.name === name && person.role === 'reader') return done('waits')
  const screened = await screenName(tx, name)
  if (!screened.ok) return screened
  if (!(await isRead(tx, person, now))) {
    await takeBackName(tx, person.id, now)
    await tx.person.update({ where: { id: person.id }, data: { name }, select: { id: true } })
    return done('shown')
  }
  const stopped = (await refuseStopped(tx, person.id, now)) ?? ((await isVerdictUntold(tx, person.id)) ? inHand : null)
  if (stopped) return stopped
  await holdName(tx, { personId: person.id, name, waiting, findings: screened.findings, now })
  return done('waits')
}

/** They go on by the name that they have. A refusal that is not told yet may be taken back unsaid, so until then another one may come to wait again. */
async function keepName(tx: Transaction, personId: string, now: Date): Promise<Outcome<ChosenName>> {
  if (await isVerdictUntold(tx, personId)) return inHand
  return done((await takeBackName(tx, personId, now)) ? 'taken-back' : 'same')
}

/** Whether a moderator reads the new name before anybody else does. */
async function isRead(tx: Transaction, { id, role }: Chooser, now: Date): Promise<boolean> {
  if (role !== 'reader') return (await measuresInForce(tx, id, now)).some(({ kind }) => kind === 'held')
  if (await wasEverPublic(tx, id)) return true
  // A verdict that is being written is waited for here. One that comes later finds that its item has changed, and is refused.
  await tx.reviewItem.updateMany({ where: { personId: id }, data: { version: { increment: 1 } } })
  return wasEverPublic(tx, id)
}

async function wasEverPublic(tx: Transaction, personId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ was: boolean }[]>`SELECT was_ever_public(${personId}::uuid) AS was`
  return row?.was === true
}

type Held = { personId: string; name: string; waiting: { id: string; reviewItems: { id: string }[] } | null; findings: Finding[]; now: Date }

/** Into the queue. In the place of the one that waits, if there is one: it keeps its place there, and who has it open has not read this one. */
async function holdName(tx: Transaction, { personId, name, waiting, findings, now }: Held): Promise<void> {
  if (waiting) await tx.chosenName.update({ where: { id: waiting.id }, data: { state: 'withdrawn' }, select: { id: true } })
  const { id: nameId } = await tx.chosenName.create({ data: { personId, name, chosenAt: now }, select: { id: true } })
  const [open] = waiting?.reviewItems ?? []
  const item = open
    ? await tx.reviewItem.update({ where: { id: open.id }, data: { nameId, version: { increment: 1 } }, select: { id: true } })
    : await tx.reviewItem.create({ data: { kind: 'name', nameId, submittedAt: now, createdAt: now }, select: { id: true } })
  await keepFindings(tx, item.id, nameId, findings)
}
