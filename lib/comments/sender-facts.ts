import { readWordList } from '#lib/comments/read-word-list.ts'
import { sentTexts } from '#lib/comments/sent-texts.ts'
import type { Transaction } from '#lib/database.ts'
import { measuresInForce } from '#lib/people/measures-in-force.ts'
import type { Facts } from '#lib/screening/screening.ts'

/** Who sends something that is no comment. */
export type Sender = {
  personId: string
  now: Date
  /** What is sent, if it has been sent here before. */
  ignoring?: string
  /** What they send in the same moment: it waits beside this, and they wait for none of it. */
  together?: readonly string[]
}

const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * What rules need to know of who sends something that is no comment: how much of theirs was approved and waits, of whatever sort, and what
 * holds for them. What only a comment has is not known.
 */
export async function gatherSenderFacts(tx: Transaction, { personId, now, ignoring = nobody, together = [] }: Sender): Promise<Facts> {
  const person = await tx.person.findUnique({ where: { id: personId }, select: { emailVerifiedAt: true } })
  const [counted] = await tx.$queryRaw<{ approved: number; waiting: number; ago: number | null }[]>`
    SELECT count(*) FILTER (WHERE approved)::int AS approved, count(*) FILTER (WHERE state = 'held')::int AS waiting,
      extract(epoch FROM ${now}::timestamptz - max(at) FILTER (WHERE id <> ALL(${[...together]}::uuid[])))::float8 AS ago
    FROM ${sentTexts(personId)} sent WHERE id <> ${ignoring}::uuid`
  const measures = await measuresInForce(tx, personId, now)
  const everySeconds = measures.find(({ kind }) => kind === 'slow')?.everySeconds ?? null
  const waitSeconds = counted?.ago == null ? 0 : Math.max(0, Math.ceil((everySeconds ?? 0) - counted.ago))
  return {
    approvedTexts: counted?.approved ?? null,
    waitingTexts: counted?.waiting ?? null,
    emailVerified: person ? person.emailVerifiedAt !== null : null,
    bannedWords: await readWordList(tx),
    measures: { held: measures.some(({ kind }) => kind === 'held'), slow: everySeconds === null ? null : { everySeconds, waitSeconds } },
    sentBefore: null, commentsOpen: null, conversation: null, sentSecondsAgo: null, likeTexts: null, postAgeDays: null,
  }
}
