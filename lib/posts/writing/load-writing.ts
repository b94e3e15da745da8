import type { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { noSuchEssay } from '#lib/posts/permit-author.ts'
import type { Refusal } from '#lib/refusal.ts'
import { storedWorks } from '#lib/works/stored-works.ts'

/** All that a revision says, and what it looks like. */
export const revisionText = {
  title: true, standfirst: true, excerpt: true, source: true, format: true, html: true, text: true, headings: true, words: true, rendererVersion: true,
  cover: true, contentAnswer: true, contentNotes: true, works: storedWorks,
} as const satisfies Prisma.PostRevisionSelect

const draft = {
  ...revisionText, id: true, reason: true, editorId: true, createdAt: true, savedAt: true, leftOut: true, editor: { select: { name: true } },
} as const satisfies Prisma.PostRevisionSelect

const writing = {
  id: true, slug: true, kind: true, state: true, lang: true, importKey: true, version: true, draftVersion: true, draftRevisionId: true, publishedRevisionId: true,
  authorships: { orderBy: { position: 'asc' }, select: { personId: true } }, draftRevision: { select: draft },
} as const satisfies Prisma.PostSelect

export type Draft = Prisma.PostRevisionGetPayload<{ select: typeof draft }>

/** A post that is being written, with the text that stands in its form. */
export type Writing = Omit<Prisma.PostGetPayload<{ select: typeof writing }>, 'draftRevision'> & { draft: Draft }

/** A post with its draft, locked until the transaction ends, so that of two savings the second sees the first. */
export async function lockWriting(tx: Transaction, postId: string): Promise<Writing | Refusal> {
  await tx.$queryRaw`SELECT FROM post WHERE id = ${postId}::uuid FOR UPDATE`
  const post = await tx.post.findUnique({ where: { id: postId }, select: writing })
  if (!post?.draftRevision) return noSuchEssay
  const { draftRevision, ...rest } = post
  return { ...rest, draft: draftRevision }
}

/** Whether readers saw a text, or will at an hour that is named. Such a text stays as it is. */
export async function wasShown(tx: Transaction, revisionId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ shown: boolean }[]>`SELECT post_revision_was_shown(${revisionId}::uuid) AS shown`
  return row?.shown ?? true
}
