import { z } from 'zod'
import { command } from '#lib/command.ts'
import type { Transaction } from '#lib/database.ts'
import { setRhythm } from '#lib/notices/choose-rhythm.ts'
import { usualRhythm } from '#lib/notices/topics.ts'
import { readUnsubscription } from '#lib/notices/unsubscribe-token.ts'
import type { Unsubscription } from '#lib/notices/unsubscribe-token.ts'
import { done, refuse } from '#lib/refusal.ts'

const input = z.strictObject({ token: z.string().max(300) })

/**
 * A link in a mail ends what it names, for whoever holds it: it is signed, and that it came by mail is all that there is to prove.
 * Pressing it again changes nothing.
 */
export const stopMail = command({
  name: 'stop-mail',
  input,
  least: 'anonymous',
  load: (tx, { token }) => loadAsked(tx, token),
  permit: () => null,
  async perform({ tx, subject: { personId, scope }, now }) {
    if ('postId' in scope) await refuseThread(tx, { personId, postId: scope.postId, now })
    else for (const topic of scope.topics) await keepRhythm(tx, { personId, topic, now })
    return done(null, { type: 'person', id: personId })
  },
})

/** The same page takes it back: all is as it was before the link was pressed. */
export const resumeMail = command({
  name: 'resume-mail',
  input,
  least: 'anonymous',
  load: (tx, { token }) => loadAsked(tx, token),
  permit: () => null,
  async perform({ tx, subject: { personId, scope }, now }) {
    if ('postId' in scope) await wantThreadAgain(tx, { personId, postId: scope.postId, now })
    else for (const topic of scope.topics) await bringBack(tx, { personId, topic, now })
    return done(null, { type: 'person', id: personId })
  },
})

async function loadAsked(tx: Transaction, token: string) {
  const asked = readUnsubscription(token)
  const person = asked && (await tx.person.findUnique({ where: { id: asked.personId }, select: { id: true } }))
  return asked && person && (await isThere(tx, asked)) ? asked : refuse('not-found', 'We do not know this link.')
}

async function isThere(tx: Transaction, { scope }: Unsubscription): Promise<boolean> {
  return !('postId' in scope) || (await tx.post.findUnique({ where: { id: scope.postId }, select: { id: true } })) !== null
}

type OfThread = { personId: string; postId: string; now: Date }

async function refuseThread(tx: Transaction, { personId, postId, now }: OfThread): Promise<void> {
  const key = { personId_postId: { personId, postId } }
  const before = await tx.follow.findUnique({ where: key, select: { wanted: true } })
  if (before?.wanted === false) return
  const kept = { wanted: false, previous: before?.wanted ?? null, at: now }
  await tx.follow.upsert({ where: key, create: { personId, postId, ...kept }, update: kept, select: { id: true } })
}

async function wantThreadAgain(tx: Transaction, { personId, postId, now }: OfThread): Promise<void> {
  await tx.follow.updateMany({ where: { personId, postId, wanted: false, previous: true }, data: { wanted: true, previous: null, at: now } })
  await tx.follow.deleteMany({ where: { personId, postId, wanted: false, previous: null } })
}

type OfTopic = { personId: string; topic: keyof typeof usualRhythm; now: Date }

async function keepRhythm(tx: Transaction, { personId, topic, now }: OfTopic): Promise<void> {
  const before = await tx.noticeSetting.findUnique({ where: { personId_topic: { personId, topic } }, select: { rhythm: true } })
  if (before?.rhythm !== 'off') await setRhythm(tx, { personId, topic, rhythm: 'off', previous: before?.rhythm ?? usualRhythm[topic], now })
}

async function bringBack(tx: Transaction, { personId, topic, now }: OfTopic): Promise<void> {
  const kept = await tx.noticeSetting.findUnique({ where: { personId_topic: { personId, topic } }, select: { rhythm: true, previous: true } })
  if (kept?.rhythm === 'off') await setRhythm(tx, { personId, topic, rhythm: kept.previous ?? usualRhythm[topic], previous: null, now })
}
