import { createHash } from 'node:crypto'
import { runCommand } from '#lib/command.ts'
import { notingRefusal } from '#lib/comments/note-refusal.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import type { WaitingReply } from '#lib/comments/post-reply.ts'
import { reader } from '#lib/database.ts'
import { networkOf, takeLimit, takeLimits } from '#lib/limits.ts'
import { refuseField } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

type Sent = { slug?: string; parentId?: string; body?: string; idempotencyKey?: string; draftVersion?: string }

/** Replies on their way through this process, so that a button pressed a hundred times counts as one try. */
const underWay = new Map<string, Promise<Outcome<WaitingReply>>>()

/**
 * Posts a reply, counted: so many a person and a network. Sending the same again is no further try, within
 * reason: each sending prepares the text anew.
 * @param from the address on the network that it came from
 */
export function sendReply(viewer: Viewer, sent: Sent, from: string): Promise<Outcome<WaitingReply>> {
  if (!isSignedIn(viewer)) return runCommand(postReply, viewer, sent)
  // Nothing is prepared for a form that cannot be counted.
  if (!sent.idempotencyKey) return Promise.resolve(refuseField('idempotencyKey', 'Something is missing from this form. Please load the page again; your text is still here.'))
  const key = JSON.stringify([viewer.id, sent.idempotencyKey, sent.slug, sent.parentId, sent.body])
  const known = underWay.get(key)
  if (known) return known
  const work = sendOnce(viewer, viewer.id, sent, from).finally(() => underWay.delete(key))
  underWay.set(key, work)
  return work
}

/**
 * The key of what a form holds when it is sent. The same form sent again with other words, after going back or when the answer
 * was lost, is another reply, and nothing of it may be dropped.
 */
export function keyOfWords({ idempotencyKey, parentId = '', body = '' }: Sent): string | undefined {
  return idempotencyKey && `${idempotencyKey}:${createHash('sha256').update(`${parentId}\n${body}`).digest('hex')}`
}

async function sendOnce(viewer: Viewer, authorId: string, sent: Sent, from: string): Promise<Outcome<WaitingReply>> {
  const again = await wasSent(authorId, sent.idempotencyKey ?? '')
  const tooMany = await (again ? takeLimit('reply-again', authorId) : takeLimits([['reply', authorId], ['reply-network', networkOf(from)]]))
  return tooMany ?? notingRefusal(await runCommand(postReply, viewer, sent))
}

async function wasSent(authorId: string, idempotencyKey: string): Promise<boolean> {
  const found = await reader().comment.findUnique({ where: { authorId_idempotencyKey: { authorId, idempotencyKey } }, select: { id: true } })
  return found !== null
}
