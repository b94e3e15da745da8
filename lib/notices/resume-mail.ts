import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { setRhythm } from '#lib/notices/choose-rhythm.ts'
import { loadAsked } from '#lib/notices/load-asked.ts'
import { askedInput } from '#lib/notices/stop-mail.ts'
import { usualRhythm } from '#lib/notices/topics.ts'
import type { Topic } from '#lib/notices/topics.ts'
import { done } from '#lib/refusal.ts'

/** The same page takes it back: all is as it was before the link was pressed. */
export const resumeMail = command({
  name: 'resume-mail',
  input: askedInput,
  least: 'anonymous',
  load: (tx, { token }) => loadAsked(tx, token),
  permit: () => null,
  async perform({ tx, subject: { personId, scope }, now }) {
    if ('postId' in scope) await wantThreadAgain(tx, { personId, postId: scope.postId, now })
    else for (const topic of scope.topics) await bringBack(tx, { personId, topic, now })
    return done(null, { type: 'person', id: personId })
  },
})

type OfThread = { personId: string; postId: string; now: Date }

async function wantThreadAgain(tx: Transaction, { personId, postId, now }: OfThread): Promise<void> {
  await tx.follow.updateMany({ where: { personId, postId, wanted: false, previous: true }, data: { wanted: true, previous: null, at: now } })
  await tx.follow.deleteMany({ where: { personId, postId, wanted: false, previous: null } })
}

type OfTopic = { personId: string; topic: Topic; now: Date }

async function bringBack(tx: Transaction, { personId, topic, now }: OfTopic): Promise<void> {
  const kept = await tx.noticeSetting.findUnique({ where: { personId_topic: { personId, topic } }, select: { rhythm: true, previous: true } })
  if (kept?.rhythm === 'off') await setRhythm(tx, { personId, topic, rhythm: kept.previous ?? usualRhythm[topic], previous: null, now })
}
