import { keptForOne } from '#lib/accounts/kept-for-one.ts'
import type { ProofQuery } from '#lib/integrity/proof-query.ts'

/**
 * Somebody who has left is in no view that the public reads but for what they said, without a handle and under the name that all who
 * have left share; and nothing that was kept for them alone is kept any more.
 */
const left: ProofQuery = {
  name: 'who has left',
  things: 'people who have left',
  fault: 'left something of themselves behind',
  sql: `
    SELECT 'person ' || p.id AS about,
      p.name <> 'Somebody who has left' OR p.email IS NOT NULL OR p.password_hash IS NOT NULL
      OR EXISTS (SELECT FROM published_person w WHERE w.id = p.id)
      OR EXISTS (SELECT FROM published_authorship a WHERE a.person_id = p.id)
      OR EXISTS (SELECT FROM published_person_search s WHERE s.person_id = p.id)
      OR EXISTS (SELECT FROM published_comment c WHERE c.author_id = p.id AND NOT c.tombstone AND (c.author_handle IS NOT NULL OR c.author_name <> p.name))
      OR EXISTS (SELECT FROM guest g WHERE g.person_id = p.id AND (g.name <> p.name OR g.email <> '' OR g.website <> ''))
      ${keptForOne.map(({ table, column }) => `OR EXISTS (SELECT FROM ${table} k WHERE k.${column} = p.id)`).join('\n      ')}
      OR EXISTS (SELECT FROM security_event e WHERE p.id IN (e.person_id, e.by_id) AND e.network <> '')
      OR EXISTS (SELECT FROM chosen_name n WHERE n.person_id = p.id AND (n.name <> '' OR n.former <> '' OR n.state = 'held'))
      OR EXISTS (SELECT FROM proposal q WHERE q.person_id = p.id AND q.state IN ('held', 'returned'))
      OR EXISTS (SELECT FROM guest_post g WHERE g.person_id = p.id AND g.state IN ('held', 'returned'))
      OR EXISTS (SELECT FROM comment c WHERE c.author_id = p.id AND c.state IN ('held', 'returned')) AS wrong
    FROM person p WHERE p.deleted_at IS NOT NULL`,
}

/** What must be true of people who are not here any more. */
export const leavingProofs: ProofQuery[] = [left]
