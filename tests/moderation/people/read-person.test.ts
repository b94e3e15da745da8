import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { dismissPerson } from '#lib/moderation/people/dismiss-person.ts'
import { findPeople } from '#lib/moderation/people/find-people.ts'
import { readPersonMeasures } from '#lib/moderation/people/read-person-measures.ts'
import { readPersonPage } from '#lib/moderation/people/read-person-page.ts'
import { mostWaitingCounted, readPersonRecord } from '#lib/moderation/people/read-person-record.ts'
import { liftMeasure } from '#lib/people/lift-measure.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, replyBy } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }
beforeAll(async () => {
  cast = await makeCast()
  essay = await essayBy(cast.ada)
})

const soon = () => new Date(Date.now() + 1000)

async function recordOf(viewer: Viewer, id: string) {
  const records = await readPersonRecord(viewer, [id], soon())
  if (!records.ok) throw new Error(records.message)
  return records.value.get(id)
}

async function pageOf(viewer: Viewer, handle: string, after = '') {
  const page = await readPersonPage(viewer, handle, { after, now: soon() })
  if (!page.ok) throw new Error(page.message)
  return page.value
}

async function experienced(name: string) {
  const somebody = await person(name, 'reader')
  await writer().person.update({ where: { id: somebody.id }, data: { emailVerifiedAt: new Date() } })
  await publishedReplyBy(somebody, cast.mo, essay.slug)
  return somebody
}

describe('a record', () => {
  test('counts what was decided about somebody’s texts, and what waits', async () => {
    const rae = await experienced('rae')
    for (const verdict of ['return', 'reject', 'approve'] as const) await decideNow(cast.mo, await replyBy(rae, essay.slug), verdict)
    const [hidden, withdrawn] = [await publishedReplyBy(rae, cast.mo, essay.slug), await publishedReplyBy(rae, cast.mo, essay.slug)]
    await decideNow(cast.noor, hidden, 'hide')
    await carryOut(withdrawComment, rae, { commentId: withdrawn })
    const waiting = await replyBy(rae, essay.slug, '', `What waits ${'and waits '.repeat(40)}`)
    expect(await recordOf(cast.mo, rae.id)).toMatchObject({
      handle: rae.handle, approved: 3, returned: 1, rejected: 1, hidden: 1, waiting: { count: 1, few: [{ kind: 'comment' }] }, notes: { count: 0 }, measures: [],
    })
    const few = (await recordOf(cast.mo, rae.id))?.waiting.few
    expect(few?.[0]?.excerpt).toMatch(/^What waits .* …$/)
    expect(await reader().reviewItem.count({ where: { id: few?.[0]?.itemId, commentId: waiting } })).toBe(1)
  })

  test('tells moderators of notes and measures, and moderators alone', async () => {
    const rae = await person('rae', 'reader')
    const notes = []
    for (const reason of ['First', 'Second', 'Third', 'Fourth']) notes.push(await carryOut(takeMeasure, cast.mo, { handle: rae.handle, kind: 'note', reason }))
    await carryOut(liftMeasure, cast.noor, { measureId: notes[3]?.measureId, reason: 'Wrong person' })
    await carryOut(takeMeasure, cast.noor, { handle: rae.handle, kind: 'held', reason: 'Sharp lately' })
    const record = await recordOf(cast.noor, rae.id)
    expect(record?.notes).toMatchObject({ count: 3, newest: [{ text: 'Third', by: 'mo' }, { text: 'Second' }, { text: 'First' }] })
    expect(record?.measures).toMatchObject([{ kind: 'held', reason: 'Sharp lately' }])
    for (const viewer of [anonymous, cast.rae, cast.ada, { ...cast.mo, suspended: true }]) expect((await readPersonRecord(viewer, [rae.id], new Date())).ok).toBe(false)
  })

  test('keeps the notes about somebody from themselves and their equals', async () => {
    await carryOut(takeMeasure, cast.ida, { handle: cast.noor.handle, kind: 'note', reason: 'Decides in haste' })
    expect((await recordOf(cast.ida, cast.noor.id))?.notes.count).toBe(1)
    for (const viewer of [cast.mo, cast.noor]) expect((await recordOf(viewer, cast.noor.id))?.notes).toEqual({ count: 0, newest: [] })
  })

  test('of a guest of an import is their texts alone', async () => {
    const { id } = await writer().guest.create({ data: { name: 'Somebody from before' }, select: { id: true } })
    expect(await recordOf(cast.mo, id)).toMatchObject({ handle: null, joinedAt: null, approved: 0, measures: [], notes: { count: 0 } })
    expect(await recordOf(cast.mo, randomUUID())).toBeUndefined()
  })

  test('walks indexes only, whatever waits', async () => {
    const rows = await writer().$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`
      return tx.$queryRaw<{ 'QUERY PLAN': string }[]>`
        EXPLAIN SELECT count(*) FROM (SELECT FROM review_item WHERE person_id = ${cast.rae.id}::uuid AND state = 'waiting' LIMIT ${mostWaitingCounted}) i`
    })
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('review_item_waiting_person')
  })
})

describe('the page of a person', () => {
  test('shows each text with all that was decided about it, newest first, ten at a time', async () => {
    const rae = await experienced('rae')
    const ids = []
    for (let count = 0; count < 11; count++) ids.push(await publishedReplyBy(rae, cast.mo, essay.slug))
    await decideNow(cast.noor, ids.at(-1) ?? '', 'hide')
    const first = await pageOf(cast.mo, rae.handle)
    expect(first.texts.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 10))
    expect(first.texts[0]).toMatchObject({ state: 'hidden', decisions: [{ action: 'hide', by: 'noor', reason: 'Not about the essay', undone: false }, { action: 'approve', by: 'mo' }] })
    const second = await pageOf(cast.mo, rae.handle, first.next ?? '')
    expect(second.texts).toHaveLength(2)
    expect(second.next).toBeNull()
    expect(await readPersonPage(cast.mo, rae.handle, { after: 'nonsense', now: new Date() })).toMatchObject({ code: 'invalid' })
  })

  test('says how reports about them and by them ended', async () => {
    const rae = await experienced('rae')
    const [wrong, fine, open] = [await publishedReplyBy(rae, cast.mo, essay.slug), await publishedReplyBy(rae, cast.mo, essay.slug), await publishedReplyBy(rae, cast.mo, essay.slug)]
    const nia = await person('nia', 'reader')
    for (const commentId of [wrong, fine, open]) await carryOut(reportComment, nia, { commentId, reasonCode: 'unkind', note: '' })
    await decideReport(wrong, 'hide')
    await decideReport(fine, 'dismiss')
    expect(await pageOf(cast.mo, rae.handle)).toMatchObject({ reportsAbout: { all: 3, reporters: 1, ended: { hide: 1, dismiss: 1, waiting: 1 } }, reportsBy: { all: 0 } })
    expect(await pageOf(cast.mo, nia.handle)).toMatchObject({ reportsAbout: { all: 0 }, reportsBy: { all: 3, ended: { hide: 1, dismiss: 1, waiting: 1 } } })
  })

  test('keeps what was done in its history: by whom, when, lifted by whom and why, and what was rejected with it', async () => {
    const rae = await experienced('rae')
    await replyBy(rae, essay.slug)
    const { measureId, bulkIds } = await carryOut(dismissPerson, cast.mo, { handle: rae.handle, kind: 'suspended', reason: 'Advertising', reasonCode: 'spam' })
    await carryOut(liftMeasure, cast.noor, { measureId, reason: 'A mistake' })
    expect((await pageOf(cast.mo, rae.handle)).measures).toMatchObject([
      { id: measureId, kind: 'suspended', reason: 'Advertising', by: 'mo', stands: false, lifted: { by: 'noor', reason: 'A mistake' }, rejected: [{ bulkId: bulkIds[0], texts: 1, undone: false }] },
    ])
  })

  test('tells two measures of one moment apart by what each rejected, in one query for all of them', async () => {
    const [rae, sol] = [await experienced('rae'), await experienced('sol')]
    const now = new Date()
    const dismissed: { measureId: string; bulkIds: string[] }[] = []
    for (const kind of ['suspended', 'banned']) {
      await replyBy(rae, essay.slug)
      dismissed.unshift(await carryOut(dismissPerson, cast.mo, { handle: rae.handle, kind, reason: 'Advertising', reasonCode: 'spam' }, now))
      await writer().measure.updateMany({ where: { personId: rae.id, liftedAt: null }, data: { liftedAt: now, liftedById: cast.noor.id, liftReason: 'A mistake' } })
    }
    await replyBy(sol, essay.slug)
    await carryOut(dismissPerson, cast.mo, { handle: sol.handle, kind: 'banned', reason: 'Advertising', reasonCode: 'spam' }, now)
    const reads = vi.spyOn(reader(), '$queryRaw')
    const measures = await readPersonMeasures(rae.id, soon())
    expect(reads).toHaveBeenCalledTimes(2)
    reads.mockRestore()
    expect(measures.map(({ id, rejected }) => [id, rejected.map(({ bulkId }) => bulkId)])).toEqual(dismissed.map(({ measureId, bulkIds }) => [measureId, bulkIds]))
  })

  test('is for moderators; without a say over somebody there are neither notes nor forms', async () => {
    await carryOut(takeMeasure, cast.ida, { handle: cast.noor.handle, kind: 'note', reason: 'Decides in haste' })
    expect(await pageOf(cast.mo, cast.noor.handle)).toMatchObject({ mayAct: false, measures: [] })
    expect(await pageOf(cast.ida, cast.noor.handle)).toMatchObject({ mayAct: true, measures: expect.arrayContaining([expect.objectContaining({ reason: 'Decides in haste' })]) })
    for (const viewer of [anonymous, cast.rae, cast.ada]) expect((await readPersonPage(viewer, cast.rae.handle, { after: '', now: new Date() })).ok).toBe(false)
    expect(await readPersonPage(cast.mo, 'nobody', { after: '', now: new Date() })).toMatchObject({ code: 'not-found' })
    expect(JSON.stringify(await pageOf(cast.mo, cast.rae.handle))).not.toContain('@')
  })

  async function decideReport(commentId: string, action: string) {
    const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'report' }, select: { id: true, version: true } })
    expect(await runCommand(decide, cast.noor, { itemId, version, action, reasonCode: action === 'hide' ? 'unkind' : '' })).toMatchObject({ ok: true })
  }
})

describe('finding people', () => {
  async function found(viewer: Viewer, q: string, measured = false, after = '') {
    const answer = await findPeople(viewer, { q, measured }, { after, now: soon() })
    if (!answer.ok) throw new Error(answer.message)
    return answer.value
  }

  test('goes by how the words of a name or handle begin', async () => {
    const word = `Zel${randomUUID().replace(/[^a-f]/g, '')}`
    const { id } = await person('zeno', 'reader')
    await writer().person.update({ where: { id }, data: { name: `Anna ${word} Marsh` } })
    for (const q of [word, word.toLowerCase().slice(0, -1), `ann ${word}`, `@${word}`]) expect((await found(cast.mo, q)).people.map((each) => each.id)).toEqual([id])
    for (const q of [`${word}xx`, '!!!', "' OR 1=1", 'a:b & c | !d']) expect((await found(cast.mo, q)).people.map((each) => each.id)).not.toContain(id)
  })

  test('or by a measure in force', async () => {
    const [sol, rae] = [await person('sol', 'reader'), await person('rae', 'reader')]
    await carryOut(takeMeasure, cast.mo, { handle: sol.handle, kind: 'held', reason: 'Sharp' })
    await carryOut(takeMeasure, cast.mo, { handle: rae.handle, kind: 'note', reason: 'Kind' })
    const ids = (await found(cast.mo, '', true)).people.map(({ id }) => id)
    expect([ids.includes(sol.id), ids.includes(rae.id)]).toEqual([true, false])
  })

  test('lists everybody once, the newest first', async () => {
    await Promise.all(Array.from({ length: 30 }, () => person('many', 'reader')))
    const all: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: Awaited<ReturnType<typeof found>> = await found(operator, '', false, after)
      all.push(...page.people.map(({ id }) => id))
      after = page.next
    }
    const expected = await reader().person.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], select: { id: true } })
    expect(all).toEqual(expected.map(({ id }) => id))
  })

  test('is for moderators', async () => {
    for (const viewer of [anonymous, cast.rae, cast.ada]) expect((await findPeople(viewer, { q: '', measured: false }, { after: '', now: new Date() })).ok).toBe(false)
  })
})
