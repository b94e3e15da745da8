import { reader } from '#lib/database.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { countRemote } from './count-remote.ts'
import type { RemotePictures } from './count-remote.ts'
import { isFileTrouble, troubleWords } from './got-file.ts'

export type Imports = {
  sites: { key: string; title: string; blogUrl: string; importedAt: Date; posts: number }[]
  /** Files of old blogs that are ours by now. */
  taken: number
  remaining: RemotePictures
  /** Files that could not be had the last time somebody tried, by why; the most frequent reason first. */
  troubles: { why: string; count: number; such: string }[]
}

/** What was imported, and what of its pictures still comes from elsewhere, for administrators. */
export async function readImports(viewer: Viewer): Promise<Outcome<Imports>> {
  const refused = permitRole(viewer, 'administrator')
  if (refused) return refused
  const [sites, taken, remaining, troubles] = await Promise.all([
    reader().importSite.findMany({ orderBy: { importedAt: 'desc' }, select: { key: true, title: true, blogUrl: true, importedAt: true } }),
    reader().importPicture.count({ where: { image: { keptAt: { not: null }, goneAt: null } } }),
    countRemote(),
    reader().importPicture.groupBy({ by: ['trouble'], where: { trouble: { not: '' } }, _count: true, _min: { address: true } }),
  ])
  const counted = await Promise.all(sites.map(async (site) => ({ ...site, posts: await reader().post.count({ where: { importKey: { startsWith: `wxr:${site.key}:post:` } } }) })))
  const why = troubles.flatMap(({ trouble, _count: count, _min }) => (isFileTrouble(trouble) ? [{ why: troubleWords[trouble], count, such: _min.address ?? '' }] : []))
  return done({ sites: counted, taken, remaining, troubles: why.sort((one, other) => other.count - one.count) })
}
