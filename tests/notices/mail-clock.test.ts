import { beforeAll, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { chooseRhythm } from '#lib/notices/choose-rhythm.ts'
import { linesPerPage, readFollowing } from '#lib/notices/read-following.ts'
import { writeNotices } from '#lib/notices/write-notices.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { carryOut, essayBy, makeCast, person, refusalOf } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

const noon = new Date('2026-11-22T12:00:00Z')

/** When somebody's mail about a new essay comes that they are told of at noon. */
async function mailFor(personId: string): Promise<string | undefined> {
  const { id: postId } = await essayBy(cast.ada)
  await writer().$transaction((tx) => writeNotices(tx, [{ personId, kind: 'post', commentId: null, postId, at: noon, dueAt: noon }]))
  return (await reader().notice.findFirstOrThrow({ where: { personId, postId } })).mailDueAt?.toISOString()
}

test('daily mail comes by the reader’s clock, by the site’s where they named none', async () => {
  const [here, there] = [await person('here', 'reader'), await person('there', 'reader')]
  for (const each of [here, there]) await carryOut(chooseRhythm, each, { post: 'daily' })
  await carryOut(chooseRhythm, there, { timeZone: 'America/New_York', post: 'daily' })
  expect([await mailFor(here.id), await mailFor(there.id)]).toEqual(['2026-11-23T06:00:00.000Z', '2026-11-23T11:00:00.000Z'])
  await carryOut(changeSetting, cast.ida, { key: 'mail.time-zone', value: 'Europe/Berlin' })
  expect([await mailFor(here.id), await mailFor(there.id)]).toEqual(['2026-11-23T05:00:00.000Z', '2026-11-23T11:00:00.000Z'])
  expect(await readFollowing(there)).toMatchObject({ timeZone: 'America/New_York', siteTimeZone: 'Europe/Berlin' })
  await carryOut(chooseRhythm, there, { timeZone: '', post: 'daily' })
  expect(await mailFor(there.id)).toBe('2026-11-23T05:00:00.000Z')
})

test('what waits for its day moves with the clock', async () => {
  const moved = await person('moved', 'reader')
  await carryOut(chooseRhythm, moved, { post: 'daily' }, noon)
  await mailFor(moved.id)
  await carryOut(chooseRhythm, moved, { post: 'daily', timeZone: 'Asia/Tokyo' }, noon)
  expect((await reader().notice.findFirstOrThrow({ where: { personId: moved.id } })).mailDueAt?.toISOString()).toBe('2026-11-22T21:00:00.000Z')
})

test('no clock is kept that does not exist', async () => {
  for (const timeZone of ['Europe/Atlantis', '<b>', 'UTC\r\nBcc: x']) expect((await refusalOf(chooseRhythm, cast.rae, { timeZone })).code).toBe('invalid')
  expect((await refusalOf(changeSetting, cast.ida, { key: 'mail.time-zone', value: 'Here' })).code).toBe('invalid')
})

test('whoever follows more than a page holds comes to all of it, each once', async () => {
  const keen = await person('keen', 'reader')
  const essay = await essayBy(cast.ada)
  const authors = Array.from({ length: 2 * linesPerPage }, (_, number) => ({ handle: `followed-${keen.handle}-${number}`, skeleton: `followed-${keen.handle}-${number}`, name: 'Followed' }))
  const made = await writer().person.createManyAndReturn({ data: authors, select: { id: true } })
  await writer().follow.createMany({ data: [...made.map(({ id: authorId }) => ({ personId: keen.id, authorId, wanted: true, at: noon })), { personId: keen.id, postId: essay.id, wanted: true, at: new Date() }] })
  const seen: string[] = []
  let pages = 0
  for (let after: string | null = ''; after !== null; pages++) {
    const page = await readFollowing(keen, after)
    expect(page.lines.length).toBeLessThanOrEqual(linesPerPage)
    seen.push(...page.lines.map(({ id }) => id))
    after = page.next
  }
  expect(pages).toBe(3)
  expect(seen[0]).toBe(essay.id)
  expect(seen.toSorted()).toEqual([...made.map(({ id }) => id), essay.id].toSorted())
  expect((await readFollowing(keen, 'no word of ours')).lines[0]?.id).toBe(essay.id)
})
