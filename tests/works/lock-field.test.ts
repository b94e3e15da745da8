import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { carryOut, makeCast, refusalOf } from '../cast.ts'
import { factsOf, film, judge, minutes, minutesOf, presentOf, propose } from '../moderation/proposals/films.ts'
import { proposeAndApprove } from '#lib/moderation/proposals/propose-and-approve.ts'
import { proposeChange } from '#lib/proposals/propose-change.ts'
import { lockField } from '#lib/works/lock-field.ts'
import { readWorkHistory } from '#lib/works/read-work-history.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => void (cast = await makeCast()))

const why = 'There has been an argument.'

test('what is locked cannot be suggested, and says why; the rest can', async () => {
  const work = await film(cast.mo)
  await carryOut(lockField, cast.mo, { workId: work.id, field: 'runningTimes', why })
  const input = { workId: work.id, baseRevisionId: await presentOf(work.id), changes: [minutes(97)] }
  expect((await refusalOf(proposeChange, cast.rae, input)).message).toContain(why)
  await propose(cast.rae, work.id, [{ key: 'pages', now: 4, source: 'a book' }])
  expect(await minutesOf(work.id)).toBe(96)
})

test('moderators change what is locked', async () => {
  const work = await film(cast.mo)
  await carryOut(lockField, cast.mo, { workId: work.id, field: 'runningTimes', why })
  await carryOut(proposeAndApprove, cast.noor, { workId: work.id, baseRevisionId: await presentOf(work.id), changes: [minutes(97)] })
  expect(await minutesOf(work.id)).toBe(97)
})

test('a lock changes no fact, stands in the history with its reason, and ends', async () => {
  const work = await film(cast.mo)
  const before = await factsOf(work.id)
  await carryOut(lockField, cast.mo, { workId: work.id, field: 'runningTimes', why })
  await carryOut(lockField, cast.noor, { workId: work.id, field: 'runningTimes', why: '' })
  expect(await factsOf(work.id)).toEqual(before)
  const notes = (await readWorkHistory(work.id, undefined))?.changes.map(({ cause, note, by }) => ({ cause, note, by }))
  expect(notes?.slice(0, 2)).toEqual([
    { cause: 'lock', note: 'Running time can be changed again.', by: null }, { cause: 'lock', note: `Running time cannot be changed for now. ${why}`, by: null },
  ])
  expect((await judge(cast.mo, await propose(cast.rae, work.id, [minutes(98)]), 'approve')).ok).toBe(true)
})

test('a history goes on after any of its changes, and begins nowhere else', async () => {
  const [work, other] = [await film(cast.mo), await film(cast.mo)]
  await carryOut(lockField, cast.mo, { workId: work.id, field: 'runningTimes', why })
  const [last, first] = (await readWorkHistory(work.id, undefined))?.changes ?? []
  expect((await readWorkHistory(work.id, last?.id))?.changes.map(({ id }) => id)).toEqual([first?.id])
  const elsewhere = (await readWorkHistory(other.id, undefined))?.changes[0]?.id
  for (const before of ['', '*', 'no id', `${last?.id}x`, elsewhere, randomUUID()]) expect(await readWorkHistory(work.id, before), before).toBeNull()
})

test('what was proposed before can still be approved, since a moderator decides it', async () => {
  const work = await film(cast.mo)
  const proposed = await propose(cast.rae, work.id, [minutes(99)])
  await carryOut(lockField, cast.mo, { workId: work.id, field: 'runningTimes', why })
  expect((await judge(cast.mo, proposed, 'approve')).ok).toBe(true)
  expect(await minutesOf(work.id)).toBe(99)
})

test.each(['rae', 'ada'] as const)('%s locks nothing', async (who) => {
  const work = await film(cast.mo)
  expect((await refusalOf(lockField, cast[who], { workId: work.id, field: 'title', why })).code).toBe('forbidden')
})

test('a reason is asked for, and the same lock twice is none', async () => {
  const work = await film(cast.mo)
  expect((await refusalOf(lockField, cast.mo, { workId: work.id, field: 'title', why: '' })).fields).toHaveProperty('why')
  await carryOut(lockField, cast.mo, { workId: work.id, field: 'title', why })
  expect((await refusalOf(lockField, cast.mo, { workId: work.id, field: 'title', why })).fields).toHaveProperty('why')
})
