import type { z } from 'zod'
import type { Facts, Submission } from '#lib/screening/screening.ts'

/** A fact that a kind of rule cannot do without. */
export type NeededFact = 'approvedTexts' | 'sentSecondsAgo' | 'likeTexts' | 'postAgeDays'

/** What a rule saw, for the moderator. */
export type Seen = { message: string; matches?: string[] }

/** Looks at a text. Only asked when the facts that its kind needs are there. Pure. */
export type Look = (submission: Submission, facts: Facts) => Seen | null

/** A kind of rule that moderators can set. */
export type RuleKind<Settings = unknown> = {
  kind: string
  /** What a rule of this kind is called in a list. */
  label: string
  /** What it is for, in one sentence. */
  about: string
  /** What is set, as a form sends it and as it is stored. */
  settings: z.ZodType<Settings>
  /** What a rule with these settings looks for, as the end of “Speaks of …”. */
  say(settings: Settings): string
  needs(settings: Settings): readonly NeededFact[]
  /** Makes the rule ready once, for many texts. */
  prepare(settings: Settings): Look
}

/** Gives a kind its types. */
export function ruleKind<Settings>(kind: RuleKind<Settings>): RuleKind<Settings> {
  return kind
}
