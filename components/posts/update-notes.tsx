import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import type { UpdateNote } from '#lib/posts/update-notes/read-update-notes.ts'
import { noteNames, updateWords } from '#lib/posts/update-notes/say-update.ts'

/** That a text was changed since, and when: one line under the title, leading to the note. */
export function UpdateLine({ notes }: { notes: UpdateNote[] }) {
  const last = notes.findLast(({ takenBackAt }) => takenBackAt === null)
  if (!last) return null
  return (
    <span>
      <a href={`#update-${last.id}`}>
        {updateWords[last.kind]} <Moment at={last.at} />
      </a>
    </span>
  )
}

/** What was changed, in the author's words, above or below the text. */
export function UpdateNotes({ notes, place }: { notes: UpdateNote[]; place: UpdateNote['place'] }) {
  const here = notes.filter((note) => note.place === place)
  if (here.length === 0) return null
  return (
    <section className={`update-notes update-notes-${place} noted-text`} aria-label={place === 'top' ? 'Changes to this text, above it' : 'Changes to this text'}>
      {here.map((note) => (
        <Note key={note.id} note={note} />
      ))}
    </section>
  )
}

function Note({ note }: { note: UpdateNote }) {
  if (note.takenBackAt) return <TakenBack note={note} at={note.takenBackAt} />
  return (
    <div className="update-note" id={`update-${note.id}`}>
      <span className="update-kind">
        {updateWords[note.kind]} on <Moment at={note.at} />.
      </span>{' '}
      <StoredHtml html={note.html} />
      <Thanks credit={note.credit} />
      {note.changedAt && (
        <p className="update-trace">
          This note was changed on <Moment at={note.changedAt} />.
        </p>
      )}
    </div>
  )
}

/** That there was a note is not taken back. */
function TakenBack({ note, at }: { note: UpdateNote; at: Date }) {
  const name = noteNames[note.kind]
  return (
    <p className="update-note update-trace" id={`update-${note.id}`}>
      {name.charAt(0).toUpperCase()}
      {name.slice(1)} of <Moment at={note.at} /> was taken back on <Moment at={at} />.
    </p>
  )
}

function Thanks({ credit }: Pick<UpdateNote, 'credit'>) {
  if (!credit) return null
  return (
    <p className="update-thanks">
      With thanks to {credit.handle ? <a href={`/people/${credit.handle}`}>{credit.name}</a> : credit.name} for{' '}
      <a href={`/c/${credit.commentId}`}>this comment</a>.
    </p>
  )
}
