import type { Root } from 'hast'
import { publicReader } from '#lib/database.ts'
import { findShownPeople } from '#lib/posts/find-shown-people.ts'
import { spellings } from '#lib/posts/find-redirect.ts'
import type { Found } from '#lib/posts/publishing/advice/advice.ts'
import { nearWords } from '#lib/posts/publishing/advice/near-words.ts'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'

/** More are not looked up. */
const mostLinks = 200

/** First parts of addresses behind which there is always something, or behind which only the person themselves can look. */
const standing = ['', 'search', 'guidelines', 'log', 'sign-in', 'sign-up', 'account', 'feed.xml', 'atom.xml', 'feed.json', 'sitemap.xml', 'media', 'opensearch.xml', 'notifications', 'write']

/**
 * The addresses of this site that a text links to and behind which a reader finds nothing: no page, or none that is public. Looked up by the rooms
 * of the site, all links of a room at once.
 * @param origin of this site; links that begin with it stay here
 */
export async function findDeadLinks(tree: Root, origin: string): Promise<Found[]> {
  const links = linksWithin(tree, origin).slice(0, mostLinks)
  const unsure = links.filter(({ room, name }) => !standing.includes(room) && !(room === 'works' && name === ''))
  const alive = await findAlive(unsure)
  const moved = await findMoved(unsure.filter((link) => !alive.has(link)))
  return unsure.filter((link) => !alive.has(link) && !moved.has(link)).map(({ href, near }) => ({ words: href, near }))
}

/** A link as it is written, the first two parts of its path, and where it stands. */
type Link = { href: string; room: string; name: string; near: string }

function linksWithin(tree: Root, origin: string): Link[] {
  const links = new Map<string, Link>()
  eachElement(tree, (element) => {
    const href = element.tagName === 'a' ? insideSite(attribute(element, 'href') ?? '', origin) : null
    if (href === null || links.has(href)) return
    const [, room = '', name = ''] = (href.split(/[?#]/, 1)[0] ?? '').split('/')
    links.set(href, { href, room, name: decoded(name), near: nearWords(tree, element) })
  })
  return [...links.values()]
}

function insideSite(href: string, origin: string): string | null {
  if (/^\/(?!\/)/.test(href)) return href
  return URL.canParse(href) && new URL(href).origin === origin ? href.slice(origin.length) || '/' : null
}

/** Those of some links that lead to something that everybody can see. */
async function findAlive(links: Link[]): Promise<Set<Link>> {
  const found = await Promise.all(Object.entries(rooms).map(async ([room, find]) => {
    const here = links.filter((link) => link.room === room)
    const names = here.length > 0 ? await find([...new Set(here.map(({ name }) => name))]) : new Set<string>()
    return here.filter(({ name }) => names.has(name))
  }))
  return new Set(found.flat())
}

/** Of names in a room of the site, those behind which a reader finds something. */
const rooms: Record<string, (names: string[]) => Promise<Set<string>>> = {
  posts: async (names) => setOf(await publicReader().publishedPost.findMany({ where: { slug: { in: names } }, select: { slug: true } })),
  tags: async (names) => setOf(await publicReader().publishedTag.findMany({ where: { slug: { in: names } }, select: { slug: true } })),
  series: async (names) => setOf(await publicReader().publishedSeries.findMany({ where: { slug: { in: names } }, select: { slug: true } })),
  works: async (names) => setOf(await publicReader().publishedWorkAddress.findMany({ where: { slug: { in: names } }, select: { slug: true } })),
  people: async (names) => {
    const people = await publicReader().publishedPerson.findMany({ where: { handle: { in: names } }, select: { id: true, handle: true } })
    const shown = await findShownPeople(people.map(({ id }) => id))
    return new Set(people.filter(({ id }) => shown.has(id)).map(({ handle }) => handle))
  },
  c: async (names) => {
    const comments = await publicReader().publishedComment.findMany({ where: { id: { in: names.filter(isId) } }, select: { id: true } })
    return new Set(comments.map(({ id }) => id))
  },
}

function setOf(rows: { slug: string }[]): Set<string> {
  return new Set(rows.map(({ slug }) => slug))
}

/** Those of some links that lead on to the present address of an essay. */
async function findMoved(links: Link[]): Promise<Set<Link>> {
  if (links.length === 0) return new Set()
  const waysOf = (link: Link) => spellings(link.room === 'posts' ? `/posts/${link.name}` : (link.href.split('#', 1)[0] ?? ''))
  const rows = await publicReader().publishedRedirect.findMany({ where: { fromPath: { in: links.flatMap(waysOf) } }, select: { fromPath: true } })
  const known = new Set(rows.map(({ fromPath }) => fromPath))
  return new Set(links.filter((link) => waysOf(link).some((way) => known.has(way))))
}

function isId(name: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(name)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part).normalize('NFC')
  } catch {
    return part
  }
}
