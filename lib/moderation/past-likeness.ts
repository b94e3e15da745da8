import { setImmediate as pause } from 'node:timers/promises'
import { reader } from '#lib/database.ts'
import type { PastText } from '#lib/moderation/read-past-texts.ts'
import { mostRepeatDays } from '#lib/screening/kinds/repeat.ts'
import { likenessOf, sketchText } from '#lib/screening/likeness.ts'
import type { LikeText } from '#lib/screening/screening.ts'

/** Texts that repeats are looked for among: the newest ones. They are held in memory for the length of a rehearsal. */
export const comparedPast = 20_000

/** As for new texts; see lib/comments/gather-facts.ts. */
const comparedTexts = 50

type Sent = { text: string; commentId: string; personId: string | null; at: Date }

/** Texts by what can be compared of them. */
export type PastLikeness = ReadonlyMap<number, readonly Sent[]>

/** Reads the texts of the past for comparing. Others get their turn in between: there may be many. */
export async function readPastLikeness(): Promise<PastLikeness> {
  const newest = await reader().$queryRaw<{ id: string }[]>`SELECT id FROM comment_revision ORDER BY created_at DESC, id DESC LIMIT ${comparedPast}`
  const bands = new Map<number, Sent[]>()
  for (let at = 0; at < newest.length; at += batch) {
    const texts = await readTexts(newest.slice(at, at + batch).map(({ id }) => id))
    for (const text of texts) for (const band of sketchText(text.text).bands) put(bands, band, text)
    await pause()
  }
  return bands
}

const batch = 250

function put(bands: Map<number, Sent[]>, band: number, text: Sent) {
  const known = bands.get(band)
  if (known) known.push(text)
  else bands.set(band, [text])
}

function readTexts(ids: string[]): Promise<Sent[]> {
  return reader().$queryRaw<Sent[]>`
    SELECT r.text, r.comment_id AS "commentId", c.author_id AS "personId", r.created_at AS at
    FROM comment_revision r JOIN comment c ON c.id = r.comment_id WHERE r.id = ANY(${ids}::uuid[])`
}

/** The texts sent before a text that are much like it, as they would have been found then. */
export function likeTextsOf(past: PastLikeness, { text, commentId, personId, sentAt }: PastText): LikeText[] {
  const sketch = sketchText(text)
  const oldest = sentAt.getTime() - mostRepeatDays * day
  const found = new Set(sketch.bands.flatMap((band) => past.get(band) ?? []))
  const earlier = [...found].filter((sent) => sent.commentId !== commentId && sent.at < sentAt && sent.at.getTime() > oldest)
  const isOwn = (sent: Sent) => personId !== null && sent.personId === personId
  const nearest = earlier.toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)) || other.at.getTime() - one.at.getTime()).slice(0, comparedTexts)
  return nearest.map((sent) => ({ own: isOwn(sent), daysAgo: (sentAt.getTime() - sent.at.getTime()) / day, likeness: likenessOf(sketch, sketchText(sent.text)) }))
}

const day = 86_400_000
