import type { UpdateNoteKind } from '#database'

/** A note as it is said: the day that it bears, when it was changed since, and when it was taken back. */
export type DatedNote = { kind: UpdateNoteKind; at: Date; changedAt: Date | null; takenBackAt: Date | null }

/** What happened to a text, as one says it before the day. */
export const updateWords: Record<UpdateNoteKind, string> = {
  update: 'Updated',
  correction: 'Corrected',
  clarification: 'Clarified',
  retraction: 'Retracted',
}

/** What a note is, with its article. */
export const noteNames: Record<UpdateNoteKind, string> = {
  update: 'an update',
  correction: 'a correction',
  clarification: 'a clarification',
  retraction: 'a retraction',
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** `Corrected on 3 March 2026`, with what became of the note since. */
export function sayUpdate({ kind, at, changedAt, takenBackAt }: DatedNote): string {
  if (takenBackAt) {
    const name = noteNames[kind]
    return `${name.charAt(0).toUpperCase()}${name.slice(1)} of ${day.format(at)} was taken back on ${day.format(takenBackAt)}`
  }
  return `${updateWords[kind]} on ${day.format(at)}${changedAt ? `; this note was changed on ${day.format(changedAt)}` : ''}`
}
