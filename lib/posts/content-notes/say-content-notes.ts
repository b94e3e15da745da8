import type { ContentNote, ContentNotes } from './content-notes.ts'
import { topicWords, withoutDegree } from './topics.ts'

const beforehand = 'Before you read: '

/** What the author of a text answers who would rather not name anything. */
export const withheldWords = 'the author would rather not say what is in it'

/**
 * What stands before any of a text, wherever some of it is shown: `Before you read: death (discussed), spoilers.` Empty where there
 * is nothing to say. Every page, list, feed, mail, preview and description takes its words from here.
 */
export function sayContentNotes({ answer, notes }: ContentNotes): string {
  if (answer === 'withheld') return `${beforehand}${withheldWords}.`
  return notes.length === 0 ? '' : `${beforehand}${notes.map(sayNote).join(', ')}.`
}

/** `death (discussed)`, or the topic alone where it has no degrees. What an author put in words of their own is said whole. */
function sayNote({ topic, words, degree }: ContentNote): string {
  const bare = withoutDegree.some((each) => each === topic && topicWords[each].said === words)
  return bare ? words : `${words} (${degree})`
}
