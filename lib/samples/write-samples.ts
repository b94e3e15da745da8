import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { addSampleComments, sampleBatch } from '#lib/samples/add-sample-comments.ts'
import type { SampleComment } from '#lib/samples/add-sample-comments.ts'
import { carryOut } from '#lib/samples/carry-out.ts'
import { gatherCast } from '#lib/samples/sample-people.ts'
import type { Cast } from '#lib/samples/sample-people.ts'
import { pick, randomFrom } from '#lib/samples/sample-random.ts'
import type { Random } from '#lib/samples/sample-random.ts'
import { sampleCommentOf, sampleSubmission, sampleVerdict } from '#lib/samples/sample-submissions.ts'
import { sampleComment, sampleEssay } from '#lib/samples/sample-texts.ts'
import { shapeEvenThread, shapeThread } from '#lib/samples/shape-thread.ts'
import type { ShapedComment } from '#lib/samples/shape-thread.ts'
import { operator } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

const minute = 60_000
const day = 24 * 60 * minute

export type SampleSize = {
  posts: number
  /** Published ones, on each post. */
  comments: number
  /** What waits: held ones over all posts, and among many of them a few names. */
  pending: number
  /** Approved, returned and rejected ones besides, over all posts. */
  decided: number
  /** How deep the discussions go, in levels; as deep as discussions do when it is not said. */
  levels?: number
  /** Answers of each top-level comment, with none below them; as discussions go when it is not said. */
  answers?: number
}

/**
 * Writes posts with discussions for measuring and trying out, as the people of a sample cast who cannot sign in.
 * @param tell called with the slug of each post as soon as it is complete
 */
export async function writeSamples(size: SampleSize, tell: (slug: string) => void): Promise<void> {
  const cast = await gatherCast()
  let held = size.pending
  for (let index = 0; index < size.posts; index++) {
    const random = randomFrom(index + 1)
    // The newest is the first, so that the lists look as if somebody had written all this over time.
    const at = new Date(Date.now() - (30 + index) * day)
    const post = await writePost(cast.author, random, at)
    const shaped = size.answers === undefined ? shapeThread(size.comments, random, size.levels) : shapeEvenThread(size.comments, random, size.answers)
    const published = shaped.map((comment) => publishedOne(comment, at, cast, random))
    link(published, shaped)
    await writeBatches(post.id, byLevel(published, shaped))
    if (index === 0) held -= await askForNames(cast, Math.floor(size.pending / heldForEachName))
    const share = (total: number) => Math.floor(((index + 1) * total) / size.posts) - Math.floor((index * total) / size.posts)
    await writeBatches(post.id, decidedOnes(share(size.decided), at, cast, random))
    await writeSideBySide(post.id, Array.from({ length: share(held) }, () => heldOne(published, cast, random)))
    tell(post.slug)
  }
}

/** One name waits among so many texts, and no more than a few in all. */
const heldForEachName = 50
const newNames = ['Abel M. Ferrant', 'Bruna of the back row', 'The sample essayist', 'Dorte (the other one)']

/**
 * Some of the readers want to be called otherwise, one of them like the author.
 * @returns how many of these wait: whom nobody has read yet has the new name at once
 */
async function askForNames(cast: Cast, most: number): Promise<number> {
  let waiting = 0
  for (const [place, name] of newNames.slice(0, most).entries()) {
    const reader = cast.readers[place]
    const asked = reader && (await carryOut(editProfile, reader, { name, pronouns: '', biography: '', website: '' }))
    if (asked?.name === 'waits') waiting++
  }
  return waiting
}

async function writePost(author: Viewer, random: Random, at: Date): Promise<{ id: string; slug: string }> {
  const post = await carryOut(createPost, author, sampleEssay(random), at)
  await carryOut(publishPost, author, { postId: post.id }, at)
  return post
}

/** A comment that was approved within the day. Its parent is linked when all have their names. */
function publishedOne(comment: ShapedComment, postedAt: Date, cast: Cast, random: Random): SampleComment {
  const submittedAt = new Date(postedAt.getTime() + minute + comment.moment * 25 * day)
  const at = new Date(submittedAt.getTime() + minute + random() ** 4 * day).toISOString()
  const submission = { authorId: pick(random, cast.readers).id, guestId: null, source: sampleComment(random), findings: [] }
  return sampleCommentOf(submission, submittedAt, { action: 'approve', reasonCode: '', byId: pick(random, cast.moderators).id, at })
}

/** In the order of their decisions, which is the order of the log. */
function decidedOnes(count: number, postedAt: Date, cast: Cast, random: Random): SampleComment[] {
  const decided = Array.from({ length: count }, () => {
    const submittedAt = new Date(postedAt.getTime() + minute + random() * 25 * day)
    const submission = sampleSubmission(cast, random)
    const at = new Date(submittedAt.getTime() + minute + random() ** 4 * day)
    return sampleCommentOf(submission, submittedAt, sampleVerdict(submission, pick(random, cast.moderators).id, at, random))
  })
  return decided.toSorted((a, b) => (a.verdict?.at ?? '').localeCompare(b.verdict?.at ?? ''))
}

function heldOne(published: SampleComment[], cast: Cast, random: Random): SampleComment {
  const submittedAt = new Date(Date.now() - minute - random() * 3 * day)
  const parentId = published.length > 0 && random() < 0.7 ? pick(random, published).id : null
  return { ...sampleCommentOf(sampleSubmission(cast, random), submittedAt, null), parentId }
}

function link(comments: SampleComment[], shaped: ShapedComment[]) {
  for (const [index, comment] of comments.entries()) {
    const parent = shaped[index]?.parent
    if (parent !== null && parent !== undefined) comment.parentId = comments[parent]?.id ?? null
  }
}

/** An answer needs what it answers to be published, and a level at once is quicker than one after the other. */
function byLevel(comments: SampleComment[], shaped: ShapedComment[]): SampleComment[] {
  const indexed = comments.map((comment, index) => ({ comment, depth: shaped[index]?.depth ?? 0 }))
  return indexed.toSorted((a, b) => a.depth - b.depth).map(({ comment }) => comment)
}

async function writeBatches(postId: string, comments: SampleComment[]) {
  for (const batch of batchesOf(comments)) await carryOut(addSampleComments, operator, { postId, comments: batch })
}

/** For texts in no order: while the database writes one batch, the next is being rendered. */
async function writeSideBySide(postId: string, comments: SampleComment[]) {
  const batches = batchesOf(comments)
  const writeSome = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) await carryOut(addSampleComments, operator, { postId, comments: batch })
  }
  await Promise.all([writeSome(), writeSome()])
}

function batchesOf(comments: SampleComment[]): SampleComment[][] {
  return Array.from({ length: Math.ceil(comments.length / sampleBatch) }, (_, index) => comments.slice(index * sampleBatch, (index + 1) * sampleBatch))
}
