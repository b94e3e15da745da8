import { reader } from '#lib/database.ts'
import { sentTextsKept } from '#lib/screening/screening.ts'

/** What the log tells of a person: how many of their comments stood as approved from each moment on, and when they sent comments. */
type PastPerson = { approved: { at: number; count: number }[]; sent: { at: number; commentId: string }[] }

/** What was known of people at any moment of the past, read once for each of them. */
export type PastPeople = Map<string, PastPerson>

/** People read at once. Somebody may have written for years. */
const batch = 25

/** Reads those people who are not known yet. */
export async function learnOfPeople(people: PastPeople, ids: readonly (string | null)[]): Promise<void> {
  const unknown = [...new Set(ids)].filter((id): id is string => id !== null && !people.has(id))
  for (let at = 0; at < unknown.length; at += batch) {
    const some = unknown.slice(at, at + batch)
    for (const id of some) people.set(id, { approved: [], sent: [] })
    await readApprovals(people, some)
    await readSent(people, some)
  }
}

/**
 * Comments whose newest decision before a moment left them published; imported ones without a decision from the day they were
 * published. One that was withdrawn after it was approved still counts, as it does for new texts.
 */
async function readApprovals(people: PastPeople, ids: string[]): Promise<void> {
  const rows = await reader().$queryRaw<{ personId: string; commentId: string; at: Date; stands: boolean }[]>`
    SELECT c.author_id AS "personId", c.id AS "commentId", d.at, d.to_state = 'published' AS stands
    FROM comment c JOIN review_item i ON i.comment_id = c.id JOIN decision d ON d.review_item_id = i.id
    WHERE c.author_id = ANY(${ids}::uuid[]) AND d.to_state IS NOT NULL
    UNION ALL
    SELECT c.author_id, c.id, c.published_at, true FROM comment c
    WHERE c.author_id = ANY(${ids}::uuid[]) AND c.origin = 'import' AND c.published_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM review_item i JOIN decision d ON d.review_item_id = i.id WHERE i.comment_id = c.id AND d.to_state IS NOT NULL)
    ORDER BY at`
  const standing = new Set<string>()
  for (const { personId, commentId, at, stands } of rows) {
    const approved = people.get(personId)?.approved
    if (!approved || standing.has(commentId) === stands) continue
    if (stands) standing.add(commentId)
    else standing.delete(commentId)
    approved.push({ at: at.getTime(), count: (approved.at(-1)?.count ?? 0) + (stands ? 1 : -1) })
  }
}

async function readSent(people: PastPeople, ids: string[]): Promise<void> {
  const rows = await reader().$queryRaw<{ personId: string; commentId: string; at: Date }[]>`
    SELECT author_id AS "personId", id AS "commentId", submitted_at AS at FROM comment WHERE author_id = ANY(${ids}::uuid[]) ORDER BY submitted_at`
  for (const { personId, commentId, at } of rows) people.get(personId)?.sent.push({ at: at.getTime(), commentId })
}

/** How many comments of a person stood as approved just before a moment; null when nobody knows who it was. */
export function approvedBefore(people: PastPeople, personId: string | null, moment: Date): number | null {
  const person = personId === null ? undefined : people.get(personId)
  if (!person) return null
  const after = firstFrom(person.approved, moment.getTime())
  return person.approved[after - 1]?.count ?? 0
}

/** How many seconds before a moment a person had sent other comments, within a day, newest first; see `Facts`. */
export function sentBefore(people: PastPeople, personId: string | null, moment: Date, commentId: string): number[] | null {
  const person = personId === null ? undefined : people.get(personId)
  if (!person) return null
  const [from, to] = [firstFrom(person.sent, moment.getTime() - dayInMilliseconds + 1), firstFrom(person.sent, moment.getTime() + 1)]
  const others = person.sent.slice(from, to).filter((sent) => sent.commentId !== commentId)
  return others.toReversed().slice(0, sentTextsKept).map((sent) => (moment.getTime() - sent.at) / 1000)
}

const dayInMilliseconds = 86_400_000

/** The first place in a list by time that is not before a moment. */
function firstFrom(list: readonly { at: number }[], moment: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle]?.at ?? Infinity) < moment) low = middle + 1
    else high = middle
  }
  return low
}
