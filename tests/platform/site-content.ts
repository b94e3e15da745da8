import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { writer } from '#lib/database.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { filesOf, mediaUrlOf, readMediaUrl } from '#lib/media-name.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { writeSamples } from '#lib/samples/write-samples.ts'
import { loadDemo } from '../../prisma/demo/load.ts'
import { carryOut, decideNow, makeCast, publishedReplyBy, replyBy } from '../cast.ts'
import { addOneOfEach } from '../staleness/one-of-each.ts'

/** A site with something of everything: the demo, samples, a comment in each state, an image, mail that left and mail that waits, sessions and a token. */
export async function fillSite(): Promise<{ slug: string; image: string; passwords: Map<string, string> }> {
  const { people } = await loadDemo()
  await writeSamples({ posts: 1, comments: 12, pending: 2, decided: 4 }, () => {})
  const database = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
  await addOneOfEach(database)
  const { rows: [post] } = await database.query<{ id: string; slug: string }>('SELECT id, slug FROM published_post WHERE listed ORDER BY comment_count DESC, id LIMIT 1')
  await database.end()
  const { mo, rae, nia } = await makeCast()
  for (const action of ['approve', 'return', 'reject'] as const) await decideNow(mo, await replyBy(nia, post?.slug ?? ''), action)
  await decideNow(mo, await publishedReplyBy(rae, mo, post?.slug ?? ''), 'hide')
  await carryOut(withdrawComment, rae, { commentId: await replyBy(rae, post?.slug ?? '') })
  await replyBy(rae, post?.slug ?? '', '', 'Waits: tab\there, a \\backslash, “quotes” and 😀.')
  await writer().$transaction(async (tx) => {
    await queueMail(tx, { to: 'waits@example.org', subject: 'This waits', text: 'Text' }, new Date())
    const sent = await queueMail(tx, { to: 'left@example.org', subject: 'This left', text: 'Text' }, new Date())
    await tx.mail.updateMany({ where: { id: sent }, data: { sentAt: new Date() } })
  })
  await writer().apiToken.create({ data: { digest: randomUUID(), personId: rae.id }, select: { id: true } })
  // What is to be told is told tomorrow: a site that serves meanwhile changes nothing by it.
  await writer().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = date_trunc('milliseconds', now()) + interval '1 day'`
  return { slug: post?.slug ?? '', image: await addImage(post?.id ?? ''), passwords: new Map(people.map(({ handle, password }) => [handle, password])) }
}

async function addImage(postId: string): Promise<string> {
  const name = `${randomUUID().replaceAll('-', '').slice(0, 24)}-1600x1067`
  await writer().media.create({ data: { name, postId, uploadedAt: new Date(), keptAt: new Date() } })
  const media = readMediaUrl(mediaUrlOf(name))
  for (const file of media ? filesOf(media) : []) await mediaStore().put(file, new TextEncoder().encode(`bytes of ${file}`))
  return name
}
