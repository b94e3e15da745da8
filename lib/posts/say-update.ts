import type { UpdateNoteKind } from '#database'

export type DatedNote = { kind: UpdateNoteKind; at: Date }

/** What happened to a text, as one says it before the day. */
export const updateWords: Record<UpdateNoteKind, string> = {
  update: 'Updated',
  correction: 'Corrected',
  clarification: 'Clarified',
  retraction: 'Retracted',
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** `Corrected on 3 March 2026` */
export function sayUpdate({ kind, at }: DatedNote): string {
  return `${updateWords[kind]} on ${day.format(at)}`
}
