import '#components/writing/notes/notes.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { NoteForm } from '#components/writing/notes/note-form.tsx'
import { OwnNotes } from '#components/writing/notes/own-notes.tsx'
import { nameEssay } from '#components/writing/name-essay.ts'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { readOwnNotes } from '#lib/posts/writing/read-own-notes.ts'
import { addNote, changeNote, takeBackNote } from './actions.ts'

export const metadata: Metadata = { title: 'Notes on an essay', robots: { index: false } }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

/** What authors tell readers about an essay since it appeared: a new note, also out of a comment, and those that there are. */
export default async function Page({ params, searchParams }: Props) {
  const viewer = await requireViewer('author')
  const [id, commentId] = [z.uuid().safeParse((await params).id), z.uuid().safeParse(single((await searchParams).comment))]
  if (!id.success) notFound()
  const own = await readOwnNotes(viewer, id.data, new Date(), commentId.data ?? '')
  if (!own.ok) notFound()
  const { post, published, notes, credited } = own.value
  return (
    <SitePage viewer={viewer} path={`/write/${post.id}/notes`}>
      <div className="column notes-page">
        <WritingLinks post={post} here="notes" role={viewer.role} />
        <h1 className="page-title">Notes on {nameEssay(post.title)}</h1>
        <p className="notes-lead">A note tells readers what became different after they read it. It stands with its day above or below the text, and in the feeds.</p>
        {published ? <NoteForm action={addNote} fields={{ postId: post.id }} credited={credited} kind={credited ? 'correction' : null} /> : <p>There is nothing to tell before readers have seen this essay.</p>}
        {commentId.success && !credited && <p className="notes-lead">Readers do not see the comment that you came from below this essay, so a note cannot credit it.</p>}
        <OwnNotes notes={notes} actions={{ changeNote, takeBackNote }} />
      </div>
    </SitePage>
  )
}
