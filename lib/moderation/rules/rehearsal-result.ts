import { z } from 'zod'

/** Decisions that a rehearsal looks back on, at most. */
export const rehearsedDecisions = 10_000

/** Texts that a rehearsal keeps of each sort, to be looked at. */
export const examplesKept = 30

/** What people decided about a text. */
export const outcomes = ['approved', 'returned', 'rejected'] as const
export type Outcome = (typeof outcomes)[number]

const counts = z.object({ approved: z.number(), returned: z.number(), rejected: z.number() })
const example = z.object({ decisionId: z.uuid(), message: z.string(), matches: z.array(z.string()) })

/** How far a rehearsal came and what it found, as it is stored. */
export const rehearsalResult = z.object({
  /** The newest decision that counts, by its place in the log. */
  newest: z.number(),
  /** Where to go on: decisions before this one were not looked at yet. */
  before: z.number(),
  /** When the oldest text so far was sent. */
  since: z.string().nullable(),
  texts: counts,
  /** Of those, the texts that the rule would have spoken of. */
  spoke: counts,
  /** Texts of people without an account, whose record nobody knows. */
  unknown: z.number(),
  examples: z.object({
    /** It would have spoken, people approved. */
    contradicted: z.array(example),
    /** It would have spoken, people rejected or returned. */
    noticed: z.array(example),
    /** It would have said nothing, people rejected. */
    missed: z.array(example),
  }),
})
export type RehearsalResult = z.output<typeof rehearsalResult>
export type Example = z.output<typeof example>

/** A result without anything looked at. @param newest see {@link rehearsalResult} */
export function emptyResult(newest: number): RehearsalResult {
  const none = { approved: 0, returned: 0, rejected: 0 }
  return {
    newest, before: newest + 1, since: null, texts: { ...none }, spoke: { ...none }, unknown: 0,
    examples: { contradicted: [], noticed: [], missed: [] },
  }
}
