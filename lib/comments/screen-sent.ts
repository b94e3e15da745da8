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
import type { Finding, Submission } from '#lib/screening/screening.ts'

/** Under no post: rules of one essay or one author have no say in what stands beside the conversations. */
const nowhere = '00000000-0000-0000-0000-000000000000'

/** What the house checks. Links are nothing to speak of: sources are links, and an essay has those that it needs. */
const house = [slowPerson, tooManyWaiting, bannedWords, heldPerson, newPerson]

/**
 * What rules say of something that is sent to be read and is no comment: a proposal, an essay. Those of the house speak about who sends it and the words
 * in it, those of the site only where they look at nothing but the text. It waits in any case; what they refuse does not even do that.
 */
export async function screenSent(tx: Transaction, said: Submission, sender: Sender): Promise<{ ok: true; findings: Finding[] } | Refusal> {
  const rules = (await readRules(tx, nowhere)).filter(({ needs }) => needs.length === 0)
  const { findings, severest } = screenText(said, await gatherSenderFacts(tx, sender), rules, house)
  if (severest?.severity !== 'refuse') return { ok: true, findings }
  const { message, retryAfterSeconds } = severest
  return retryAfterSeconds === undefined ? refuse('invalid', message) : refuse('too-many', message, { retryAfterSeconds })
}
