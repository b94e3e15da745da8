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

/** Under no post: what is said about comments under an essay is not said about the essay. */
const nowhere = '00000000-0000-0000-0000-000000000000'

/** An essay has the links that it needs. */
const house = [slowPerson, tooManyWaiting, bannedWords, heldPerson, newPerson]

type Text = { title: string; standfirst: string; source: string; text: string; html: string }

/** What rules say of an essay that somebody sends: those of the house about its sender and its words, and those of the site that look at nothing but the text. */
export async function screenGuestPost(tx: Transaction, { title, standfirst, source, text, html }: Text, sender: Sender): Promise<{ ok: true; findings: Finding[] } | Refusal> {
  const rules = (await readRules(tx, nowhere)).filter(({ needs }) => needs.length === 0)
  const said = { source: `${title}\n${standfirst}\n${source}`, text: `${title}\n${standfirst}\n${text}`, links: [...html.matchAll(/<a [^>]*?href="(https?:[^"]*)"/g)].map((match) => match[1] ?? '') }
  const { findings, severest } = screenText(said, await gatherSenderFacts(tx, sender), rules, house)
  if (severest?.severity !== 'refuse') return { ok: true, findings }
  const { message, retryAfterSeconds } = severest
  return retryAfterSeconds === undefined ? refuse('invalid', message) : refuse('too-many', message, { retryAfterSeconds })
}
