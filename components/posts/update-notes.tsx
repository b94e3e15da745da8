import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { UpdateNote } from '#lib/posts/read-post.ts'
import { updateWords } from '#lib/posts/say-update.ts'

/** That a text was changed since, and when: one line under the title, leading to the notes at the foot. */
export function UpdateLine({ notes }: { notes: UpdateNote[] }) {
  const last = notes.at(-1)
  if (!last) return null
  return (
    <span>
      <a href="#updates">
        {updateWords[last.kind]} <Moment at={last.at} />
      </a>
    </span>
  )
}

/** What was changed, in the author's words. */
export function UpdateNotes({ notes }: { notes: UpdateNote[] }) {
  if (notes.length === 0) return null
  return (
    <section id="updates" aria-label="Changes to this text">
      {notes.map((note) => (
        <div className="update-note" key={note.id}>
          <span className="update-kind">
            {updateWords[note.kind]} on <Moment at={note.at} />.
          </span>{' '}
          <StoredHtml html={note.html} />
        </div>
      ))}
    </section>
  )
}
