import { publicReader, reader } from '#lib/database.ts'
import { spellings } from '#lib/posts/find-redirect.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { pathDecoded } from '../percent-decoded.ts'
import { withoutWww } from './picture-address.ts'

/**
 * The links of a text that lead to pages of an old blog, and what is here for each: the present address of a post of that blog that readers see, or null. Two blogs may
 * have had the same paths, so each link is looked up among the posts of its own.
 * @param hosts those of which posts were imported, without `www.`
 */
export async function findLinks(links: readonly string[], hosts: ReadonlySet<string>): Promise<Map<string, string | null>> {
  const old = [...new Set(links)].filter((link) => isOfBlog(link, hosts))
  if (old.length === 0) return new Map()
  const pathsOf = new Map(old.map((link) => [link, spellings(pathIn(link))]))
  const rows = await reader().redirect.findMany({
    where: { fromPath: { in: [...pathsOf.values()].flat() }, post: { importKey: { startsWith: 'wxr:' } } },
    select: { fromPath: true, post: { select: { slug: true, importKey: true } } },
  })
  const shown = await publicReader().publishedPost.findMany({ where: { slug: { in: rows.map(({ post }) => post.slug) } }, select: { slug: true } })
  const slugs = new Set(shown.map(({ slug }) => slug))
  const found = (link: string) => rows.find(({ fromPath, post }) => pathsOf.get(link)?.includes(fromPath) && hostOfKey(post.importKey) === hostOf(link) && slugs.has(post.slug))
  return new Map(old.map((link) => {
    const row = found(link)
    return [link, row ? postPath(row.post.slug) + markIn(link) : null]
  }))
}

function isOfBlog(link: string, hosts: ReadonlySet<string>): boolean {
  if (!/^https?:\/\//i.test(link) || !URL.canParse(link)) return false
  const { pathname, search } = new URL(link)
  return hosts.has(hostOf(link)) && (pathname !== '/' || search !== '')
}

/** As the import keeps old addresses: decoded, with the query that stood there. What trackers add to a query was never part of one. */
function pathIn(link: string): string {
  const url = new URL(link)
  for (const name of [...url.searchParams.keys()]) if (/^(?:utm_\w+|fbclid|replytocom|share)$/.test(name)) url.searchParams.delete(name)
  return pathDecoded(url.pathname).replace(/\/{2,}/g, '/') + url.search
}

function hostOf(link: string): string {
  return withoutWww(new URL(link).host)
}

/** The host of the blog that a post came from. */
export function hostOfKey(importKey: string | null): string {
  const site = importKey?.startsWith('wxr:') ? (importKey.slice('wxr:'.length).split(':post:')[0] ?? '') : ''
  return withoutWww(site.split('/')[0] ?? '')
}

/** A place within a page, where it is a plain word. */
function markIn(link: string): string {
  return /#[\w-]+$/.exec(link)?.[0] ?? ''
}
