import { beforeAll, describe, expect, test } from 'vitest'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { readPlace } from '#lib/comments/read-place.ts'
import { readThread } from '#lib/comments/read-thread.ts'
import type { ThreadAsk } from '#lib/comments/thread-part.ts'
import { reader, writer } from '#lib/database.ts'
import { anonymous } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, replyBy, tellNow } from '../cast.ts'
import { addReplies } from './thread-rows.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

const wholeThread = { order: 'thread', page: 1, branch: '', after: '' } as const

async function threadOf(slug: string, viewer: Viewer, page = 1, after = '') {
  return readAsked(slug, viewer, { ...wholeThread, page, after })
}

async function readAsked(slug: string, viewer: Viewer, asked: Partial<ThreadAsk>) {
  const post = await reader().publishedPost.findUniqueOrThrow({
    where: { slug },
    select: { id: true, kind: true, listed: true, commentCount: true, topLevelCount: true },
  })
  return readThread(post, viewer, { ...wholeThread, ...asked })
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
  expect(page?.entries[1]?.replyingTo).toEqual({ id: first, name: 'rae', where: 'here' })
})

test('an author of the essay is marked, nobody else is', async () => {
  const { slug } = await essayBy(cast.ada)
  await publishedReplyBy(cast.ada, cast.mo, slug)
  await publishedReplyBy(cast.rae, cast.mo, slug)
  await replyBy(cast.ada, slug)
  expect((await threadOf(slug, anonymous))?.entries.map((entry) => entry.byAuthor)).toEqual([true, false])
  expect((await threadOf(slug, cast.ada))?.entries.map((entry) => entry.byAuthor)).toEqual([true, false, true])
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
  const id = await replyBy(cast.rae, slug)
  await decideNow(cast.mo, id, 'return')
  await tellNow(id)
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
    expect(await readPlace(reply, anonymous)).toEqual({ slug, ...wholeThread, page: 2 })
    const held = await replyBy(cast.rae, slug)
    expect((await threadOf(slug, cast.rae, 2))?.entries.at(-1)?.id).toBe(held)
    expect(await readPlace(held, cast.rae)).toEqual({ slug, ...wholeThread, page: 2 })
  }, 60_000)

  test.each([0, -1, 1.5, Number.NaN, 2])('number %s of a short thread does not exist', async (page) => {
    const { slug } = await essayBy(cast.ada)
    expect(await threadOf(slug, anonymous, page)).toBeNull()
  })
})

test('the permalink of a held text exists for its writer only', async () => {
  const { slug } = await essayBy(cast.ada)
  const held = await replyBy(cast.rae, slug)
  expect(await readPlace(held, cast.rae)).toEqual({ slug, ...wholeThread })
  for (const viewer of [anonymous, cast.nia, cast.mo]) expect(await readPlace(held, viewer)).toBeNull()
})

describe('a name leads to a page of its own', () => {
  test('only when there is one: not from an own text that waits, nor under an unlisted essay', async () => {
    const essay = await essayBy(cast.ada)
    await publishedReplyBy(cast.rae, cast.mo, essay.slug)
    const gus = await person('gus', 'reader')
    await replyBy(gus, essay.slug)
    expect((await threadOf(essay.slug, gus))?.entries.map((entry) => entry.author?.handle)).toEqual([cast.rae.handle, null])
    await writer().post.update({ where: { id: essay.id }, data: { state: 'unlisted' }, select: { id: true } })
    expect((await threadOf(essay.slug, anonymous))?.entries.map((entry) => entry.author)).toEqual([{ name: 'rae', handle: null }])
  })
})

test('an own reply says so when what it answers is not there any more', async () => {
  const { slug } = await essayBy(cast.ada)
  const gone = await publishedReplyBy(cast.rae, cast.mo, slug)
  const held = await replyBy(cast.nia, slug, gone)
  await decideNow(cast.mo, gone, 'hide')
  const other = await publishedReplyBy(cast.rae, cast.mo, slug)
  const seen = (await threadOf(slug, cast.nia))?.entries.map(({ id, replyingTo }) => [id, replyingTo])
  expect(seen).toEqual([[held, { id: gone, name: null, where: 'gone' }], [other, null]])
})

describe('a page with more replies than one answer can hold', () => {
  let slug: string
  let top: string
  let replies: string[]
  let own: string[]
  let nia: Viewer

  /** 450 replies to one comment; nia answers the third and the last of them. */
  beforeAll(async () => {
    const essay = await essayBy(cast.ada)
    slug = essay.slug
    top = await publishedReplyBy(cast.rae, cast.mo, slug)
    replies = await addReplies({ postId: essay.id, authorId: cast.rae.id }, top, 450)
    nia = await person('nia', 'reader')
    own = [await replyBy(nia, slug, replies[2]), await replyBy(nia, slug, replies[449])]
  }, 120_000)

  const idsOf = (page: Awaited<ReturnType<typeof threadOf>>) => page?.entries.map(({ id }) => id)

  test('is read in parts that hold every reply once, and lead on and back', async () => {
    const first = await threadOf(slug, anonymous)
    const second = await threadOf(slug, anonymous, 1, first?.next ?? '')
    const third = await threadOf(slug, anonymous, 1, second?.next ?? '')
    expect([first, second, third].flatMap((part) => idsOf(part))).toEqual([top, ...replies])
    expect([first, second, third].map((part) => [part?.previous, part?.next])).toEqual([
      [null, replies[198]], ['', replies[398]], [replies[198], null],
    ])
    expect(second?.entries[0]?.replyingTo).toEqual({ id: top, name: 'rae', where: 'elsewhere' })
  })

  test('shows own texts in the part where they belong and in no other', async () => {
    const ownIn = async (after: string) =>
      (await threadOf(slug, nia, 1, after))?.entries.filter(({ kind }) => kind === 'own').map(({ id }) => id)
    expect([await ownIn(''), await ownIn(replies[198] ?? ''), await ownIn(replies[398] ?? '')]).toEqual([[own[0]], [], [own[1]]])
  })

  test('has a part in which each permalink finds its comment', async () => {
    for (const id of [top, replies[198], replies[199], replies[300], replies[449], ...own]) {
      const place = await readPlace(id ?? '', nia)
      expect(idsOf(await threadOf(slug, nia, place?.page, place?.after))).toContain(id)
    }
    expect((await readPlace(replies[198] ?? '', anonymous))?.after).toBe('')
    expect((await readPlace(replies[300] ?? '', anonymous))?.after, 'with twenty before it').toBe(replies[279])
  })

  test.each(['', 'x', '0198c0de-0000-7000-8000-000000000000'])('has no part after “%s” but the first', async (after) => {
    expect((await threadOf(slug, anonymous, 1, after))?.entries[0]?.id).toBe(after === '' ? top : undefined)
  })

  test('has no part after what was never public, nor after a comment of another page', async () => {
    expect(await threadOf(slug, nia, 1, own[0])).toBeNull()
    const elsewhere = await essayBy(cast.ada)
    const other = await publishedReplyBy(cast.rae, cast.mo, elsewhere.slug)
    expect(await threadOf(slug, anonymous, 1, other)).toBeNull()
  })
})
