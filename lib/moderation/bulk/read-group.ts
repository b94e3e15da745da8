import { z } from 'zod'
import { Prisma } from '#database'
import type { ReviewKind } from '#database'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { mostInBulk } from '#lib/moderation/bulk/open-bulk.ts'
import { belongsTo, knowsVerdict } from '#lib/moderation/bulk/waiting-group.ts'
import type { WaitingGroup } from '#lib/moderation/bulk/waiting-group.ts'
import type { Verdict } from '#lib/moderation/kinds/kind.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { wordsOfItem } from '#lib/moderation/matters/said-of-item.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** One waiting text of a group. */
export type GroupText = {
  itemId: string
  version: number
  /** As one calls it on the desk: `comment`, `edit`. */
  noun: string
  /** All that its kind knows. */
  verdicts: readonly Verdict[]
  writer: string
  /** Null for a name alone. */
  post: { title: string; slug: string } | null
  submittedAt: Date
  excerpt: string
  /** Where it links to. */
  hosts: string[]
}

/** Who or what a group is about. */
export type GroupSubject = { group: { by: 'person' | 'guest' | 'host'; is: string }; name: string; handle: string | null }

/** What would happen to whom if all of a group were decided one way. */
export type GroupReach = {
  /** Texts that know the verdict. */
  count: number
  /** Of these, as many as one bulk takes. */
  taken: number
  /** What else waits in the group and stays, such as reports. */
  beside: number
  writers: { name: string; count: number }[]
  /** All writers, those that are not named too. */
  people: number
  posts: number
}

export type GroupView = GroupSubject & {
  waiting: number
  oldest: Date | null
  /** What deciding about all of it would do. */
  reach: GroupReach
  texts: GroupText[]
  next: string | null
  /** The moment of this view: what comes later was not seen. */
  upTo: Date
}

const textsPerPage = 50
const excerptLength = 420
const writersNamed = 8

/**
 * All that waits from a person or guest, or links to a host, oldest first.
 * @param by the kind of group, as in the address
 * @param name the handle of a person, the id of a guest, or a host
 * @param action what to say the reach of
 */
export async function readGroup(viewer: Viewer, { by, name, after = '', action = 'reject' }: { by: string; name: string; after?: string; action?: Verdict }): Promise<Outcome<GroupView>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const subject = await findSubject(by, name)
  if (!subject) return refuse('not-found', 'There is no such group.')
  const cursor = after ? decodeCursor(after) : null
  if (after && !cursor) return refuse('invalid', 'This page of the group does not exist.')
  const [{ waiting, oldest, upTo }, reach, rows] = await Promise.all([readTotals(subject.group), readReach(subject.group, action), readTexts(subject.group, cursor)])
  const texts = rows.slice(0, textsPerPage)
  const last = texts.at(-1)
  const next = rows.length > textsPerPage && last ? encodeCursor({ at: last.submittedAt, id: last.itemId }) : null
  return done({ ...subject, waiting, oldest, upTo, reach, texts, next })
}

async function findSubject(by: string, name: string): Promise<GroupSubject | null> {
  if (by === 'host') return { group: { by, is: name.toLowerCase() }, name: name.toLowerCase(), handle: null }
  if (by === 'person') {
    const person = await reader().person.findUnique({ where: { handle: name }, select: { id: true, name: true, handle: true } })
    return person && { group: { by, is: person.id }, name: person.name, handle: person.handle }
  }
  if (by !== 'guest' || !z.uuid().safeParse(name).success) return null
  const guest = await reader().guest.findUnique({ where: { id: name }, select: { id: true, name: true } })
  return guest && { group: { by, is: guest.id }, name: guest.name, handle: null }
}

async function readTotals(group: WaitingGroup): Promise<{ waiting: number; oldest: Date | null; upTo: Date }> {
  const [row] = await reader().$queryRaw<{ waiting: number; oldest: Date | null; upTo: Date }[]>`
    SELECT count(*)::int AS waiting, min(i.submitted_at) AS oldest, clock_timestamp() AS "upTo"
    FROM review_item i WHERE i.state = 'waiting' AND ${belongsTo(group)}`
  if (!row) throw new Error('Counting gave no row')
  return row
}

async function readReach(group: WaitingGroup, action: Verdict): Promise<GroupReach> {
  const rows = await reader().$queryRaw<{ name: string; count: number; people: number; posts: number; all: number; beside: number }[]>`
    WITH concerned AS (
      SELECT i.person_id, i.guest_id, i.post_id, ${knowsVerdict(action)} AS able
      FROM review_item i WHERE i.state = 'waiting' AND ${belongsTo(group)}
    ),
    writers AS (SELECT person_id, guest_id, count(*)::int AS count FROM concerned WHERE able GROUP BY person_id, guest_id)
    SELECT coalesce(p.name, g.name, '') AS name, w.count,
      (SELECT count(*)::int FROM writers) AS people,
      (SELECT count(DISTINCT post_id)::int FROM concerned WHERE able) AS posts,
      (SELECT count(*)::int FROM concerned WHERE able) AS all,
      (SELECT count(*)::int FROM concerned WHERE NOT able) AS beside
    FROM (SELECT * FROM writers ORDER BY count DESC, person_id, guest_id LIMIT ${writersNamed}) w
    LEFT JOIN person p ON p.id = w.person_id LEFT JOIN guest g ON g.id = w.guest_id ORDER BY w.count DESC, name`
  const { people = 0, posts = 0, all = 0, beside = 0 } = rows[0] ?? {}
  return { count: all, taken: Math.min(all, mostInBulk), beside, people, posts, writers: rows.map(({ name, count }) => ({ name, count })) }
}

type Row = Omit<GroupText, 'noun' | 'verdicts' | 'post'> & { kind: ReviewKind; title: string; slug: string | null }

async function readTexts(group: WaitingGroup, after: { at: Date; id: string } | null): Promise<GroupText[]> {
  const rows = await reader().$queryRaw<Row[]>`
    SELECT i.id AS "itemId", i.version, i.kind::text AS kind, i.submitted_at AS "submittedAt", ${wordsOfItem(1_000)} AS excerpt, i.link_hosts AS hosts,
      coalesce(p.name, g.name, '') AS writer, post.slug, coalesce(published.title, draft.title, '') AS title
    FROM (
      SELECT * FROM review_item i WHERE i.state = 'waiting' AND ${belongsTo(group)}
        ${after ? Prisma.sql`AND (i.submitted_at, i.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : Prisma.empty}
      ORDER BY i.submitted_at, i.id LIMIT ${textsPerPage + 1}
    ) i
    LEFT JOIN post ON post.id = i.post_id
    LEFT JOIN post_revision published ON published.id = post.published_revision_id
    LEFT JOIN post_revision draft ON draft.id = post.draft_revision_id
    LEFT JOIN person p ON p.id = i.person_id
    LEFT JOIN guest g ON g.id = i.guest_id
    ORDER BY i.submitted_at, i.id`
  return rows.map(({ kind, title, slug, excerpt, ...row }) => ({
    ...row, noun: kindModule(kind).noun, verdicts: kindModule(kind).verdicts, post: slug === null || kind === 'guest_post' ? null : { title, slug }, excerpt: shorten(excerpt, excerptLength),
  }))
}
