import { beforeAll, describe, expect, test } from 'vitest'
import { readPlace } from '#lib/comments/read-place.ts'
import { readThread } from '#lib/comments/read-thread.ts'
import type { ThreadAsk } from '#lib/comments/thread-part.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader } from '#lib/database.ts'
import { anonymous } from '#lib/viewer.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, replyBy } from '../cast.ts'
import { addChain, addReplies } from './thread-rows.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

async function read(slug: string, asked: Partial<ThreadAsk> = {}, viewer: Viewer = anonymous) {
  const post = await reader().publishedPost.findUniqueOrThrow({
    where: { slug },
    select: { id: true, kind: true, listed: true, commentCount: true, topLevelCount: true },
  })
  return readThread(post, viewer, { order: 'thread', page: 1, branch: '', after: '', ...asked })
}

type Read = Awaited<ReturnType<typeof read>>
const idsOf = (page: Read) => page?.entries.map(({ id }) => id)
const continuedOf = (page: Read) => page?.entries.filter(({ continues }) => continues).map(({ id }) => id)

describe('a branch of thirty levels', () => {
  let slug: string
  let chain: string[]
  let second: string
  let nia: SignedIn
  let held: string

  beforeAll(async () => {
    const essay = await essayBy(cast.ada)
    slug = essay.slug
    chain = await addChain({ postId: essay.id, authorId: cast.rae.id }, 30)
    second = await publishedReplyBy(cast.nia, cast.mo, slug)
    nia = await person('nia', 'reader')
    held = await replyBy(nia, slug, chain[29])
  }, 60_000)

  test('ends at the tenth on its page, which says where it goes on', async () => {
    const page = await read(slug)
    expect(idsOf(page)).toEqual([...chain.slice(0, 10), second])
    expect(continuedOf(page)).toEqual([chain[9]])
  })

  test('goes on to its end in the branch of the tenth, which begins with it', async () => {
    const branch = await read(slug, { branch: chain[9] })
    expect(idsOf(branch)).toEqual(chain.slice(9))
    expect(branch?.branch).toMatchObject({ id: chain[9], name: 'rae' })
    expect(branch?.entries.map(({ replyingTo }) => replyingTo?.where)).toEqual(['elsewhere', ...Array.from({ length: 20 }, () => 'here')])
  })

  test('has a place for every permalink that shows its comment', async () => {
    for (const id of [...chain, second]) {
      const place = await readPlace(id, anonymous)
      expect(idsOf(await read(slug, place ?? {}))).toContain(id)
    }
    expect(await readPlace(chain[29] ?? '', anonymous)).toEqual({ slug, order: 'thread', page: 1, branch: chain[9], after: '' })
    expect(await readPlace(chain[9] ?? '', anonymous)).toEqual({ slug, order: 'thread', page: 1, branch: '', after: '' })
  })

  test('shows its writer an own text that waits below it there, and nobody else', async () => {
    expect(idsOf(await read(slug, {}, nia))).not.toContain(held)
    expect(idsOf(await read(slug, { branch: chain[9] }, nia))?.at(-1)).toBe(held)
    expect(idsOf(await read(slug, { branch: chain[9] }, cast.mo))).not.toContain(held)
    expect(await readPlace(held, nia)).toEqual({ slug, order: 'thread', page: 1, branch: chain[9], after: '' })
    expect(await readPlace(held, cast.rae)).toBeNull()
  })

  test('is no branch of another essay, and what waits has none, nor has what never was', async () => {
    const { slug: elsewhere } = await essayBy(cast.ada)
    expect(await read(elsewhere, { branch: chain[0] })).toBeNull()
    for (const branch of [held, '0198c0de-0000-7000-8000-000000000000', 'x', 'x'.repeat(10_000), '\u0000', `${chain[9]}'`]) expect(await read(slug, { branch }, nia)).toBeNull()
  })

  test('has no numbered pages, no other order, and no part that begins outside it', async () => {
    expect(await read(slug, { branch: chain[9], page: 2 })).toBeNull()
    expect(await read(slug, { branch: chain[9], order: 'newest' })).toBeNull()
    expect(await read(slug, { branch: chain[9], after: second })).toBeNull()
    expect(idsOf(await read(slug, { branch: chain[9], after: chain[28] }))).toEqual([chain[29]])
  })
})

test('a place above which all is gone keeps its branch, and leads there', async () => {
  const essay = await essayBy(cast.ada)
  const chain = await addChain({ postId: essay.id, authorId: cast.rae.id }, 12)
  for (const id of chain.slice(0, 11)) await carryOut(withdrawComment, cast.rae, { commentId: id })
  const page = await read(essay.slug)
  expect(page?.entries.map(({ kind }) => kind)).toEqual(Array.from({ length: 10 }, () => 'tombstone'))
  expect(continuedOf(page)).toEqual([chain[9]])
  const branch = await read(essay.slug, { branch: chain[9] })
  expect(branch?.branch).toEqual({ id: chain[9], name: null, at: null })
  expect(branch?.entries.map(({ kind }) => kind)).toEqual(['tombstone', 'tombstone', 'published'])
  expect((await readPlace(chain[10] ?? '', anonymous))?.branch).toBe(chain[9])
}, 60_000)

test('somebody with hundreds of comments deep in a branch may still change the one after it', async () => {
  const essay = await essayBy(cast.ada)
  const under = { postId: essay.id, authorId: cast.rae.id }
  const chain = await addChain(under, 10)
  await addReplies(under, chain[9] ?? '', 210)
  const after = await publishedReplyBy(cast.rae, cast.mo, essay.slug)
  const own = (await read(essay.slug, {}, cast.rae))?.entries.filter(({ ownPublished }) => ownPublished).map(({ id }) => id)
  expect(own).toEqual([...chain, after])
}, 60_000)

test('in a list by time there are fifty at once', async () => {
  const essay = await essayBy(cast.ada)
  const all = await addReplies({ postId: essay.id, authorId: cast.rae.id }, null, 120)
  const seen: (string[] | undefined)[] = []
  for (let after: string | null = ''; after !== null;) {
    const page: Read = await read(essay.slug, { order: 'oldest', after })
    seen.push(idsOf(page))
    after = page?.next ?? null
  }
  expect(seen.map((ids) => ids?.length)).toEqual([50, 50, 20])
  expect(seen.flat().toSorted()).toEqual(all.toSorted())
  const [, second] = seen
  expect((await read(essay.slug, { order: 'oldest', after: second?.at(-1) ?? '' }))?.previous).toBe(seen[0]?.at(-1))
})

describe('where nothing public is deeper than ten levels', () => {
  test('an own text that waits there lets the branch go on, for its writer alone', async () => {
    const essay = await essayBy(cast.ada)
    const chain = await addChain({ postId: essay.id, authorId: cast.rae.id }, 10)
    const held = await replyBy(cast.nia, essay.slug, chain[9])
    expect(continuedOf(await read(essay.slug))).toEqual([])
    expect(continuedOf(await read(essay.slug, {}, cast.mo))).toEqual([])
    expect(continuedOf(await read(essay.slug, {}, cast.nia))).toEqual([chain[9]])
    expect(idsOf(await read(essay.slug, { branch: chain[9] }, cast.nia))).toEqual([chain[9], held])
  }, 60_000)

  test('what was taken down there lets it go on, for moderators alone', async () => {
    const essay = await essayBy(cast.ada)
    const chain = await addChain({ postId: essay.id, authorId: cast.rae.id }, 10)
    const hidden = await publishedReplyBy(cast.nia, cast.mo, essay.slug, chain[9])
    await decideNow(cast.mo, hidden, 'hide')
    expect(continuedOf(await read(essay.slug))).toEqual([])
    expect(continuedOf(await read(essay.slug, {}, cast.mo))).toEqual([chain[9]])
    expect(await readPlace(hidden, anonymous)).toBeNull()
    expect((await readPlace(hidden, cast.mo))?.branch).toBe(chain[9])
  }, 60_000)

  test('an own text stays on the page when what it answers is gone', async () => {
    const essay = await essayBy(cast.ada)
    const chain = await addChain({ postId: essay.id, authorId: cast.rae.id }, 9)
    const answered = await publishedReplyBy(cast.rae, cast.mo, essay.slug, chain[8])
    const held = await replyBy(cast.nia, essay.slug, answered)
    await decideNow(cast.mo, answered, 'hide')
    const page = await read(essay.slug, {}, cast.nia)
    expect(page?.entries.at(-1)).toMatchObject({ id: held, replyingTo: { where: 'gone' } })
    expect((await readPlace(held, cast.nia))?.branch).toBe('')
  }, 60_000)
})

describe('by time', () => {
  let slug: string
  let all: string[]
  let gone: string

  /** 92 comments, 90 of them of one moment, and one withdrawn. */
  beforeAll(async () => {
    const essay = await essayBy(cast.ada)
    slug = essay.slug
    const top = await publishedReplyBy(cast.rae, cast.mo, slug)
    gone = await publishedReplyBy(cast.rae, cast.mo, slug)
    await publishedReplyBy(cast.nia, cast.mo, slug, gone)
    await addReplies({ postId: essay.id, authorId: cast.rae.id }, top, 90)
    await carryOut(withdrawComment, cast.rae, { commentId: gone })
    all = (await reader().publishedComment.findMany({ where: { postId: essay.id, tombstone: false }, orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }], select: { id: true } })).map(({ id }) => id)
  }, 60_000)

  test('oldest and newest first hold each comment once, and nothing that is gone', async () => {
    expect(all).toHaveLength(92)
    for (const [order, expected] of [['oldest', all], ['newest', all.toReversed()]] as const) {
      const first = await read(slug, { order })
      const second = await read(slug, { order, after: first?.next ?? '' })
      expect([...(idsOf(first) ?? []), ...(idsOf(second) ?? [])]).toEqual(expected)
      expect([first, second].map((part) => [part?.previous, part?.next])).toEqual([[null, expected[49]], ['', null]])
    }
  })

  test('each reply says what it answers, on this part or elsewhere', async () => {
    const last = await read(slug, { order: 'newest', after: all[45] })
    expect(last?.entries.at(-1)).toMatchObject({ id: all[0], replyingTo: null })
    expect(last?.entries[0]?.replyingTo).toMatchObject({ name: 'rae', where: 'here' })
    expect((await read(slug, { order: 'newest' }))?.entries[0]?.replyingTo).toMatchObject({ name: 'rae', where: 'elsewhere' })
  })

  test('an own text stands where it was sent, on its part alone', async () => {
    const gus = await person('gus', 'reader')
    const held = await replyBy(gus, slug)
    expect(idsOf(await read(slug, { order: 'newest' }, gus))?.[0]).toBe(held)
    expect(idsOf(await read(slug, { order: 'newest', after: all[45] }, gus))).not.toContain(held)
    expect(idsOf(await read(slug, { order: 'newest' }))).not.toContain(held)
    expect(await read(slug, { order: 'newest', after: held }, gus)).toBeNull()
  })

  test('there are no numbered pages, and what has gone meanwhile still leads on', async () => {
    expect(await read(slug, { order: 'oldest', page: 2 })).toBeNull()
    expect(idsOf(await read(slug, { order: 'oldest', after: gone }))).toEqual(all.slice(1, 51))
  })
})
