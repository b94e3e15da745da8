import { parseFeed } from 'feedsmith'
import { Readable } from 'node:stream'
import { parseSitemap } from 'sitemap'
import robotsParser from 'robots-parser'
import { beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/database.ts'
import { loadDemo } from '../../prisma/demo/load.ts'
import { database } from '../database/fenced-database.ts'
import { startSite, tagsIn } from './site.ts'

// The demo as somebody sees it who follows every link and has no account.

type Page = { address: string; status: number; title: string; noindex: boolean; canonical: string; links: string[]; feeds: string[]; html: string }

/** More than the demo has: what is not reached by then is a trap for those who collect pages. */
const most = 600

let site: Awaited<ReturnType<typeof startSite>>
let pages: Map<string, Page>

beforeAll(async () => {
  await loadDemo()
  await closeDatabase()
  site = await startSite()
  pages = await crawl()
}, 400_000)

async function crawl(): Promise<Map<string, Page>> {
  const seen = new Map<string, Page>()
  const asked = new Set(['/'])
  let waiting = ['/']
  while (waiting.length > 0 && asked.size < most) {
    const read = await Promise.all(waiting.slice(0, 8).map(visit))
    waiting = waiting.slice(8)
    for (const page of read) {
      seen.set(page.address, page)
      for (const href of page.links) {
        if (asked.has(href) || isOneOfMany(href)) continue
        asked.add(href)
        waiting.push(href)
      }
    }
  }
  if (waiting.length > 0) throw new Error(`There is no end to the links; one of the last is ${waiting.at(-1)}`)
  return seen
}

const alike = new Map<string, number>()

/** Every comment has a form to answer it, in every order, and one to report it: a few of each kind stand for the others. */
function isOneOfMany(href: string): boolean {
  const kind = href.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'id')
  const count = (alike.get(kind) ?? 0) + 1
  alike.set(kind, count)
  return count > 3 && kind !== href && kind !== '/c/id'
}

async function visit(address: string): Promise<Page> {
  const answer = await fetch(site.url + address, { redirect: 'manual' })
  const html = await answer.text()
  // A permalink leads on to a place, which is a page like another.
  const onward = answer.status >= 300 && answer.status < 400 ? (answer.headers.get('location') ?? '').replace(site.url, '') : ''
  const isPage = onward === '' && (answer.headers.get('content-type')?.startsWith('text/html') ?? false)
  const page = isPage ? html : ''
  const linked = tagsIn(page, 'link')
  return {
    address,
    status: onward.startsWith('/') ? 200 : answer.status,
    title: /<title>([^<]*)</.exec(page)?.[1] ?? '',
    noindex: tagsIn(page, 'meta').some(({ name, content = '' }) => name === 'robots' && content.includes('noindex')),
    canonical: linked.find(({ rel }) => rel === 'canonical')?.href ?? '',
    links: [...tagsIn(page, 'a').map(({ href = '' }) => href), onward].filter(leadsHere).map(pathOf),
    feeds: linked.filter(({ rel, type = '' }) => rel === 'alternate' && /rss|atom|feed/.test(type)).map(({ href = '' }) => href),
    html,
  }
}

/** The door says where one came from: one of its addresses is enough. */
function leadsHere(href: string): boolean {
  return (href.startsWith('/') || href.startsWith('?')) && !href.startsWith('/sign-in?')
}

function pathOf(href: string): string {
  return href.split('#', 1)[0] || '/'
}

test('every link leads to a page', () => {
  expect(pages.size).toBeGreaterThan(60)
  const broken = [...pages.values()].filter(({ status }) => status !== 200).map(({ address, status }) => {
    const from = [...pages.values()].find(({ links }) => links.includes(address))?.address
    return `${from} leads to ${address}, which is ${status}`
  })
  expect(broken).toEqual([])
})

test('no two pages that a search engine keeps share a title', () => {
  const addresses = new Map<string, Set<string>>()
  for (const { title, canonical, noindex, address } of pages.values()) {
    if (title === '' || noindex) continue
    const known = addresses.get(title) ?? new Set()
    addresses.set(title, known.add(canonical || address))
  }
  expect([...addresses].filter(([, of]) => of.size > 1)).toEqual([])
})

test('a page that is known by another address leads to one that is there', async () => {
  const canonicals = new Set([...pages.values()].flatMap(({ canonical }) => (canonical.startsWith(site.url) ? [canonical.slice(site.url.length) || '/'] : [])))
  expect(canonicals.size).toBeGreaterThan(20)
  for (const canonical of canonicals) expect((pages.get(canonical) ?? (await visit(canonical))).status, canonical).toBe(200)
})

test('every feed that a page names is one, and every address in it leads to a page', async () => {
  const feeds = new Set([...pages.values()].flatMap((page) => page.feeds))
  expect(feeds.size).toBeGreaterThan(20)
  const addresses = new Set<string>()
  for (const feed of feeds) {
    const answer = await fetch(feed)
    expect(answer.status, feed).toBe(200)
    const text = await answer.text()
    expect(() => parseFeed(text), feed).not.toThrow()
    for (const [, address] of text.matchAll(new RegExp(`${site.url}(/[^"<&\\\\\\s#]*)`, 'g'))) addresses.add(address ?? '/')
  }
  for (const address of addresses) expect((pages.get(address) ?? (await visit(address))).status, address).toBe(200)
}, 120_000)

test('the sitemap names pages that are there, may be kept and are known by that address, and every such page', async () => {
  const rules = robotsParser(`${site.url}/robots.txt`, await (await fetch(`${site.url}/robots.txt`)).text())
  const listed = (await parseSitemap(Readable.from([await (await fetch(`${site.url}/sitemap.xml`)).text()]))).map(({ url }) => url)
  for (const url of listed) {
    const page = pages.get(url.slice(site.url.length)) ?? (await visit(url.slice(site.url.length)))
    expect([page.status, page.noindex, page.canonical], url).toEqual([200, false, url === `${site.url}/` ? site.url : url])
  }
  const kept = [...pages.values()].filter(({ canonical, noindex }) => canonical !== '' && !noindex && !canonical.includes('?')).map(({ canonical }) => (canonical === site.url ? `${site.url}/` : canonical))
  expect([...new Set(kept)].filter((url) => rules.isAllowed(url, 'Examplebot') && !listed.includes(url))).toEqual([])
})

test('nothing that is not public is on any page, in any feed, or at the end of any link', async () => {
  const { rows } = await database.query<{ id: string; text: string; state: string }>(
    `SELECT c.id, r.text, c.state FROM comment c JOIN comment_revision r ON r.id = c.current_revision_id WHERE c.state <> 'published' AND length(r.text) > 30`)
  expect(rows.length).toBeGreaterThan(5)
  const feeds = await Promise.all([...new Set([...pages.values()].flatMap((page) => page.feeds))].map(async (feed) => (await fetch(feed)).text()))
  const everything = [...[...pages.values()].map(({ html }) => html), ...feeds]
  for (const { id, text, state } of rows) {
    const words = text.slice(0, 30).replace(/[&<>"'’“”].*/, '')
    if (words.length > 15) expect(everything.filter((each) => each.includes(words)), state).toEqual([])
    expect(feeds.filter((each) => each.includes(id)), state).toEqual([])
  }
})
