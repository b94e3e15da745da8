import type { Transaction } from '#lib/database.ts'
import { readUnsubscription } from '#lib/notices/unsubscribe-token.ts'
import type { Unsubscription } from '#lib/notices/unsubscribe-token.ts'
import { refuse } from '#lib/refusal.ts'

/** What the word in a link is about, while whom it names and what it is about are there. */
export async function loadAsked(tx: Transaction, token: string) {
  const asked = readUnsubscription(token)
  const person = asked && (await tx.person.findUnique({ where: { id: asked.personId }, select: { id: true } }))
  return asked && person && (await isThere(tx, asked)) ? asked : refuse('not-found', 'We do not know this link.')
}

async function isThere(tx: Transaction, { scope }: Unsubscription): Promise<boolean> {
  return !('postId' in scope) || (await tx.post.findUnique({ where: { id: scope.postId }, select: { id: true } })) !== null
}
