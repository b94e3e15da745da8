import { z } from 'zod'
import { essayText } from '#lib/posts/essay-text.ts'
import { textOfAtMost } from '#lib/rendering/text-of-at-most.ts'

/** Code points of a note as it was typed. What needs more is a new text. */
const mostLetters = 5_000

export const creditedComment = z.union([z.uuid(), z.literal('')])

/** What an author says in a note, for every command that keeps one. It is an author's text and goes through the same renderer. */
export const noteFields = {
  kind: z.enum(['update', 'correction', 'clarification', 'retraction'], { error: 'Please say what it is.' }),
  place: z.enum(['top', 'foot'], { error: 'Please say where it stands.' }).default('foot'),
  body: textOfAtMost(mostLetters, `A note can hold ${mostLetters.toLocaleString('en-GB')} characters.`).pipe(essayText),
  /** The comment that led to it; empty for none. */
  commentId: creditedComment.default(''),
}
