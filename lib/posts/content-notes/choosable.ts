import type { ContentNotes } from './content-notes.ts'
import { topics } from './topics.ts'

/** What a reader may choose by: the topics, what authors name in their own words, and texts whose authors would rather not say. */
export const choosable = [...topics, 'own', 'withheld'] as const

export type Choosable = (typeof choosable)[number]

/** What a text is chosen by; nothing where its author named nothing. The database knows the same: content_topics(). */
export function choosableOf({ answer, notes }: ContentNotes): Choosable[] {
  if (answer === 'withheld') return ['withheld']
  return choosable.filter((each) => notes.some(({ topic }) => topic === each))
}

/** What somebody wants folded until they open it, and what in no list. What is left out of lists is folded where it is met. */
export type ReadingChoices = { fold: readonly Choosable[]; leaveOut: readonly Choosable[] }

export const noChoices: ReadingChoices = { fold: [], leaveOut: [] }
