import { mf2 } from 'microformats-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { carryOut, decideNow, essayBy, makeCast, publishedReplyBy, replyBy } from '../cast.ts'
import { vocabularyErrors } from './schema-org.ts'
import { cookieOf, findAll, startSite, textOf } from './site.ts'

// What programs read in a page: microformats, JSON-LD, the tags of its head.

let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string; path: string }
let said: Record<'first' | 'reply' | 'hidden' | 'under' | 'held', string>

const title = 'Salt </script><!-- & "smoke"'
const website = 'https://ada.example/'
const image = 'https://pictures.example/sea.webp?a=1&b=2'

/** An essay with everything, a thread of two pages in which one comment waits and one was hidden, and 21 essays of another author. */
beforeAll(async () => {
  cast = await makeCast()
  const { ada, mo, rae, nia, noor } = cast
  await writer().person.update({ where: { id: ada.id }, data: { website, pronouns: 'she/her' }, select: { id: true } })
  const post = await carryOut(createPost, ada, { title, body: 'Of the *sea*.', standfirst: 'A standfirst' })
  await carryOut(publishPost, ada, { postId: post.id })
  await carryOut(addUpdateNote, ada, { postId: post.id, kind: 'correction', body: 'It was 1753.' })
  const { id: tagId } = await writer().tag.create({ data: { slug: 'sea', name: 'The sea' }, select: { id: true } })
  await writer().postTag.create({ data: { postId: post.id, tagId }, select: { postId: true } })
  const { html } = await writer().postRevision.findFirstOrThrow({ where: { postId: post.id }, select: { html: true } })
  const picture = `<p><img src="${image.replace('&', '&#x26;')}" alt="The sea"></p>`
  await writer().postRevision.updateMany({ where: { postId: post.id }, data: { html: html + picture, rendererVersion: { increment: 1 } } })
  essay = { ...post, path: `/posts/${post.slug}` }
  const first = await publishedReplyBy(rae, mo, post.slug)
  const [reply, hidden] = [await publishedReplyBy(mo, mo, post.slug, first), await replyBy(rae, post.slug, '', 'canary </script><!-- hidden')]
  await decideNow(mo, hidden, 'approve')
  const under = await publishedReplyBy(mo, mo, post.slug, hidden)
  await decideNow(mo, hidden, 'hide')
  said = { first, reply, hidden, under, held: await replyBy(nia, post.slug, '', 'canary held') }
  for (let count = 0; count < 50; count++) await publishedReplyBy(mo, mo, post.slug)
  await writer().person.update({ where: { id: noor.id }, data: { role: 'author' }, select: { id: true } })
  for (let count = 0; count < 21; count++) await essayBy({ ...noor, role: 'author' }, count === 0 ? 'closed' : 'open')
  site = await startSite()
}, 300_000)

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(site.url + path, { headers, redirect: 'manual' })
  return { status: answer.status, html: await answer.text() }
}

/** The tags of a head by their names, each with all its values. */
async function headOf(path: string) {
  const { html } = await get(path)
  const metas = findAll(html, 'meta').map(({ properties }) => [String(properties?.property ?? properties?.name), String(properties?.content)] as const)
  const links = findAll(html, 'link').map(({ properties }) => ({ rel: String(properties?.rel), type: String(properties?.type), href: String(properties?.href), title: String(properties?.title) }))
  return {
    title: textOf(findAll(html, 'title')[0] ?? { type: 'text' }),
    one: (name: string) => metas.find(([each]) => each === name)?.[1],
    all: (name: string) => metas.filter(([each]) => each === name).map(([, value]) => value),
    canonical: links.filter(({ rel }) => rel === 'canonical').map(({ href }) => href.replace(site.url, '') || '/'),
    feeds: links.filter(({ rel, type }) => rel === 'alternate' && type.startsWith('application/')),
  }
}

async function jsonLdOf(path: string, headers: Record<string, string> = {}): Promise<Record<string, unknown>[]> {
  const { html } = await get(path, headers)
  return findAll(html, 'script', ({ properties }) => properties?.type === 'application/ld+json').map((script) => JSON.parse(textOf(script)))
}

async function read(path: string, headers: Record<string, string> = {}) {
  return mf2((await get(path, headers)).html, { baseUrl: site.url + path })
}

describe('microformats', () => {
  test('an essay is an entry with its name, its author with an address, its times, its address, its text and its tags', async () => {
    const { items } = await read(essay.path)
    expect(items.map(({ type }) => type)).toEqual([['h-entry']])
    const { properties } = items[0] ?? { properties: {} }
    expect(properties.name).toEqual([title])
    expect(properties.summary).toEqual(['A standfirst'])
    expect(properties.category).toEqual(['The sea'])
    expect(properties.url).toEqual([site.url + essay.path])
    expect(properties.author).toMatchObject([{ type: ['h-card'], properties: { name: ['ada'], url: [`${site.url}/people/${cast.ada.handle}`] } }])
    const { publishedAt, updatedAt } = await writer().publishedPost.findUniqueOrThrow({ where: { slug: essay.slug }, select: { publishedAt: true, updatedAt: true } })
    expect([properties.published, properties.updated]).toEqual([[publishedAt.toISOString()], [updatedAt.toISOString()]])
    expect(properties.content).toMatchObject([{ html: expect.stringContaining('<em>sea</em>') }])
  })

  test('its comments are citations with their writer, time, address and words, and nothing of what waits or was hidden', async () => {
    const { items } = await read(essay.path)
    const comments = items[0]?.properties.comment ?? []
    expect(comments).toHaveLength(51)
    expect(comments[0]).toMatchObject({
      type: ['h-cite'],
      properties: {
        author: [{ type: ['h-card'], properties: { name: ['rae'], url: [`${site.url}/people/${cast.rae.handle}`] } }],
        url: [`${site.url}/c/${said.first}`],
        published: [expect.stringMatching(/^\d{4}-/)],
        content: [{ value: expect.stringMatching(/^A thought /) }],
      },
    })
    const all = JSON.stringify(items)
    for (const gone of ['canary', said.held, `/c/${said.hidden}`]) expect(all).not.toContain(gone)
  })

  test('who waits for a decision reads the own text on the page, and programs of theirs do not count it among the comments', async () => {
    const headers = { cookie: await cookieOf(cast.nia) }
    expect((await get(essay.path, headers)).html).toContain('canary held')
    expect(JSON.stringify((await read(essay.path, headers)).items[0]?.properties.comment)).not.toContain('canary')
    expect(JSON.stringify(await jsonLdOf(essay.path, headers))).not.toContain(said.held)
  })

  test('the page of somebody with an account describes the essay, and does not say a third time who said something under it', async () => {
    const described = async (headers: Record<string, string> = {}) => (await jsonLdOf(essay.path, headers)).find((each) => each['@type'] === 'BlogPosting')
    const { comment, ...essayAlone } = (await described()) ?? {}
    expect(comment).toHaveLength(50)
    expect(await described({ cookie: await cookieOf(cast.rae) })).toEqual(essayAlone)
  })

  test('the second page of a conversation is of the same entry, with the comments that stand there', async () => {
    const { items } = await read(`${essay.path}?page=2`)
    expect(items[0]).toMatchObject({ type: ['h-entry'], properties: { name: [title], url: [site.url + essay.path], author: [{ properties: { name: ['ada'] } }] } })
    expect(items[0]?.properties.comment?.length).toBeGreaterThan(0)
  })

  test.each([
    ['the front page', () => '/'],
    ['a tag', () => '/tags/sea'],
    ['the page of an author', () => `/people/${cast.noor.handle}`],
  ])('%s is a feed of entries with names, addresses and times', async (_, path) => {
    const { items } = await read(path())
    const feed = items.find(({ type }) => type?.includes('h-feed'))
    expect(feed?.children?.length).toBeGreaterThan(0)
    for (const { type, properties } of feed?.children ?? []) {
      expect(type).toEqual(['h-entry'])
      expect([properties.name, properties.url, properties.published].map((each) => each?.length)).toEqual([1, 1, 1])
      expect(String(properties.url?.[0])).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/posts\//)
    }
  })

  test('somebody’s page is their card', async () => {
    const { items, rels } = await read(`/people/${cast.ada.handle}`)
    const card = items.find(({ type }) => type?.includes('h-card'))
    const own = `${site.url}/people/${cast.ada.handle}`
    expect(card?.properties).toMatchObject({ name: ['ada'], uid: [own], url: [own, website], pronouns: ['she/her'] })
    expect(rels.me).toEqual([website])
  })
})

describe('JSON-LD', () => {
  test.each([
    ['an essay', () => essay.path, 'BlogPosting'],
    ['the second page of its conversation', () => `${essay.path}?page=2`, 'BlogPosting'],
    ['somebody’s page', () => `/people/${cast.ada.handle}`, 'ProfilePage'],
  ])('of %s uses the words of schema.org as they are meant', async (_, path, type) => {
    const [data] = await jsonLdOf(path())
    expect(data).toMatchObject({ '@context': 'https://schema.org', '@type': type })
    expect(vocabularyErrors(data ?? {})).toEqual([])
  })

  test('that says what the vocabulary does not know is noticed', async () => {
    const [data] = await jsonLdOf(essay.path)
    expect(vocabularyErrors({ ...data, comment: [{ '@type': 'Comment', dateCreaded: 'x' }] })).toEqual([expect.stringContaining('dateCreaded')])
  })

  test('of the front page says how the site is searched', async () => {
    const [data] = await jsonLdOf('/')
    const { 'query-input': input, ...search } = data?.potentialAction as Record<string, unknown>
    // The one word that is not schema.org's but its way of speaking of actions: https://schema.org/docs/actions.html
    expect(input).toBe('required name=search_term_string')
    expect(vocabularyErrors({ ...data, potentialAction: search })).toEqual([])
    expect(search.target).toMatchObject({ urlTemplate: `${site.url}/search?q={search_term_string}` })
    expect((await get('/search?q=sea')).status).toBe(200)
  })

  test('of an essay says who wrote what, when, how long it is and how much was said', async () => {
    const [data] = await jsonLdOf(essay.path)
    expect(data).toMatchObject({
      headline: title,
      author: [{ '@type': 'Person', name: 'ada', url: `${site.url}/people/${cast.ada.handle}` }],
      publisher: { name: 'Afterword' },
      mainEntityOfPage: site.url + essay.path,
      inLanguage: 'en',
      isAccessibleForFree: true,
      wordCount: 3,
      keywords: ['The sea'],
      image,
      commentCount: 53,
      correction: [{ '@type': 'CorrectionComment' }],
    })
  })

  test('names the comments of its page, at most fifty, each with what it answers, and none that waits, is hidden or hangs on nothing', async () => {
    const [data] = await jsonLdOf(essay.path)
    const comments = data?.comment as Record<string, unknown>[]
    expect(comments).toHaveLength(50)
    const byUrl = new Map(comments.map((each) => [each.url, each]))
    expect(byUrl.get(`${site.url}/c/${said.first}`)).toMatchObject({ author: { name: 'rae' }, dateCreated: expect.stringMatching(/^\d{4}-/) })
    expect(byUrl.get(`${site.url}/c/${said.first}`)).not.toHaveProperty('parentItem')
    expect(byUrl.get(`${site.url}/c/${said.reply}`)).toMatchObject({ parentItem: { '@id': `${site.url}/c/${said.first}` } })
    expect(byUrl.get(`${site.url}/c/${said.under}`)).not.toHaveProperty('parentItem')
    for (const gone of [said.held, said.hidden]) expect(JSON.stringify(data)).not.toContain(gone)
  })

  test('no text ends the element that it stands in', async () => {
    const { html } = await get(essay.path)
    const scripts = html.split('<script type="application/ld+json"').slice(1).map((rest) => rest.split('</script>', 1)[0] ?? '')
    expect(scripts).toHaveLength(1)
    expect(scripts[0]).toContain('\\u003c/script>\\u003c!--')
    expect(scripts[0]?.slice(1)).not.toMatch(/<!--|<\/|<script/)
  })
})

describe('the head of a page', () => {
  const pages: [string, () => string][] = [
    ['the front page', () => '/'],
    ['its second page', () => '/?before='],
    ['an essay', () => essay.path],
    ['page 2 of its conversation', () => `${essay.path}?page=2`],
    ['its conversation, newest first', () => `${essay.path}?order=newest`],
    ['a branch of it', () => `${essay.path}?branch=${said.first}`],
    ['a tag', () => '/tags/sea'],
    ['an author', () => `/people/${cast.noor.handle}`],
    ['older essays of an author', () => `/people/${cast.noor.handle}?before=`],
    ['a reader', () => `/people/${cast.rae.handle}`],
    ['a search', () => '/search?q=sea'],
    ['the door', () => '/sign-in'],
  ]

  /** A second page hangs on the last essay of the first, which leads there. */
  async function addressOf(path: string) {
    if (!path.endsWith('?before=')) return path
    const { html } = await get(path.replace('?before=', ''))
    return String(findAll(html, 'a', ({ properties }) => String(properties?.rel).includes('next'))[0]?.properties?.href)
  }

  test.each(pages)('%s has a title, a description and a preview that say the same, and no picture that is not there', async (_, path) => {
    const address = await addressOf(path())
    const head = await headOf(address)
    for (const name of ['description', 'og:title', 'og:description', 'og:type', 'og:site_name', 'og:locale', 'twitter:card', 'twitter:title']) {
      expect(head.all(name), name).toHaveLength(1)
      expect(head.one(name), name).not.toBe('')
    }
    expect(head.one('og:description')).toBe(head.one('description'))
    expect(head.title.startsWith(head.one('og:title') ?? '?')).toBe(true)
    expect(head.all('og:image')).toEqual(address.startsWith(essay.path) ? [image] : [])
  })

  test('no two pages have one title', async () => {
    const titles = await Promise.all(pages.map(async ([, path]) => (await headOf(await addressOf(path()))).title))
    expect(new Set(titles).size).toBe(titles.length)
  })

  test('an essay’s preview is of an article, with its times, authors and tags', async () => {
    const head = await headOf(essay.path)
    expect(head.one('og:type')).toBe('article')
    expect(head.one('og:url')).toBe(site.url + essay.path)
    expect(head.one('og:locale')).toBe('en_GB')
    expect(head.all('article:author')).toEqual([`${site.url}/people/${cast.ada.handle}`])
    expect(head.all('article:tag')).toEqual(['The sea'])
    for (const name of ['article:published_time', 'article:modified_time']) expect(new Date(head.one(name) ?? '').getTime()).toBeGreaterThan(0)
    expect((await headOf(`/people/${cast.ada.handle}`)).one('profile:username')).toBe(cast.ada.handle)
  })

  test('every page is known by one address: later pages by their own, orders and branches by the essay’s, none by what a visitor added', async () => {
    const older = await addressOf('/?before=')
    const known: [string, string][] = [
      ['/', '/'], ['/?utm_source=x', '/'], [older, older], [essay.path, essay.path], [`${essay.path}?utm_source=x&reply=${said.first}`, essay.path],
      [`${essay.path}?page=2`, `${essay.path}?page=2`], [`${essay.path}?order=newest`, essay.path], [`${essay.path}?branch=${said.first}`, essay.path],
      ['/tags/sea?x=1', '/tags/sea'], [`/people/${cast.rae.handle}`, `/people/${cast.rae.handle}`],
    ]
    for (const [address, canonical] of known) expect((await headOf(address)).canonical, address).toEqual([canonical])
  })

  test('feeds are found from every page: its own first, and the site’s', async () => {
    const expected: [string, string[]][] = [
      ['/', []],
      ['/sign-in', []],
      ['/tags/sea', ['/tags/sea/feed.xml', '/tags/sea/atom.xml', '/tags/sea/feed.json']],
      [`/people/${cast.noor.handle}`, ['feed.xml', 'atom.xml', 'feed.json'].map((file) => `/people/${cast.noor.handle}/${file}`)],
      [`/people/${cast.rae.handle}`, []],
      [essay.path, [`${essay.path}/comments/feed.xml`]],
    ]
    for (const [address, own] of expected) {
      const { feeds } = await headOf(address)
      expect(feeds.map(({ href }) => href.replace(site.url, '')).toSorted(), address).toEqual([...own, '/feed.xml', '/atom.xml', '/feed.json'].toSorted())
      if (own[0]) expect(feeds[0]?.href).toBe(site.url + own[0])
      for (const { href, type, title: name } of feeds) {
        const answer = await fetch(href)
        expect([answer.status, answer.headers.get('content-type')], href).toEqual([200, `${type}; charset=utf-8`])
        expect(name).toContain('Afterword')
      }
    }
  })

  test('an essay that nobody can answer, and one that is not listed, names no feed of its conversation', async () => {
    const closed = await writer().post.findFirstOrThrow({ where: { commentsMode: 'closed' }, select: { slug: true } })
    const { id, slug } = await essayBy(cast.ada)
    await writer().post.update({ where: { id }, data: { state: 'unlisted' }, select: { id: true } })
    for (const each of [closed.slug, slug]) expect((await headOf(`/posts/${each}`)).feeds.filter(({ href }) => href.includes('/comments/'))).toEqual([])
    expect((await headOf(`/posts/${slug}`)).one('robots')).toBe('noindex')
  })
})

describe('who has a feed or a sitemap already', () => {
  test.each(['/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml'])('is told so for %s, and is given its head when asking for that', async (path) => {
    const whole = await fetch(site.url + path)
    const etag = whole.headers.get('etag') ?? ''
    const modified = whole.headers.get('last-modified') ?? ''
    expect(whole.headers.get('cache-control')).toBe('public, no-cache')
    const kept: Record<string, string>[] = [{ 'If-None-Match': etag }, { 'If-None-Match': `"other", ${etag}` }, { 'If-Modified-Since': modified }]
    const stale: Record<string, string>[] = [{ 'If-None-Match': '"other"' }, { 'If-None-Match': '"other"', 'If-Modified-Since': modified }, { 'If-Modified-Since': 'yesterday' }]
    for (const headers of kept) {
      const answer = await fetch(site.url + path, { headers })
      expect([answer.status, await answer.text(), answer.headers.get('etag')], JSON.stringify(headers)).toEqual([304, '', etag])
    }
    for (const headers of stale) {
      expect((await fetch(site.url + path, { headers })).status, JSON.stringify(headers)).toBe(200)
    }
    const head = await fetch(site.url + path, { method: 'HEAD' })
    expect([head.status, await head.text(), head.headers.get('etag'), head.headers.get('content-type')]).toEqual([200, '', etag, whole.headers.get('content-type')])
  })
})
