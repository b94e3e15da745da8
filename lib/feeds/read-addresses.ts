import { publicReader } from '#lib/database.ts'
import { postPath } from '#lib/posts/post-path.ts'

export type ListedAddress = { path: string; changedAt: Date }

/** What one sitemap may hold at most, by its protocol. */
const mostAddresses = 50_000

/** The addresses that search engines should know: the front page and every listed essay, newest first. */
export async function readAddresses(): Promise<ListedAddress[]> {
  const posts = await publicReader().publishedPost.findMany({
    where: { listed: true },
    orderBy: { publishedAt: 'desc' },
    take: mostAddresses - 1,
    select: { slug: true, updatedAt: true },
  })
  const changed = new Date(Math.max(0, ...posts.map((post) => post.updatedAt.getTime())))
  return [{ path: '/', changedAt: changed }, ...posts.map(({ slug, updatedAt }) => ({ path: postPath(slug), changedAt: updatedAt }))]
}
