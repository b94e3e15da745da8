import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import { lockImport } from './keep-authors.ts'

const guest = z.object({ key: z.string(), name: z.string().min(1), email: z.string(), website: z.string() })
const comment = z.object({
  key: z.string(), parentKey: z.string().nullable(), at: z.date(), published: z.boolean(), authorId: z.uuid().nullable(), guest: guest.nullable(),
  source: z.string(), format: z.enum(['markdown', 'html']), html: z.string(), text: z.string(), rendererVersion: z.number(),
})
type Comment = z.output<typeof comment>

/** As many as one transaction writes well within its time. */
export const commentBatch = 100

/**
 * Some comments of an imported post, parents before replies. Those that were approved where they come from are published
 * with their date; those that waited wait here, with their place in the queue. What an earlier run brought stays as it is now.
 */
export const keepComments = command({
  name: 'import-comments',
  input: z.strictObject({ siteKey: z.string().min(1), postId: z.uuid(), comments: z.array(comment).max(commentBatch) }),
  least: 'operator',
  async load(tx, { siteKey, postId }) {
    await lockImport(tx, siteKey)
    const threads = await tx.$queryRaw<{ post_id: string }[]>`SELECT post_id FROM thread WHERE post_id = ${postId}::uuid FOR NO KEY UPDATE`
    return threads[0] ?? refuse('not-found', 'There is no such post.')
  },
  permit: () => null,
  async perform({ tx, input: { postId, comments } }) {
    const ids = await readKnown(tx, comments)
    const fresh = comments.filter(({ key }) => !ids.has(key))
    const guests = await keepGuests(tx, fresh)
    const added = { published: 0, waiting: 0 }
    for (const each of fresh) {
      const parentId = each.parentKey === null ? null : ids.get(each.parentKey)
      if (parentId === undefined) return refuse('conflict', 'A reply came before its parent.')
      ids.set(each.key, await addComment(tx, each, { postId, parentId, guestId: guests.get(each.guest?.key ?? '') ?? null }))
      added[each.published ? 'published' : 'waiting']++
    }
    return done(added, { type: 'post', id: postId })
  },
})

/** Ids of the comments, and of those they reply to, that are here already, by import key. */
async function readKnown(tx: Transaction, comments: Comment[]): Promise<Map<string, string>> {
  const keys = comments.flatMap(({ key, parentKey }) => (parentKey === null ? [key] : [key, parentKey]))
  const rows = await tx.comment.findMany({ where: { importKey: { in: keys } }, select: { id: true, importKey: true } })
  return new Map(rows.map(({ id, importKey }) => [importKey ?? '', id]))
}

async function keepGuests(tx: Transaction, comments: Comment[]): Promise<Map<string, string>> {
  const guests = comments.flatMap((each) => each.guest ?? [])
  await tx.guest.createMany({ data: guests.map(({ key, ...rest }) => ({ ...rest, importKey: key })), skipDuplicates: true })
  const rows = await tx.guest.findMany({ where: { importKey: { in: guests.map(({ key }) => key) } }, select: { id: true, importKey: true } })
  return new Map(rows.map(({ id, importKey }) => [importKey ?? '', id]))
}

type Where = { postId: string; parentId: string | null; guestId: string | null }

async function addComment(tx: Transaction, given: Comment, { postId, parentId, guestId }: Where): Promise<string> {
  const { at, authorId, published, source, format, html, text, rendererVersion } = given
  const { id } = await tx.comment.create({
    data: { postId, parentId, authorId, guestId, origin: 'import', importKey: given.key, submittedAt: at },
    select: { id: true },
  })
  const revision = await tx.commentRevision.create({
    data: { commentId: id, source, format, html, text, rendererVersion, reason: 'imported', editorId: authorId, createdAt: at },
    select: { id: true, digest: true },
  })
  const approval = { state: 'published' as const, approvedRevisionId: revision.id, approvedDigest: revision.digest, publishedAt: at }
  await tx.comment.update({ where: { id }, data: { currentRevisionId: revision.id, ...(published && approval) }, select: { id: true } })
  if (!published) await addToQueue(tx, { postId, commentId: id, revisionId: revision.id, at })
  return id
}

async function addToQueue(tx: Transaction, { postId, commentId, revisionId, at }: { postId: string; commentId: string; revisionId: string; at: Date }) {
  const finding = { rule: 'imported', severity: 'hold' as const, message: 'It waited for a decision on the site that it comes from.', revisionId }
  await tx.reviewItem.create({
    data: { kind: 'comment', postId, commentId, commentRevisionId: revisionId, submittedAt: at, findings: { create: finding } },
    select: { id: true },
  })
}
