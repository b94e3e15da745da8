import pg from 'pg'

/** How many essays are added: with a hundred comments on average, most with a few dozen, every tenth with hundreds, every hundredth with 1,500. */
export type LargeSize = { posts: number }

const readers = 20_000
const authors = 200

/**
 * Adds a large site to a small one that has samples: posts by many authors under many tags, their conversations with who wrote, who decided and
 * what was told, in the proportions of a site that grew over ten years. Written table by table and not by commands, which would take hours; the
 * triggers sleep meanwhile, and what they keep is worked out here: `verify` finds everything in order. For a throw-away database, as its owner.
 */
export async function fillLarge(databaseUrl: string, { posts }: LargeSize): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(settings)
    await client.query(people)
    await client.query(`SET session_replication_role = replica`)
    await client.query(samples)
    await client.query(essays(posts))
    await client.query(said)
    const indexes = await dropIndexes(client)
    for (const table of [comments, revisions, items, decisions, found, threads, told, noted]) await client.query(table)
    await client.query(chain)
    for (const index of indexes) await client.query(index)
    await client.query(`SET session_replication_role = origin`)
    await client.query('VACUUM (ANALYZE)')
  } finally {
    await client.end()
  }
}

const filled = ['comment', 'comment_revision', 'review_item', 'decision', 'comment_search', 'notice', 'audit_event', 'thread_visit']

/** An index is made in far less time than it is kept while a million rows come in. @returns what makes them again */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(`
    SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made FROM pg_index i
    WHERE i.indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`, [filled])
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows.map(({ made }) => made)
}

const settings = `
  SET work_mem = '256MB'; SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 4; SET synchronous_commit = off; SET client_min_messages = warning;
  SELECT setseed(0.5);
  -- A UUID of version 7 for a moment, the same for the same name: rows written together lie together in an index.
  CREATE FUNCTION pg_temp.id_at(at timestamptz, name text) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(name), 1, 3) || '8' || substr(md5(name), 4, 15))::uuid $$;`

const people = `
  INSERT INTO person (id, handle, skeleton, name, role, created_at)
  SELECT gen_random_uuid(), 'large-' || n, 'large-' || n, 'Reader ' || n, (CASE WHEN n <= ${authors} THEN 'author' ELSE 'reader' END)::role, now() - interval '10 years'
  FROM generate_series(1, ${authors + readers}) n;
  INSERT INTO tag (id, slug, name) SELECT gen_random_uuid(), 'large-' || n, 'Subject ' || n FROM generate_series(1, 300) n;
  CREATE TEMP TABLE writer AS SELECT id, substr(handle, 7)::int AS no FROM person WHERE handle LIKE 'large-%';
  CREATE INDEX ON writer (no); ANALYZE writer;
  CREATE TEMP TABLE subject AS SELECT id, substr(slug, 7)::int AS no FROM tag WHERE slug LIKE 'large-%';
  CREATE TEMP TABLE desk AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS no FROM person WHERE handle IN ('sample-desk', 'sample-night-desk');`

/** What essays and comments say is what the samples say; each has a number of its own besides, so that no two are alike. */
const samples = `
  CREATE TEMP TABLE saying AS
  SELECT (row_number() OVER (ORDER BY r.id) - 1)::int AS no, r.source, r.html, r.text, r.renderer_version, s.words, s.config
  FROM comment_revision r JOIN comment_search s ON s.comment_id = r.comment_id WHERE r.html NOT LIKE '%<a %' LIMIT 1000;
  CREATE INDEX ON saying (no); ANALYZE saying;
  CREATE TEMP TABLE essay AS
  SELECT (row_number() OVER (ORDER BY r.id) - 1)::int AS no, r.title, r.source, r.html, r.text, r.headings, r.words, r.renderer_version, s.head, s.words AS found, s.config, w.words AS telling
  FROM post p JOIN post_revision r ON r.id = p.published_revision_id JOIN post_search s ON s.post_id = p.id JOIN post_words w ON w.post_id = p.id;`

/** The newest is the first, and older than every sample. */
const essays = (posts: number) => `
  CREATE TEMP TABLE written AS
  SELECT no, pg_temp.id_at(at, 'post ' || no) AS id, pg_temp.id_at(at, 'text ' || no) AS revision_id, at,
    CASE WHEN no % 100 = 0 THEN 1500 WHEN no % 10 = 0 THEN 400 WHEN no % 10 = 1 THEN 47 ELSE 55 END AS size
  FROM (SELECT no, date_trunc('milliseconds', now() - interval '60 days' - no * interval '8 hours') AS at FROM generate_series(1, ${posts}) no) n;
  INSERT INTO post (id, slug, state, published_at, published_revision_id, created_at, updated_at)
  SELECT id, 'large-' || no, 'published', at, revision_id, at, at FROM written;
  INSERT INTO post_revision (id, post_id, title, source, html, text, headings, words, renderer_version, reason, created_at, saved_at)
  SELECT w.revision_id, w.id, e.title || ', ' || w.no, e.source, e.html, e.text, e.headings, e.words, e.renderer_version, 'published', w.at, w.at
  FROM written w JOIN essay e ON e.no = w.no % (SELECT count(*) FROM essay);
  INSERT INTO publication (id, post_id, revision_id, from_at) SELECT gen_random_uuid(), id, revision_id, at FROM written;
  INSERT INTO authorship (post_id, person_id) SELECT w.id, a.id FROM written w JOIN writer a ON a.no = 1 + w.no % ${authors};
  INSERT INTO post_tag (post_id, tag_id, position)
  SELECT w.id, t.id, place FROM written w CROSS JOIN generate_series(0, 2) place JOIN subject t ON t.no = 1 + (w.no * (place + 1) + 97 * place) % 300 ON CONFLICT DO NOTHING;
  INSERT INTO post_tag (post_id, tag_id, position) SELECT w.id, t.id, 3 FROM written w JOIN tag t ON t.slug = 'film' WHERE w.no % 5 = 0;
  INSERT INTO post_search (post_id, at, config, head, words)
  SELECT w.id, w.at, e.config, e.head, e.found FROM written w JOIN essay e ON e.no = w.no % (SELECT count(*) FROM essay);
  INSERT INTO post_words (post_id, words) SELECT w.id, e.telling FROM written w JOIN essay e ON e.no = w.no % (SELECT count(*) FROM essay);`

/**
 * A thread is of groups of six: what is said to the essay, two answers to it, an answer to each of these, and one more below. Now and then one
 * that nobody answers was returned or rejected. People who write much write most.
 */
const said = `
  CREATE FUNCTION pg_temp.moment(at timestamptz, i int, size int) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT date_trunc('milliseconds', at + interval '1 hour' + (i::float / size) ^ 2 * interval '30 days') $$;
  CREATE FUNCTION pg_temp.said_id(at timestamptz, no int, i int, size int) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT pg_temp.id_at(pg_temp.moment(at, i, size), 'said ' || no || '-' || i) $$;
  CREATE UNLOGGED TABLE bench_said AS
  WITH each AS MATERIALIZED (
    SELECT w.id AS post_id, w.no, w.at, w.size, i, i / 6 AS of_six, i % 6 AS slot, w.no || '-' || i AS name, pg_temp.moment(w.at, i, w.size) AS submitted_at,
      floor(random() * (SELECT count(*) FROM saying))::int AS saying_no, 1 + ${authors} + floor(${readers} * random() ^ 2)::int AS writer_no,
      interval '1 minute' + random() ^ 4 * interval '6 hours' AS waited, random() AS chance
    FROM written w CROSS JOIN generate_series(0, w.size - 1) i)
  SELECT e.post_id, e.name, e.submitted_at, date_trunc('milliseconds', e.submitted_at + e.waited) AS decided_at, e.chance, a.id AS author_id, s.no AS saying_no,
    pg_temp.said_id(e.at, e.no, e.i, e.size) AS id, pg_temp.said_id(e.at, e.no, e.i - shape.up, e.size) AS parent_id, pg_temp.said_id(e.at, e.no, e.i - e.slot, e.size) AS root_id,
    pg_temp.id_at(e.submitted_at, 'revision ' || e.name) AS revision_id, pg_temp.id_at(e.submitted_at, 'item ' || e.name) AS item_id,
    pg_temp.id_at(e.submitted_at + e.waited, 'decision ' || e.name) AS decision_id,
    path_level(1 + e.of_six) || shape.path AS path, shape.depth, coalesce(shape.ordinal, 1 + e.of_six) AS ordinal,
    1 + (e.slot IN (0, 1, 3) AND e.i + 1 < e.size)::int + (e.slot IN (0, 2) AND e.i + 3 < e.size)::int AS next_child_ordinal,
    (CASE WHEN e.slot = 5 AND e.of_six % 5 = 0 THEN 'rejected' WHEN e.slot = 4 AND e.of_six % 7 = 0 THEN 'returned' ELSE 'published' END)::comment_state AS state,
    sha256(convert_to(s.source || E'\n\n' || e.name, 'UTF8')) AS digest
  FROM each e
  JOIN (VALUES (0, NULL, 0, ''::bytea, NULL), (1, 1, 1, '\\x01', 1), (2, 1, 2, '\\x0101', 1), (3, 3, 1, '\\x02', 2), (4, 1, 2, '\\x0201', 1), (5, 3, 3, '\\x010101', 1))
    AS shape (slot, up, depth, path, ordinal) ON shape.slot = e.slot
  JOIN writer a ON a.no = e.writer_no
  JOIN saying s ON s.no = e.saying_no;
  ANALYZE bench_said;`

const comments = `
  INSERT INTO comment (id, post_id, parent_id, root_id, path, depth, ordinal, next_child_ordinal, state, shown, author_id, current_revision_id,
    approved_revision_id, approved_digest, submitted_at, published_at, version)
  SELECT id, post_id, parent_id, root_id, path, depth, ordinal, next_child_ordinal, state, state = 'published', author_id, revision_id,
    CASE WHEN state = 'published' THEN revision_id END, CASE WHEN state = 'published' THEN digest END, submitted_at,
    CASE WHEN state = 'published' THEN decided_at END, 2
  FROM bench_said`

const revisions = `
  INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, digest, reason, editor_id, created_at)
  SELECT b.revision_id, b.id, s.source || E'\n\n' || b.name, s.html || '<p>' || b.name || '</p>', s.text || E'\n\n' || b.name, s.renderer_version, b.digest, 'submitted', b.author_id, b.submitted_at
  FROM bench_said b JOIN saying s ON s.no = b.saying_no`

const items = `
  INSERT INTO review_item (id, kind, state, version, post_id, comment_id, comment_revision_id, submitted_at, created_at, decided_at, changed_at, person_id)
  SELECT item_id, 'comment', 'decided', 2, post_id, id, revision_id, submitted_at, submitted_at, decided_at, decided_at, author_id FROM bench_said`

/** With those of the samples, for the log is one and in the order of time. */
const decisions = `
  CREATE UNLOGGED TABLE bench_decided (LIKE decision);
  ALTER TABLE bench_decided ALTER seq DROP NOT NULL, ALTER hash DROP NOT NULL, ALTER previous_hash DROP NOT NULL;
  INSERT INTO bench_decided SELECT * FROM decision;
  INSERT INTO bench_decided (id, review_item_id, item_version, comment_revision_id, action, from_state, to_state, reason_code, reason_note, passage, by_id, at, before)
  SELECT b.decision_id, b.item_id, 1, b.revision_id, CASE b.state WHEN 'published' THEN 'approve' WHEN 'returned' THEN 'return' ELSE 'reject' END, 'held', b.state,
    CASE b.state WHEN 'published' THEN '' WHEN 'returned' THEN 'unkind' ELSE 'off-topic' END, '', '', d.id, b.decided_at,
    '{"comment": {"state": "held", "approvedRevisionId": null, "publishedAt": null}, "item": {"state": "waiting", "decidedAt": null}}'
  FROM bench_said b JOIN desk d ON d.no = (b.chance * 2)::int % 2;
  DELETE FROM decision;`

/** Each decision carries the hash of the one before, so these come one after the other. */
const chain = `
  DO $$ DECLARE d decision; last bytea := ''; place bigint := 0;
  BEGIN
    FOR d IN SELECT * FROM bench_decided ORDER BY at, seq LOOP
      place := place + 1;
      d.seq := place;
      d.previous_hash := last;
      last := decision_digest(d, last);
      d.hash := last;
      INSERT INTO decision VALUES (d.*);
    END LOOP;
    UPDATE decision_end SET seq = d.seq, hash = d.hash, at = d.at;
  END $$;
  DROP TABLE bench_decided; DROP TABLE bench_said;`

const found = `
  INSERT INTO comment_search (comment_id, post_id, author_id, at, config, words)
  SELECT b.id, b.post_id, b.author_id, b.submitted_at, s.config, s.words || to_tsvector('simple', b.name)
  FROM bench_said b JOIN saying s ON s.no = b.saying_no WHERE b.state = 'published'`

const threads = `
  INSERT INTO thread (post_id, next_ordinal, published_count, shown_top_level, last_published_at)
  SELECT post_id, 1 + count(*) FILTER (WHERE depth = 0), count(*) FILTER (WHERE state = 'published'), count(*) FILTER (WHERE depth = 0), max(decided_at) FILTER (WHERE state = 'published')
  FROM bench_said GROUP BY post_id;
  INSERT INTO thread_stretch (post_id, stretch, shown)
  SELECT post_id, ordinal / 512, bit_or(set_bit(0::bit(512), ordinal % 512, 1)) FROM bench_said WHERE depth = 0 GROUP BY 1, 2;`

/** Every third answer was told to whom it answers, and most have read it. */
const told = `
  INSERT INTO notice (id, person_id, kind, comment_id, post_id, at, due_at, read_at)
  SELECT gen_random_uuid(), p.author_id, 'reply', b.id, b.post_id, b.decided_at, b.decided_at + interval '1 minute', CASE WHEN b.chance < 0.3 THEN b.decided_at + interval '1 day' END
  FROM bench_said b JOIN bench_said p ON p.id = b.parent_id WHERE b.state = 'published' AND b.chance < 1.0 / 3 AND p.author_id <> b.author_id`

/** What is noted besides: who did what, who read what when, and who follows whom. */
const noted = `
  INSERT INTO audit_event (id, at, command, person_id, subject_type, subject_id)
  SELECT pg_temp.id_at(submitted_at, 'sent ' || name), submitted_at, 'post-reply', author_id, 'comment', id FROM bench_said;
  INSERT INTO thread_visit (person_id, post_id, since, until, at)
  SELECT author_id, post_id, max(submitted_at), max(decided_at), max(decided_at) FROM bench_said WHERE chance < 0.4 GROUP BY 1, 2;
  INSERT INTO follow (id, person_id, author_id, wanted, at)
  SELECT gen_random_uuid(), r.id, a.id, true, now() - interval '1 year' FROM writer r JOIN writer a ON a.no = 1 + r.no % ${authors} WHERE r.no > ${authors};
  INSERT INTO revision_work (post_revision_id, work_id, role, position) SELECT w.revision_id, k.id, 'about', 0 FROM written w CROSS JOIN work k WHERE w.no % 50 = 0;`

/** What a site with samples has besides in either size: a work and a tag that essays are about, and a reader who was told of answers. */
export async function fillSmall(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (const part of [work, filed, toldToReader]) await client.query(part)
  } finally {
    await client.end()
  }
}

/** A fact as a proposal left it. */
const fact = (value: string) => JSON.stringify({ value, source: '', proposal: '00000000-0000-7000-8000-000000000000' })

const work = `
  INSERT INTO work (id, slug) VALUES (gen_random_uuid(), 'the-film');
  INSERT INTO work_revision (id, work_id, number, facts, changes, reason, created_at)
  SELECT gen_random_uuid(), id, 1, '{"facts": {"title": ${fact('The film')}, "kind": ${fact('film')}}, "locks": {}}',
    '[{"key": "title", "now": ${fact('The film')}}, {"key": "kind", "now": ${fact('film')}}]', 'lock', now() FROM work;
  UPDATE work SET current_revision_id = r.id FROM work_revision r WHERE r.work_id = work.id;
  INSERT INTO revision_work (post_revision_id, work_id, role, position)
  SELECT p.published_revision_id, k.id, 'about', 0 FROM (SELECT published_revision_id FROM post ORDER BY published_at DESC LIMIT 3) p CROSS JOIN work k;`

const filed = `
  INSERT INTO tag (id, slug, name) VALUES (gen_random_uuid(), 'film', 'Film');
  INSERT INTO post_tag (post_id, tag_id) SELECT p.id, t.id FROM post p CROSS JOIN tag t;`

const toldToReader = `
  INSERT INTO notice (id, person_id, kind, comment_id, post_id, at, due_at)
  SELECT gen_random_uuid(), p.author_id, 'reply', c.id, c.post_id, c.published_at, c.published_at + interval '1 minute'
  FROM comment c JOIN comment p ON p.id = c.parent_id JOIN person w ON w.id = p.author_id
  WHERE c.state = 'published' AND c.author_id <> p.author_id AND w.handle = 'sample-luz' LIMIT 200;`
