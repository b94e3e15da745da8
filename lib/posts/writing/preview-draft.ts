import { reader } from '#lib/database.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { readingMinutes } from '#lib/posts/reading-minutes.ts'
import { prepareDraft, unrendered } from '#lib/posts/writing/draft-text.ts'
import { standInForRemote } from '#lib/rendering/stand-in-for-remote.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A text as readers would see it, and how long it is. */
export type DraftPreview = { html: string; words: number; minutes: number }

/** What a text of a post will look like, by the renderer that prepares what is saved. Keeps nothing. */
export async function previewDraft(viewer: Viewer, { postId, source }: { postId: string; source: string }): Promise<Outcome<DraftPreview>> {
  const post = await reader().post.findUnique({
    where: { id: postId, deletedDraft: null },
    select: { lang: true, importKey: true, draftRevision: { select: { format: true } }, authorships: { select: { personId: true } } },
  })
  if (!post) return noSuchEssay
  const stranger = permitAuthor(viewer, post)
  if (stranger) return stranger
  const prepared = await prepareDraft(source, { format: post.draftRevision?.format ?? 'markdown', imported: post.importKey !== null })
  if (!prepared.ok) return prepared
  if (prepared.value.rendererVersion === unrendered) return refuse('unavailable', 'This takes longer than usual to be shown. What you write is kept all the same.', { retryAfterSeconds: 10 })
  const { html, words } = prepared.value
  return done({ html: standInForRemote(html), words, minutes: readingMinutes(words, post.lang) })
}
