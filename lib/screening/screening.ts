import type { WordList } from '#lib/screening/word-list.ts'

/** What a new text is, as far as rules may look at it. */
export type Submission = {
  /** As typed. */
  source: string
  /** As read: without markup. */
  text: string
  /** Addresses that the text links to, in order. */
  links: string[]
}

/** All that rules need to know of the world, gathered before the first of them runs. Null: could not be had. */
export type Facts = {
  /** How many texts of this person were approved. */
  approvedTexts: number | null
  /** How many texts of this person wait now. */
  waitingTexts: number | null
  /** This person sent the same text before, in the last 30 days, and did not withdraw it. */
  sentBefore: boolean | null
  commentsOpen: boolean | null
  emailVerified: boolean | null
  /** Words and phrases whose texts wait with a finding. */
  bannedWords: WordList | null
}

/** From least to most severe: worth knowing, must wait for a person, not taken at all. */
export const severities = ['note', 'hold', 'refuse'] as const
export type Severity = (typeof severities)[number]

/** One rule's result with its evidence. For `refuse` the message is read by the writer, else by moderators. */
export type Finding = { rule: string; severity: Severity; message: string; matches: string[] }

/** A rule looks at a text and the facts and finds something or nothing. Pure. */
export type Rule = { name: string; examine(submission: Submission, facts: Facts): Omit<Finding, 'rule'> | null }

/** A finding with its evidence. */
export function find(severity: Severity, message: string, matches: string[] = []): Omit<Finding, 'rule'> {
  return { severity, message, matches }
}
