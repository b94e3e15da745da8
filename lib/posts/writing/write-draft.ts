import { Prisma } from '#database'
import type { RevisionReason } from '#database'
import type { Transaction } from '#lib/database.ts'
import { revisionText } from '#lib/posts/writing/load-writing.ts'
import type { Draft, Writing } from '#lib/posts/writing/load-writing.ts'
import { renderLater } from '#lib/posts/writing/render-later.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { writeRevisionWorks } from '#lib/works/revision-works.ts'
import type { SettledWork } from '#lib/works/revision-works.ts'
import { settledOf } from '#lib/works/stored-works.ts'

/** What a revision says. JSON as it is read. */
export type RevisionText = { [K in Exclude<keyof typeof revisionText, 'works'>]: Draft[K] } & { works: SettledWork[] }

/** What a new revision says otherwise than the draft before it. */
export type DraftChange = Partial<RevisionText>

export type Kept = { version: number; revisionId: string }

type Made = {
  reason: RevisionReason
  editorId: string | null
  now: Date
  /** Characters that it may be taken to have lost: all that may be, where nothing of it is ever to be. */
  leftOut?: number
}

/**
 * Makes a new revision of the present draft and what is changed about it, and the new one the draft: by one guarded write, so that a draft
 * which changed since it was loaded is never written over.
 */
export async function writeDraft(tx: Transaction, post: Writing, change: DraftChange, made: Made): Promise<Outcome<Kept>> {
  const revisionId = await addRevision(tx, post.id, { ...textOf(post.draft), ...change }, made)
  return moveDraft(tx, post, revisionId, made.now)
}

/** Makes another revision of the post its draft. */
export async function moveDraft(tx: Transaction, post: Writing, revisionId: string, now: Date): Promise<Outcome<Kept>> {
  const { count } = await tx.post.updateMany({
    where: { id: post.id, draftVersion: post.draftVersion },
    data: { draftRevisionId: revisionId, draftVersion: { increment: 1 }, updatedAt: now },
  })
  if (count !== 1) return refuse('conflict', 'Somebody else changed this essay in this very moment. Nothing was lost.')
  return done({ version: post.draftVersion + 1, revisionId })
}

/** One more text of a post, which is not its draft yet. @returns its id */
export async function addRevision(tx: Transaction, postId: string, text: RevisionText, { reason, editorId, now, leftOut = 0 }: Made): Promise<string> {
  const { headings, cover, contentNotes, works, ...plain } = text
  const { id } = await tx.postRevision.create({
    data: {
      ...plain, headings: headings ?? [], cover: cover ?? Prisma.DbNull, contentNotes: contentNotes ?? Prisma.DbNull,
      postId, reason, editorId, leftOut, createdAt: now,
    },
    select: { id: true },
  })
  await writeRevisionWorks(tx, id, works)
  await renderLater(tx, { id, rendererVersion: plain.rendererVersion }, now)
  return id
}

/** What a revision says, without who saved it and when. */
export function textOf(revision: Pick<Draft, keyof typeof revisionText>): RevisionText {
  const { title, standfirst, excerpt, source, format, html, text, headings, words, rendererVersion, cover, contentAnswer, contentNotes, works } = revision
  return { title, standfirst, excerpt, source, format, html, text, headings, words, rendererVersion, cover, contentAnswer, contentNotes, works: settledOf(works) }
}
