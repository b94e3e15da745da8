import { Prisma } from '#database'
import { readKnownPlace } from '#lib/comments/read-known-place.ts'
import { isNews, readNoNews } from '#lib/comments/visits/read-no-news.ts'
import { publicReader } from '#lib/database.ts'
import { fixed, planOnce } from '#lib/kept-plans.ts'
import type { Viewer } from '#lib/viewer.ts'

/**
 * The next comment of others in reading order that was approved after a moment; behind the last of them, the first again.
 * @param after the comment one is at; empty, or one that was never public, for the beginning of the thread
 * @returns its id; null when nothing was approved since, or there is no such post to be seen
 */
export async function readNextNew(slug: string, viewer: Viewer, since: Date, after = ''): Promise<string | null> {
  const post = await publicReader().publishedPost.findUnique({ where: { slug }, select: { id: true } })
  return post && readNext(post.id, viewer, since, after)
}

/** So many new ones are put in order to find the next; where there are more, one stands a short way along the thread. */
const fewNew = 200

async function readNext(postId: string, viewer: Viewer, since: Date, after: string): Promise<string | null> {
  const here = (after === '' ? null : await readKnownPlace(postId, after))?.path ?? new Uint8Array()
  const isNew = Prisma.sql`post_id = ${postId}::uuid AND published_at > ${since}::timestamptz AND ${isNews(await readNoNews(viewer))}`
  const [found] = await publicReader().$queryRaw<{ id: string; few: boolean }[]>(planOnce(Prisma.sql`
    WITH news AS MATERIALIZED (SELECT id, path FROM published_comment WHERE ${isNew} ORDER BY published_at DESC LIMIT ${fixed(fewNew + 1)})
    SELECT id, (SELECT count(*) <= ${fixed(fewNew)} FROM news) AS few FROM news ORDER BY path <= ${here}::bytea, path LIMIT 1`))
  if (!found || found.few) return found?.id ?? null
  return (await readAlong(isNew, here)) ?? readAlong(isNew, new Uint8Array())
}

async function readAlong(isNew: Prisma.Sql, here: Uint8Array): Promise<string | null> {
  const [next] = await publicReader().$queryRaw<{ id: string }[]>(planOnce(Prisma.sql`SELECT id FROM published_comment WHERE ${isNew} AND path > ${here}::bytea ORDER BY path LIMIT 1`))
  return next?.id ?? null
}
