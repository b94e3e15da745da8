import { Prisma } from '#database'
import { publicReader } from '#lib/database.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { workPath } from '#lib/works/work-path.ts'

/** A page that search engines should know, and when what it shows last changed; null where that is not known. */
export type ListedAddress = { path: string; changedAt: Date | null }

/**
 * Addresses in one sitemap. The protocol allows 50,000 in 50 MB; so few are made within the time that a statement has, also on a site of
 * ten thousand essays and a million comments, and are within both limits however long their addresses are.
 */
export const addressesPerPart = 2_000

/** How many sitemaps it takes to name every public page; at least one. */
export async function countParts(): Promise<number> {
  const [row] = await publicReader().$queryRaw<{ count: number }[]>`WITH ${listed} SELECT count(*)::int AS count FROM listed`
  return Math.max(1, Math.ceil((row?.count ?? 0) / addressesPerPart))
}

/**
 * The addresses of one sitemap: the front page and the guidelines, essays and pages of the house, tags, series, works, and the people
 * who have a page (see `findShownPeople`). Oldest first within each, so that what is added changes the last sitemap only.
 * @param part from 1
 */
export async function readAddresses(part: number): Promise<ListedAddress[]> {
  const rows = await publicReader().$queryRaw<{ kind: Kind; name: string; changed_at: Date | null }[]>`
    WITH ${listed}, part AS (SELECT * FROM listed ORDER BY rank, id LIMIT ${addressesPerPart} OFFSET ${(part - 1) * addressesPerPart})
    SELECT kind, name, ${changedAt} AS changed_at FROM part ORDER BY rank, id`
  return rows.map(({ kind, name, changed_at }) => ({ path: paths[kind](name), changedAt: changed_at }))
}

type Kind = keyof typeof paths

const paths = {
  front: () => '/',
  house: (name: string) => `/${name}`,
  post: postPath,
  tag: (slug: string) => `/tags/${encodeURIComponent(slug)}`,
  work: workPath,
  series: (slug: string) => `/series/${encodeURIComponent(slug)}`,
  person: (handle: string) => `/people/${encodeURIComponent(handle)}`,
}

const listed = Prisma.sql`listed (rank, kind, id, name) AS (
    VALUES (1, 'front', NULL::uuid, ''), (2, 'house', NULL, 'guidelines'), (2, 'house', NULL, 'works')
    UNION ALL SELECT 3, 'post', id, slug FROM published_post WHERE listed OR kind = 'page'
    UNION ALL SELECT 4, 'tag', id, slug FROM published_tag
    UNION ALL SELECT 5, 'series', id, slug FROM published_series
    UNION ALL SELECT 6, 'work', id, slug FROM published_work
    UNION ALL SELECT 7, 'person', w.id, w.handle FROM published_person w
    WHERE EXISTS (
        SELECT FROM published_authorship a JOIN published_post p ON p.id = a.post_id WHERE a.person_id = w.id AND (p.listed OR p.kind = 'page'))
      OR EXISTS (
        SELECT FROM published_comment c JOIN published_post p ON p.id = c.post_id
        WHERE c.author_id = w.id AND NOT c.tombstone AND (p.listed OR p.kind = 'page'))
      OR EXISTS (SELECT FROM published_contribution k WHERE k.person_id = w.id))`

/** A page changed when an essay that it shows did, or when the newest of the comments that it shows was approved. */
const changedAt = Prisma.sql`CASE kind
    WHEN 'front' THEN greatest(
      (SELECT max(p.updated_at) FROM published_post p WHERE p.listed),
      (SELECT c.published_at FROM published_comment c JOIN published_post p ON p.id = c.post_id
        WHERE NOT c.tombstone AND p.listed ORDER BY c.published_at DESC LIMIT 1))
    WHEN 'house' THEN (SELECT h.changed_at FROM published_house_text h WHERE h.page = part.name)
    WHEN 'post' THEN greatest(
      (SELECT p.updated_at FROM published_post p WHERE p.id = part.id),
      (SELECT c.published_at FROM published_comment c WHERE c.post_id = part.id AND NOT c.tombstone ORDER BY c.published_at DESC LIMIT 1))
    WHEN 'tag' THEN (SELECT max(p.updated_at) FROM published_post_tag t JOIN published_post p ON p.id = t.post_id WHERE t.tag_id = part.id AND p.listed)
    WHEN 'work' THEN greatest(
      (SELECT w.changed_at FROM published_work w WHERE w.id = part.id),
      (SELECT max(p.updated_at) FROM published_post_work n JOIN published_post p ON p.id = n.post_id WHERE n.work_id = part.id AND n.listed))
    WHEN 'series' THEN (SELECT max(p.updated_at) FROM published_series_post s JOIN published_post p ON p.id = s.post_id WHERE s.series_id = part.id)
    ELSE greatest(
      (SELECT max(p.updated_at) FROM published_authorship a JOIN published_post p ON p.id = a.post_id
        WHERE a.person_id = part.id AND (p.listed OR p.kind = 'page')),
      (SELECT max(said.published_at) FROM (
        SELECT c.published_at FROM published_comment c JOIN published_post p ON p.id = c.post_id
        WHERE c.author_id = part.id AND NOT c.tombstone AND (p.listed OR p.kind = 'page')
        ORDER BY c.submitted_at DESC LIMIT 10) said))
    END`
