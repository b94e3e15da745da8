import type { CommentState } from '#database'
import { runCommand } from '#lib/command.ts'
import type { WaitingReply } from '#lib/comments/post-reply.ts'
import { sendReply } from '#lib/comments/send-reply.ts'
import { logFailure } from '#lib/http/log-failure.ts'
import { publishTrusted } from '#lib/moderation/rules/publish-trusted.ts'
import type { Outcome } from '#lib/refusal.ts'
import { operator } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/**
 * Takes a reply in: it is held like every text, and appears at once where the site publishes trusted people. Should the process end
 * in between, or something go wrong, it waits for a moderator: it is saved, and its writer is told so.
 * @param from see `sendReply`
 */
export async function receiveReply(viewer: Viewer, sent: Parameters<typeof sendReply>[1], from: string): Promise<Outcome<WaitingReply>> {
  const outcome = await sendReply(viewer, sent, from)
  if (!outcome.ok || outcome.value.state !== 'held') return outcome
  if (!outcome.value.mayAppear) return outcome
  const state = await publishIfTrusted(outcome.value.id).catch((error: unknown) => logFailure('auto-publish', error))
  return state ? { ...outcome, value: { ...outcome.value, state, position: null } } : outcome
}

/** @returns the state of the comment when it was published; null when it waits */
async function publishIfTrusted(commentId: string): Promise<CommentState | null> {
  const published = await runCommand(publishTrusted, operator, { commentId })
  return published.ok ? published.value.state : null
}
