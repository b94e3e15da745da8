import { beforeAll, expect, test } from 'vitest'
import { readFeed } from '#lib/feeds/read-feed.ts'
import { linesPerPage } from '#lib/posts/read-post-list.ts'
import { readPerson } from '#lib/posts/read-person.ts'
import { readTag } from '#lib/posts/read-tag.ts'
import { person } from '../cast.ts'
import { database } from '../database/fenced-database.ts'

/** More than PostgreSQL takes parameters in one statement. */
const many = 33_000

let handle: string

/** An author of very many essays, all of one tag. */
beforeAll(async () => {
  const ann = await person('ann', 'author')
  handle = ann.handle
  // Without the triggers, which would put down each essay's words many times over; so the thread of each is made here.
  await database.query(`
    SET session_replication_role = replica;
    INSERT INTO tag (id, slug, name) VALUES (gen_random_uuid(), 'everything', 'Everything');
    INSERT INTO post (id, slug) SELECT gen_random_uuid(), 'many-' || n FROM generate_series(1, ${many}) n;
    INSERT INTO thread (post_id) SELECT id FROM post;
    INSERT INTO post_revision (id, post_id, title, source, html, text, renderer_version, reason)
      SELECT gen_random_uuid(), id, slug, slug, slug, slug, 1, 'saved' FROM post;
    UPDATE post SET state = 'published', published_at = now(), published_revision_id = r.id FROM post_revision r WHERE r.post_id = post.id;
    INSERT INTO authorship (post_id, person_id) SELECT id, '${ann.id}' FROM post;
    INSERT INTO post_tag (post_id, tag_id) SELECT post.id, tag.id FROM post, tag;
    RESET session_replication_role`)
  await database.query('ANALYZE')
}, 120_000)

test('a person, a tag and their feeds are read however many essays they have', async () => {
  expect((await readPerson(handle, undefined))?.essays.lines).toHaveLength(linesPerPage)
  expect((await readTag('everything', undefined))?.essays.lines).toHaveLength(linesPerPage)
  expect((await readFeed({ person: handle }))?.items).toHaveLength(20)
  expect((await readFeed({ tag: 'everything' }))?.items).toHaveLength(20)
}, 60_000)
