import { publicReader, reader } from '#lib/database.ts'
import type { Topic } from '#lib/notices/topics.ts'
import { readUnsubscription } from '#lib/notices/unsubscribe-token.ts'

/** What a link in a mail ends, and whether it has. Names neither the person nor their address: links are passed on. */
export type AskedToEnd = { ended: boolean; about: { kind: 'thread'; title: string | null; slug: string | null } | { kind: 'topics'; topics: Topic[] } }

/** What a link in a mail is about; null when it is not one of ours, or about somebody or something that is gone. */
export async function readAskedToEnd(token: string): Promise<AskedToEnd | null> {
  const asked = readUnsubscription(token)
  if (!asked) return null
  const { personId, scope } = asked
  const person = await reader().person.findUnique({
    where: { id: personId },
    select: {
      noticeSettings: { where: { rhythm: 'off' }, select: { topic: true } },
      follows: { where: 'postId' in scope ? { postId: scope.postId } : { wanted: false, postId: null, commentId: null }, select: { wanted: true } },
    },
  })
  if (!person) return null
  if ('topics' in scope) {
    const off = person.noticeSettings.map(({ topic }) => topic)
    return { ended: scope.topics.every((topic) => off.includes(topic)), about: { kind: 'topics', topics: scope.topics } }
  }
  const post = await publicReader().publishedPost.findUnique({ where: { id: scope.postId }, select: { title: true, slug: true } })
  return { ended: person.follows.some(({ wanted }) => !wanted), about: { kind: 'thread', title: post?.title ?? null, slug: post?.slug ?? null } }
}
