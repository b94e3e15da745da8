import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import { lockImport } from './import-authors.ts'

const guest = z.object({ key: z.string(), name: z.string().min(1), email: z.string(), website: z.string() })
const comment = z.object({
  key: z.string(), parentKey: z.string().nullable(), depth: z.number().int().min(0), at: z.date(), published: z.boolean(),
  authorId: z.uuid().nullable(), guest: guest.nullable(),
  source: z.string(), format: z.enum(['markdown', 'html']), html: z.string(), text: z.string(), rendererVersion: z.number(),
})
type Comment = z.output<typeof comment>

/** As many as one transaction writes well within its time, on a slow and busy machine too. */
export const commentBatch = 400

/**
 * Some comments of an imported post, parents before replies. Those that were approved where they come from are published
 * with their date; those that waited wait here, with their place in the queue. What an earlier run brought stays as it is now.
 */
export const importComments = command({
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
    for (const level of levelsOf(fresh)) {
      if (level.some(({ parentKey }) => parentKey !== null && !ids.has(parentKey))) return refuse('conflict', 'A reply came before its parent.')
      await addLevel(tx, postId, level, ids, guests)
    }
    const published = fresh.filter((each) => each.published).length
    return done({ published, waiting: fresh.length - published }, { type: 'post', id: postId })
  },
})

/** Comments of one depth at a time: a row is placed by its parent's row, which a statement before has to have written. */
function levelsOf(comments: Comment[]): Comment[][] {
  const levels = new Map<number, Comment[]>()
  for (const each of comments) levels.set(each.depth, [...(levels.get(each.depth) ?? []), each])
  return [...levels.entries()].sort(([one], [other]) => one - other).map(([, level]) => level)
}

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

/** Adds the ids of the comments to `ids`. */
async function addLevel(tx: Transaction, postId: string, level: Comment[], ids: Map<string, string>, guests: Map<string, string>): Promise<void> {
  const rows = await tx.comment.createManyAndReturn({
    data: level.map(({ key, parentKey, at, authorId, guest: writer }) => ({
      postId, parentId: ids.get(parentKey ?? '') ?? null, authorId, guestId: guests.get(writer?.key ?? '') ?? null,
      origin: 'import' as const, importKey: key, submittedAt: at,
    })),
    select: { id: true, importKey: true },
  })
  for (const { id, importKey } of rows) ids.set(importKey ?? '', id)
  const texts = await tx.commentRevision.createManyAndReturn({
    data: level.map(({ key, source, format, html, text, rendererVersion, authorId, at }) => ({
      commentId: ids.get(key) ?? '', source, format, html, text, rendererVersion, reason: 'imported' as const, editorId: authorId, createdAt: at,
    })),
    select: { id: true, commentId: true },
  })
  const textOf = new Map(texts.map(({ id, commentId }) => [commentId, id]))
  const written = level.map(({ key, at, published }) => ({ id: ids.get(key) ?? '', revisionId: textOf.get(ids.get(key) ?? '') ?? '', at, published }))
  await publish(tx, postId, written.filter(({ published }) => published))
  await queue(tx, postId, written.filter(({ published }) => !published))
}

type Written = { id: string; revisionId: string; at: Date; published: boolean }

/**
 * Their approval is the old blog's; there is no decision of ours to name. Each has its item all the same, decided already, so
 * that moderators can hide it as they can any other.
 */
async function publish(tx: Transaction, postId: string, comments: Written[]): Promise<void> {
  if (comments.length === 0) return
  await tx.$executeRaw`
    UPDATE comment SET state = 'published', current_revision_id = r.id, approved_revision_id = r.id, approved_digest = r.digest, published_at = c.at
    FROM jsonb_to_recordset(${JSON.stringify(comments)}::jsonb) AS c (id uuid, "revisionId" uuid, at timestamptz)
    JOIN comment_revision r ON r.id = c."revisionId" WHERE comment.id = c.id`
  await tx.reviewItem.createMany({
    data: comments.map(({ id, revisionId, at }) => ({
      kind: 'comment' as const, postId, commentId: id, commentRevisionId: revisionId, submittedAt: at, state: 'decided' as const, decidedAt: at,
    })),
  })
}

async function queue(tx: Transaction, postId: string, comments: Written[]): Promise<void> {
  for (const { id, revisionId, at } of comments) {
    await tx.comment.update({ where: { id }, data: { currentRevisionId: revisionId }, select: { id: true } })
    const item = await tx.reviewItem.create({
      data: { kind: 'comment', postId, commentId: id, commentRevisionId: revisionId, submittedAt: at },
      select: { id: true },
    })
    const message = 'It waited for a decision on the site that it comes from.'
    await tx.finding.create({ data: { reviewItemId: item.id, rule: 'imported', severity: 'hold', message, revisionId }, select: { id: true } })
  }
}
