import { readRules } from '#lib/comments/read-rules.ts'
import { gatherSenderFacts } from '#lib/comments/sender-facts.ts'
import type { Sender } from '#lib/comments/sender-facts.ts'
import type { Transaction } from '#lib/database.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { bannedWords } from '#lib/screening/rules/banned-words.ts'
import { heldPerson } from '#lib/screening/rules/held-person.ts'
import { newPerson } from '#lib/screening/rules/new-person.ts'
import { slowPerson } from '#lib/screening/rules/slow-person.ts'
import { tooManyWaiting } from '#lib/screening/rules/too-many-waiting.ts'
import { screenText } from '#lib/screening/screen-text.ts'
import type { Finding } from '#lib/screening/screening.ts'

/** Under no post: rules of one essay or one author have no say in what is proposed. */
const nowhere = '00000000-0000-0000-0000-000000000000'

/** What the house checks of a proposal. Sources are links, so links are nothing to speak of. */
const house = [slowPerson, tooManyWaiting, bannedWords, heldPerson, newPerson]

/**
 * What rules say of a proposal: those of the house about who sends it and the words in it, and those of the site that look at nothing but
 * the text. Everything waits in any case; what they refuse does not even do that.
 * @param text all words of it
 */
export async function screenProposal(tx: Transaction, text: string, sender: Sender): Promise<{ ok: true; findings: Finding[] } | Refusal> {
  const rules = (await readRules(tx, nowhere)).filter(({ needs }) => needs.length === 0)
  const facts = await gatherSenderFacts(tx, sender)
  const { findings, severest } = screenText({ source: text, text, links: text.match(/https?:\/\/[^\s<>]+/g) ?? [] }, facts, rules, house)
  if (severest?.severity !== 'refuse') return { ok: true, findings }
  const { message, retryAfterSeconds } = severest
  return retryAfterSeconds === undefined ? refuse('invalid', message) : refuse('too-many', message, { retryAfterSeconds })
}
