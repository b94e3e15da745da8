import { readRules } from '#lib/comments/read-rules.ts'
import { readWordList } from '#lib/comments/read-word-list.ts'
import type { Transaction } from '#lib/database.ts'
import { refuseField } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { bannedWords } from '#lib/screening/rules/banned-words.ts'
import { screenText } from '#lib/screening/screen-text.ts'
import type { Facts, Finding } from '#lib/screening/screening.ts'

/** Under no post: rules of one essay or one author have no say in what people are called. */
const nowhere = '00000000-0000-0000-0000-000000000000'

/**
 * What rules say of a name: the list of words of the house, and those words and patterns of the site that look at nothing but the text.
 * What they refuse is refused beside the field.
 */
export async function screenName(tx: Transaction, name: string): Promise<{ ok: true; findings: Finding[] } | Refusal> {
  const rules = (await readRules(tx, nowhere)).filter(({ needs }) => needs.length === 0)
  const facts = { ...unknown, bannedWords: await readWordList(tx) }
  const { findings, severest } = screenText({ source: name, text: name, links: [] }, facts, rules, [bannedWords])
  return severest?.severity === 'refuse' ? refuseField('name', severest.message) : { ok: true, findings }
}

/** No rule that is asked here needs any of it. */
const unknown: Facts = {
  approvedTexts: null, waitingTexts: null, sentBefore: null, commentsOpen: null, conversation: null, emailVerified: null, bannedWords: null, measures: null,
  sentSecondsAgo: null, likeTexts: null, postAgeDays: null,
}
