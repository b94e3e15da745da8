import type { Choosable } from './choosable.ts'
import { topicWords, topics } from './topics.ts'

/** What a reader chooses about, as a label and what it holds. */
export function sayChoosable(each: Choosable): { label: string; holds: string } {
  const topic = topics.find((known) => known === each)
  if (topic) return { label: upper(topicWords[topic].said), holds: topicWords[topic].holds }
  if (each === 'own') return { label: 'What authors name in their own words', holds: '' }
  return { label: 'Where the author would rather not say', holds: '' }
}

function upper(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
