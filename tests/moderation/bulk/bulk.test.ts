import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { continueBulk } from '#lib/moderation/bulk/continue-bulk.ts'
import { decideBulkItem } from '#lib/moderation/bulk/decide-bulk-item.ts'
import { listBulks, readBulk } from '#lib/moderation/bulk/read-bulk.ts'
import { resumeBulk } from '#lib/moderation/bulk/resume-bulk.ts'
import { startBulk } from '#lib/moderation/bulk/start-bulk.ts'
import { stopBulk } from '#lib/moderation/bulk/stop-bulk.ts'
import { takeBulkItems } from '#lib/moderation/bulk/take-bulk-items.ts'
import { undoBulk } from '#lib/moderation/bulk/undo-bulk.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { operator } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, refusalOf, stateOf, tellNow } from '../../cast.ts'
import { countsOf, leaveMany, leftOut, standingOf } from './many-texts.ts'
import type { Waiting } from './many-texts.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
  post = await essayBy(cast.ada)
})

const named = (texts: Waiting[]) => texts.map(({ itemId, version }) => ({ itemId, version }))

/** Asks for a bulk and carries it out, as the server does. */
async function decideAll(moderator: Viewer, input: Record<string, unknown>) {
  const { bulkId } = await carryOut(startBulk, moderator, input)
  await continueBulk(bulkId)
  return bulkId
}

async function undoAll(moderator: Viewer, bulkId: string) {
  const undo = await carryOut(undoBulk, moderator, { bulkId })
  await continueBulk(undo.bulkId)
  return undo.bulkId
}

const ofBulk = (bulkId: string) => ({ cancelledAt: null, decision: { bulkItems: { some: { bulkId } } } })

const noticesDue = (bulkId: string) => reader().notice.count({ where: ofBulk(bulkId) })

/** However long the machine took, nobody has been told yet when the bulk is taken back. */
async function putOffNotices(bulkId: string) {
  await writer().notice.updateMany({ where: ofBulk(bulkId), data: { dueAt: new Date(Date.now() + 600_000) } })
}

test('a bulk of several parts does what can be done, says of the rest why not, and is taken back exactly', async () => {
  const essay = await essayBy(cast.ada)
  await publishedReplyBy(cast.rae, cast.mo, essay.slug)
  const texts = await leaveMany(essay.id, 70, { authorId: cast.rae.id })
  const [decided, equal, withdrawn, returned] = texts as [Waiting, Waiting, Waiting, Waiting]
  await carryOut(decide, cast.noor, { ...named([decided])[0], action: 'reject', reasonCode: 'spam' })
  await carryOut(decide, cast.noor, { ...named([equal])[0], action: 'approve' })
  await carryOut(withdrawComment, cast.rae, { commentId: withdrawn.commentId })
  await decideNow(cast.noor, returned.commentId, 'return')
  await tellNow(returned.commentId)
  await carryOut(resubmitComment, cast.rae, { commentId: returned.commentId, body: 'Said better this time, I hope.' })
  const before = await standingOf(essay.id, texts.map(({ commentId }) => commentId))

  const bulkId = await decideAll(cast.mo, { action: 'approve', items: [...named(texts), { itemId: randomUUID(), version: 1 }] })
  expect(await countsOf(bulkId)).toEqual({ pending: 0, done: 66, skipped: 5 })
  expect(await leftOut(bulkId)).toEqual({
    'noor rejected it first.': 1,
    'noor approved it first.': 1,
    'The writer has withdrawn it.': 1,
    'It changed after it was chosen.': 1,
    'There is no such item in the queue.': 1,
  })
  expect((await standingOf(essay.id, [])).thread).toEqual({ publishedCount: 68, shownTopLevel: 68 })
  expect(await reader().decision.count({ where: { bulkItems: { some: { bulkId } }, byId: cast.mo.id, action: 'approve' } })).toBe(66)
  expect(await noticesDue(bulkId)).toBe(66)
  await putOffNotices(bulkId)

  const undoId = await undoAll(cast.noor, bulkId)
  expect(await countsOf(undoId)).toEqual({ pending: 0, done: 66, skipped: 0 })
  expect(await standingOf(essay.id, texts.map(({ commentId }) => commentId))).toEqual(before)
  expect([await noticesDue(bulkId), await noticesDue(undoId)]).toEqual([0, 0])
  expect(await stateOf(equal.commentId)).toBe('published')
  expect(await reader().decision.count({ where: { bulkItems: { some: { bulkId: undoId } }, byId: cast.noor.id, action: 'undo' } })).toBe(66)
}, 120_000)

const spam = { action: 'reject', reasonCode: 'spam' }
const decisionsOf = (texts: Waiting[]) => reader().decision.count({ where: { reviewItemId: { in: texts.map(({ itemId }) => itemId) }, action: { not: 'undo' } } })

/** The process that worked on it has not been heard of for longer than its lease. */
async function letLeaseEnd(bulkId: string) {
  await writer().bulk.update({ where: { id: bulkId }, data: { leasedUntil: new Date(Date.now() - 1_000) }, select: { id: true } })
}

/** Another process that works on a bulk. */
function workElsewhere(bulkId: string) {
  return spawn(process.execPath, ['--no-deprecation', path.join(import.meta.dirname, 'continue-in-process.ts'), bulkId], { stdio: 'inherit' })
}

describe('a bulk is written down', () => {
  test('in the order in which the thread is read, so that publishing numbers no comment twice', async () => {
    const texts = await leaveMany(post.id, 12, { authorId: cast.rae.id })
    const { bulkId } = await carryOut(startBulk, cast.mo, { action: 'approve', items: named(texts).toReversed() })
    const items = await reader().bulkItem.findMany({ where: { bulkId }, orderBy: { position: 'asc' }, select: { reviewItemId: true } })
    expect(items.map(({ reviewItemId }) => reviewItemId)).toEqual(texts.map(({ itemId }) => itemId))
  })

  test('for moderators alone, with a reason where somebody loses something, and with something in it', async () => {
    const [text] = await leaveMany(post.id, 1, { authorId: cast.rae.id })
    const items = named([text as Waiting])
    expect((await refusalOf(startBulk, cast.rae, { ...spam, items })).code).toBe('forbidden')
    expect((await refusalOf(startBulk, cast.mo, { action: 'reject', items })).fields?.reasonCode).toContain('why')
    expect((await refusalOf(startBulk, cast.mo, { action: 'reject', reasonCode: 'other', items })).fields?.reasonNote).toContain('own words')
    expect((await refusalOf(startBulk, cast.mo, { ...spam, items: [] })).fields?.items).toBe('Please choose at least one text.')
    expect((await refusalOf(startBulk, cast.mo, { ...spam, items: [{ itemId: items[0]?.itemId }] })).code).toBe('invalid')
    expect(await reader().bulkItem.count({ where: { reviewItemId: items[0]?.itemId ?? '' } })).toBe(0)
  })

  test('with an item once whose id is spelt in two ways, and without one of a version that cannot be', async () => {
    const [twice, never] = (await leaveMany(post.id, 2, { authorId: cast.rae.id })) as [Waiting, Waiting]
    const items = [...named([twice]), { itemId: twice.itemId.toUpperCase(), version: twice.version }, { itemId: never.itemId, version: '3000000000' }]
    const bulkId = await decideAll(cast.mo, { action: 'approve', items })
    expect([await countsOf(bulkId), await leftOut(bulkId)]).toEqual([{ pending: 0, done: 1, skipped: 1 }, { 'It changed after it was chosen.': 1 }])
  })

  test('of a group up to a moment that can be', async () => {
    const group = { by: 'person', is: cast.rae.id, upTo: '0000-01-01T00:00:00Z' }
    expect((await refusalOf(startBulk, cast.mo, { action: 'approve', group })).code).toBe('invalid')
  })

  test('with an item once that is named twice', async () => {
    const texts = await leaveMany(post.id, 2, { authorId: cast.rae.id })
    const bulkId = await decideAll(cast.mo, { ...spam, items: [...named(texts), ...named(texts)] })
    expect(await countsOf(bulkId)).toEqual({ pending: 0, done: 2, skipped: 0 })
  })

  test('and what was asked for is never changed, nor an item settled twice', async () => {
    const [text] = await leaveMany(post.id, 1, { authorId: cast.rae.id })
    const bulkId = await decideAll(cast.mo, { ...spam, items: named([text as Waiting]) })
    await expect(writer().bulk.update({ where: { id: bulkId }, data: { byId: cast.noor.id } })).rejects.toThrow()
    await expect(writer().bulkItem.updateMany({ where: { bulkId }, data: { state: 'pending', decisionId: null } })).rejects.toThrow()
  })
})

describe('all of a group', () => {
  test('is what waits from a person, but neither what came after it was seen nor reports about them', async () => {
    const nia = await person('nia', 'reader')
    const published = await publishedReplyBy(nia, cast.noor, post.slug)
    await carryOut(reportComment, cast.rae, { commentId: published, reasonCode: 'spam', note: '' })
    const texts = await leaveMany(post.id, 5, { authorId: nia.id })
    const seen = new Date()
    await sleep(5)
    const [late] = await leaveMany(post.id, 1, { authorId: nia.id })
    const bulkId = await decideAll(cast.mo, { ...spam, group: { by: 'person', is: nia.id, upTo: seen.toISOString() } })
    expect(await countsOf(bulkId)).toEqual({ pending: 0, done: 5, skipped: 0 })
    expect(await Promise.all(texts.map(({ commentId }) => stateOf(commentId)))).toEqual(Array(5).fill('rejected'))
    expect(await stateOf(late?.commentId ?? '')).toBe('held')
    expect(await reader().reviewItem.count({ where: { personId: nia.id, kind: 'report', state: 'waiting' } })).toBe(1)
    const view = await readBulk(cast.noor, bulkId)
    expect(view.ok && view.value).toMatchObject({ title: '5 texts by nia', by: { name: 'mo' }, phase: 'finished', reason: { label: 'Spam' } })
  })

  test('is what many people, guests among them, link to one host', async () => {
    const guest = await writer().guest.create({ data: { name: 'Passer-by' }, select: { id: true } })
    const link = () => 'Look [here](https://www.flood.example/win) now.'
    const texts = await leaveMany(post.id, 3, { guestId: guest.id }, link)
    for (const name of ['una', 'vic']) texts.push(...(await leaveMany(post.id, 3, { authorId: (await person(name, 'reader')).id }, link)))
    const [other] = await leaveMany(post.id, 1, { authorId: cast.rae.id }, () => 'Look [there](https://notflood.example/).')
    const bulkId = await decideAll(cast.mo, { ...spam, group: { by: 'host', is: 'flood.example', upTo: new Date(Date.now() + 60_000).toISOString() } })
    expect(await countsOf(bulkId)).toEqual({ pending: 0, done: 9, skipped: 0 })
    expect(await stateOf(other?.commentId ?? '')).toBe('held')
    const view = await readBulk(cast.mo, bulkId)
    expect(view.ok && view.value.title).toBe('9 texts that link to flood.example')
    await undoAll(cast.noor, bulkId)
    expect(await Promise.all(texts.map(({ commentId }) => stateOf(commentId)))).toEqual(Array(9).fill('held'))
  })

  test('that is empty says so', async () => {
    const group = { by: 'host', is: 'nobody-links-here.example', upTo: new Date().toISOString() }
    expect((await refusalOf(startBulk, cast.mo, { ...spam, group })).code).toBe('not-found')
  })
})

describe('two at once', () => {
  test('processes on one bulk decide each item once', async () => {
    const texts = await leaveMany(post.id, 40, { authorId: cast.rae.id })
    const { bulkId } = await carryOut(startBulk, cast.mo, { ...spam, items: named(texts) })
    const elsewhere = workElsewhere(bulkId)
    const ended = once(elsewhere, 'exit')
    // Both believe that it is theirs: whatever one takes, the other takes as well.
    const positions = texts.map((_, place) => place + 1)
    await Promise.all([ended, ...positions.map((position) => runCommand(decideBulkItem, cast.mo, { bulkId, position }))])
    await continueBulk(bulkId)
    expect(await countsOf(bulkId)).toEqual({ pending: 0, done: 40, skipped: 0 })
    expect(await decisionsOf(texts)).toBe(40)
  })

  test('processes take turns by the lease, and the second has nothing to do', async () => {
    const texts = await leaveMany(post.id, 3, { authorId: cast.rae.id })
    const { bulkId } = await carryOut(startBulk, cast.mo, { ...spam, items: named(texts) })
    const first = await carryOut(takeBulkItems, operator, { bulkId })
    expect(first.positions).toEqual([1, 2, 3])
    expect((await refusalOf(takeBulkItems, operator, { bulkId })).message).toBe('Another process works on this bulk.')
    expect((await carryOut(takeBulkItems, operator, { bulkId, held: first.leasedUntil.toISOString() })).positions).toEqual([1, 2, 3])
  })

  test('moderators with the same bulk make each decision once, and each is told of the other', async () => {
    const texts = await leaveMany(post.id, 30, { authorId: cast.rae.id })
    const [mine, hers] = await Promise.all([decideAll(cast.mo, { ...spam, items: named(texts) }), decideAll(cast.noor, { ...spam, items: named(texts) })])
    const [mineCame, hersCame] = [await countsOf(mine), await countsOf(hers)]
    expect([mineCame.done + hersCame.done, mineCame.skipped + hersCame.skipped]).toEqual([30, 30])
    expect(await decisionsOf(texts)).toBe(30)
    expect({ ...(await leftOut(mine)), ...(await leftOut(hers)) }).toEqual({
      ...(mineCame.skipped > 0 && { 'noor rejected it first.': mineCame.skipped }), ...(hersCame.skipped > 0 && { 'mo rejected it first.': hersCame.skipped }),
    })
    // Taking one back takes back no decision of the other.
    const [taken, kept, bulkId] = mineCame.done > 0 ? [mineCame.done, hersCame.done, mine] : [hersCame.done, mineCame.done, hers]
    await undoAll(cast.ida, bulkId)
    const states = await Promise.all(texts.map(({ commentId }) => stateOf(commentId)))
    expect([states.filter((state) => state === 'held').length, states.filter((state) => state === 'rejected').length]).toEqual([taken, kept])
  })
})

describe('broken off in the middle', () => {
  test('by the death of the process, it is gone on with by another, and nothing is decided twice', async () => {
    const texts = await leaveMany(post.id, 60, { authorId: cast.rae.id })
    const { bulkId } = await carryOut(startBulk, cast.mo, { ...spam, items: named(texts) })
    const elsewhere = workElsewhere(bulkId)
    const ended = once(elsewhere, 'exit')
    while ((await countsOf(bulkId)).done < 10) await sleep(10)
    elsewhere.kill('SIGKILL')
    await ended
    const came = await countsOf(bulkId)
    expect(came.pending).toBeGreaterThan(0)
    expect(await decisionsOf(texts)).toBe(came.done)

    await continueBulk(bulkId)
    expect(await countsOf(bulkId)).toEqual(came)
    await letLeaseEnd(bulkId)
    const view = await readBulk(cast.noor, bulkId)
    expect(view.ok && [view.value.phase, view.value.done]).toEqual(['broken', came.done])
    await carryOut(resumeBulk, cast.noor, { bulkId })
    await continueBulk(bulkId)
    expect(await countsOf(bulkId)).toEqual({ pending: 0, done: 60, skipped: 0 })
    expect(await decisionsOf(texts)).toBe(60)
    expect(await reader().decision.count({ where: { bulkItems: { some: { bulkId } }, byId: cast.mo.id } })).toBe(60)
  }, 120_000)

  test('by somebody of the team, it waits until somebody goes on', async () => {
    const texts = await leaveMany(post.id, 4, { authorId: cast.rae.id })
    const { bulkId } = await carryOut(startBulk, cast.mo, { ...spam, items: named(texts) })
    await carryOut(decideBulkItem, cast.mo, { bulkId, position: 1 })
    await carryOut(stopBulk, cast.noor, { bulkId })
    await continueBulk(bulkId)
    expect((await refusalOf(decideBulkItem, cast.mo, { bulkId, position: 2 })).present).toEqual({ stopped: true })
    const view = await readBulk(cast.mo, bulkId)
    expect(view.ok && view.value).toMatchObject({ phase: 'stopped', stoppedBy: 'noor', total: 4, done: 1, skipped: 0 })
    await carryOut(resumeBulk, cast.ida, { bulkId })
    await continueBulk(bulkId)
    expect(await countsOf(bulkId)).toEqual({ pending: 0, done: 4, skipped: 0 })
    expect((await refusalOf(resumeBulk, cast.ida, { bulkId })).code).toBe('conflict')
    expect((await refusalOf(stopBulk, cast.ida, { bulkId })).code).toBe('conflict')
  })

  test('and taken back, the rest is never decided', async () => {
    const texts = await leaveMany(post.id, 3, { authorId: cast.rae.id })
    const { bulkId } = await carryOut(startBulk, cast.mo, { ...spam, items: named(texts) })
    await carryOut(decideBulkItem, cast.mo, { bulkId, position: 1 })
    expect((await refusalOf(undoBulk, cast.noor, { bulkId })).message).toContain('Please stop it first')
    await carryOut(stopBulk, cast.noor, { bulkId })
    await undoAll(cast.noor, bulkId)
    await continueBulk(bulkId)
    expect(await leftOut(bulkId)).toEqual({ 'It was taken back before its turn came.': 2 })
    expect(await Promise.all(texts.map(({ commentId }) => stateOf(commentId)))).toEqual(['held', 'held', 'held'])
  })
})

test('a moderator who is none any more decides nothing more, and the bulk says so', async () => {
  const lou = await person('lou', 'moderator')
  const texts = await leaveMany(post.id, 6, { authorId: cast.rae.id })
  const { bulkId } = await carryOut(startBulk, lou, { ...spam, items: named(texts) })
  await carryOut(decideBulkItem, lou, { bulkId, position: 1 })
  await writer().person.update({ where: { id: lou.id }, data: { role: 'reader' }, select: { id: true } })
  await continueBulk(bulkId)
  expect(await countsOf(bulkId)).toEqual({ pending: 0, done: 1, skipped: 5 })
  expect(await leftOut(bulkId)).toEqual({ 'lou was no moderator any more when its turn came.': 5 })
  expect(await decisionsOf(texts)).toBe(1)
})

test('nor in the middle of what the process has taken already', async () => {
  const lou = await person('lou', 'moderator')
  const texts = await leaveMany(post.id, 2, { authorId: cast.rae.id })
  const { bulkId } = await carryOut(startBulk, lou, { ...spam, items: named(texts) })
  await carryOut(decideBulkItem, lou, { bulkId, position: 1 })
  await writer().measure.create({ data: { personId: lou.id, kind: 'suspended', reason: 'Enough.', at: new Date(), byId: cast.ida.id }, select: { id: true } })
  // As the process knew them when it took the items.
  expect(await refusalOf(decideBulkItem, lou, { bulkId, position: 2 })).toMatchObject({ code: 'forbidden', present: { lostRole: true } })
  expect(await stateOf(texts[1]?.commentId ?? '')).toBe('held')
})

test('nobody decides in the name of who asked for a bulk', async () => {
  const [text] = await leaveMany(post.id, 1, { authorId: cast.rae.id })
  const { bulkId } = await carryOut(startBulk, cast.mo, { ...spam, items: named([text as Waiting]) })
  expect((await refusalOf(decideBulkItem, cast.noor, { bulkId, position: 1 })).code).toBe('forbidden')
})

describe('taking a bulk back', () => {
  test('leaves what was decided again since, and says so', async () => {
    const texts = await leaveMany(post.id, 3, { authorId: cast.rae.id })
    const bulkId = await decideAll(cast.mo, { ...spam, items: named(texts) })
    const [again, alone] = texts as [Waiting, Waiting]
    await decideNow(cast.noor, again.commentId, 'approve')
    const { id } = await reader().decision.findFirstOrThrow({ where: { reviewItemId: alone.itemId }, select: { id: true } })
    await carryOut(undoDecision, cast.noor, { decisionId: id })
    const undoId = await undoAll(cast.noor, bulkId)
    expect(await countsOf(undoId)).toEqual({ pending: 0, done: 1, skipped: 2 })
    expect(Object.values(await leftOut(undoId))).toEqual([1, 1])
    expect(await stateOf(again.commentId)).toBe('published')
  })

  test('happens once, whoever asks for it second, and is itself not taken back', async () => {
    const texts = await leaveMany(post.id, 2, { authorId: cast.rae.id })
    const bulkId = await decideAll(cast.mo, { ...spam, items: named(texts) })
    const [first, second] = await Promise.all([carryOut(undoBulk, cast.mo, { bulkId }), carryOut(undoBulk, cast.noor, { bulkId })])
    expect(first.bulkId).toBe(second.bulkId)
    expect((await refusalOf(undoBulk, cast.mo, { bulkId: first.bulkId })).code).toBe('conflict')
    expect((await refusalOf(undoBulk, cast.rae, { bulkId })).code).toBe('forbidden')
  })

  test('of which nothing was decided has nothing to do', async () => {
    const bulkId = await decideAll(cast.mo, { ...spam, items: [{ itemId: randomUUID(), version: 1 }] })
    expect((await refusalOf(undoBulk, cast.mo, { bulkId })).message).toContain('nothing to take back')
  })
})

test('bulks are listed newest first, page by page, for the team alone', async () => {
  const all = await reader().bulk.count()
  const first = await listBulks(cast.noor, { limit: 3 })
  if (!first.ok) throw new Error(first.message)
  const rest = await listBulks(cast.noor, { after: first.value.next ?? '', limit: 100 })
  if (!rest.ok) throw new Error(rest.message)
  const ids = [...first.value.bulks, ...rest.value.bulks].map(({ id }) => id)
  expect([ids.length, new Set(ids).size]).toEqual([all, all])
  expect((await listBulks(cast.rae)).ok).toBe(false)
  expect((await readBulk(cast.noor, 'nonsense')).ok).toBe(false)
})
