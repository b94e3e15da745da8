import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { readWait } from '#lib/comments/read-waiting.ts'
import { holdCard } from '#lib/moderation/live/hold-card.ts'
import { leaveCard } from '#lib/moderation/live/leave-card.ts'
import { presenceEvery, presenceLasts } from '#lib/moderation/live/presence-times.ts'
import { readPresence } from '#lib/moderation/live/read-presence.ts'
import { takeOverCard } from '#lib/moderation/live/take-over-card.ts'
import { anonymous } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, refusalOf, replyBy } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

const newTab = () => randomUUID()
/** Written by somebody new each time: only a few texts of one person may wait. */
const newCard = async (writtenBy?: SignedIn) => (await itemAbout(await replyBy(writtenBy ?? (await person('rae', 'reader')), slug))).id
const hold = (who: SignedIn, tab: string, itemId: string, at?: Date) => carryOut(holdCard, who, { tab, itemId }, at)
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)

async function holderOf(itemId: string): Promise<string | undefined> {
  const presence = await readPresence(cast.ida)
  if (!presence.ok) throw new Error(presence.message)
  return presence.value.held.find((each) => each.itemId === itemId)?.holder.personId
}

test('who came first reads the card; the second sees that, and the other tabs of the first change nothing', async () => {
  const card = await newCard()
  expect((await hold(cast.noor, newTab(), card)).holder?.personId).toBe(cast.noor.id)
  expect((await hold(cast.mo, newTab(), card)).holder?.name).toBe(cast.noor.name)
  await hold(cast.noor, newTab(), card)
  expect(await holderOf(card)).toBe(cast.noor.id)
})

test('a tab reads one card; going on frees the one before', async () => {
  const [first, second] = [await newCard(), await newCard()]
  const tab = newTab()
  await hold(cast.mo, tab, first)
  await hold(cast.mo, tab, second)
  expect([await holderOf(first), await holderOf(second)]).toEqual([undefined, cast.mo.id])
})

test('a tab that is closed frees its card at once, and nobody else frees it', async () => {
  const card = await newCard()
  const tab = newTab()
  await hold(cast.mo, tab, card)
  await carryOut(leaveCard, cast.noor, { tab })
  expect(await holderOf(card)).toBe(cast.mo.id)
  await carryOut(leaveCard, cast.mo, { tab })
  expect(await holderOf(card)).toBeUndefined()
})

test('a tab that falls silent frees its card by itself, and the next word of anybody takes its row away', async () => {
  const [heard, silent] = [await newCard(), await newCard()]
  const tab = newTab()
  await hold(cast.mo, newTab(), heard, ago(presenceLasts - 5))
  await hold(cast.mo, tab, silent, ago(presenceLasts + 1))
  expect([await holderOf(heard), await holderOf(silent)]).toEqual([cast.mo.id, undefined])
  await hold(cast.noor, newTab(), await newCard())
  expect(await reader().presence.count({ where: { tab } })).toBe(0)
})

test('a tab that goes on saying that it is there keeps its place, one that was silent for long queues up again', async () => {
  const card = await newCard()
  const [moTab, noorTab] = [newTab(), newTab()]
  await hold(cast.mo, moTab, card, ago(40))
  await hold(cast.noor, noorTab, card, ago(30))
  await hold(cast.mo, moTab, card)
  await hold(cast.noor, noorTab, card)
  expect(await holderOf(card)).toBe(cast.mo.id)
  await writer().presence.updateMany({ where: { tab: moTab }, data: { expiresAt: ago(1) } })
  await hold(cast.mo, moTab, card)
  expect(await holderOf(card)).toBe(cast.noor.id)
})

test('who takes over has the card, until the other takes it back; going on saying that one is there does not', async () => {
  const card = await newCard()
  const [moTab, noorTab] = [newTab(), newTab()]
  await hold(cast.noor, noorTab, card)
  await hold(cast.mo, moTab, card)
  await carryOut(takeOverCard, cast.mo, { tab: moTab, itemId: card })
  expect(await holderOf(card)).toBe(cast.mo.id)
  await hold(cast.noor, noorTab, card)
  expect(await holderOf(card)).toBe(cast.mo.id)
  await carryOut(takeOverCard, cast.noor, { tab: noorTab, itemId: card })
  expect(await holderOf(card)).toBe(cast.noor.id)
})

test('who let go for somebody has the card again when that one has left, and not before', async () => {
  const card = await newCard()
  const [moTab, noorTab] = [newTab(), newTab()]
  await hold(cast.noor, noorTab, card)
  await carryOut(takeOverCard, cast.mo, { tab: moTab, itemId: card })
  await hold(cast.noor, noorTab, card)
  expect(await holderOf(card)).toBe(cast.mo.id)
  await carryOut(leaveCard, cast.mo, { tab: moTab })
  expect(await holderOf(card)).toBeUndefined()
  await hold(cast.noor, noorTab, card)
  expect(await holderOf(card)).toBe(cast.noor.id)
})

test('twenty who sit down at once: one has the card, all are told the same', async () => {
  const card = await newCard()
  const team = await Promise.all(Array.from({ length: 20 }, (_, index) => person(`mod${index}`, 'moderator')))
  await Promise.all(team.map((who) => hold(who, newTab(), card)))
  const first = await holderOf(card)
  const again = await Promise.all(team.map(async (who) => (await hold(who, newTab(), card)).holder?.personId))
  expect(new Set(again)).toEqual(new Set([first]))
  expect(team.map(({ id }) => id)).toContain(first)
})

test('twenty who take over at once: one has the card, nineteen have let go, nobody is refused', async () => {
  const card = await newCard()
  const team = await Promise.all(Array.from({ length: 20 }, (_, index) => person(`mod${index}`, 'moderator')))
  await Promise.all(team.map((who) => hold(who, newTab(), card)))
  const outcomes = await Promise.all(team.map((who) => runCommand(takeOverCard, who, { tab: newTab(), itemId: card })))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(20)
  const standing = await reader().presence.findMany({ where: { reviewItemId: card, yielded: false }, select: { personId: true } })
  expect(new Set(standing.map(({ personId }) => personId)).size).toBe(1)
  expect(await holderOf(card)).toBe(standing[0]?.personId)
})

test('it is a courtesy: a card that somebody reads is decided by whoever decides', async () => {
  const comment = await replyBy(cast.rae, slug)
  await hold(cast.noor, newTab(), (await itemAbout(comment)).id)
  expect((await decideNow(cast.mo, comment, 'approve')).state).toBe('published')
})

test('presence is for moderators, and ends with the role', async () => {
  const card = await newCard()
  const tab = newTab()
  for (const viewer of [anonymous, cast.rae, cast.ada, { ...cast.mo, suspended: true }]) {
    expect((await readPresence(viewer)).ok).toBe(false)
    for (const definition of [holdCard, takeOverCard]) expect((await refusalOf(definition, viewer, { tab, itemId: card })).code).toMatch(/signed-out|forbidden/)
    expect((await refusalOf(leaveCard, viewer, { tab })).code).toMatch(/signed-out|forbidden/)
  }
  const pat = await person('pat', 'moderator')
  await hold(pat, tab, card)
  await writer().person.update({ where: { id: pat.id }, data: { role: 'reader' }, select: { id: true } })
  expect(await holderOf(card)).toBeUndefined()
})

test('the writer may know that a text is being read, and nobody else', async () => {
  const card = await newCard(cast.rae)
  const isRead = async (who: SignedIn) => (await readWait(reader(), who.id, { itemId: card, settling: false })).beingRead
  expect(await isRead(cast.rae)).toBe(false)
  await hold(cast.noor, newTab(), card, ago(15))
  expect([await isRead(cast.rae), await isRead(cast.nia), await isRead(cast.noor)]).toEqual([true, false, false])
  await writer().person.update({ where: { id: cast.noor.id }, data: { role: 'reader' }, select: { id: true } })
  expect(await isRead(cast.rae)).toBe(false)
  await writer().person.update({ where: { id: cast.noor.id }, data: { role: 'moderator' }, select: { id: true } })
})

test('a card that is only passed by is not read, and opening what one wrote oneself tells oneself nothing', async () => {
  const [passed, own] = [await newCard(cast.rae), await newCard(cast.mo)]
  await hold(cast.noor, newTab(), passed, ago(3))
  await hold(cast.mo, newTab(), own, ago(20))
  const isRead = async (who: SignedIn, itemId: string) => (await readWait(reader(), who.id, { itemId, settling: false })).beingRead
  expect([await isRead(cast.rae, passed), await isRead(cast.mo, own)]).toEqual([false, false])
})

test('what is not there, or is no tab, is refused', async () => {
  expect((await refusalOf(holdCard, cast.mo, { tab: newTab(), itemId: randomUUID() })).code).toBe('not-found')
  expect((await refusalOf(takeOverCard, cast.mo, { tab: newTab(), itemId: randomUUID() })).code).toBe('not-found')
  expect((await refusalOf(holdCard, cast.mo, { tab: 'x'.repeat(65), itemId: await newCard() })).code).toBe('invalid')
})

test('sitting at a card leaves no line in the audit, taking one over does', async () => {
  const card = await newCard()
  const tab = newTab()
  const lines = () => reader().auditEvent.findMany({ where: { personId: cast.ida.id, command: { in: ['hold-card', 'leave-card', 'take-over-card'] } }, select: { command: true } })
  await hold(cast.ida, tab, card)
  await carryOut(takeOverCard, cast.ida, { tab, itemId: card })
  await carryOut(leaveCard, cast.ida, { tab })
  expect(await lines()).toEqual([{ command: 'take-over-card' }])
})

test('three words fit into the time that a silent card is kept', () => {
  expect(presenceEvery * 3).toBeLessThanOrEqual(presenceLasts)
  expect(presenceEvery + presenceLasts).toBeLessThanOrEqual(60)
})

test('who may not judge what is on a card does not take it from those who may, and is told who reads it', async () => {
  const { decisionId } = await decideNow(cast.mo, await replyBy(cast.rae, slug), 'reject')
  const { itemId } = await carryOut(appealDecision, cast.rae, { decisionId, body: 'Please look again.' })
  const [before, tab] = [await newCard(), newTab()]
  await hold(cast.mo, tab, before)
  expect((await hold(cast.mo, tab, itemId)).holder).toBeNull()
  expect([await holderOf(itemId), await holderOf(before)]).toEqual([undefined, undefined])
  expect((await hold(cast.noor, newTab(), itemId)).holder?.personId).toBe(cast.noor.id)
  expect((await hold(cast.mo, tab, itemId)).holder?.personId).toBe(cast.noor.id)
  expect(await refusalOf(takeOverCard, cast.mo, { tab, itemId })).toMatchObject({ code: 'forbidden', message: expect.stringContaining('a decision of yours') })
  expect(await holderOf(itemId)).toBe(cast.noor.id)
})
