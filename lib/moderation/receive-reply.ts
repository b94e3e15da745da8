import { runCommand } from '#lib/command.ts'
import type { WaitingReply } from '#lib/comments/post-reply.ts'
import { sendReply } from '#lib/comments/send-reply.ts'
import { reader } from '#lib/database.ts'
import { publishTrusted } from '#lib/moderation/publish-trusted.ts'
import type { Outcome } from '#lib/refusal.ts'
import { readSetting } from '#lib/settings/read-setting.ts'
import { operator } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/**
 * Takes a reply in: it is held like every text, and appears at once where the site publishes trusted people. Should the process end
 * in between, it waits for a moderator.
 * @param from see `sendReply`
 */
export async function receiveReply(viewer: Viewer, sent: Parameters<typeof sendReply>[1], from: string): Promise<Outcome<WaitingReply>> {
  const outcome = await sendReply(viewer, sent, from)
  if (!outcome.ok || outcome.value.state !== 'held' || !(await readSetting(reader(), 'moderation.auto-publish')).on) return outcome
  const published = await runCommand(publishTrusted, operator, { commentId: outcome.value.id })
  return published.ok ? { ...outcome, value: { ...outcome.value, state: published.value.state, position: null } } : outcome
}
