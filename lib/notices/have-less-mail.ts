import { mailHost, siteAddress } from '#lib/mail/write-letter.ts'
import { signUnsubscription } from '#lib/notices/unsubscribe-token.ts'
import type { Scope } from '#lib/notices/unsubscribe-token.ts'
import { topicWords } from '#lib/notices/topics.ts'
import type { Topic } from '#lib/notices/topics.ts'

type Less = { personId: string; topics: Topic[]; postId: string | null }

/** Below a mail: a link for each way to have less of it, and where all of them are. */
export function waysToHaveLess({ personId, topics, postId }: Less): string[] {
  const end = (scope: Scope) => siteAddress(unsubscribePath(signUnsubscription({ personId, scope })))
  return [
    ...(postId === null ? [] : [`No more notices about this conversation:\n${end({ postId })}`]),
    ...topics.map((topic) => `No more mail about ${topicWords[topic]}:\n${end({ topics: [topic] })}`),
    `When and how mail comes to you:\n${siteAddress('/account/notices')}`,
  ]
}

/**
 * What mail programs go by: one list for a conversation, so that its mails stand together, and one for everything else; and how to end
 * it at a press, as RFC 8058 has it.
 */
export function listHeaders({ personId, topics, postId }: Less): Record<string, string> {
  const host = mailHost()
  const token = signUnsubscription({ personId, scope: postId === null ? { topics } : { postId } })
  const thread: Record<string, string> = postId === null ? {} : { References: `<conversation-${postId}@${host}>`, 'In-Reply-To': `<conversation-${postId}@${host}>` }
  return {
    'List-Id': postId === null ? `<notices.${host}>` : `<conversation-${postId}.${host}>`,
    'List-Unsubscribe': `<${siteAddress(oneClickPath(token))}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    ...thread,
  }
}

/** Where somebody is asked whether they want to end mail. */
function unsubscribePath(token: string): string {
  return `/unsubscribe/${token}`
}

/** Where a program ends it, without asking; somebody who opens it is asked. */
function oneClickPath(token: string): string {
  return `${unsubscribePath(token)}/now`
}
