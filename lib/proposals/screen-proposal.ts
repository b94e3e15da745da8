import { screenSent } from '#lib/comments/screen-sent.ts'
import type { Sender } from '#lib/comments/sender-facts.ts'
import type { Transaction } from '#lib/database.ts'

/** What rules say of a proposal. @param text all words of it, which are never rendered */
export function screenProposal(tx: Transaction, text: string, sender: Sender) {
  return screenSent(tx, { source: text, text, links: text.match(/https?:\/\/[^\s<>]+/g) ?? [] }, sender)
}
