import { beforeAll, describe, expect, test } from 'vitest'
import { readAddresses } from '#lib/feeds/read-addresses.ts'
import { readFeed } from '#lib/feeds/read-feed.ts'
import type { FeedScope } from '#lib/feeds/read-feed.ts'
import { writeAtom } from '#lib/feeds/write-atom.ts'
import { writeJsonFeed } from '#lib/feeds/write-json-feed.ts'
import { writeRss } from '#lib/feeds/write-rss.ts'
import { writer } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, essayBy, person } from '../cast.ts'
import { film } from '../moderation/proposals/films.ts'

let ann: SignedIn
let slugs: Record<'listed' | 'draft' | 'unlisted' | 'scheduled' | 'due', string>

/** One essay in each state, all of one author and one tag. */
beforeAll(async () => {
  ann = await person('ann', 'author')
  const listed = await essayBy(ann)
  const draft = await carryOut(createPost, ann, { title: 'A draft', body: 'Not yet said.' })
  const unlisted = await essayBy(ann)
  await writer().post.update({ where: { id: unlisted.id }, data: { state: 'unlisted' }, select: { id: true } })
  const [scheduled, due] = [await scheduledAt(Date.now() + 3_600_000), await scheduledAt(Date.now() + 3_600_000)]
  await writer().post.update({ where: { id: due.id }, data: { publishAt: new Date(Date.now() - 1_000) }, select: { id: true } })
  const { id: tagId } = await writer().tag.create({ data: { slug: 'endings', name: 'Endings' }, select: { id: true } })
  const posts = [listed, draft, unlisted, scheduled, due]
  await writer().postTag.createMany({ data: posts.map(({ id }) => ({ postId: id, tagId })) })
  slugs = { listed: listed.slug, draft: draft.slug, unlisted: unlisted.slug, scheduled: scheduled.slug, due: due.slug }
})

async function scheduledAt(moment: number) {
  const post = await carryOut(createPost, ann, { title: `Later ${moment}`, body: 'One thing, and then another.' })
  await carryOut(publishPost, ann, { postId: post.id, publishAt: new Date(moment).toISOString() })
  return post
}

async function pathsOf(scope: FeedScope) {
  return (await readFeed(scope))?.items.map(({ path }) => path).toSorted()
}

const public_ = () => [`/posts/${slugs.listed}`, `/posts/${slugs.due}`].toSorted()

describe('no draft, nothing unlisted, and nothing before its minute', () => {
  test.each<[string, () => FeedScope]>([
    ['the feed of the site', () => ({})],
    ['the feed of a tag', () => ({ tag: 'endings' })],
    ['the feed of an author', () => ({ person: ann.handle })],
  ])('is in %s', async (_, scope) => {
    expect(await pathsOf(scope())).toEqual(public_())
  })

  test('is in the sitemap', async () => {
    expect((await readAddresses(1)).map(({ path }) => path).filter((path) => path.startsWith('/posts/')).toSorted()).toEqual(public_())
  })
})

test('there is no feed of a tag that nobody uses, of nobody, or of somebody without listed essays', async () => {
  const bea = await person('bea', 'author')
  const { id } = await essayBy(bea)
  await writer().post.update({ where: { id }, data: { state: 'unlisted' }, select: { id: true } })
  for (const scope of [{ tag: 'nothing-at-all' }, { person: 'nobody-at-all' }, { person: bea.handle }]) expect(await readFeed(scope)).toBeNull()
})

test('every format says the whole text, with addresses that hold elsewhere, and nothing of it as markup of its own', async () => {
  const item = {
    id: 'urn:uuid:1', title: 'Salt & <Smoke>', path: '/posts/salt', html: '<p>See <a href="/tags/sea">the sea</a> & <a href="#n1">1</a></p>', summary: 'A summary',
    lang: 'en', authors: [{ name: 'Ann', path: '/people/ann' }], tags: ['Sea'], publishedAt: new Date('2026-01-02T03:04:05Z'), updatedAt: new Date('2026-02-02T03:04:05Z'),
    conversation: null, answers: null,
  }
  const feed = { title: 'Afterword', description: 'Essays', path: '/', base: '', items: [item] }
  const [rss, atom, json] = [writeRss, writeAtom, writeJsonFeed].map((write) => write(feed, 'https://example.org'))
  for (const xml of [rss, atom]) {
    expect(xml).toContain('<title>Salt &amp; &lt;Smoke&gt;</title>')
    expect(xml).toContain('&lt;a href=&quot;https://example.org/tags/sea&quot;&gt;')
    expect(xml).toContain('&lt;a href=&quot;https://example.org/posts/salt#n1&quot;&gt;')
  }
  expect(JSON.parse(json ?? '')).toMatchObject({ items: [{ url: 'https://example.org/posts/salt', content_html: expect.stringContaining('https://example.org/tags/sea') }] })
})

test('what to know before reading stands before the text and the summary', async () => {
  const cai = await person('cai', 'author')
  const post = await carryOut(createPost, cai, { title: 'Noted', body: 'Of a storm.', contentNotes: [{ topic: 'Storms', degree: 'depicted' }] })
  await carryOut(publishPost, cai, { postId: post.id })
  const item = (await readFeed({ person: cai.handle }))?.items[0]
  expect(item?.html.trim()).toBe('<p><small>Before you read: Storms (depicted).</small></p>\n<p>Of a storm.</p>')
  expect(item?.summary).toMatch(/^Before you read: Storms \(depicted\)\./)
})

test('the standfirst stands between what to know before reading and the text, as words and not as markup', async () => {
  const dee = await person('dee', 'author')
  const post = await carryOut(createPost, dee, { title: 'Noted', standfirst: 'Rain & <wind>', body: 'Of a storm.', contentNotes: [{ topic: 'Storms', degree: 'depicted' }] })
  await carryOut(publishPost, dee, { postId: post.id })
  const html = (await readFeed({ person: dee.handle }))?.items[0]?.html.trim()
  expect(html).toBe('<p><small>Before you read: Storms (depicted).</small></p>\n<p><em>Rain &amp; &lt;wind></em></p>\n<p>Of a storm.</p>')
})

test('an essay names the works that it is about at its end, with what it gives them, and no work that it only mentions', async () => {
  const [cleo, mo] = [await person('cleo', 'author'), await person('mo', 'moderator')]
  const [ferry, weir] = [await film(mo), await film(mo)]
  const { id } = await carryOut(createPost, cleo, {
    title: 'On a film', body: 'It is one.', works: [{ work: ferry.slug, role: 'review', rating: '3.5', scale: '5' }, { work: weir.slug, role: 'mention', rating: '', scale: '' }],
  })
  await carryOut(publishPost, cleo, { postId: id })
  const html = (await readFeed({ person: cleo.handle }))?.items[0]?.html ?? ''
  expect(html).toMatch(new RegExp(`<p>It is one.</p>\\s*<p><small>About <a href="/works/${ferry.slug}"><cite>[^<]+</cite></a> \\(which it gives 3\\.5 of 5\\).</small></p>$`))
  expect(html).not.toContain(weir.slug)
})
