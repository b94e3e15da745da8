import { Prisma } from '#database'
import type { Transaction } from '#lib/database.ts'
import { isSuspended } from '#lib/people/in-force.ts'
import { nearestWords } from '#lib/notices/nearest-words.ts'
import { publishedKinds } from '#lib/notices/topics.ts'

const published = Prisma.sql`n.kind IN (${Prisma.join([...publishedKinds])})`

/** The topic of a notice `n`, as `topicOf` has it. */
export const topicOfNotice = Prisma.sql`CASE WHEN n.kind = 'branch' THEN 'thread' WHEN n.kind = 'thanks' THEN 'reply' WHEN n.kind = 'invitation' OR ${published} THEN n.kind ELSE 'moderation' END`

/**
 * Whether a notice `n` about what others published, or asked, may be shown to its person: everybody can see what it is about, or it is still asked, and
 * the person has not muted who wrote it. Other notices always may. This is the one place where the rule stands.
 */
export const mayBeShown = Prisma.sql`(
  NOT ${published} AND n.kind <> 'invitation'
  OR n.kind = 'invitation' AND EXISTS (
    SELECT FROM author_invitation i WHERE i.post_id = n.post_id AND i.person_id = n.person_id AND i.declined_at IS NULL
      AND NOT EXISTS (SELECT FROM deleted_draft d WHERE d.post_id = i.post_id)
      AND NOT EXISTS (SELECT FROM mute m WHERE m.person_id = n.person_id AND m.muted_id = i.invited_by_id))
  OR n.kind = 'thanks' AND EXISTS (
    SELECT FROM published_update_note u JOIN update_note w ON w.id = u.id WHERE u.comment_id = n.comment_id AND u.taken_back_at IS NULL
      AND NOT EXISTS (SELECT FROM mute m WHERE m.person_id = n.person_id AND m.muted_id = w.by_id))
  OR n.kind = 'post' AND EXISTS (SELECT FROM published_post p WHERE p.id = n.post_id AND p.listed)
    AND NOT EXISTS (SELECT FROM authorship a JOIN mute m ON m.muted_id = a.person_id WHERE a.post_id = n.post_id AND m.person_id = n.person_id)
  OR n.kind NOT IN ('post', 'thanks', 'invitation') AND EXISTS (
    SELECT FROM published_comment c WHERE c.id = n.comment_id AND NOT c.tombstone
      AND NOT EXISTS (SELECT FROM mute m WHERE m.person_id = n.person_id AND m.muted_id = c.author_id)))`

/** Whether the person of a notice `n` wants to hear of what others published, by what they have said about it until now: `w` is the nearest word. */
const isWanted = Prisma.sql`(CASE
  WHEN n.kind IN ('thread', 'branch') THEN w.wanted IS TRUE
  WHEN n.kind = 'post' THEN EXISTS (SELECT FROM authorship a JOIN follow f ON f.author_id = a.person_id AND f.wanted WHERE a.post_id = n.post_id AND f.person_id = n.person_id)
    AND NOT EXISTS (SELECT FROM follow f WHERE f.person_id = n.person_id AND f.post_id = n.post_id AND NOT f.wanted)
  WHEN n.kind = 'invitation' THEN EXISTS (SELECT FROM author_invitation i WHERE i.post_id = n.post_id AND i.person_id = n.person_id AND i.agreed_at IS NULL)
  WHEN ${published} THEN w.wanted IS NOT FALSE
  ELSE true END)`

/**
 * Which of somebody's notices are still to go out by mail, as far as their own word and everybody's eyes go: not read on the site
 * meanwhile, of a topic that is not off, about what can be seen, by nobody whom they mute, and wanted still. One statement, whatever
 * their number.
 */
export async function findStillWanted(tx: Transaction, personId: string, noticeIds: string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE told AS MATERIALIZED (SELECT * FROM notice WHERE person_id = ${personId}::uuid AND id = ANY (${noticeIds}::uuid[])),
    ${nearestWords(Prisma.sql`SELECT n.comment_id FROM told n WHERE ${published}`, Prisma.sql`AND f.person_id = ${personId}::uuid`)}
    SELECT n.id FROM told n LEFT JOIN nearest w ON w.about = n.comment_id
    WHERE n.read_at IS NULL AND ${mayBeShown} AND ${isWanted}
      AND NOT EXISTS (SELECT FROM notice_setting s WHERE s.person_id = n.person_id AND s.rhythm = 'off' AND s.topic = ${topicOfNotice})
      AND NOT (${published} AND EXISTS (SELECT FROM person p WHERE p.id = n.person_id AND ${isSuspended}))`
  return new Set(rows.map(({ id }) => id))
}
