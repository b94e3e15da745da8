import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { writer } from '#lib/database.ts'
import { openSecondLook } from '#lib/moderation/cases/open-second-look.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { insightRange, stepsOf } from '#lib/moderation/insights/insight-range.ts'
import { readInsights } from '#lib/moderation/insights/read-insights.ts'
import type { Insights } from '#lib/moderation/insights/read-insights.ts'
import { agreementOf, insightParts, tabulateInsights } from '#lib/moderation/insights/tabulate-insights.ts'
import { wilsonInterval } from '#lib/moderation/insights/wilson-interval.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, essayBy, itemAbout, makeCast, person } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

/** A Saturday. */
const now = new Date('2026-11-21T20:00:00Z')
const at = (moment: string) => new Date(`2026-11-${moment}:00Z`)

async function sent(moment: string): Promise<string> {
  const writer = await person('w', 'reader')
  const outcome = await runCommand(postReply, writer, { slug, body: `Said at ${moment}, by ${writer.handle}.`, idempotencyKey: crypto.randomUUID() }, at(moment))
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value.id
}

async function decided(moderator: SignedIn, commentId: string, action: string, moment: string, reasonCode = ''): Promise<string> {
  const { id: itemId, version } = await itemAbout(commentId)
  return (await carryOut(decide, moderator, { itemId, version, action, reasonCode }, at(moment))).decisionId
}

async function read(days: string): Promise<Insights> {
  const insights = await readInsights(cast.mo, insightRange(days, now))
  if (!insights.ok) throw new Error(insights.message)
  return insights.value
}

beforeAll(async () => {
  cast = await makeCast()
  const { mo, noor, ida } = cast
  slug = (await essayBy(cast.ada)).slug
  // Monday: waits of 1, 2 and 3 hours; Thursday: one of 10; one that was taken back and decided again a day later.
  await decided(mo, await sent('16T08:00'), 'approve', '16T09:00')
  await decided(mo, await sent('16T08:30'), 'reject', '16T10:30', 'spam')
  const returned = await decided(noor, await sent('16T09:00'), 'return', '16T12:00', 'unkind')
  await decided(noor, await sent('19T00:00'), 'approve', '19T10:00')
  const twice = await sent('19T12:00')
  await carryOut(undoDecision, noor, { decisionId: await decided(mo, twice, 'reject', '19T13:00', 'spam') }, at('19T13:30'))
  await decided(mo, twice, 'approve', '20T12:00')
  // Two weeks before, and hidden within the week.
  const old = await sent('01T07:00')
  await decided(mo, old, 'approve', '02T07:00')
  await decided(noor, old, 'hide', '20T07:00', 'hateful')
  // Turned round in a second look.
  const doubted = await sent('17T08:00')
  const decisionId = await decided(mo, doubted, 'reject', '17T09:00', 'spam')
  await carryOut(openSecondLook, noor, { decisionId, note: 'It is not advertising.' }, at('17T10:00'))
  const { id: itemId, version } = await writer().reviewItem.findFirstOrThrow({ where: { commentId: doubted, kind: 'second_look' }, select: { id: true, version: true } })
  await carryOut(decide, ida, { itemId, version, action: 'overturn' }, at('18T08:00'))
  // Two wait.
  await sent('18T22:00')
  await sent('21T19:00')
  // Two readings: one agrees.
  for (const [id, verdict] of [[decisionId, 'reject'], [returned, 'approve']] as const) {
    const { id: readingId } = await writer().blindReading.create({ data: { decisionId: id, readerId: ida.id, askedAt: at('20T10:00') }, select: { id: true } })
    await writer().blindReading.update({ where: { id: readingId }, data: { verdict, readAt: at('20T10:01') }, select: { id: true } })
  }
})

describe('a week', () => {
  test('says what waits, and since when', async () => {
    expect((await read('7')).waiting.filter(({ count }) => count > 0)).toEqual([{ kind: 'comment', noun: 'comment', count: 2, oldest: at('18T22:00') }])
  })

  test('says how long people waited: for the first decision that stands, whatever came after', async () => {
    const { wait, waits } = await read('7')
    // 1, 1, 2, 3, 10 and 24 hours
    expect(wait).toEqual({ texts: 6, median: 2.5 * 3600, p95: expect.closeTo((10 + 0.75 * 14) * 3600, 3) })
    expect(waits.map(({ start, texts, median }) => [start.toISOString().slice(8, 10), texts, median && median / 3600])).toEqual([
      ['15', 0, null], ['16', 3, 2], ['17', 1, 1], ['18', 0, null], ['19', 1, 10], ['20', 1, 24], ['21', 0, null],
    ])
  })

  test('says when texts come and when they are decided, by universal time', async () => {
    const { hours, weekdays } = await read('7')
    expect(hours.map(({ sent: count }) => count)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0])
    expect(hours.map(({ decided: count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(weekdays).toEqual([{ sent: 3, decided: 3 }, { sent: 1, decided: 1 }, { sent: 1, decided: 0 }, { sent: 2, decided: 1 }, { sent: 0, decided: 1 }, { sent: 1, decided: 0 }, { sent: 0, decided: 0 }])
  })

  test('says who decided what, and what of it did not stand', async () => {
    const { moderators, corrections } = await read('7')
    expect(moderators).toEqual([
      { name: 'mo', handle: cast.mo.handle, decisions: 5, approve: 2, return: 0, reject: 3, other: 0, undone: 1, overturned: 1 },
      { name: 'noor', handle: cast.noor.handle, decisions: 3, approve: 1, return: 1, reject: 0, other: 1, undone: 0, overturned: 0 },
      { name: 'ida', handle: cast.ida.handle, decisions: 1, approve: 0, return: 0, reject: 0, other: 1, undone: 0, overturned: 0 },
    ])
    expect(corrections).toEqual([
      { action: 'approve', decisions: 3, undone: 0, appealed: 0, secondLook: 0 },
      { action: 'reject', decisions: 3, undone: 1, appealed: 0, secondLook: 1 },
      { action: 'hide', decisions: 1, undone: 0, appealed: 0, secondLook: 0 },
      { action: 'overturn', decisions: 1, undone: 0, appealed: 0, secondLook: 0 },
      { action: 'return', decisions: 1, undone: 0, appealed: 0, secondLook: 0 },
    ])
  })

  test('says why', async () => {
    expect((await read('7')).reasons.map(({ code, count }) => [code, count])).toEqual([['spam', 2], ['hateful', 1], ['unkind', 1]])
  })

  test('says how far moderators agree', async () => {
    const { agreement } = await read('7')
    expect(agreement).toHaveLength(2)
    expect(agreement).toEqual(expect.arrayContaining([{ decided: 'reject', blind: 'reject', count: 1 }, { decided: 'return', blind: 'approve', count: 1 }]))
    expect(agreementOf(agreement)).toMatchObject({ same: 1, total: 2, share: 0.5 })
    expect(agreementOf(agreement, 'return')).toMatchObject({ same: 0, total: 1 })
    expect(agreementOf(agreement, 'approve')).toMatchObject({ total: 0, share: null, interval: null })
  })
})

test('a longer time is told by week, from Monday, and holds more', async () => {
  const { verdicts, wait } = await read('30')
  expect(verdicts.map(({ start, approve, reject }) => [start.toISOString().slice(0, 10), approve, reject])).toEqual([
    ['2026-10-19', 0, 0], ['2026-10-26', 0, 0], ['2026-11-02', 1, 0], ['2026-11-09', 0, 0], ['2026-11-16', 3, 2],
  ])
  expect(wait.texts).toBe(7)
})

test('the tables hold every figure that is drawn, and are as wide as their heads', async () => {
  const tables = tabulateInsights(await read('30'))
  expect(Object.keys(tables).sort()).toEqual([...insightParts].sort())
  for (const { columns, rows } of Object.values(tables)) for (const row of rows) expect(row).toHaveLength(columns.length)
  expect(tables.verdicts.rows.at(-1)).toEqual(['2026-11-16', 3, 1, 2, 0.5, 0.1667, 0.3333])
  expect(tables.agreement.rows.at(-1)).toEqual(['all', 1, 0, 1, 2, 0.5, 0.0945, 0.9055])
})

test('readers and authors do not see them', async () => {
  for (const who of [cast.rae, cast.ada]) expect(await readInsights(who, insightRange('7', now))).toMatchObject({ ok: false, code: 'forbidden' })
})

describe('a range', () => {
  test.each([['7', 7, '2026-11-15'], ['30', 30, '2026-10-23'], ['90', 90, '2026-08-24'], ['365', 365, '2025-11-22'], ['8', 30, '2026-10-23'], [undefined, 30, '2026-10-23'], ['', 30, '2026-10-23']])(
    'of %s is of %i whole days', (asked, days, from) => {
      const range = insightRange(asked, now)
      expect([range.days, range.from.toISOString()]).toEqual([days, `${from}T00:00:00.000Z`])
      expect(stepsOf(range)[0]?.getUTCDay()).toBe(days === 7 ? 0 : 1)
    })
})

// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I, method 3.
test.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]])('of %i in %i the interval is the published one', (same, total, low, high) => {
  expect(wilsonInterval(same, total)).toEqual({ low: expect.closeTo(low, 4), high: expect.closeTo(high, 4) })
})

test('of nothing there is no interval', () => {
  expect(wilsonInterval(0, 0)).toBeNull()
})
