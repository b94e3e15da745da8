import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { FilterPart } from '#lib/moderation/desk/filter-parts.ts'
import { queueFilter } from '#lib/moderation/desk/queue-filter.ts'
import { readNew } from '#lib/moderation/desk/read-new.ts'
import { anonymous } from '#lib/viewer.ts'
import { decideNow, essayBy, itemAbout, makeCast, person, replyBy } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slugs: string[]

beforeAll(async () => {
  cast = await makeCast()
  slugs = [(await essayBy(cast.ada)).slug, (await essayBy(cast.ada)).slug]
})

async function replies(count: number, slug = slugs[0] ?? '') {
  const comments = []
  for (let at = 0; at < count; at++) comments.push(await replyBy(await person('rae', 'reader'), slug))
  return Promise.all(comments.map(async (comment) => ({ comment, id: (await itemAbout(comment)).id })))
}

async function newOf(ids: string[], filter: Partial<Record<FilterPart, string>> = {}, mode: 'one' | 'list' = 'one') {
  const found = await readNew(cast.mo, { ids, filter: queueFilter(filter), mode })
  if (!found.ok) throw new Error(found.message)
  return { ...found.value, ids: found.value.items.map(({ id }) => id) }
}

test('what was asked for comes oldest first, with what stands around it; a list needs no conversation', async () => {
  const [one, two] = await replies(2)
  const found = await newOf([two?.id ?? '', one?.id ?? ''])
  expect(found.ids).toEqual([one?.id, two?.id])
  expect(found.contexts.get(one?.comment ?? '')?.some(({ here }) => here)).toBe(true)
  expect((await newOf(found.ids, {}, 'list')).contexts.size).toBe(0)
})

test('what does not wait any more, does not fit the filter or never was is named as gone', async () => {
  const [here, there, decided] = [...(await replies(1)), ...(await replies(1, slugs[1])), ...(await replies(1))]
  await decideNow(cast.noor, decided?.comment ?? '', 'approve')
  const ids = [here?.id ?? '', there?.id ?? '', decided?.id ?? '', randomUUID(), 'nonsense']
  const found = await newOf(ids, { post: slugs[0] ?? '' })
  expect(found.ids).toEqual([here?.id])
  expect(found.gone).toEqual(ids.slice(1, 4))
  expect((await newOf(ids, { kind: 'appeal' })).ids).toEqual([])
  expect((await newOf(ids, { person: 'nobody-of-this-name' })).ids).toEqual([])
})

test('it is for moderators', async () => {
  const [one] = await replies(1)
  for (const viewer of [anonymous, cast.rae, cast.ada]) {
    expect((await readNew(viewer, { ids: [one?.id ?? ''], filter: queueFilter(), mode: 'one' })).ok).toBe(false)
  }
})
