import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { continueRehearsal } from '#lib/moderation/rules/continue-rehearsal.ts'
import { rehearsalResult } from '#lib/moderation/rules/rehearsal-result.ts'
import { rehearseWaiting } from '#lib/moderation/rules/rehearse-rules.ts'
import { saveRule } from '#lib/moderation/rules/save-rule.ts'
import { startRehearsal } from '#lib/moderation/rules/start-rehearsal.ts'
import { switchRule } from '#lib/moderation/rules/switch-rule.ts'
import { takeRehearsal } from '#lib/moderation/rules/take-rehearsal.ts'
import { operator } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, essayBy, itemAbout, makeCast, person, refusalOf } from '../../cast.ts'

const minute = 60_000
const day = 24 * 60 * minute
const start = new Date('2026-03-01T12:00:00Z')
const at = (milliseconds: number) => new Date(start.getTime() + milliseconds)

let cast: Awaited<ReturnType<typeof makeCast>>
let old: { id: string; slug: string }
let young: { id: string; slug: string }
/** What each text was decided, by its words. */
const decisions = new Map<string, string>()

async function tell(who: SignedIn, essay: { slug: string }, body: string, sent: number, verdict: string, decided = sent + minute): Promise<{ id: string; decisionId: string }> {
  const { id } = await carryOut(postReply, who, { slug: essay.slug, body, idempotencyKey: randomUUID() }, at(sent))
  if (verdict === '') return { id, decisionId: '' }
  const { id: itemId, version } = await itemAbout(id)
  const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action: verdict, reasonCode: verdict === 'approve' ? '' : 'off-topic' }, at(decided))
  decisions.set(body, decisionId)
  return { id, decisionId }
}

const advert = 'Dear friends, I made three thousand in a week from home with this simple trick and so can you'

// A small history, told by hand:
//  Rae is approved three times; Nia is rejected, approved, returned, approved and undone, approved and hidden; Sol sends the same as Nia.
beforeAll(async () => {
  cast = await makeCast()
  const { rae, nia } = cast
  const sol = await person('sol', 'reader')
  old = await essayBy(cast.ada)
  young = await essayBy(cast.noor)
  await writer().post.update({ where: { id: old.id }, data: { publishedAt: at(-100 * day) } })
  await writer().post.update({ where: { id: young.id }, data: { publishedAt: at(-1 * day) } })

  await tell(rae, old, 'A first thought about roulette', 0, 'approve')
  await tell(rae, old, 'A second thought', 10 * minute, 'approve')
  await tell(rae, young, 'A third, with https://a.example/ and https://b.example/ and https://c.example/', 20 * minute, 'approve')
  await tell(nia, young, 'Roulette for everybody, https://casino.example/', 30 * minute, 'reject')
  await tell(nia, young, 'A better thought', 31 * minute, 'approve', 40 * minute)
  await tell(nia, young, 'RОULETTE again', 32 * minute, 'return', 41 * minute)
  await tell(nia, young, advert, 2 * day, 'reject', 2 * day + 5 * minute)
  const hidden = await tell(nia, young, 'Something that was let through', 3 * day, 'approve')
  const { id: itemId, version } = await itemAbout(hidden.id)
  decisions.set('Something that was let through', (await carryOut(decide, cast.noor, { itemId, version, action: 'hide', reasonCode: 'unkind' }, at(3 * day + 2 * minute))).decisionId)
  await tell(sol, young, `${advert}, write to me`, 4 * day, 'reject')
  // Taken back, still waiting, withdrawn: nobody's last word.
  const undone = await tell(rae, young, 'A thought about roulette that was decided too soon', 5 * day, 'approve')
  await carryOut(undoDecision, cast.mo, { decisionId: undone.decisionId }, at(5 * day + 2 * minute))
  await tell(rae, young, 'Roulette that waits', 6 * day, '')
  const withdrawn = await tell(rae, young, 'Roulette, no', 7 * day, '')
  await carryOut(withdrawComment, rae, { commentId: withdrawn.id }, at(7 * day + minute))
})

async function newRule(kind: string, settings: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const { ruleId } = await carryOut(saveRule, cast.mo, { kind, name: `Rule ${randomUUID()}`, severity: 'hold', settings, ...more })
  const { rehearsalId } = await carryOut(startRehearsal, cast.mo, { ruleId, version: 1 })
  return { ruleId, rehearsalId }
}

async function resultOf(rehearsalId: string) {
  const row = await reader().rehearsal.findUniqueOrThrow({ where: { id: rehearsalId } })
  const { texts, spoke, unknown, examples } = rehearsalResult.parse(row.result)
  const names = new Map([...decisions].map(([body, id]) => [id, body]))
  const said = (sort: keyof typeof examples) => examples[sort].map(({ decisionId, matches }) => [names.get(decisionId), ...matches])
  return { finished: row.finishedAt !== null, total: row.total, examined: row.examined, texts, spoke, unknown, contradicted: said('contradicted'), noticed: said('noticed'), missed: said('missed') }
}

async function rehearse(kind: string, settings: Record<string, unknown>, more?: Record<string, unknown>) {
  const { rehearsalId } = await newRule(kind, settings, more)
  await rehearseWaiting()
  return resultOf(rehearsalId)
}

const last = 'Something that was let through'
const again = `${advert}, write to me`
const better = 'A better thought'
const third = 'A third, with https://a.example/ and https://b.example/ and https://c.example/'

test('words: what it would have held, missed and contradicted, with what it saw', async () => {
  expect(await rehearse('words', { phrases: 'roulette' })).toEqual({
    finished: true, total: 9, examined: 9, unknown: 0,
    texts: { approved: 4, returned: 1, rejected: 4 },
    spoke: { approved: 1, returned: 1, rejected: 1 },
    contradicted: [['A first thought about roulette', 'roulette']],
    noticed: [['RОULETTE again', 'RОULETTE'], ['Roulette for everybody, https://casino.example/', 'Roulette']],
    missed: [[again], [last], [advert]],
  })
})

test('patterns see addresses', async () => {
  const { spoke, noticed } = await rehearse('pattern', { pattern: 'casino\\.' })
  expect(spoke).toEqual({ approved: 0, returned: 0, rejected: 1 })
  expect(noticed).toEqual([['Roulette for everybody, https://casino.example/', 'casino.']])
})

test('links of people who were new when they wrote', async () => {
  expect((await rehearse('links', { more: 0, from: 'anybody' })).spoke).toEqual({ approved: 1, returned: 0, rejected: 1 })
  // Rae had two approved texts when she sent three links; Nia had none.
  expect((await rehearse('links', { more: 0, from: 'new' })).spoke).toEqual({ approved: 0, returned: 0, rejected: 1 })
})

test('first texts, by what was approved at that time and not by what is today', async () => {
  const { contradicted, noticed, missed } = await rehearse('first-texts', { texts: 1 })
  // When Nia sent the third of her texts, the second was not decided yet.
  expect(contradicted).toEqual([[better], ['A first thought about roulette']])
  expect(noticed.map(([body]) => body)).toEqual([again, 'RОULETTE again', 'Roulette for everybody, https://casino.example/'])
  expect(missed.map(([body]) => body)).toEqual([last, advert])
})

test('a text that was hidden by then counts no more', async () => {
  await tell(cast.nia, young, 'One more after that', 8 * day, 'approve')
  const { contradicted } = await rehearse('first-texts', { texts: 2 })
  expect(contradicted.map(([body]) => body)).toContain('One more after that')
})

test('speed, from the times at which texts were sent', async () => {
  const { noticed, contradicted } = await rehearse('speed', { texts: 2, minutes: 10 })
  expect([noticed, contradicted]).toEqual([[['RОULETTE again']], []])
})

test.each([
  ['published by hand', { publishedAt: at(-100 * day) }],
  ['scheduled', { state: 'scheduled' as const, publishedAt: null, publishAt: at(-100 * day) }],
])('old posts, by their age at that time: %s', async (_, data) => {
  await writer().post.update({ where: { id: old.id }, data })
  expect((await rehearse('old-thread', { days: 99 })).spoke).toEqual({ approved: 2, returned: 0, rejected: 0 })
  expect((await rehearse('old-thread', { days: 101 })).spoke).toEqual({ approved: 0, returned: 0, rejected: 0 })
})

test('repeats, by this person and by others, of texts sent before and not after', async () => {
  expect((await rehearse('repeat', { by: 'anybody', likeness: 'near', days: 30 })).noticed).toEqual([[again]])
  expect((await rehearse('repeat', { by: 'anybody', likeness: 'near', days: 1 })).noticed).toEqual([])
  expect((await rehearse('repeat', { by: 'same-person', likeness: 'near', days: 30 })).noticed).toEqual([])
})

test('a rule for one post or one author looks at nothing else', async () => {
  expect((await rehearse('words', { phrases: 'roulette' }, { scope: 'post', of: old.slug })).texts).toEqual({ approved: 2, returned: 0, rejected: 0 })
  expect((await rehearse('words', { phrases: 'roulette' }, { scope: 'author', of: cast.noor.handle })).spoke).toEqual({ approved: 0, returned: 1, rejected: 1 })
})

test('a rehearsal changes nothing: no finding, no decision, no item', async () => {
  const count = async () => [await reader().finding.count(), await reader().decision.count(), await reader().reviewItem.count({ where: { state: 'waiting' } })]
  const before = await count()
  await rehearse('words', { phrases: 'roulette' })
  expect(await count()).toEqual(before)
})

test('two who ask at once get one rehearsal', async () => {
  const { ruleId } = await carryOut(saveRule, cast.mo, { kind: 'words', name: randomUUID(), severity: 'note', settings: { phrases: 'x' } })
  const asked = await Promise.all([cast.mo, cast.noor, cast.mo].map((who) => carryOut(startRehearsal, who, { ruleId, version: 1 })))
  expect(new Set(asked.map(({ rehearsalId }) => rehearsalId)).size).toBe(1)
  await rehearseWaiting()
})

test('what a process left behind is gone on with from where it came to, once its lease is over', async () => {
  const { rehearsalId } = await newRule('words', { phrases: 'roulette' })
  const taken = await carryOut(takeRehearsal, operator, {})
  const examined = 3
  const result = { ...taken.result, before: Number((await reader().decision.findFirstOrThrow({ where: { id: decisions.get(last) } })).seq), texts: { approved: 1, returned: 0, rejected: 2 } }
  await carryOut(continueRehearsal, operator, { id: taken.id, leasedUntil: taken.leasedUntil, from: 0, examined, result, finished: false })

  await rehearseWaiting()
  expect((await resultOf(rehearsalId)).examined).toBe(examined)
  await writer().rehearsal.update({ where: { id: rehearsalId }, data: { leasedUntil: new Date(Date.now() - 1_000) } })
  await rehearseWaiting()
  const finished = await resultOf(rehearsalId)
  // Counted on from there: the three that the first process had looked at are not looked at again.
  expect([finished.finished, finished.texts]).toEqual([true, { approved: 5, returned: 1, rejected: 4 }])
  expect((await refusalOf(continueRehearsal, operator, { id: taken.id, leasedUntil: taken.leasedUntil, from: examined, examined: 9, result, finished: true })).code).toBe('conflict')
})

test('two processes never work on one rehearsal', async () => {
  const { rehearsalId } = await newRule('words', { phrases: 'roulette' })
  await Promise.all([rehearseWaiting(), rehearseWaiting(), rehearseWaiting()])
  expect((await resultOf(rehearsalId)).texts).toEqual({ approved: 5, returned: 1, rejected: 4 })
})

test('a process that looks for rehearsals, finds none or works on one writes nothing into the audit log', async () => {
  await newRule('words', { phrases: 'roulette' })
  const before = await reader().auditEvent.count()
  await rehearseWaiting()
  expect((await refusalOf(takeRehearsal, operator, {})).code).toBe('not-found')
  expect(await reader().auditEvent.count()).toBe(before)
})

test('an unfinished rehearsal switches nothing on', async () => {
  const { ruleId } = await newRule('words', { phrases: 'roulette' })
  expect((await refusalOf(switchRule, cast.mo, { ruleId, version: 1, to: 'on' })).message).toContain('not rehearsed yet')
  await rehearseWaiting()
  expect((await runCommand(switchRule, cast.mo, { ruleId, version: 1, to: 'on' })).ok).toBe(true)
})
