import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { runCommand } from '#lib/command.ts'
import type { Command } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { createPerson } from '#lib/people/create-person.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publish-post.ts'
import { addSampleComments, sampleBatch } from '#lib/samples/add-sample-comments.ts'
import type { SampleComment } from '#lib/samples/add-sample-comments.ts'
import { pick, randomFrom } from '#lib/samples/sample-random.ts'
import type { Random } from '#lib/samples/sample-random.ts'
import { sampleComment, sampleEssay } from '#lib/samples/sample-texts.ts'
import { shapeThread } from '#lib/samples/shape-thread.ts'
import type { ShapedComment } from '#lib/samples/shape-thread.ts'
import { operator } from '#lib/viewer.ts'
import type { SignedIn, Viewer, ViewerRole } from '#lib/viewer.ts'

const minute = 60_000
const day = 24 * 60 * minute

export type SampleSize = { posts: number; /** Published ones, on each post. */ comments: number; /** Held ones, over all posts. */ pending: number }

/**
 * Writes posts with discussions for measuring and trying out, as the people of a sample cast who cannot sign in.
 * @param tell called with the slug of each post as soon as it is complete
 */
export async function writeSamples(size: SampleSize, tell: (slug: string) => void): Promise<void> {
  const cast = await gatherCast()
  for (let index = 0; index < size.posts; index++) {
    const random = randomFrom(index + 1)
    // The newest is the first, so that the lists look as if somebody had written all this over time.
    const at = new Date(Date.now() - (30 + index) * day)
    const post = await writePost(cast.author, random, at)
    const shaped = shapeThread(size.comments, random)
    const published = shaped.map((comment) => sampleOf(comment, at, cast.readers, random))
    link(published, shaped)
    await writeLevels(post.id, cast.moderator, published, shaped)
    const share = Math.floor(((index + 1) * size.pending) / size.posts) - Math.floor((index * size.pending) / size.posts)
    await writeBatches(post.id, cast.moderator, Array.from({ length: share }, () => heldOne(published, cast.readers, random)))
    tell(post.slug)
  }
}

type Cast = { author: SignedIn; moderator: SignedIn; readers: SignedIn[] }

async function gatherCast(): Promise<Cast> {
  const names = ['Abel', 'Bruna', 'Chidi', 'Dorte', 'Emre', 'Farah', 'Goran', 'Hana', 'Idris', 'Jonna', 'Kofi', 'Luz']
  const [author, moderator, ...readers] = await Promise.all([
    findOrMake('sample-essayist', 'The sample essayist', 'author'),
    findOrMake('sample-desk', 'The sample desk', 'moderator'),
    ...names.map((name) => findOrMake(`sample-${name.toLowerCase()}`, `${name} (sample)`, 'reader')),
  ])
  return { author, moderator, readers }
}

async function findOrMake(handle: string, name: string, role: Extract<ViewerRole, 'reader' | 'author' | 'moderator'>): Promise<SignedIn> {
  const found = await reader().person.findUnique({ where: { handle }, select: { id: true, role: true } })
  const password = randomBytes(24).toString('base64url')
  const { id } = found ?? (await carryOut(createPerson, operator, { handle, name, role, password }))
  return { id, handle, name, role, suspended: false, emailVerified: true }
}

async function writePost(author: Viewer, random: Random, at: Date): Promise<{ id: string; slug: string }> {
  const post = await carryOut(createPost, author, sampleEssay(random), at)
  await carryOut(publishPost, author, { postId: post.id }, at)
  return post
}

/** A comment that was decided within the day. Its parent is linked when all have their names. */
function sampleOf(comment: ShapedComment, postedAt: Date, readers: SignedIn[], random: Random): SampleComment {
  const submittedAt = new Date(postedAt.getTime() + minute + comment.moment * 25 * day)
  const waited = minute + random() ** 4 * day
  return { ...blank(submittedAt, readers, random), decidedAt: new Date(submittedAt.getTime() + waited).toISOString() }
}

function heldOne(published: SampleComment[], readers: SignedIn[], random: Random): SampleComment {
  const submittedAt = new Date(Date.now() - minute - random() * 3 * day)
  const parentId = published.length > 0 && random() < 0.7 ? pick(random, published).id : null
  return { ...blank(submittedAt, readers, random), parentId }
}

function blank(submittedAt: Date, readers: SignedIn[], random: Random): SampleComment {
  const newId = () => timedId(submittedAt)
  return {
    id: newId(), revisionId: newId(), itemId: newId(), decisionId: newId(), parentId: null, authorId: pick(random, readers).id,
    source: sampleComment(random), submittedAt: submittedAt.toISOString(), decidedAt: null,
  }
}

function link(comments: SampleComment[], shaped: ShapedComment[]) {
  for (const [index, comment] of comments.entries()) {
    const parent = shaped[index]?.parent
    if (parent !== null && parent !== undefined) comment.parentId = comments[parent]?.id ?? null
  }
}

/** Level by level: an answer needs what it answers to be published. */
async function writeLevels(postId: string, moderator: SignedIn, comments: SampleComment[], shaped: ShapedComment[]) {
  const levels: SampleComment[][] = []
  for (const [index, comment] of comments.entries()) (levels[shaped[index]?.depth ?? 0] ??= []).push(comment)
  for (const level of levels) await writeBatches(postId, moderator, level)
}

async function writeBatches(postId: string, moderator: SignedIn, comments: SampleComment[]) {
  for (let start = 0; start < comments.length; start += sampleBatch) {
    const batch = comments.slice(start, start + sampleBatch)
    await carryOut(addSampleComments, operator, { postId, moderatorId: moderator.id, comments: batch })
  }
}

/** A UUID of version 7 for a moment: rows written together lie together in an index. */
function timedId(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  const [a = 0, b = 0, ...rest] = randomBytes(10)
  const tail = Buffer.from([0x70 | (a & 0x0f), b, 0x80 | ((rest[0] ?? 0) & 0x3f), ...rest.slice(1)]).toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`
}

async function carryOut<Schema extends z.ZodType, Loaded, Value>(
  definition: Command<Schema, Loaded, Value>, viewer: Viewer, input: z.input<Schema>, at?: Date,
): Promise<Value> {
  const outcome = await runCommand(definition, viewer, input, at)
  if (!outcome.ok) throw new Error(`${definition.name}: ${outcome.message}`)
  return outcome.value
}
