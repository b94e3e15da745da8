import { z } from 'zod'
import { lineOfText } from '#lib/posts/essay-text.ts'
import { contentAnswers } from './content-notes.ts'
import type { ContentAnswer, StoredNote } from './content-notes.ts'
import { mostOwnNotes } from './content-notes-form.ts'
import { degrees, topics } from './topics.ts'

const note = z.strictObject({
  topic: lineOfText(80, 'Please name the topic.').refine((words) => words !== '', { error: 'Please name the topic.' }),
  degree: z.enum(degrees, { error: 'Please say whether it is mentioned, discussed or depicted.' }),
})

/** What an author answers about a text, for every command that keeps one: spread into its input. */
export const contentNotesInput = {
  contentAnswer: z.enum(contentAnswers).default('unsaid'),
  contentNotes: z
    .array(note)
    .max(topics.length + mostOwnNotes, { error: `At most ${mostOwnNotes} topics of your own can be named.` })
    .default([]),
}

type Answered = { contentAnswer: ContentAnswer; contentNotes: StoredNote[] }

/**
 * What is stored of an answer. Nothing here refuses, since a text is saved with it: notes are kept when the answer is that
 * there are some, each topic once; and where none is named, nothing has been said yet.
 */
export function settleContentNotes({ contentAnswer, contentNotes }: Answered): { contentAnswer: ContentAnswer; contentNotes?: StoredNote[] } {
  if (contentAnswer !== 'notes') return { contentAnswer }
  const named = contentNotes.filter(({ topic }, place) => contentNotes.findIndex((other) => same(other.topic, topic)) === place)
  return named.length > 0 ? { contentAnswer, contentNotes: named } : { contentAnswer: 'unsaid' }
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
