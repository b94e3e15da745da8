import type { Root } from 'hast'
import { publicReader } from '#lib/database.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { findShownPeople } from '#lib/posts/find-shown-people.ts'
import { attribute, eachElement } from '#lib/rendering/walk-tree.ts'

/** More are not looked up. */
const mostLinks = 200

/** First parts of addresses behind which there is always something, or behind which only the person themselves can look. */
const standing = ['', 'search', 'works', 'guidelines', 'log', 'sign-in', 'sign-up', 'account', 'feed.xml', 'atom.xml', 'feed.json', 'sitemap.xml', 'media', 'opensearch.xml', 'notifications', 'write']

/**
 * The addresses of this site that a text links to and behind which a reader finds nothing: no page, or none that is public.
 * @param origin of this site; links that begin with it stay here
 */
export async function findDeadLinks(tree: Root, origin: string): Promise<string[]> {
  const links = linksWithin(tree, origin).slice(0, mostLinks)
  const dead: string[] = []
  for (const link of links) if (!(await leadsSomewhere(link))) dead.push(link)
  return dead
}

function linksWithin(tree: Root, origin: string): string[] {
  const links = new Set<string>()
  eachElement(tree, (element) => {
    const href = element.tagName === 'a' ? attribute(element, 'href') : undefined
    if (href === undefined) return
    if (/^\/(?!\/)/.test(href)) links.add(href)
    else if (URL.canParse(href) && new URL(href).origin === origin) links.add(href.slice(origin.length) || '/')
  })
  return [...links]
}

async function leadsSomewhere(link: string): Promise<boolean> {
  const path = link.split(/[?#]/, 1)[0] ?? ''
  const [, room = '', rawName = ''] = path.split('/')
  const name = decoded(rawName)
  const db = publicReader()
  if (room === 'posts') return (await db.publishedPost.findUnique({ where: { slug: name }, select: { id: true } })) !== null || (await findRedirect(`/posts/${name}`)) !== null
  if (room === 'tags') return (await db.publishedTag.findUnique({ where: { slug: name }, select: { id: true } })) !== null
  if (room === 'series') return (await db.publishedSeries.findUnique({ where: { slug: name }, select: { id: true } })) !== null
  if (room === 'works' && name !== '') return (await db.publishedWorkAddress.findUnique({ where: { slug: name }, select: { workId: true } })) !== null
  if (room === 'people') return isShown(await db.publishedPerson.findUnique({ where: { handle: name }, select: { id: true } }))
  if (room === 'c') return isId(name) && (await db.publishedComment.findFirst({ where: { id: name }, select: { id: true } })) !== null
  return standing.includes(room) || (await findRedirect(link.split('#', 1)[0] ?? '')) !== null
}

async function isShown(person: { id: string } | null): Promise<boolean> {
  return person !== null && (await findShownPeople([person.id])).has(person.id)
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
