import { topics } from './topics.ts'

/** Notes in own words beside those of the list. More would be read by nobody. */
export const mostOwnNotes = 8

/** The name of a topic's field in a form. */
export function topicField(topic: string): string {
  return `note-${topic}`
}

/** The names of a row for own words, counted from 1. */
export function ownFields(row: number): { words: string; degree: string } {
  return { words: `own-note-${row}`, degree: `own-note-${row}-degree` }
}

/** The fields of `ContentNotesFields` as `contentNotesInput` takes them. Rows that were left empty are none. */
export function contentNotesOf(fields: Record<string, string | undefined>): { contentAnswer: string; contentNotes: { topic: string; degree: string }[] } {
  const listed = topics.flatMap((topic) => named(topic, fields[topicField(topic)]))
  const own = Array.from({ length: mostOwnNotes }, (_, place) => ownFields(place + 1)).flatMap(({ words, degree }) =>
    fields[words]?.trim() ? named(fields[words], fields[degree] || 'mentioned') : [],
  )
  return { contentAnswer: fields.contentAnswer || 'unsaid', contentNotes: [...listed, ...own] }
}

function named(topic: string, degree: string | undefined) {
  return degree ? [{ topic, degree }] : []
}
