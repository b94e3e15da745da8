import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { XmlDocument } from 'libxml2-wasm'
import { beforeAll, describe, expect, test } from 'vitest'
import { GET as atom } from '#app/atom.xml/route.ts'
import { GET as json } from '#app/feed.json/route.ts'
import { GET as rss } from '#app/feed.xml/route.ts'
import { writer } from '#lib/database.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { carryOut, makeCast, publishedReplyBy, replyBy } from '../cast.ts'

const origin = 'http://127.0.0.1:3000'
const address = /^http:\/\/127\.0\.0\.1:3000\//

let essay: { id: string; slug: string }
let handles: Record<'ada' | 'mo', string>

const body = `See [the sea](/tags/sea), a footnote.[^1]\n\n[^1]: Said below.\n\n> Salt & <smoke>`
const folded = '<details><summary>How it ends</summary><p>The butler drowns.</p></details>'

/** One essay with all that an essay can have, by two people. */
beforeAll(async () => {
  const { ada, mo, rae } = await makeCast()
  handles = { ada: ada.handle, mo: mo.handle }
  const contentNotes = [{ topic: 'Drowning', degree: 'depicted' }]
  essay = await carryOut(createPost, ada, { title: 'Salt & <Smoke> ]]>', body, contentNotes })
  await carryOut(publishPost, ada, { postId: essay.id })
  await carryOut(addUpdateNote, ada, { postId: essay.id, kind: 'correction', body: 'It was *1753*.' }, new Date('2026-03-03T10:00:00Z'))
  await writer().authorship.create({ data: { postId: essay.id, personId: mo.id, position: 1 }, select: { postId: true } })
  const { id: tagId } = await writer().tag.create({ data: { slug: 'sea', name: 'Sea & salt' }, select: { id: true } })
  await writer().postTag.create({ data: { postId: essay.id, tagId }, select: { postId: true } })
  await publishedReplyBy(rae, mo, essay.slug)
  await replyBy(rae, essay.slug)
  const { html } = await writer().postRevision.findFirstOrThrow({ where: { postId: essay.id }, select: { html: true } })
  await writer().postRevision.updateMany({ where: { postId: essay.id }, data: { html: html + folded, rendererVersion: { increment: 1 } } })
})

const ask = (path: string) => new Request(origin + path)
const read = {
  rss: async () => parseRssFeed(await (await rss(ask('/feed.xml'))).text()),
  atom: async () => parseAtomFeed(await (await atom(ask('/atom.xml'))).text()),
  json: async () => parseJsonFeed(await (await json(ask('/feed.json'))).text()),
}

test.each([
  ['RSS', rss, '/feed.xml'],
  ['Atom', atom, '/atom.xml'],
])('libxml2 reads %s, and finds the title as it was written', async (_, get, path) => {
  const document = XmlDocument.fromString(await (await get(ask(path))).text())
  const titles = document.find('//*[local-name()="title"]').map(({ content }) => content)
  expect(titles).toEqual(['Afterword', 'Salt & <Smoke> ]]>'])
  document.dispose()
})

test('RSS says what it is, in which language, and where it stands', async () => {
  const feed = await read.rss()
  expect(feed).toMatchObject({ title: 'Afterword', link: `${origin}/`, language: 'en', atom: { links: [{ rel: 'self', href: `${origin}/feed.xml`, type: 'application/rss+xml' }] } })
  expect(feed.items).toHaveLength(1)
})

test('an item of RSS names both authors, its tags, its page, its replies and where to follow them', async () => {
  const path = `${origin}/posts/${essay.slug}`
  expect((await read.rss()).items?.[0]).toMatchObject({
    title: 'Salt & <Smoke> ]]>',
    link: path,
    guid: { value: `urn:uuid:${essay.id}`, isPermaLink: false },
    dc: { creators: ['ada', 'mo'] },
    categories: [{ name: 'Sea & salt' }],
    comments: `${path}#conversation`,
    slash: { comments: 1 },
    wfw: { commentRss: `${path}/comments/feed.xml` },
  })
})

test('an entry of Atom says the same in its own words', async () => {
  const feed = await read.atom()
  expect(feed).toMatchObject({ id: `${origin}/`, title: { value: 'Afterword' }, links: [{ rel: 'self', href: `${origin}/atom.xml` }, { rel: 'alternate', href: `${origin}/` }] })
  expect(feed.entries?.[0]).toMatchObject({
    id: `urn:uuid:${essay.id}`,
    title: { value: 'Salt & <Smoke> ]]>' },
    authors: [{ name: 'ada', uri: `${origin}/people/${handles.ada}` }, { name: 'mo', uri: `${origin}/people/${handles.mo}` }],
    categories: [{ term: 'Sea & salt' }],
    links: [{ rel: 'alternate' }, { rel: 'replies', type: 'text/html' }, { rel: 'replies', href: `${origin}/posts/${essay.slug}/comments/feed.xml`, type: 'application/rss+xml' }],
  })
})

test('an item of JSON Feed says the same', async () => {
  const feed = await read.json()
  expect(feed).toMatchObject({ title: 'Afterword', language: 'en', home_page_url: `${origin}/`, feed_url: `${origin}/feed.json` })
  expect(feed.items?.[0]).toMatchObject({
    id: `urn:uuid:${essay.id}`,
    title: 'Salt & <Smoke> ]]>',
    language: 'en',
    authors: [{ name: 'ada', url: `${origin}/people/${handles.ada}` }, { name: 'mo', url: `${origin}/people/${handles.mo}` }],
    tags: ['Sea & salt'],
  })
})

describe.each([
  ['RSS', async () => { const item = (await read.rss()).items?.[0]; return { html: item?.content?.encoded, summary: item?.description } }],
  ['Atom', async () => { const entry = (await read.atom()).entries?.[0]; return { html: entry?.content?.value, summary: entry?.summary?.value } }],
  ['JSON Feed', async () => { const item = (await read.json()).items?.[0]; return { html: item?.content_html, summary: item?.summary } }],
])('%s', (_, readItem) => {
  test('gives the whole text, after what a reader may want to know before it, and what was changed at its end', async () => {
    const { html = '', summary = '' } = await readItem()
    const parts = ['Before you read: Drowning (depicted).', 'Corrected on 3 March 2026.', 'See <a', 'Said below', 'It was <em>1753</em>.']
    const places = parts.map((part) => html.indexOf(part))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(-1)
    expect(summary).toMatch(/^Before you read: Drowning \(depicted\)\. See the sea/)
  })

  test('has only addresses that hold anywhere', async () => {
    const { html = '' } = await readItem()
    const addresses = [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, each]) => each)
    expect(addresses.length).toBeGreaterThan(2)
    for (const each of addresses) expect(each).toMatch(address)
  })

  test('leaves out what is folded, and says that it is there', async () => {
    const { html = '', summary = '' } = await readItem()
    expect(html + summary).not.toContain('butler')
    expect(html).toContain(`<a href="${origin}/posts/${essay.slug}#">How it ends</a>`)
  })
})

test('a post has the same id in every format, also when its address changes', async () => {
  const ids = async () => [(await read.rss()).items?.[0]?.guid?.value, (await read.atom()).entries?.[0]?.id, (await read.json()).items?.[0]?.id]
  const before = await ids()
  await writer().post.update({ where: { id: essay.id }, data: { slug: `${essay.slug}-renamed` }, select: { id: true } })
  expect((await read.rss()).items?.[0]?.link).toBe(`${origin}/posts/${essay.slug}-renamed`)
  expect(await ids()).toEqual(before)
  expect(new Set(before)).toEqual(new Set([`urn:uuid:${essay.id}`]))
})
