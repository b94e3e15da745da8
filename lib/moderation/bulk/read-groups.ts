import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import { wordsOfItem } from '#lib/moderation/matters/said-of-item.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** By whom texts can be grouped on the page of groups. */
export type Grouping = 'people' | 'hosts'

/** What waits from one person, or links to one host. */
export type GroupLine = {
  by: 'person' | 'guest' | 'host'
  /** The id of the person or guest, or the host. */
  is: string
  name: string
  /** Of a person with an account. */
  handle: string | null
  count: number
  /** Writers of a host's texts, up to {@link writersCounted}; 1 for people. */
  writers: number
  oldest: Date
  /** The first words of the oldest texts. */
  beginnings: string[]
}

/** The largest groups are shown: the small ones are what the queue is for. */
export const groupsShown = 40
export const writersCounted = 1_000
const beginningsShown = 3
const beginningLength = 110

/** The largest groups of what waits. */
export async function readGroups(viewer: Viewer, grouping: Grouping): Promise<Outcome<GroupLine[]>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const rows = await (grouping === 'people' ? readPeople() : readHosts())
  return done(rows.map(({ beginnings, ...row }) => ({ ...row, beginnings: beginnings.map((text) => shorten(text, beginningLength)) })))
}

/** Counted on the indexes of what waits by person and by guest alone; texts are read for the groups that are shown. */
function readPeople(): Promise<GroupLine[]> {
  return reader().$queryRaw<GroupLine[]>`
    WITH counted AS (
      (SELECT 'person' AS by, person_id AS id, count(*)::int AS count, min(submitted_at) AS oldest
        FROM review_item WHERE state = 'waiting' AND person_id IS NOT NULL GROUP BY person_id ORDER BY count(*) DESC LIMIT ${groupsShown})
      UNION ALL
      (SELECT 'guest', guest_id, count(*)::int, min(submitted_at)
        FROM review_item WHERE state = 'waiting' AND guest_id IS NOT NULL GROUP BY guest_id ORDER BY count(*) DESC LIMIT ${groupsShown})
    )
    SELECT c.by, c.id::text AS "is", coalesce(p.name, g.name, '') AS name, p.handle, c.count, 1 AS writers, c.oldest, texts.beginnings
    FROM (SELECT * FROM counted ORDER BY count DESC, oldest, id LIMIT ${groupsShown}) c
    LEFT JOIN person p ON c.by = 'person' AND p.id = c.id
    LEFT JOIN guest g ON c.by = 'guest' AND g.id = c.id
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(${wordsOfItem(300)}), '{}') AS beginnings FROM (
        (SELECT i.* FROM review_item i
          WHERE c.by = 'person' AND i.state = 'waiting' AND i.person_id = c.id ORDER BY submitted_at, i.id LIMIT ${beginningsShown})
        UNION ALL
        (SELECT i.* FROM review_item i
          WHERE c.by = 'guest' AND i.state = 'waiting' AND i.guest_id = c.id AND i.guest_id IS NOT NULL ORDER BY submitted_at, i.id LIMIT ${beginningsShown})
      ) i
    ) texts
    ORDER BY c.count DESC, c.oldest, c.id`
}

/** Counted on the index of waiting texts with links; a flood of one host is read no further than it takes to say how many wrote it. */
function readHosts(): Promise<GroupLine[]> {
  return reader().$queryRaw<GroupLine[]>`
    WITH counted AS (
      SELECT host, count(*)::int AS count, min(submitted_at) AS oldest
      FROM review_item, unnest(link_hosts) AS host WHERE state = 'waiting' AND link_hosts <> '{}'
      GROUP BY host ORDER BY count(*) DESC, min(submitted_at), host LIMIT ${groupsShown}
    )
    SELECT 'host' AS by, c.host AS "is", c.host AS name, NULL AS handle, c.count, c.oldest, writers.count AS writers, texts.beginnings
    FROM counted c
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT writer)::int AS count FROM (
        SELECT coalesce(person_id, guest_id) AS writer FROM review_item i
        WHERE i.state = 'waiting' AND i.link_hosts @> ARRAY[c.host] LIMIT ${writersCounted}) counted_here
    ) writers
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(${wordsOfItem(300)}), '{}') AS beginnings FROM (
        SELECT i.* FROM review_item i
        WHERE i.state = 'waiting' AND i.link_hosts <> '{}' AND i.link_hosts @> ARRAY[c.host] ORDER BY submitted_at, i.id LIMIT ${beginningsShown}
      ) i
    ) texts
    ORDER BY c.count DESC, c.oldest, c.host`
}
