import type { Transaction } from '#lib/database.ts'
import type { Topic } from '#lib/notices/topics.ts'
import type { Unsubscription } from '#lib/notices/unsubscribe-token.ts'

/** What is done about one conversation, or about mail of one topic. */
type OfScope = {
  thread: (tx: Transaction, of: { personId: string; postId: string; now: Date }) => Promise<void>
  topic: (tx: Transaction, of: { personId: string; topic: Topic; now: Date }) => Promise<void>
}

/** Does it for whatever a link in a mail names. */
export async function forScope(tx: Transaction, { personId, scope }: Unsubscription, { thread, topic }: OfScope, now: Date): Promise<void> {
  if ('postId' in scope) await thread(tx, { personId, postId: scope.postId, now })
  else for (const each of scope.topics) await topic(tx, { personId, topic: each, now })
}
