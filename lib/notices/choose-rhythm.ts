import { z } from 'zod'
import { NoticeRhythm } from '#database'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { readMailClocks } from '#lib/notices/mail-clocks.ts'
import { mailDueAt } from '#lib/notices/mail-due-at.ts'
import { noticeDelaySeconds } from '#lib/notice-delay.ts'
import { kindsOf, topics } from '#lib/notices/topics.ts'
import type { Topic } from '#lib/notices/topics.ts'
import { askForMail } from '#lib/notices/write-notices.ts'
import { done, refuse } from '#lib/refusal.ts'
import { isTimeZone } from '#lib/time-zones.ts'

const rhythm = z.enum(NoticeRhythm, { error: 'Please choose how often.' })

/** Empty: the site's. */
const timeZone = z.union([z.literal(''), z.string().refine(isTimeZone)], { error: 'Please choose one from the list.' })

/** Somebody chooses how mail comes, and by whose clock, for some topics or all. What waits already comes in the new rhythm, too. Open to suspended people: it is their mailbox. */
export const chooseRhythm = command({
  name: 'choose-rhythm',
  input: z.strictObject({ moderation: rhythm, invitation: rhythm, reply: rhythm, mention: rhythm, essay: rhythm, thread: rhythm, post: rhythm, timeZone }).partial(),
  least: 'anonymous',
  load: async () => null,
  permit: (viewer) => (viewer.id ? null : refuse('signed-out', 'Please sign in first.')),
  async perform({ tx, viewer, input, now }) {
    const personId = viewer.id
    if (!personId) return refuse('signed-out', 'Please sign in first.')
    if (input.timeZone !== undefined) await setClock(tx, personId, input.timeZone)
    for (const topic of topics) if (input[topic]) await setRhythm(tx, { personId, topic, rhythm: input[topic], previous: null, now })
    return done(null, { type: 'person', id: personId })
  },
})

/** What waits for its day is moved with the rhythm, which is saved with the clock. */
async function setClock(tx: Transaction, personId: string, timeZone: string): Promise<void> {
  if (timeZone === '') await tx.mailClock.deleteMany({ where: { personId } })
  else await tx.mailClock.upsert({ where: { personId }, create: { personId, timeZone }, update: { timeZone }, select: { personId: true } })
}

type Chosen = { personId: string; topic: Topic; rhythm: NoticeRhythm; previous: NoticeRhythm | null; now: Date }

/** Keeps how mail about a topic comes, and moves what waits. @param previous what a link in a mail may bring back */
export async function setRhythm(tx: Transaction, { personId, topic, rhythm, previous, now }: Chosen): Promise<void> {
  await tx.noticeSetting.upsert({ where: { personId_topic: { personId, topic } }, create: { personId, topic, rhythm, previous }, update: { rhythm, previous }, select: { topic: true } })
  // Nothing goes out before the time to take a decision back is over.
  const clockOf = await readMailClocks(tx, [personId])
  const moved = mailDueAt(rhythm, new Date(now.getTime() + noticeDelaySeconds * 1000), clockOf(personId))
  const waiting = { personId, kind: kindsOf(topic), mailedAt: null, cancelledAt: null, mailDueAt: { not: null } }
  const { count } = await tx.notice.updateMany({ where: waiting, data: { mailDueAt: moved } })
  if (count > 0) await askForMail(tx, [{ personId, mailDueAt: moved, gathered: rhythm !== 'at_once' }])
}
