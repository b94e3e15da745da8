import { Prisma } from '#database'
import { publicQuestion } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { publicReader } from '#lib/database.ts'
import { readDocument } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import type { WorkRole } from '#lib/works/works-form.ts'

/** A rating with the best that it could have been. */
export type Rating = { rating: number; scale: number }

/** A work that a published essay names, with its facts. */
export type PostWork = { slug: string; title: string; kind: string; year: number | null; document: Document; role: WorkRole; rated: Rating | null }

type WorkRow = Omit<PostWork, 'document' | 'rated'> & { facts: unknown; rating: number | null; scale: number | null }

/** The works that a published essay is about, in the order of its author. @param post its id, as SQL */
export function postWorksOf(post: Prisma.Sql): Question<PostWork[]> {
  return publicQuestion(Prisma.sql`
    SELECT k.slug, k.title, k.kind, k.year, k.facts, w.role::text AS role, w.rating::float8 AS rating, w.scale
    FROM published_post_work w JOIN published_work k ON k.id = w.work_id WHERE w.post_id = ${post} ORDER BY w.position`,
  (rows: WorkRow[]) => rows.map(({ facts, rating, scale, ...work }) => ({ ...work, document: readDocument(facts), rated: ratedBy(rating, scale) })))
}

/** A work as an essay names it, without its facts. */
export type NamedWork = Pick<PostWork, 'slug' | 'title' | 'year' | 'role' | 'rated'>

/** The works that some published essays name, by essay, each in the order of its author. */
export async function readNamedWorks(postIds: readonly string[]): Promise<Map<string, NamedWork[]>> {
  const rows = await publicReader().$queryRaw<(Omit<NamedWork, 'rated'> & { postId: string; rating: number | null; scale: number | null })[]>`
    SELECT w.post_id AS "postId", k.slug, k.title, k.year, w.role::text AS role, w.rating::float8 AS rating, w.scale
    FROM published_post_work w JOIN published_work k ON k.id = w.work_id WHERE w.post_id = ANY(${[...postIds]}::uuid[]) ORDER BY w.position`
  const named = new Map<string, NamedWork[]>()
  for (const { postId, rating, scale, ...work } of rows) named.set(postId, [...(named.get(postId) ?? []), { ...work, rated: ratedBy(rating, scale) }])
  return named
}

/** An essay that names a work: what it has to do with it. */
export type WorkPost = { postId: string; role: WorkRole; rated: Rating | null }

export type WorkPosts = {
  posts: WorkPost[]
  /** The address of the last of them where more follow; null at the end. */
  next: string | null
  /** How many the reader would rather not see, of all that name it. */
  leftOut: number
}

/** Essays on one page of a list. */
const postsPerPage = 20

type Row = { postId: string; slug: string; role: WorkRole; rating: number | null; scale: number | null }

/**
 * The listed essays that name a work: reviews first, then those about it, then mentions; newest first within each.
 * @param after the `next` of the page before; undefined for the first page
 * @param leaveOut topics of essays that the reader wants in no list
 * @returns null when no essay of that address names it
 */
export async function readWorkPosts(workId: string, after: string | undefined, leaveOut: readonly string[] = []): Promise<WorkPosts | null> {
  const start = after === undefined ? null : await readPlace(workId, after)
  if (after !== undefined && !start) return null
  const left = Prisma.sql`EXISTS (SELECT FROM published_post_topic t WHERE t.post_id = p.id AND t.topic = ANY(${[...leaveOut]}::text[]))`
  const later = start
    ? Prisma.sql`AND (w.role > ${start.role}::work_role OR (w.role = ${start.role}::work_role AND (p.published_at, p.id) < (${start.at}::timestamptz, ${start.id}::uuid)))`
    : Prisma.empty
  const rows = await publicReader().$queryRaw<Row[]>`
    SELECT w.post_id AS "postId", p.slug, w.role::text AS role, w.rating::float8 AS rating, w.scale
    FROM published_post_work w JOIN published_post p ON p.id = w.post_id
    WHERE w.work_id = ${workId}::uuid AND w.listed AND NOT ${left} ${later} ORDER BY w.role, p.published_at DESC, p.id DESC LIMIT ${postsPerPage + 1}`
  const shown = rows.slice(0, postsPerPage)
  const posts = shown.map(({ postId, role, rating, scale }) => ({ postId, role, rated: ratedBy(rating, scale) }))
  return { posts, next: rows.length > postsPerPage ? (shown.at(-1)?.slug ?? null) : null, leftOut: leaveOut.length > 0 ? await countLeft(workId, left) : 0 }
}

type Place = { id: string; role: WorkRole; at: Date }

async function readPlace(workId: string, slug: string): Promise<Place | null> {
  const [place] = await publicReader().$queryRaw<Place[]>`
    SELECT p.id, w.role::text AS role, p.published_at AS at FROM published_post p JOIN published_post_work w ON w.post_id = p.id
    WHERE p.slug = ${slug} AND w.work_id = ${workId}::uuid AND w.listed`
  return place ?? null
}

async function countLeft(workId: string, left: Prisma.Sql): Promise<number> {
  const [counted] = await publicReader().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM published_post_work w JOIN published_post p ON p.id = w.post_id WHERE w.work_id = ${workId}::uuid AND w.listed AND ${left}`
  return counted?.count ?? 0
}

function ratedBy(rating: number | null, scale: number | null): Rating | null {
  return rating === null || scale === null ? null : { rating, scale }
}
