import { setImmediate as pause } from 'node:timers/promises'
import { reader } from '#lib/database.ts'
import type { PastText } from '#lib/moderation/rules/read-past-texts.ts'
import { mostRepeatDays } from '#lib/screening/kinds/repeat.ts'
import { bandsOf, likenessOf, sequencesOf } from '#lib/screening/likeness.ts'
import type { Sequences } from '#lib/screening/likeness.ts'
import type { LikeText } from '#lib/screening/screening.ts'

/** Texts that repeats are looked for among: the newest ones. They are held in memory for the length of a rehearsal. */
export const comparedPast = 20_000

/** As for new texts; see lib/comments/gather-facts.ts. */
const comparedTexts = 20

type Sent = { sequences: Sequences; commentId: string; personId: string | null; at: number }

/** Texts by what is found of them, newest first: by band, and by person and band. */
export type PastLikeness = ReadonlyMap<string, readonly Sent[]>

/** Reads the texts of the past for comparing. Others get their turn in between: there may be many. */
export async function readPastLikeness(): Promise<PastLikeness> {
  const newest = await reader().$queryRaw<{ id: string }[]>`SELECT id FROM comment_revision ORDER BY created_at DESC, id DESC LIMIT ${comparedPast}`
  const past = new Map<string, Sent[]>()
  for (let at = 0; at < newest.length; at += batch) {
    for (const text of await readTexts(newest.slice(at, at + batch).map(({ id }) => id))) put(past, text)
    await pause()
  }
  return past
}

const batch = 50

type Row = { text: string; commentId: string; personId: string | null; at: Date }

function readTexts(ids: string[]): Promise<Row[]> {
  return reader().$queryRaw<Row[]>`
    SELECT r.text, r.comment_id AS "commentId", c.author_id AS "personId", r.created_at AS at
    FROM comment_revision r JOIN comment c ON c.id = r.comment_id WHERE r.id = ANY(${ids}::uuid[]) ORDER BY r.created_at DESC, r.id DESC`
}

function put(past: Map<string, Sent[]>, { text, commentId, personId, at }: Row) {
  const sequences = sequencesOf(text)
  const sent: Sent = { sequences, commentId, personId, at: at.getTime() }
  for (const key of keysOf(bandsOf(sequences), personId)) {
    const known = past.get(key)
    if (known) known.push(sent)
    else past.set(key, [sent])
  }
}

/** Under which a text is found: its bands, and its bands among those of the same person. */
function keysOf(bands: number[], personId: string | null): string[] {
  return [...(personId === null ? [] : bands.map((band) => `${personId} ${band}`)), ...bands.map(String)]
}

/** The texts sent before a text that are much like it, as they would have been found then: own ones first, then the newest. */
export function likeTextsOf(past: PastLikeness, { text, commentId, personId, sentAt }: PastText): LikeText[] {
  const sequences = sequencesOf(text)
  const now = sentAt.getTime()
  const found = new Set<Sent>()
  for (const key of keysOf(bandsOf(sequences), personId)) {
    for (const sent of earlierThan(past.get(key) ?? [], now)) if (sent.commentId !== commentId) found.add(sent)
  }
  const isOwn = (sent: Sent) => personId !== null && sent.personId === personId
  const nearest = [...found].sort((one, other) => Number(isOwn(other)) - Number(isOwn(one)) || other.at - one.at).slice(0, comparedTexts)
  return nearest.map((sent) => ({ own: isOwn(sent), daysAgo: (now - sent.at) / day, likeness: likenessOf(sequences, sent.sequences) }))
}

const day = 86_400_000

/** The newest of a list that came before a moment, as many as are ever compared, and no older than repeats are looked for. */
function earlierThan(newestFirst: readonly Sent[], moment: number): Sent[] {
  let [low, high] = [0, newestFirst.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((newestFirst[middle]?.at ?? 0) >= moment) low = middle + 1
    else high = middle
  }
  return newestFirst.slice(low, low + comparedTexts + 1).filter((sent) => sent.at > moment - mostRepeatDays * day)
}
