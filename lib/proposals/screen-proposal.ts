import { readRules } from '#lib/comments/read-rules.ts'
import { readWordList } from '#lib/comments/read-word-list.ts'
import type { Transaction } from '#lib/database.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { bannedWords } from '#lib/screening/rules/banned-words.ts'
import { screenText } from '#lib/screening/screen-text.ts'
import type { Facts, Finding } from '#lib/screening/screening.ts'

/** Under no post: rules of one essay or one author have no say in what is proposed. */
const nowhere = '00000000-0000-0000-0000-000000000000'

/**
 * What rules say of a proposal: the list of words of the house, and those rules of the site that look at nothing but the text. Everything
 * waits in any case; what they refuse does not even do that.
 * @param text all words of it
 */
export async function screenProposal(tx: Transaction, text: string): Promise<{ ok: true; findings: Finding[] } | Refusal> {
  const rules = (await readRules(tx, nowhere)).filter(({ needs }) => needs.length === 0)
  const facts = { ...unknown, bannedWords: await readWordList(tx) }
  const { findings, severest } = screenText({ source: text, text, links: text.match(/https?:\/\/[^\s<>]+/g) ?? [] }, facts, rules, [bannedWords])
  return severest?.severity === 'refuse' ? refuse('invalid', severest.message) : { ok: true, findings }
}

/** No rule that is asked here needs any of it. */
const unknown: Facts = {
  approvedTexts: null, waitingTexts: null, sentBefore: null, commentsOpen: null, emailVerified: null, bannedWords: null, measures: null,
  sentSecondsAgo: null, likeTexts: null, postAgeDays: null, conversation: null,
}
