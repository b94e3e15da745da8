import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { setRhythm } from '#lib/notices/choose-rhythm.ts'
import { forScope } from '#lib/notices/for-scope.ts'
import { loadAsked } from '#lib/notices/load-asked.ts'
import { askedInput } from '#lib/notices/stop-mail.ts'
import type { Topic } from '#lib/notices/topics.ts'
import { done } from '#lib/refusal.ts'

/** The same page takes it back: all is as it was before the link was pressed, and what the person had said on the site stays said. */
export const resumeMail = command({
  name: 'resume-mail',
  input: askedInput,
  least: 'anonymous',
  load: (tx, { token }) => loadAsked(tx, token),
  permit: () => null,
  async perform({ tx, subject, now }) {
    await forScope(tx, subject, { thread: wantAgain, topic: bringBack }, now)
    return done(null, { type: 'person', id: subject.personId })
  },
})

async function wantAgain(tx: Transaction, { personId, postId, now }: { personId: string; postId: string; now: Date }): Promise<void> {
  await tx.follow.updateMany({ where: { personId, postId, wanted: false, previous: true }, data: { wanted: true, previous: null, at: now } })
  await tx.follow.deleteMany({ where: { personId, postId, wanted: false, previous: null } })
}

async function bringBack(tx: Transaction, { personId, topic, now }: { personId: string; topic: Topic; now: Date }): Promise<void> {
  const kept = await tx.noticeSetting.findUnique({ where: { personId_topic: { personId, topic } }, select: { rhythm: true, previous: true } })
  if (kept?.rhythm === 'off' && kept.previous) await setRhythm(tx, { personId, topic, rhythm: kept.previous, previous: null, now })
}
