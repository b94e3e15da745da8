import { beforeAll, describe, expect, test } from 'vitest'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { readPlace } from '#lib/comments/read-place.ts'
import { readThread } from '#lib/comments/read-thread.ts'
import { reader } from '#lib/database.ts'
import { anonymous } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, replyBy } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

async function threadOf(slug: string, viewer: Viewer, page = 1) {
  const post = await reader().publishedPost.findUniqueOrThrow({ where: { slug }, select: { id: true, commentCount: true, topLevelCount: true } })
  return readThread(post, viewer, page)
}

async function idsSeenBy(viewer: Viewer, slug: string) {
  return (await threadOf(slug, viewer))?.entries.map((entry) => [entry.id, entry.kind])
}

test('replies follow what they answer, whatever the order of their approval', async () => {
  const { slug } = await essayBy(cast.ada)
  const gus = await person('gus', 'reader')
  const first = await publishedReplyBy(cast.rae, cast.mo, slug)
  const second = await publishedReplyBy(gus, cast.mo, slug)
  const [late, early] = [await replyBy(cast.rae, slug, first), await replyBy(gus, slug, first)]
  await decideNow(cast.mo, early, 'approve')
  await decideNow(cast.mo, late, 'approve')
  const page = await threadOf(slug, anonymous)
  expect(page?.entries.map((entry) => [entry.id, entry.depth, entry.number])).toEqual([[first, 0, 1], [late, 1, null], [early, 1, null], [second, 0, 2]])
  expect(page?.count).toBe(4)
  expect(page?.entries[1]?.replyingTo).toEqual({ id: first, name: 'rae' })
})

test('an author of the essay is marked, nobody else is', async () => {
  const { slug } = await essayBy(cast.ada)
  await publishedReplyBy(cast.ada, cast.mo, slug)
  await publishedReplyBy(cast.rae, cast.mo, slug)
  expect((await threadOf(slug, anonymous))?.entries.map((entry) => entry.byAuthor)).toEqual([true, false])
})

describe('a held text', () => {
  test('stands in its place for its writer and for nobody else, moderators included', async () => {
    const { slug } = await essayBy(cast.ada)
    const shown = await publishedReplyBy(cast.rae, cast.mo, slug)
    const held = await replyBy(cast.nia, slug, shown)
    expect(await idsSeenBy(cast.nia, slug)).toEqual([[shown, 'published'], [held, 'own']])
    for (const viewer of [anonymous, cast.rae, cast.ada, cast.mo]) expect(await idsSeenBy(viewer, slug)).toEqual([[shown, 'published']])
  })

  test('tells its writer where it is in the queue', async () => {
    const { slug } = await essayBy(cast.ada)
    await replyBy(cast.rae, slug)
    const own = (await threadOf(slug, cast.rae))?.entries[0]?.own
    expect(own?.position).toBeGreaterThan(0)
    expect(own?.reason).toBe('')
  })
})

test('a returned text tells its writer why', async () => {
  const { slug } = await essayBy(cast.ada)
  await decideNow(cast.mo, await replyBy(cast.rae, slug), 'return')
  expect((await threadOf(slug, cast.rae))?.entries[0]).toMatchObject({ state: 'returned', own: { reason: 'It is not about this essay or what was said under it.' } })
})

describe('what is gone', () => {
  test('leaves a tombstone without name, text or date above published replies', async () => {
    const { slug } = await essayBy(cast.ada)
    const gone = await publishedReplyBy(cast.rae, cast.mo, slug)
    const below = await publishedReplyBy(cast.nia, cast.mo, slug, gone)
    await carryOut(withdrawComment, cast.rae, { commentId: gone })
    const page = await threadOf(slug, anonymous)
    expect(page?.entries.map((entry) => [entry.id, entry.kind])).toEqual([[gone, 'tombstone'], [below, 'published']])
    expect(page?.entries[0]).toMatchObject({ author: null, html: null, submittedAt: null, number: 1 })
    expect(page?.count).toBe(1)
  })

  test('leaves nothing where nothing hangs', async () => {
    const { slug } = await essayBy(cast.ada)
    await decideNow(cast.mo, await publishedReplyBy(cast.rae, cast.mo, slug), 'hide')
    expect(await idsSeenBy(anonymous, slug)).toEqual([])
  })
})

describe('pages', () => {
  test('hold fifty top-level comments with their replies; there is no page beyond the last', async () => {
    const { slug } = await essayBy(cast.ada)
    const ids: string[] = []
    for (let count = 0; count < 52; count++) ids.push(await publishedReplyBy(cast.rae, cast.mo, slug))
    const reply = await publishedReplyBy(cast.nia, cast.mo, slug, ids[51])
    expect((await threadOf(slug, anonymous, 1))?.entries.map((entry) => entry.id)).toEqual(ids.slice(0, 50))
    expect((await threadOf(slug, anonymous, 2))?.entries.map((entry) => entry.id)).toEqual([ids[50], ids[51], reply])
    expect(await threadOf(slug, anonymous, 3)).toBeNull()
    expect(await readPlace(reply, anonymous)).toEqual({ slug, page: 2 })
    const held = await replyBy(cast.rae, slug)
    expect((await threadOf(slug, cast.rae, 2))?.entries.at(-1)?.id).toBe(held)
    expect(await readPlace(held, cast.rae)).toEqual({ slug, page: 2 })
  }, 60_000)

  test.each([0, -1, 1.5, Number.NaN, 2])('number %s of a short thread does not exist', async (page) => {
    const { slug } = await essayBy(cast.ada)
    expect(await threadOf(slug, anonymous, page)).toBeNull()
  })
})

test('the permalink of a held text exists for its writer only', async () => {
  const { slug } = await essayBy(cast.ada)
  const held = await replyBy(cast.rae, slug)
  expect(await readPlace(held, cast.rae)).toEqual({ slug, page: 1 })
  for (const viewer of [anonymous, cast.nia, cast.mo]) expect(await readPlace(held, viewer)).toBeNull()
})
