import { pathDecoded, percentDecoded } from './percent-decoded.ts'
import type { WxrItem } from './wxr-records.ts'

/**
 * The paths under which the old blog showed a post: its link, the same with each slug it had before, and the short form
 * by number. As `findRedirect` looks them up: decoded, without a slash at the end.
 */
export function oldAddresses(item: WxrItem, blogUrl: string): string[] {
  const link = pathOf(item.link)
  const olderSlugs = item.meta.filter(({ key, value }) => key === '_wp_old_slug' && value !== '').map(({ value }) => percentDecoded(value))
  const older = link && !link.includes('?') ? olderSlugs.map((slug) => link.replace(/[^/]*$/, slug)) : []
  const paths = [link, ...older, ...olderSlugs.map((slug) => `/posts/${slug}`), ...numbered(item, pathOf(blogUrl) ?? '')]
  // The old front page is ours now, and a slash in a slug would be another address.
  return [...new Set(paths)].filter((path) => path !== undefined && path !== '' && path !== '/' && path.length <= 2_000) as string[]
}

/** Blogs in a folder were asked for there: `/blog/?p=17`. */
function numbered(item: WxrItem, folder: string): string[] {
  if (!/^\d+$/.test(item.id)) return []
  const base = `${folder.replace(/\/$/, '')}/`
  return item.type === 'page' ? [`${base}?page_id=${item.id}`, `${base}?p=${item.id}`] : [`${base}?p=${item.id}`]
}

function pathOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { pathname, search } = new URL(url)
  const path = pathDecoded(pathname).replace(/\/{2,}/g, '/')
  return search ? path + search : path.replace(/\/$/, '') || '/'
}
