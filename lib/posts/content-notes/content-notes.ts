import { z } from 'zod'
import { topicOf, topics, topicWords } from './topics.ts'
import type { Degree, Topic } from './topics.ts'

/** What an author answered: not yet asked, topics, that none apply, that they would rather not say. */
export const contentAnswers = ['unsaid', 'notes', 'none', 'withheld'] as const

export type ContentAnswer = (typeof contentAnswers)[number]

/** As it is stored and sent: the key of a topic or somebody's own words, and how much of it there is. */
export type StoredNote = { topic: string; degree: Degree }

/** The part of a revision that says it. */
export type SaidContent = { contentAnswer: ContentAnswer; contentNotes: unknown }

/** One note to be shown. `topic` is what readers' choices hold for; `own` for what is none of the list. */
export type ContentNote = { topic: Topic | 'own'; words: string; degree: Degree }

/** What an author said about a text. There are notes exactly when the answer is `notes`. */
export type ContentNotes = { answer: ContentAnswer; notes: ContentNote[] }

const stored = z.array(z.object({ topic: z.string(), degree: z.enum(['mentioned', 'discussed', 'depicted']).catch('mentioned') })).catch([])

/** What was stored as notes, as it was: keys of topics, own words. */
export function storedNotes(notes: unknown): StoredNote[] {
  return stored.parse(notes ?? [])
}

/** What a stored revision says, in the order of the list, own words last. */
export function readContentNotes({ contentAnswer, contentNotes }: SaidContent): ContentNotes {
  const notes = storedNotes(contentNotes).map(({ topic, degree }) => ({ topic: topicOf(topic) ?? ('own' as const), words: wordsOf(topic), degree }))
  return { answer: contentAnswer, notes: notes.sort((one, other) => place(one) - place(other)) }
}

function wordsOf(topic: string): string {
  return topics.some((key) => key === topic) ? topicWords[topic as Topic].said : topic
}

function place({ topic }: ContentNote): number {
  return topic === 'own' ? topics.length : topics.indexOf(topic)
}
