import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { writer } from '#lib/database.ts'
import { readChoices } from '#lib/search/read-choices.ts'
import { makeCast } from '../cast.ts'
import { database, inTransaction } from '../database/fenced-database.ts'
import { publishedEssay } from './story.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
// Each test looks at a minute of its own.
const minute = (count: number) => new Date(Date.UTC(2030, 0, 1, 0, count))
const slugs = async (now: Date) => (await readChoices(now)).tags.map(({ slug }) => slug)

beforeAll(async () => {
  cast = await makeCast()
  await publishedEssay(cast.ada, { tags: ['glass', 'wood'], at: new Date('2025-03-01') })
  await publishedEssay(cast.ada, { tags: ['glass'] })
})

afterAll(() => database.end())

test('tags and years can be chosen from, and the tags are counted once a minute for all who search', async () => {
  expect(await readChoices(minute(0))).toMatchObject({ tags: [{ slug: 'glass' }, { slug: 'wood' }] })
  const asked = vi.spyOn((await import('pg')).default.Client.prototype, 'query')
  await Promise.all(Array.from({ length: 5 }, () => readChoices(new Date(minute(0).getTime() + 59_000))))
  const counts = asked.mock.calls.filter(([statement]) => JSON.stringify(statement).includes('count(*)'))
  asked.mockRestore()
  expect(counts).toEqual([])
  await publishedEssay(cast.ada, { tags: ['stone'] })
  expect(await slugs(minute(1))).toEqual(['glass', 'stone', 'wood'])
})

test('a tag that nothing public has any more is not offered, whenever it was counted', async () => {
  const { id } = await publishedEssay(cast.ada, { tags: ['secret'] })
  expect(await slugs(minute(2))).toContain('secret')
  await writer().post.update({ where: { id }, data: { state: 'archived' }, select: { id: true } })
  expect(await slugs(minute(2))).not.toContain('secret')
})

test('what takes too long to count is left out of the choice, and the search can be asked all the same', async () => {
  await inTransaction(async (client) => {
    await client.query('LOCK TABLE post_tag')
    expect(await readChoices(minute(3))).toMatchObject({ tags: [], years: expect.arrayContaining([2025]) })
  })
  expect(await slugs(minute(4))).toContain('glass')
}, 20_000)
