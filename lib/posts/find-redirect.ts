import { publicReader } from '#lib/database.ts'

/**
 * The present address of a post that was once at `path`, here or on the site it came from.
 * @param path with its query where the old address had one (`/?p=17`); a slash at the end makes no difference
 * @returns an address of this site, or null when nothing that may be seen was ever there
 */
export async function findRedirect(path: string): Promise<string | null> {
  const row = await publicReader().publishedRedirect.findFirst({ where: { fromPath: { in: spellings(path) } }, select: { slug: true } })
  return row && `/posts/${row.slug}`
}

/** As asked for, decoded (old sites wrote non-Latin slugs both ways), and each with and without the slash at the end. */
function spellings(path: string): string[] {
  const forms = [path, decoded(path)]
  return [...new Set(forms.flatMap((form) => (form.includes('?') ? [form] : [form.replace(/\/+$/, '') || '/', `${form.replace(/\/+$/, '')}/`])))]
}

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
