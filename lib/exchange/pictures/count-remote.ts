import { Prisma } from '#database'
import { reader } from '#lib/database.ts'

/** Pictures of imported posts that browsers still get from other hosts: each place at which one is shown counts. */
export type RemotePictures = { pictures: number; posts: number; hosts: { host: string; count: number }[] }

/** Posts that are looked through in one question: a read has two seconds. */
const atATime = 100

/** Counts them in what the posts say now: to readers, or else as drafts. */
export async function countRemote(): Promise<RemotePictures> {
  const byHost = new Map<string, number>()
  let posts = 0
  for (let after = first; ; ) {
    const rows = await reader().$queryRaw<{ id: string; html: string | null }[]>(Prisma.sql`
      SELECT p.id, r.html FROM (SELECT * FROM post WHERE import_key IS NOT NULL AND id > ${after}::uuid ORDER BY id LIMIT ${atATime}) p
      LEFT JOIN post_revision r ON r.id = coalesce(p.published_revision_id, p.draft_revision_id) AND r.html LIKE '%<img %src="http%' ORDER BY p.id`)
    for (const { html } of rows) {
      const hosts = html === null ? [] : remoteHosts(html)
      if (hosts.length > 0) posts++
      for (const host of hosts) byHost.set(host, (byHost.get(host) ?? 0) + 1)
    }
    if (rows.length < atATime) break
    after = rows.at(-1)?.id ?? after
  }
  const hosts = [...byHost].map(([host, count]) => ({ host, count })).sort((one, other) => other.count - one.count || one.host.localeCompare(other.host))
  return { pictures: hosts.reduce((sum, { count }) => sum + count, 0), posts, hosts }
}

const first = '00000000-0000-0000-0000-000000000000'

/** The hosts of pictures that a rendered text shows, each as often as it shows one. @param html of our renderer, which writes every attribute in double quotes */
export function remoteHosts(html: string): string[] {
  return [...html.matchAll(/<img(?: [\w-]+(?:="[^"]*")?)*? src="(https?:\/\/[^"]+)"/g)].flatMap(([, address = '']) => (URL.canParse(address) ? [new URL(address).host] : []))
}

/** The same as a line for people; null where there are none. */
export function sayRemote({ pictures, posts, hosts }: RemotePictures): string | null {
  if (pictures === 0) return null
  const shown = hosts.slice(0, hostsShown).map(({ host, count }) => `${host} ${count}`)
  const rest = hosts.length - hostsShown
  return `${pictures} in ${posts} ${posts === 1 ? 'text' : 'texts'} (${[...shown, ...(rest > 0 ? [`${rest} other hosts`] : [])].join(', ')})`
}

const hostsShown = 8
