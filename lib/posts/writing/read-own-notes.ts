import type { NotePlace, PostState, Prisma, UpdateNoteKind } from '#database'
import { publicReader, reader } from '#lib/database.ts'
import { noSuchEssay, permitAuthor } from '#lib/posts/permit-author.ts'
import { standingOf } from '#lib/posts/publishing/standings.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A note as its authors see it: as it stands, and all that it said before. */
export type OwnNote = {
  id: string
  version: number
  kind: UpdateNoteKind
  place: NotePlace
  body: string
  html: string
  at: Date
  takenBackAt: Date | null
  credited: Credited | null
  /** Newest first, without the one that stands. */
  before: NoteVersion[]
}

export type NoteVersion = { version: number; kind: UpdateNoteKind; place: NotePlace; body: string; at: Date; by: string }

/** A comment that a note credits, or is to credit. */
export type Credited = { commentId: string; name: string; excerpt: string }

export type OwnNotes = {
  post: { id: string; slug: string; title: string; standing: PostState; publishAt: Date | null }
  /** Some reader may have seen it: only then is there something to say about it. */
  published: boolean
  notes: OwnNote[]
  /** The comment that a new note begins with. */
  credited: Credited | null
}

/** The notes of a post, for those who may write in it. @param commentId what a new note is to credit; empty for none */
export async function readOwnNotes(viewer: Viewer, postId: string, now: Date, commentId = ''): Promise<Outcome<OwnNotes>> {
  const refusal = permitRole(viewer, 'author')
  if (refusal) return refusal
  const post = await reader().post.findUnique({ where: { id: postId, deletedDraft: null }, select: shape })
  if (!post) return noSuchEssay
  const stranger = permitAuthor(viewer, post)
  if (stranger) return stranger
  const { updateNotes, publishedRevision, draftRevision, id, slug, publishAt } = post
  const standing = standingOf(post, now)
  const credited = await readCredited(id, [...updateNotes.map((note) => note.commentId ?? ''), commentId])
  return done({
    post: { id, slug, title: publishedRevision?.title ?? draftRevision?.title ?? '', standing, publishAt },
    published: publishedRevision !== null && standing !== 'scheduled',
    notes: updateNotes.map((note) => shapeNote(note, credited)),
    credited: credited.get(commentId) ?? null,
  })
}

const versions = { orderBy: { version: 'desc' }, select: { version: true, kind: true, place: true, body: true, at: true, by: { select: { name: true } } } } satisfies Prisma.UpdateNote$versionsArgs

const shape = {
  id: true, slug: true, state: true, publishAt: true, authorships: { select: { personId: true } },
  publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } },
  updateNotes: {
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { id: true, version: true, kind: true, place: true, body: true, html: true, saidAt: true, at: true, takenBackAt: true, commentId: true, versions },
  },
} satisfies Prisma.PostSelect

type Row = Omit<OwnNote, 'credited' | 'before'> & { saidAt: Date | null; commentId: string | null; versions: (Omit<NoteVersion, 'by'> & { by: { name: string } | null })[] }

function shapeNote({ saidAt, at, commentId, versions: said, ...note }: Row, credited: Map<string, Credited>): OwnNote {
  const before = said.filter(({ version }) => version < note.version).map(({ by, ...each }) => ({ ...each, by: by?.name ?? '' }))
  return { ...note, at: saidAt ?? at, credited: credited.get(commentId ?? '') ?? null, before }
}

/** Comments that everybody can read below this text. */
async function readCredited(postId: string, ids: string[]): Promise<Map<string, Credited>> {
  const rows = await publicReader().publishedComment.findMany({
    where: { postId, tombstone: false, id: { in: ids.filter((id) => id !== '') } },
    select: { id: true, authorName: true, text: true },
  })
  return new Map(rows.map(({ id, authorName, text }) => [id, { commentId: id, name: authorName ?? 'a reader', excerpt: shorten(text ?? '', 280) }]))
}
