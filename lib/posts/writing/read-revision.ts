import type { RevisionReason, TextFormat } from '#database'
import { reader } from '#lib/database.ts'
import { readContentNotes, storedNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentAnswer, ContentNotes, StoredNote } from '#lib/posts/content-notes/content-notes.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { readCover } from '#lib/posts/publishing/cover.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'
import { readingMinutes } from '#lib/posts/reading-minutes.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'
import { readRevisionWorks } from '#lib/works/read-revision-works.ts'
import type { ListedWork } from '#lib/works/works-form.ts'

/** One saved text, whole. */
export type SavedText = {
  postId: string
  revisionId: string
  lang: string
  /** Of the draft now, for what is done with this text. */
  version: number
  isDraft: boolean
  isPublished: boolean
  reason: RevisionReason
  savedAt: Date
  by: string | null
  title: string
  standfirst: string
  /** In the author's own words, for lists and previews; empty for none. */
  excerpt: string
  cover: Cover | null
  source: string
  format: TextFormat
  html: string
  words: number
  minutes: number
  contentAnswer: ContentAnswer
  storedNotes: StoredNote[]
  notes: ContentNotes
  works: ListedWork[]
}

/** A text from the history of a post, for whoever may write in it. @param revisionId the draft when left out */
export async function readRevision(viewer: Viewer, postId: string, revisionId?: string): Promise<Outcome<SavedText>> {
  const post = await reader().post.findUnique({
    where: { id: postId, deletedDraft: null },
    select: { lang: true, draftVersion: true, draftRevisionId: true, publishedRevisionId: true, authorships: { select: { personId: true } } },
  })
  if (!post) return noSuchEssay
  const stranger = permitAuthor(viewer, post)
  if (stranger) return stranger
  const wanted = revisionId ?? post.draftRevisionId
  const row = wanted && (await reader().postRevision.findFirst({
    where: { id: wanted, postId },
    select: {
      id: true, reason: true, savedAt: true, title: true, standfirst: true, excerpt: true, cover: true, source: true, format: true, html: true, words: true,
      contentAnswer: true, contentNotes: true, editor: { select: { name: true } },
    },
  }))
  if (!row) return noSuchEssay
  const { id, editor, contentNotes, cover, ...text } = row
  return done({
    ...text, postId, revisionId: id, lang: post.lang, version: post.draftVersion, isDraft: id === post.draftRevisionId, isPublished: id === post.publishedRevisionId,
    by: editor?.name ?? null, cover: readCover(cover), minutes: readingMinutes(row.words, post.lang), storedNotes: storedNotes(contentNotes), notes: readContentNotes(row),
    works: await readRevisionWorks(id),
  })
}
