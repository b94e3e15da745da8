import { beforeAll, describe, expect, test } from 'vitest'
import { Prisma } from '#database'
import { ask } from '#lib/ask.ts'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { moveInSeries } from '#lib/posts/series/move-in-series.ts'
import { readOwnSeries } from '#lib/accounts/read-own-series.ts'
import { readSeries, seriesPlaceOf } from '#lib/posts/series/read-series.ts'
import { removeFromSeries } from '#lib/posts/series/remove-from-series.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut, essayBy, makeCast, person, refusalOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

let count = 0

async function seriesOf(parts: number) {
  const series = await carryOut(createSeries, cast.ada, { title: `A series, the ${++count}th`, description: 'Of *several* essays.' })
  const posts = []
  for (let part = 1; part <= parts; part++) posts.push(await essayBy(cast.ada))
  for (const { id: postId } of posts) await carryOut(addToSeries, cast.ada, { seriesId: series.id, postId })
  return { ...series, posts }
}

const slugsOf = async (slug: string) => (await readSeries(slug))?.parts.map((part) => part.slug)
const placeOf = (postId: string) => ask(seriesPlaceOf(Prisma.sql`${postId}::uuid`))
const partOf = async (postId: string) => {
  const place = await placeOf(postId)
  return place && [place.part, place.of, place.previous?.slug ?? null, place.next?.slug ?? null]
}

test('essays stand in the order in which they were put there, and each knows its neighbours', async () => {
  const { slug, posts: [one, two, three] } = await seriesOf(3)
  expect(await slugsOf(slug)).toEqual([one?.slug, two?.slug, three?.slug])
  expect(await partOf(one?.id ?? '')).toEqual([1, 3, null, two?.slug])
  expect(await partOf(two?.id ?? '')).toEqual([2, 3, one?.slug, three?.slug])
  expect(await partOf(three?.id ?? '')).toEqual([3, 3, two?.slug, null])
  expect((await readSeries(slug))?.descriptionHtml).toContain('<em>several</em>')
})

test('one place up, one place down, and no further than the ends', async () => {
  const { id: seriesId, slug, posts: [one, two, three] } = await seriesOf(3)
  const move = (post: { id: string } | undefined, direction: string) => carryOut(moveInSeries, cast.ada, { seriesId, postId: post?.id, direction })
  expect(await move(three, 'up')).toEqual({ part: 2 })
  expect(await slugsOf(slug)).toEqual([one?.slug, three?.slug, two?.slug])
  expect(await move(one, 'up')).toEqual({ part: 1 })
  expect(await move(one, 'down')).toEqual({ part: 2 })
  expect(await move(two, 'down')).toEqual({ part: 3 })
  expect(await slugsOf(slug)).toEqual([three?.slug, one?.slug, two?.slug])
})

test('what is taken out is in no series, and the others close up', async () => {
  const { id: seriesId, slug, posts: [one, two, three] } = await seriesOf(3)
  await carryOut(removeFromSeries, cast.ada, { seriesId, postId: two?.id })
  expect(await placeOf(two?.id ?? '')).toBeNull()
  expect(await partOf(three?.id ?? '')).toEqual([2, 2, one?.slug, null])
  expect(await refusalOf(removeFromSeries, cast.ada, { seriesId, postId: two?.id })).toMatchObject({ code: 'not-found' })
  await carryOut(addToSeries, cast.ada, { seriesId, postId: two?.id })
  expect(await slugsOf(slug)).toEqual([one?.slug, three?.slug, two?.slug])
})

describe('only what is published and listed counts', () => {
  test('a draft between two parts is neither counted nor named', async () => {
    const { id: seriesId, slug, posts: [one] } = await seriesOf(1)
    const draft = await carryOut(createPost, cast.ada, { title: 'Not yet', body: 'A text.' })
    await carryOut(addToSeries, cast.ada, { seriesId, postId: draft.id })
    const last = await essayBy(cast.ada)
    await carryOut(addToSeries, cast.ada, { seriesId, postId: last.id })
    expect(await slugsOf(slug)).toEqual([one?.slug, last.slug])
    expect(await partOf(last.id)).toEqual([2, 2, one?.slug, null])
    expect(await placeOf(draft.id)).toBeNull()
  })

  test.each(['unlisted', 'archived', 'draft'] as const)('a part that becomes %s is gone from it', async (state) => {
    const { slug, posts: [one, two, three] } = await seriesOf(3)
    await writer().post.update({ where: { id: two?.id ?? '' }, data: { state }, select: { id: true } })
    expect(await slugsOf(slug)).toEqual([one?.slug, three?.slug])
    expect(await partOf(three?.id ?? '')).toEqual([2, 2, one?.slug, null])
    expect(await placeOf(two?.id ?? '')).toBeNull()
  })

  test('a series of drafts alone is as if it were not there', async () => {
    const { id: seriesId, slug } = await carryOut(createSeries, cast.ada, { title: 'Plans alone' })
    const draft = await carryOut(createPost, cast.ada, { title: 'A plan', body: 'A text.' })
    await carryOut(addToSeries, cast.ada, { seriesId, postId: draft.id })
    expect(await readSeries(slug)).toBeNull()
    expect(await readSeries('nothing-of-the-kind')).toBeNull()
  })
})

describe('who may', () => {
  test('readers and strangers make none', async () => {
    expect(await refusalOf(createSeries, cast.rae, { title: 'Mine' })).toMatchObject({ code: 'forbidden' })
    expect(await refusalOf(createSeries, anonymous, { title: 'Mine' })).toMatchObject({ code: 'signed-out' })
  })

  test('to another author a series is as if it were not there; an administrator may', async () => {
    const { id: seriesId, posts: [one] } = await seriesOf(2)
    const ann = await person('ann', 'author')
    const hers = await essayBy(ann)
    const order = { seriesId, postId: one?.id, direction: 'down' }
    expect(await refusalOf(addToSeries, ann, { seriesId, postId: hers.id })).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(moveInSeries, ann, order)).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(removeFromSeries, ann, { seriesId, postId: one?.id })).toMatchObject({ code: 'not-found' })
    expect(await carryOut(moveInSeries, cast.ida, order)).toEqual({ part: 2 })
  })

  test("nobody puts somebody else's essay in their own", async () => {
    const { id: seriesId } = await seriesOf(1)
    const hers = await essayBy(await person('ann', 'author'))
    expect(await refusalOf(addToSeries, cast.ada, { seriesId, postId: hers.id })).toMatchObject({ code: 'not-found' })
  })
})

test('an essay stands in one series at most, and a title names one', async () => {
  const [first, second] = [await seriesOf(1), await seriesOf(0)]
  const postId = first.posts[0]?.id
  expect(await refusalOf(addToSeries, cast.ada, { seriesId: second.id, postId })).toMatchObject({ code: 'conflict', message: expect.stringContaining('another series') })
  expect(await refusalOf(addToSeries, cast.ada, { seriesId: first.id, postId })).toMatchObject({ code: 'conflict', message: expect.stringContaining('already') })
  expect(await refusalOf(createSeries, cast.ada, { title: `A series, the ${count}th` })).toMatchObject({ fields: { title: expect.any(String) } })
})

test('twelve essays put there at once get twelve places', async () => {
  const { id: seriesId, slug } = await seriesOf(0)
  const posts = await Promise.all(Array.from({ length: 12 }, () => essayBy(cast.ada)))
  const outcomes = await Promise.all(posts.map(({ id: postId }) => runCommand(addToSeries, cast.ada, { seriesId, postId })))
  expect(outcomes.every(({ ok }) => ok)).toBe(true)
  const places = await reader().seriesPost.findMany({ where: { seriesId }, orderBy: { position: 'asc' }, select: { position: true } })
  expect(places.map(({ position }) => position)).toEqual(posts.map((_, index) => index + 1))
  expect(await slugsOf(slug)).toHaveLength(12)
})

test('an author sees the own series with all of their essays, and what is in none; readers see none of that, another author the own', async () => {
  const [bo, cy] = [await person('bo', 'author'), await person('cy', 'author')]
  const { id: seriesId } = await carryOut(createSeries, bo, { title: `Of ${bo.handle}` })
  const published = await essayBy(bo)
  const draft = await carryOut(createPost, bo, { title: 'A draft', body: 'Not yet.' })
  const free = await essayBy(bo)
  for (const { id: postId } of [draft, published]) await carryOut(addToSeries, bo, { seriesId, postId })
  const own = await readOwnSeries(bo)
  expect(own.ok && own.value.series.map(({ shown, parts }) => [shown, parts.map(({ postId, published }) => [postId, published])])).toEqual([[true, [[draft.id, false], [published.id, true]]]])
  expect(own.ok && own.value.free.map(({ postId }) => postId)).toEqual([free.id])
  expect(await readOwnSeries(cy)).toEqual({ ok: true, value: { series: [], free: [] } })
  for (const viewer of [cast.rae, anonymous, { ...bo, suspended: true }]) expect((await readOwnSeries(viewer)).ok).toBe(false)
})
