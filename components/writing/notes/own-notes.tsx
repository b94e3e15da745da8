import { PressForm } from '#components/people/press-form.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { NoteForm } from '#components/writing/notes/note-form.tsx'
import type { FormAction } from '#lib/form-state.ts'
import type { NoteVersion, OwnNote } from '#lib/posts/writing/read-own-notes.ts'
import { sayUpdate, updateWords } from '#lib/posts/update-notes/say-update.ts'

type Actions = { changeNote: FormAction; takeBackNote: FormAction }

/** Every note of an essay with what it said before, and what can be done about it. */
export function OwnNotes({ notes, actions }: { notes: OwnNote[]; actions: Actions }) {
  if (notes.length === 0) return <p className="empty">There are no notes on this essay yet.</p>
  return (
    <section aria-label="The notes that there are" className="own-notes">
      {notes.map((note) => (
        <article key={note.id} className="own-note" id={`note-${note.id}`}>
          {note.takenBackAt ? <h2 className="own-note-title">{sayTakenBack(note)}</h2> : <Standing note={note} actions={actions} />}
          <Before versions={note.before} />
        </article>
      ))}
    </section>
  )
}

function sayTakenBack({ kind, at, takenBackAt }: OwnNote): string {
  return `${sayUpdate({ kind, at, changedAt: null, takenBackAt })}.`
}

function Standing({ note, actions }: { note: OwnNote; actions: Actions }) {
  const which = { noteId: note.id, version: String(note.version) }
  const title = sayUpdate({ ...note, changedAt: null })
  return (
    <>
      <h2 className="own-note-title">{title}</h2>
      <StoredHtml html={note.html} />
      <p className="meta">
        {note.place === 'top' ? 'Above the text' : 'Below the text'}
        {note.credited && <>, with thanks to {note.credited.name}</>}
      </p>
      <div className="own-note-ways">
        <details className="take-back">
          <summary>Change it</summary>
          <NoteForm action={actions.changeNote} fields={which} credited={note.credited} kind={note.kind} note={note} />
        </details>
        <details className="take-back">
          <summary>Take it back</summary>
          <p className="meta">Readers see that there was a note and when it went. What it said stays here.</p>
          <PressForm action={actions.takeBackNote} fields={which} of={title} look="plain" pending="One moment …">
            Take the note back
          </PressForm>
        </details>
      </div>
    </>
  )
}

function Before({ versions }: { versions: NoteVersion[] }) {
  if (versions.length === 0) return null
  return (
    <details className="take-back">
      <summary>What it said before</summary>
      <ol className="note-versions" role="list">
        {versions.map(({ version, kind, body, at, by }) => (
          <li key={version}>
            <p className="meta">
              {updateWords[kind]}, <Moment at={at} precision="minute" />
              {by && `, ${by}`}
            </p>
            <p className="note-present">{body}</p>
          </li>
        ))}
      </ol>
    </details>
  )
}
