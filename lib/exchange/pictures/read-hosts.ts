import { reader } from '#lib/database.ts'
import { hostOfKey } from './find-links.ts'

export type NamedHosts = {
  /** From which pictures are taken over, and from no others. */
  pictures: Set<string>
  /** Of which posts were imported. */
  blogs: Set<string>
}

/**
 * The hosts that imports named, without `www.`. Of what was imported before such things were noted, the blog's own is known by the keys of its posts.
 */
export async function readHosts(): Promise<NamedHosts> {
  const sites = await reader().importSite.findMany({ select: { hosts: true } })
  const keys = await reader().$queryRaw<{ key: string }[]>`SELECT DISTINCT split_part(import_key, ':post:', 1) AS key FROM post WHERE import_key LIKE 'wxr:%'`
  const blogs = new Set(keys.map(({ key }) => hostOfKey(key)).filter((host) => host !== ''))
  return { blogs, pictures: new Set([...blogs, ...sites.flatMap(({ hosts }) => hosts)]) }
}
