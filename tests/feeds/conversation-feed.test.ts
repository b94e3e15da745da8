import { parseRssFeed } from 'feedsmith'
import { XmlDocument } from 'libxml2-wasm'
import { beforeAll, expect, test } from 'vitest'
import { GET } from '#app/posts/[slug]/comments/feed.xml/route.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { writer } from '#lib/database.ts'
import { carryOut, decideNow, essayBy, makeCast, publishedReplyBy, replyBy } from '../cast.ts'

const origin = 'http://127.0.0.1:3000'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

function ask(slug: string) {
  return GET(new Request(`${origin}/posts/${slug}/comments/feed.xml`), { params: Promise.resolve({ slug }) })
}

async function read(slug: string) {
  const text = await (await ask(slug)).text()
  XmlDocument.fromString(text).dispose()
  return { text, feed: parseRssFeed(text) }
}

async function idsIn(slug: string) {
  return (await read(slug)).feed.items?.map(({ guid }) => guid?.value) ?? []
}

test('the comments of a thread stand in its feed by the time of their approval, newest first', async () => {
  const { ada, mo, rae, nia } = cast
  const { slug } = await essayBy(ada)
  const [first, second] = [await replyBy(rae, slug), await replyBy(nia, slug)]
  await decideNow(mo, second, 'approve')
  await decideNow(mo, first, 'approve')
  expect(await idsIn(slug)).toEqual([`urn:uuid:${first}`, `urn:uuid:${second}`])
})

test('a comment says who said it, on what, in answer to what, and where it stands', async () => {
  const { ada, mo, rae } = cast
  const post = await essayBy(ada)
  const parent = await publishedReplyBy(rae, mo, post.slug)
  const reply = await publishedReplyBy(mo, mo, post.slug, parent)
  const { feed } = await read(post.slug)
  const { title } = await writer().postRevision.findFirstOrThrow({ where: { postId: post.id }, select: { title: true } })
  expect(feed).toMatchObject({
    title: `The conversation under ${title} · Afterword`,
    link: `${origin}/posts/${post.slug}`,
    atom: { links: [{ rel: 'self', href: `${origin}/posts/${post.slug}/comments/feed.xml` }] },
  })
  expect(feed.items).toMatchObject([
    { title: `mo on ${title}`, link: `${origin}/c/${reply}`, dc: { creators: ['mo'] }, thr: { inReplyTos: [{ ref: `urn:uuid:${parent}`, href: `${origin}/c/${parent}` }] } },
    { title: `rae on ${title}`, link: `${origin}/c/${parent}`, thr: { inReplyTos: [{ ref: `urn:uuid:${post.id}`, href: `${origin}/posts/${post.slug}` }] } },
  ])
  expect(feed.items?.[0]?.content?.encoded).toMatch(/^<p>A thought /)
})

test('nothing of a text that waits, was refused, was hidden or was taken back is in the feed, not even its id', async () => {
  const { ada, mo, rae, nia } = cast
  const { slug } = await essayBy(ada)
  const gone = {
    held: await replyBy(nia, slug, '', 'canary held'),
    rejected: await replyBy(rae, slug, '', 'canary rejected'),
    hidden: await replyBy(rae, slug, '', 'canary hidden'),
    withdrawn: await replyBy(rae, slug, '', 'canary withdrawn'),
  }
  await decideNow(mo, gone.rejected, 'reject')
  for (const id of [gone.hidden, gone.withdrawn]) await decideNow(mo, id, 'approve')
  const under = await publishedReplyBy(mo, mo, slug, gone.hidden)
  await publishedReplyBy(mo, mo, slug, gone.withdrawn)
  expect((await read(slug)).text).toContain(gone.hidden)
  await decideNow(mo, gone.hidden, 'hide')
  await carryOut(withdrawComment, rae, { commentId: gone.withdrawn })
  const { text, feed } = await read(slug)
  expect(feed.items?.map(({ link }) => link)).toContain(`${origin}/c/${under}`)
  for (const [state, id] of Object.entries(gone)) {
    expect(text).not.toContain(`canary ${state}`)
    expect(text).not.toContain(id)
  }
})

test('a reader that has the feed is told so, until a comment is hidden', async () => {
  const { ada, mo, rae } = cast
  const { slug } = await essayBy(ada)
  const [older] = [await publishedReplyBy(rae, mo, slug), await publishedReplyBy(mo, mo, slug)]
  const first = await ask(slug)
  const kept = { 'If-None-Match': first.headers.get('etag') ?? '' }
  const keptByDate = { 'If-Modified-Since': first.headers.get('last-modified') ?? '' }
  const again = (headers: Record<string, string>) => GET(new Request(`${origin}/posts/${slug}/comments/feed.xml`, { headers }), { params: Promise.resolve({ slug }) })
  for (const headers of [kept, keptByDate]) expect((await again(headers)).status).toBe(304)
  await decideNow(mo, older, 'hide')
  for (const headers of [kept, keptByDate]) expect((await again(headers)).status).toBe(200)
})

test('there is no feed under a draft, an unlisted, an archived, a protected or a future essay, nor under none', async () => {
  const { ada, mo, rae } = cast
  const states = {
    draft: { state: 'draft' }, unlisted: { state: 'unlisted' }, archived: { state: 'archived' }, protected: { passwordHash: 'a hash', state: 'draft' },
    future: { state: 'scheduled', publishAt: new Date(Date.now() + 3_600_000), publishedAt: null },
  } as const
  for (const [name, data] of Object.entries(states)) {
    const { id, slug } = await essayBy(ada)
    await publishedReplyBy(rae, mo, slug)
    expect((await ask(slug)).status, name).toBe(200)
    await writer().post.update({ where: { id }, data, select: { id: true } })
    expect((await ask(slug)).status, name).toBe(404)
  }
  expect((await ask('never-was')).status).toBe(404)
})

test('who follows a thread finds it again when its essay has another address', async () => {
  const { id, slug } = await essayBy(cast.ada)
  await writer().post.update({ where: { id }, data: { slug: `${slug}-now` }, select: { id: true } })
  await writer().redirect.create({ data: { fromPath: `/posts/${slug}`, postId: id, source: 'slug' }, select: { fromPath: true } })
  await expect(ask(slug)).rejects.toMatchObject({ digest: expect.stringContaining(`/posts/${slug}-now/comments/feed.xml;308`) })
})
