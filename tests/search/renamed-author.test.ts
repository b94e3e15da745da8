import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { renewSearch } from '#lib/posts/renew-search.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut, person } from '../cast.ts'
import { database, rows, value } from '../database/fenced-database.ts'
import { find, unheardWord } from './story.ts'

afterAll(() => database.end())

const essays = 50
const comments = 10_000
/** As the trigger has it. */
const atOnce = 20

/** Essays of one author, in the way in which they are published, and comments past every trigger, which would take minutes. */
async function writeMuch(authorId: string) {
  const [first] = await rows(
    `WITH made AS (INSERT INTO post (id, slug) SELECT gen_random_uuid(), 'much-' || gen_random_uuid() FROM generate_series(1, $2) RETURNING id),
      written AS (INSERT INTO post_revision (id, post_id, title, source, html, text, renderer_version, reason)
        SELECT gen_random_uuid(), id, 'Long', '', '', (SELECT string_agg('word' || n, ' ') FROM generate_series(1, 300) n), 1, 'saved' FROM made RETURNING id, post_id),
      signed AS (INSERT INTO authorship (post_id, person_id) SELECT id, $1::uuid FROM made)
    SELECT array_agg(json_build_object('post', post_id, 'revision', id)) AS made FROM written`, [authorId, essays])
  await database.query(
    `UPDATE post p SET state = 'published', published_revision_id = (m ->> 'revision')::uuid, published_at = now() FROM unnest($1::json[]) m WHERE p.id = (m ->> 'post')::uuid`,
    [first?.made])
  const client = await database.connect()
  await client.query('SET session_replication_role = replica')
  await client.query(
    `WITH said AS (INSERT INTO comment (id, post_id, author_id, path, ordinal, state, shown, approved_revision_id, approved_digest, published_at)
      SELECT gen_random_uuid(), $2::uuid, $1::uuid, int4send(n + 2000000), n, 'published', true, gen_random_uuid(), sha256('x'), now() FROM generate_series(1, $3::int) n RETURNING id, post_id, author_id)
    INSERT INTO comment_search (comment_id, post_id, author_id, at, config, words) SELECT id, post_id, author_id, now(), 'english', to_tsvector('a thought ' || id) FROM said`,
    [authorId, (first?.made as { post: string }[])[0]?.post, comments])
  await client.query('RESET session_replication_role')
  client.release()
}

const named = (word: string) => value<number>(`SELECT count(*)::int FROM post_search WHERE head @@ to_tsquery('simple', $1)`, [word])
const written = () => value<string>(`SELECT md5(string_agg(comment_id || ' ' || xmin::text || ctid::text, ',' ORDER BY comment_id)) FROM comment_search`)

test('renaming an author of much is short: a few essays are found by the new name at once, all of them soon, and no comment is touched', async () => {
  const [old, next] = [unheardWord(), unheardWord()]
  const ada = await person(`Ada ${old}`.toLowerCase().replaceAll(' ', ''), 'author')
  await carryOut(editProfile, ada, { name: `Ada ${old}`, pronouns: '', biography: '', website: '' })
  await writeMuch(ada.id)
  expect([await named(old), await named(next)]).toEqual([essays, 0])
  const before = await written()
  const start = performance.now()
  await carryOut(editProfile, ada, { name: `Ada ${next}`, pronouns: '', biography: '', website: '' })
  expect(performance.now() - start).toBeLessThan(4_000)
  expect([await named(old), await named(next), await written()]).toEqual([essays - atOnce, atOnce, before])
  const jobs = await rows(`SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'renew-search' AND j.key = $1`, [`renew-search:${ada.id}`])
  expect(jobs).toEqual([{ payload: { personId: ada.id } }])
  for (let after: string | null = ''; after !== null; ) after = (await carryOut(renewSearch, operator, { personId: ada.id, after })).next as string | null
  expect([await named(old), await named(next)]).toEqual([0, essays])
  expect((await find(next)).results.length).toBeGreaterThan(1)
  expect(await carryOut(renewSearch, operator, { personId: randomUUID() })).toEqual({ next: null })
})
