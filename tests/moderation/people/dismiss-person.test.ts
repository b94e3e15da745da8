import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { reader, writer } from '#lib/database.ts'
import type { Transaction } from '#lib/database.ts'
import { continueBulk } from '#lib/moderation/bulk/continue-bulk.ts'
import { openBulks } from '#lib/moderation/bulk/open-bulk.ts'
import { undoBulk } from '#lib/moderation/bulk/undo-bulk.ts'
import { dismissPerson } from '#lib/moderation/people/dismiss-person.ts'
import { liftMeasure } from '#lib/people/lift-measure.ts'
import { measuresInForce } from '#lib/people/measures-in-force.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, refusalOf, replyBy, stateOf } from '../../cast.ts'

const asked = (handle: string, kind = 'banned') => ({ handle, kind, reason: 'Nothing but advertising', reasonCode: 'spam' })
const statesOf = async (personId: string) =>
  (await reader().comment.findMany({ where: { authorId: personId }, orderBy: { submittedAt: 'asc' }, select: { state: true } })).map(({ state }) => state)

let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }
beforeAll(async () => {
  cast = await makeCast()
  essay = await essayBy(cast.ada)
})

/** Somebody who may have more texts waiting than new people may. */
async function knownWriter(name: string) {
  const writerOf = await person(name, 'reader')
  await writer().person.update({ where: { id: writerOf.id }, data: { emailVerifiedAt: new Date() } })
  await publishedReplyBy(writerOf, cast.mo, essay.slug)
  return writerOf
}

describe('dismissing somebody', () => {
  test.each(['banned', 'suspended'])('%s: rejects all that waits from them, for the reason that was given, and leaves what was decided', async (kind) => {
    const sol = await knownWriter('sol')
    const approved = await publishedReplyBy(sol, cast.mo, essay.slug)
    const edited = await publishedReplyBy(sol, cast.mo, essay.slug)
    await carryOut(editComment, sol, { commentId: edited, body: `Other words ${randomUUID()}` })
    const waiting = [await replyBy(sol, essay.slug), await replyBy(sol, essay.slug)]
    const other = await replyBy(cast.nia, essay.slug)
    const dismissed = await carryOut(dismissPerson, cast.mo, asked(sol.handle, kind))
    expect(dismissed).toMatchObject({ rejected: 3, bulkIds: [expect.any(String)] })
    await continueBulk(dismissed.bulkIds[0] ?? '')
    expect(await Promise.all(waiting.map(stateOf))).toEqual(['rejected', 'rejected'])
    expect([await stateOf(approved), await stateOf(edited), await stateOf(other)]).toEqual(['published', 'published', 'held'])
    expect(await reader().reviewItem.count({ where: { personId: sol.id, state: 'waiting' } })).toBe(0)
    const decisions = await reader().decision.findMany({ where: { bulkItems: { some: { bulkId: dismissed.bulkIds[0] } } }, select: { action: true, reasonCode: true, byId: true } })
    expect(decisions).toEqual(Array(3).fill({ action: 'reject', reasonCode: 'spam', byId: cast.mo.id }))
    expect(await measuresInForce(reader(), sol.id, new Date(Date.now() + 1000))).toMatchObject([{ kind, reason: 'Nothing but advertising' }])
  })

  test('is taken back in two steps, and everything is as it was', async () => {
    const sol = await knownWriter('sol')
    const waiting = [await replyBy(sol, essay.slug), await replyBy(sol, essay.slug)]
    const { measureId, bulkIds } = await carryOut(dismissPerson, cast.mo, asked(sol.handle))
    await continueBulk(bulkIds[0] ?? '')
    const undone = await carryOut(undoBulk, cast.noor, { bulkId: bulkIds[0] })
    await continueBulk(undone.bulkId)
    await carryOut(liftMeasure, cast.noor, { measureId, reason: 'It was somebody else' })
    expect(await Promise.all(waiting.map(stateOf))).toEqual(['held', 'held'])
    expect(await reader().reviewItem.count({ where: { personId: sol.id, state: 'waiting' } })).toBe(2)
    await replyBy(sol, essay.slug)
  })

  test('takes as many lists as it needs, and nothing falls between two when something is decided meanwhile', async () => {
    const sol = await knownWriter('sol')
    const texts: string[] = []
    for (let count = 0; count < 5; count++) texts.push(await replyBy(sol, essay.slug))
    const opened = await writer().$transaction(async (tx) => {
      const group = { by: 'person' as const, is: sol.id }
      const asked = { byId: cast.mo.id, action: 'reject' as const, reasonCode: 'spam', reasonNote: '', of: { group, upTo: new Date('9999-12-31') } }
      return openBulks(decidingMeanwhile(tx, () => decideNow(cast.noor, texts[0] ?? '', 'approve')), asked, 2, new Date())
    }, { timeout: 20_000 })
    expect(opened.map(({ count }) => count)).toEqual([2, 2, 1])
    for (const { bulkId } of opened) await continueBulk(bulkId)
    expect(await Promise.all(texts.map(stateOf))).toEqual(['published', 'rejected', 'rejected', 'rejected', 'rejected'])
  })

  /** A transaction in which somebody else decides something as soon as the first thing was read. */
  function decidingMeanwhile(tx: Transaction, decideIt: () => Promise<unknown>): Transaction {
    let decided: Promise<unknown> | null = null
    const readThenDecide = async (...asked: Parameters<Transaction['$queryRaw']>) => {
      const rows = await tx.$queryRaw(...asked)
      await (decided ??= decideIt())
      return rows
    }
    return new Proxy(tx, { get: (target, name) => (name === '$queryRaw' ? readThenDecide : Reflect.get(target, name)) })
  }

  test('of whom nothing waits is the measure alone', async () => {
    const sol = await person('sol', 'reader')
    expect(await carryOut(dismissPerson, cast.mo, asked(sol.handle))).toMatchObject({ bulkIds: [], rejected: 0, measureId: expect.any(String) })
  })

  test('leaves nothing behind that was sent in the very moment', async () => {
    for (let round = 0; round < 5; round++) {
      const sol = await knownWriter('sol')
      const send = () => runCommand(postReply, sol, { slug: essay.slug, body: `Buy this ${randomUUID()}`, idempotencyKey: randomUUID() })
      const before = Array.from({ length: 6 }, send)
      const dismissing = carryOut(dismissPerson, cast.mo, asked(sol.handle))
      const sent = await Promise.all([...before, ...Array.from({ length: 6 }, send)])
      const { bulkIds, rejected } = await dismissing
      for (const id of bulkIds) await continueBulk(id)
      expect(rejected).toBe(sent.filter(({ ok }) => ok).length)
      for (const outcome of sent) if (!outcome.ok) expect(outcome).toMatchObject({ code: 'forbidden' })
      expect((await statesOf(sol.id)).filter((state) => state === 'held')).toEqual([])
      expect(await reader().reviewItem.count({ where: { personId: sol.id, state: 'waiting' } })).toBe(0)
    }
  })

  test('twice at once rejects each text once', async () => {
    const sol = await knownWriter('sol')
    const text = await replyBy(sol, essay.slug)
    const both = await Promise.all([cast.mo, cast.noor].map((moderator) => carryOut(dismissPerson, moderator, asked(sol.handle))))
    for (const { bulkIds } of both) for (const id of bulkIds) await continueBulk(id)
    expect(await stateOf(text)).toBe('rejected')
    expect(await reader().decision.count({ where: { action: 'reject', reviewItem: { commentId: text } } })).toBe(1)
    expect(await measuresInForce(reader(), sol.id, new Date(Date.now() + 1000))).toHaveLength(1)
  })

  test('is refused as a whole when a part of it is', async () => {
    const sol = await knownWriter('sol')
    const text = await replyBy(sol, essay.slug)
    for (const [problem, field] of [[{ until: '2020-01-01' }, 'until'], [{ until: '2999-01-01' }, 'until'], [{ reason: '' }, 'reason'], [{ reasonCode: '' }, 'reasonCode'], [{ kind: 'held' }, 'kind']] as const) {
      expect((await refusalOf(dismissPerson, cast.mo, { ...asked(sol.handle), ...problem })).fields).toHaveProperty(field)
    }
    expect(await stateOf(text)).toBe('held')
    expect(await reader().measure.count({ where: { personId: sol.id } })).toBe(0)
  })

  test('is for moderators, over those below them', async () => {
    const rae = await person('rae', 'reader')
    for (const viewer of [anonymous, cast.rae, cast.ada]) expect((await refusalOf(dismissPerson, viewer, asked(rae.handle))).code).toMatch(/forbidden|signed-out/)
    for (const subject of [cast.mo, cast.noor, cast.ida]) expect((await refusalOf(dismissPerson, cast.mo, asked(subject.handle))).code).toBe('forbidden')
    expect((await refusalOf(dismissPerson, operator, asked(rae.handle))).code).toBe('signed-out')
    expect(await reader().measure.count({ where: { personId: rae.id } })).toBe(0)
  })
})
