import { submissionOf } from '#lib/comments/gather-facts.ts'
import { screenSent } from '#lib/comments/screen-sent.ts'
import type { Sender } from '#lib/comments/sender-facts.ts'
import type { Transaction } from '#lib/database.ts'

type Text = { title: string; standfirst: string; source: string; text: string; html: string }

/** What rules say of an essay that somebody sends: of its words, those above the text as well, and of what it links to elsewhere. */
export function screenGuestPost(tx: Transaction, { title, standfirst, source, text, html }: Text, sender: Sender) {
  const said = submissionOf({ source: `${title}\n${standfirst}\n${source}`, text: `${title}\n${standfirst}\n${text}`, html })
  return screenSent(tx, { ...said, links: said.links.filter((link) => /^https?:/.test(link)) }, sender)
}
