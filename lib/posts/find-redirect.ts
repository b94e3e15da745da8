import { publicReader } from '#lib/database.ts'
import { postPath } from '#lib/posts/post-path.ts'

/**
 * The present address of a post that was once at `path`, here or on the site it came from.
 * @param path with its query where the old address had one (`/?p=17`); a slash at the end makes no difference
 * @param otherwise the same without it, for what was asked for with a query that means nothing
 * @returns an address of this site, or null when nothing that may be seen was ever there
 */
export async function findRedirect(path: string, otherwise = path): Promise<string | null> {
  const first = spellings(path)
  const found = await publicReader().publishedRedirect.findMany({ where: { fromPath: { in: [...new Set([...first, ...spellings(otherwise)])] } }, select: { fromPath: true, slug: true } })
  const row = found.find(({ fromPath }) => first.includes(fromPath)) ?? found[0]
  return row ? postPath(row.slug) : null
}

/** The ways in which an address may stand among the old ones: as asked for and decoded (old sites wrote non-Latin slugs both ways), each with and without the slash at the end of its path. */
export function spellings(address: string): string[] {
  return [...new Set([address, decoded(address)].flatMap((form) => {
    const [path, query] = splitQuery(form)
    const bare = path.replace(/\/+$/, '')
    return [`${bare || '/'}${query}`, `${bare}/${query}`]
  }))]
}

/** Path and query; the query with its question mark, empty when there is none. */
function splitQuery(address: string): [string, string] {
  const at = address.indexOf('?')
  return at === -1 ? [address, ''] : [address.slice(0, at), address.slice(at)]
}

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
