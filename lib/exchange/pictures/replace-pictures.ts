import { z } from 'zod'
import type { Prisma } from '#database'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { mediaUrl } from '#lib/media-name.ts'
import { noSuchEssay } from '#lib/posts/permit-author.ts'
import { revisionText } from '#lib/posts/writing/load-writing.ts'
import { addRevision, textOf } from '#lib/posts/writing/write-draft.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

const text = z.strictObject({
  source: z.string(), html: z.string(), text: z.string(), words: z.number(), rendererVersion: z.number(),
  headings: z.array(z.object({ id: z.string(), text: z.string(), level: z.number() })),
})

const input = z.strictObject({
  postId: z.uuid(),
  /** Of the draft that was read. */
  draftVersion: z.int(),
  /** The texts that the post has now, as its draft and before its readers: each as it becomes, null where it says what it said. */
  texts: z.array(z.strictObject({ revisionId: z.uuid(), text: text.nullable() })).min(1),
  /** The picture that stood above it in the old blog, where it is here now. */
  cover: z.strictObject({ media: mediaUrl, alt: z.string(), caption: z.string() }).nullable(),
  /** Nothing more is to be done about that picture: it stands there now, or another that somebody chose. */
  coverSettled: z.boolean(),
})
type Input = z.output<typeof input>

const revision = { ...revisionText, id: true, editorId: true } as const satisfies Prisma.PostRevisionSelect
type Revision = Prisma.PostRevisionGetPayload<{ select: typeof revision }>

/**
 * The texts of an imported post show our own copies of its pictures: as new revisions, so that the former stay in its history. What readers see is published
 * again as it stands, without another day and without a word to anybody; a draft stays one. A cover that somebody chose stays.
 */
export const replacePictures = command({
  name: 'replace-pictures',
  input,
  least: 'operator',
  load: (tx, { postId }) => lockPost(tx, postId),
  permit: () => null,
  async perform({ tx, input: { texts, cover, coverSettled, postId, draftVersion }, subject: { post, revisions }, now }) {
    const present = [post.publishedRevisionId, post.draftRevisionId].filter((id) => id !== null)
    const same = post.draftVersion === draftVersion && present.every((id) => texts.some(({ revisionId }) => revisionId === id))
    if (!same) return refuse('conflict', 'This text was changed meanwhile.')
    const newIds = new Map<string, string>()
    for (const each of revisions) {
      const change = changeOf(each, texts, cover)
      if (change) newIds.set(each.id, await addRevision(tx, postId, { ...textOf(each), ...change }, { reason: 'imported', editorId: each.editorId, now }))
    }
    await movePointers(tx, post, newIds)
    if (coverSettled) await tx.importCover.updateMany({ where: { postId, settledAt: null }, data: { settledAt: now } })
    return done({ changed: newIds.size > 0 }, { type: 'post', id: postId })
  },
})

type Pointers = { id: string; draftVersion: number; publishedRevisionId: string | null; draftRevisionId: string | null }

async function lockPost(tx: Transaction, postId: string): Promise<{ post: Pointers; revisions: Revision[] } | Refusal> {
  await tx.$queryRaw`SELECT FROM post WHERE id = ${postId}::uuid FOR UPDATE`
  const post = await tx.post.findFirst({ where: { id: postId, importKey: { not: null } }, select: { id: true, draftVersion: true, publishedRevisionId: true, draftRevisionId: true } })
  if (!post) return noSuchEssay
  const ids = [post.publishedRevisionId, post.draftRevisionId].filter((id) => id !== null)
  return { post, revisions: await tx.postRevision.findMany({ where: { id: { in: ids } }, select: revision }) }
}

/** Null where a text stays as it is. */
function changeOf({ id, cover: chosen }: Revision, texts: Input['texts'], cover: Input['cover']) {
  const written = texts.find(({ revisionId }) => revisionId === id)?.text ?? null
  const above = cover && chosen === null ? { cover: { ...cover, credit: '' } } : null
  return written || above ? { ...written, ...above } : null
}

/** Whoever writes on in an open window is told that another text was saved meanwhile, as always. */
async function movePointers(tx: Transaction, { id, publishedRevisionId, draftRevisionId }: Pointers, newIds: Map<string, string>): Promise<void> {
  const [published, draft] = [newIds.get(publishedRevisionId ?? ''), newIds.get(draftRevisionId ?? '')]
  if (!published && !draft) return
  await tx.post.update({
    where: { id },
    data: {
      ...(published && { publishedRevisionId: published, version: { increment: 1 } }),
      ...(draft && { draftRevisionId: draft, draftVersion: { increment: 1 } }),
    },
    select: { id: true },
  })
}
