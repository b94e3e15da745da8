import { publicReader } from '#lib/database.ts'
import { readDocument } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import type { WorkRole } from '#lib/works/works-form.ts'

/** A rating with the best that it could have been. */
export type Rating = { rating: number; scale: number }

/** A work that a published essay names, with its facts. */
export type PostWork = { slug: string; title: string; kind: string; year: number | null; document: Document; role: WorkRole; rated: Rating | null }

/** The works that a published essay is about, in the order of its author. */
export async function readPostWorks(postId: string): Promise<PostWork[]> {
  const named = await publicReader().publishedPostWork.findMany({ where: { postId }, orderBy: { position: 'asc' } })
  if (named.length === 0) return []
  const works = await publicReader().publishedWork.findMany({
    where: { id: { in: named.map(({ workId }) => workId) } }, select: { id: true, slug: true, title: true, kind: true, year: true, facts: true },
  })
  const byId = new Map(works.map(({ id, facts, ...work }) => [id, { ...work, document: readDocument(facts) }]))
  return named.flatMap(({ workId, role, rating, scale }) => {
    const work = byId.get(workId)
    return work ? [{ ...work, role, rated: ratedBy(rating, scale) }] : []
  })
}

/** An essay that names a work: what it has to do with it. */
export type WorkPost = { postId: string; role: WorkRole; rated: Rating | null }

/** The listed essays that name a work: reviews first, then those about it, then mentions; newest first within each. */
export async function readWorkPosts(workId: string, most: number): Promise<WorkPost[]> {
  const rows = await publicReader().$queryRaw<{ postId: string; role: WorkRole; rating: number | null; scale: number | null }[]>`
    SELECT w.post_id AS "postId", w.role::text AS role, w.rating::float8 AS rating, w.scale
    FROM published_post_work w JOIN published_post p ON p.id = w.post_id
    WHERE w.work_id = ${workId}::uuid AND w.listed ORDER BY w.role, p.published_at DESC, p.id DESC LIMIT ${most}`
  return rows.map(({ postId, role, rating, scale }) => ({ postId, role, rated: ratedBy(rating, scale) }))
}

function ratedBy(rating: { toString(): string } | null, scale: number | null): Rating | null {
  return rating === null || scale === null ? null : { rating: Number(rating), scale }
}
