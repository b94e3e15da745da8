import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { carryOut, essayBy, makeCast, refusalOf } from '../../cast.ts'
import '../../database/fenced-database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { readPublishing } from '#lib/posts/publishing/read-publishing.ts'
import { splitTags } from '#lib/posts/publishing/split-tags.ts'
import { findAlike } from '#lib/posts/publishing/tags-alike.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

test.each([
  ['films', 'film'], ['book', 'Books'], ['science fiction', 'Science-Fiction'], ['sciencefiction', 'science fiction'], ['documentry', 'documentary'], ['cinematographie', 'cinematography'],
])('%s is much like %s', (name, known) => {
  expect(findAlike(splitTags(name), splitTags(`water, ${known}`))).toEqual([{ name, like: known }])
})

test.each([['cat', 'car'], ['war', 'wars'], ['film', 'firm'], ['light', 'night'], ['music', 'museum'], ['poetry', 'poverty'], ['river', 'ferry']])('%s is another word than %s', (name, known) => {
  expect(findAlike(splitTags(name), splitTags(known))).toEqual([])
})

test('a new tag that is much like one of a published essay is named; one that only a draft has is nobody’s business', async () => {
  const letters = () => randomUUID().replace(/[^a-f]/g, '').padEnd(8, 'x').slice(0, 8)
  const [known, secret] = [`zz${letters()}ing`, `qq${letters()}ing`]
  const [old, draft, fresh] = [await essayBy(cast.ada), await carryOut(createPost, cast.ada, { title: 'A draft', body: 'One.' }), await carryOut(createPost, cast.ida, { title: 'Fresh', body: 'One.' })]
  const file = (postId: string, tags: string) => carryOut(filePost, cast.ida, { postId, tags, canonicalUrl: '', historyShown: 'no' })
  await file(old.id, known)
  await file(draft.id, secret)
  expect(await file(fresh.id, `${known}s, ${secret}s`)).toEqual({ alike: [{ name: `${known}s`, like: known }] })
  expect(await file(fresh.id, known)).toEqual({ alike: [] })
  const page = await readPublishing(cast.ida, draft.id, new Date())
  expect(page.ok && page.value.knownTags).toContain(known)
  const other = await readPublishing(cast.ida, old.id, new Date())
  expect(other.ok && other.value.knownTags).not.toContain(secret)
  expect(other.ok && other.value.knownTags).not.toContain(known)
})

test('twenty long tags beside five thousand that are much like them are compared while somebody waits', () => {
  const long = (n: number, mark: string) => ({ slug: `${'abcdefghij'.repeat(5)}${mark}${String(n).padStart(5, '0')}`, name: `${mark}${n}` })
  const began = process.cpuUsage()
  const alike = findAlike(Array.from({ length: 20 }, (_, n) => long(n, 'x')), Array.from({ length: 5_000 }, (_, n) => long(n, 'y')))
  expect(alike.map(({ name, like }) => [name, like]).slice(0, 2)).toEqual([['x0', 'y0'], ['x1', 'y1']])
  expect(process.cpuUsage(began).user).toBeLessThan(2_000_000)
})

test('what is alike is what takes two steps at most, whatever the words', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 10, maxLength: 13 })
  fc.assert(fc.property(letters, letters, (one, other) => {
    expect(findAlike([{ slug: one, name: one }], [{ slug: other, name: other }]).length === 1).toBe(stepsOf(one, other) <= 2)
  }), { numRuns: 3_000 })
})

/** The usual table, all of it. */
function stepsOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (const [j, against] of [...other].entries()) next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === against ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}

test('tags without end are refused before they are read', async () => {
  const { id } = await carryOut(createPost, cast.ada, { title: 'A draft', body: 'One.' })
  const began = process.cpuUsage()
  expect(await refusalOf(filePost, cast.ada, { postId: id, tags: Array.from({ length: 400_000 }, (_, n) => `t${n}`).join(',') })).toMatchObject({ fields: { tags: 'Up to 20 tags, please.' } })
  expect(process.cpuUsage(began).user).toBeLessThan(1_000_000)
})
