import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { setRhythm } from '#lib/notices/choose-rhythm.ts'
import { forScope } from '#lib/notices/for-scope.ts'
import { loadAsked } from '#lib/notices/load-asked.ts'
import { usualRhythm } from '#lib/notices/topics.ts'
import type { Topic } from '#lib/notices/topics.ts'
import { done } from '#lib/refusal.ts'

/** What a link in a mail, and the page that it opens, send. */
export const askedInput = z.strictObject({ token: z.string() })

/**
 * A link in a mail ends what it names, for whoever holds it: it is signed, and that it came by mail is all that there is to prove.
 * Pressing it again changes nothing.
 */
export const stopMail = command({
  name: 'stop-mail',
  input: askedInput,
  least: 'anonymous',
  load: (tx, { token }) => loadAsked(tx, token),
  permit: () => null,
  async perform({ tx, subject, now }) {
    await forScope(tx, subject, { thread: refuseThread, topic: turnOff }, now)
    return done(null, { type: 'person', id: subject.personId })
  },
})

/** What the person said themselves stays theirs; `previous` says that a link said it, and what held before. */
async function refuseThread(tx: Transaction, { personId, postId, now }: { personId: string; postId: string; now: Date }): Promise<void> {
  const key = { personId_postId: { personId, postId } }
  const before = await tx.follow.findUnique({ where: key, select: { wanted: true } })
  if (before?.wanted === false) return
  const kept = { wanted: false, previous: before?.wanted ?? null, at: now }
  await tx.follow.upsert({ where: key, create: { personId, postId, ...kept }, update: kept, select: { id: true } })
}

async function turnOff(tx: Transaction, { personId, topic, now }: { personId: string; topic: Topic; now: Date }): Promise<void> {
  const before = await tx.noticeSetting.findUnique({ where: { personId_topic: { personId, topic } }, select: { rhythm: true } })
  if (before?.rhythm !== 'off') await setRhythm(tx, { personId, topic, rhythm: 'off', previous: before?.rhythm ?? usualRhythm[topic], now })
}
