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

/** A text sent before that is much like this one. */
export type LikeText = {
  /** The same person sent it. */
  own: boolean
  daysAgo: number
  /** From 0 to 1: the share of word sequences that the two have in common; 1 is the same words in the same order. */
  likeness: number
}

/** What measures of moderators say about a person now; see lib/people. */
export type PersonMeasures = {
  /** Nothing of this person is published without a moderator. */
  held: boolean
  /** One text in so many seconds; the next may be sent after `waitSeconds`, which is 0 when that is now. Null: as often as one likes. */
  slow: { everySeconds: number; waitSeconds: number } | null
}

/** What the author of an essay wants of those who comment under it. Both are off for the authors themselves and for moderators. */
export type ConversationManners = {
  /** Only people of whom something was approved before. */
  knownOnly: boolean
  /** One text in so many seconds; see {@link PersonMeasures}. */
  slow: { everySeconds: number; waitSeconds: number } | null
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
  conversation: ConversationManners | null
  emailVerified: boolean | null
  /** Words and phrases whose texts wait with a finding. */
  bannedWords: WordList | null
  measures: PersonMeasures | null
  /** How many seconds ago this person sent each of the texts of the last day, newest first; no more than {@link sentTextsKept}. */
  sentSecondsAgo: readonly number[] | null
  likeTexts: readonly LikeText[] | null
  /** How long ago the post was published, in days. */
  postAgeDays: number | null
}

/** Nobody needs to know of more texts of one day. */
export const sentTextsKept = 200

/** From least to most severe: worth knowing, must wait for a person, not taken at all. */
export const severities = ['note', 'hold', 'refuse'] as const
export type Severity = (typeof severities)[number]

/** What a rule saw: what there is to say about it, and the strings of the text that made it speak. */
export type Evidence = { severity: Severity; message: string; matches: string[]; retryAfterSeconds?: number }

/** One rule's result with its evidence. For `refuse` the message is read by the writer, else by moderators. */
export type Finding = Evidence & {
  rule: string
  /** The rule that moderators set; null for those that the house always has. */
  ruleId: string | null
}

/** A rule looks at a text and the facts and finds something or nothing. Pure. */
export type Rule = {
  name: string
  /** See {@link Finding.ruleId}; left out by the rules of the house. */
  id?: string
  examine(submission: Submission, facts: Facts): Evidence | null
}

/** A finding with its evidence. */
export function find(severity: Severity, message: string, matches: string[] = []): Evidence {
  return { severity, message, matches }
}
