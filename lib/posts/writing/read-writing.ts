import type { PostKind, PostState, TextFormat } from '#database'
import { reader } from '#lib/database.ts'
import { storedNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentAnswer, StoredNote } from '#lib/posts/content-notes/content-notes.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { standingOf } from '#lib/posts/publishing/standings.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'
import { readRevisionWorks } from '#lib/works/read-revision-works.ts'
import type { ListedWork } from '#lib/works/works-form.ts'

/** A post as its authors have it before them to write in. */
export type WritingPage = {
  id: string
  slug: string
  kind: PostKind
  /** How it stands with its readers now. */
  standing: PostState
  /** When a scheduled one appears. */
  publishAt: Date | null
  lang: string
  /** Of the draft: the saving names it. */
  version: number
  draft: {
    revisionId: string
    title: string
    standfirst: string
    source: string
    format: TextFormat
    contentAnswer: ContentAnswer
    contentNotes: StoredNote[]
    words: number
    savedAt: Date
    /** Null when whoever saved it has left. */
    by: string | null
  }
  /** The works that the draft is about. */
  works: ListedWork[]
  /** Null while readers were never given a text. */
  publishedRevisionId: string | null
  /** In the order of the byline. */
  authors: { id: string; name: string; handle: string }[]
}

/** One post for whoever may write in it: its authors, and administrators. To everybody else it is as if it were not there. */
export async function readWriting(viewer: Viewer, postId: string, now: Date): Promise<Outcome<WritingPage>> {
  const post = await reader().post.findUnique({
    where: { id: postId },
    select: {
      id: true, slug: true, kind: true, state: true, publishAt: true, lang: true, draftVersion: true, publishedRevisionId: true,
      authorships: { orderBy: { position: 'asc' }, select: { personId: true, person: { select: { id: true, name: true, handle: true } } } },
      draftRevision: {
        select: {
          id: true, title: true, standfirst: true, source: true, format: true, contentAnswer: true, contentNotes: true, words: true, savedAt: true,
          editor: { select: { name: true } },
        },
      },
    },
  })
  if (!post?.draftRevision) return noSuchEssay
  const stranger = permitAuthor(viewer, post)
  if (stranger) return stranger
  const { id, slug, kind, lang, publishAt, publishedRevisionId, draftVersion: version, authorships } = post
  const { id: revisionId, editor, contentNotes, ...draft } = post.draftRevision
  return done({
    id, slug, kind, standing: standingOf(post, now), publishAt, lang, version, publishedRevisionId, authors: authorships.map(({ person }) => person),
    draft: { ...draft, revisionId, contentNotes: storedNotes(contentNotes), by: editor?.name ?? null }, works: await readRevisionWorks(revisionId),
  })
}
