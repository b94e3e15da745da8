import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database, row, rows, value, verdict } from './fenced-database.ts'
import { decideSql, makeComment, makeCommentRevision, makeItem, makePerson, makePost, makePostRevision } from './written-by-hand.ts'

let post: string
let comment: string
let decision: string
beforeAll(async () => {
  post = await makePost()
  comment = await makeComment(post)
  const item = await makeItem(post, comment)
  decision = await value(decideSql, [item, await makePerson({ role: 'moderator' }), ''])
  await database.query(
    `INSERT INTO finding (id, review_item_id, revision_id, rule, severity, message)
     SELECT gen_random_uuid(), id, comment_revision_id, 'links', 'hold', 'Three links' FROM review_item WHERE id = $1`,
    [item],
  )
  await database.query(`INSERT INTO audit_event (id, at, command) VALUES (gen_random_uuid(), now(), 'decide')`)
})
afterAll(() => database.end())

const kept = ['post', 'post_revision', 'thread', 'comment', 'comment_revision', 'review_item', 'finding', 'decision', 'audit_event']

describe.each(kept)('%s', (table) => {
  test('rows are never deleted', async () => {
    expect(await value(`SELECT count(*) > 0 FROM ${table}`)).toBe(true)
    expect(await verdict(`DELETE FROM ${table}`)).toBe('AW001')
  })

  test('is never emptied', async () => {
    expect(await verdict(`TRUNCATE ${table} CASCADE`)).toBe('AW001')
  })
})

/** Tables of which no row is ever deleted, whoever asks and however it is written. */
const keptForGood = [
  ...kept, 'blind_reading', 'bulk', 'bulk_item', 'case_message', 'chosen_name', 'decision_end', 'guest_post', 'house_text', 'measure', 'proposal', 'proposal_revision', 'report', 'rule', 'rule_version',
  'work', 'work_address', 'work_revision',
]

/** Those that look at each row before it goes, and let go of few; their own tests say of which. */
const keptByRow = ['deleted_draft', 'given_day', 'media', 'revision_work', 'security_event', 'update_note_version']

/** Whose rows may go: what somebody alone has and may throw away, what is made anew from other tables, what only says how things stand now. */
const mayGo = [
  'api_token', 'author_invitation', 'authorship', 'carried_text', 'comment_search', 'draft_link', 'featured_comment', 'follow', 'guest', 'identity', 'import_cover', 'import_picture', 'import_site', 'made_anew', 'mail',
  'mail_clock', 'mail_link', 'media_use', 'mute', 'notice', 'notice_setting', 'opened_text', 'person', 'person_search', 'ping', 'post_search', 'post_tag', 'post_words', 'presence', 'publication', 'rate_limit',
  'reading_choice', 'redirect', 'rehearsal', 'reply_draft', 'series', 'series_post', 'session', 'setting', 'tag', 'text_sketch', 'thread_stretch', 'thread_visit', 'update_note', 'work_identifier', 'work_search',
]

describe('of every table it is known whether its rows may go', () => {
  test('a new one is entered here', async () => {
    const tables = await rows(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations' ORDER BY 1`)
    expect(tables.map(({ name }) => name)).toEqual([...keptForGood, ...keptByRow, ...mayGo].toSorted())
  })

  test.each(keptForGood)('no row of %s, not even by hand', async (table) => {
    expect(await verdict(`DELETE FROM ${table} WHERE false`)).toBe('AW001')
    expect(await verdict(`TRUNCATE ${table} CASCADE`)).toBe('AW001')
  })

  test.each(keptByRow)('a trigger stands before each row of %s', async (table) => {
    const guards = `SELECT count(*)::integer FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal AND tgtype & 1 = 1 AND tgtype & 2 = 2 AND tgtype & 8 = 8`
    expect(await value(guards, [table])).toBeGreaterThan(0)
  })
})

test('not even a text that nothing points at is deleted', async () => {
  const lone = await makeCommentRevision(comment)
  expect(await verdict('DELETE FROM comment_revision WHERE id = $1', [lone])).toBe('AW001')
  expect(await verdict('DELETE FROM post_revision WHERE id = $1', [await makePostRevision(post, 'Unused')])).toBe('AW001')
})

test('no other table takes a kept one with it when it is emptied', async () => {
  expect(await verdict('TRUNCATE person CASCADE')).toBe('AW001')
  expect(await verdict('TRUNCATE guest CASCADE')).toBe('AW001')
})

test('a person who is deleted leaves the comments standing, without a name', async () => {
  const leaving = await makePerson()
  const theirs = await makeComment(post, { authorId: leaving })
  await database.query('DELETE FROM person WHERE id = $1', [leaving])
  expect(await row('SELECT author_id, state FROM comment WHERE id = $1', [theirs])).toEqual({ author_id: null, state: 'held' })
})

test('a person who decided something is never deleted', async () => {
  const refusal = await verdict('DELETE FROM person WHERE id = (SELECT by_id FROM decision WHERE id = $1)', [decision])
  // PostgreSQL 18 has a code of its own for ON DELETE RESTRICT.
  expect(['23503', '23001']).toContain(refusal)
})

describe('a comment revision', () => {
  test.each([
    `source = 'something else'`, `format = 'html'`, `reason = 'edited'`, `created_at = now() + interval '1 day'`,
    `digest = sha256('x')`, `comment_id = (SELECT id FROM comment o WHERE o.id <> comment_id LIMIT 1)`, `id = gen_random_uuid()`,
  ])('refuses %s', async (change) => {
    await makeComment(post)
    expect(await verdict(`UPDATE comment_revision SET ${change} WHERE comment_id = $1`, [comment])).toBe('AW001')
  })

  test('takes its digest from its source, whatever the insert says', async () => {
    const forged = `INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, reason, digest)
      VALUES (gen_random_uuid(), $1, 'Straße', '', '', 1, 'submitted', sha256('x')) RETURNING digest = sha256(convert_to('Straße', 'UTF8'))`
    expect(await value(forged, [comment])).toBe(true)
  })

  test('is rendered anew only by a newer renderer', async () => {
    const revision = await makeCommentRevision(comment, 'A *word*')
    const render = (version: number) =>
      verdict(`UPDATE comment_revision SET html = html || '!', text = text || '!', renderer_version = $2 WHERE id = $1`, [revision, version])
    expect(await render(1)).toBe('AW001')
    expect(await render(0)).toBe('AW001')
    expect(await render(2)).toBe('done')
  })
})

describe('a post revision', () => {
  test.each([
    `title = 'x'`, `standfirst = 'x'`, `excerpt = 'x'`, `source = 'x'`, `format = 'html'`, `content_notes = '[]'`, `reason = 'restored'`,
    `created_at = now() + interval '1 day'`, `post_id = (SELECT id FROM post o WHERE o.id <> post_id LIMIT 1)`, `id = gen_random_uuid()`,
  ])('refuses %s', async (change) => {
    await makePost()
    expect(await verdict(`UPDATE post_revision SET ${change} WHERE post_id = $1`, [post])).toBe('AW001')
  })

  test('is rendered anew only by a newer renderer', async () => {
    const render = (version: number) =>
      verdict(`UPDATE post_revision SET html = html || '!', renderer_version = $2 WHERE post_id = $1`, [post, version])
    expect(await render(1)).toBe('AW001')
    expect(await render(2)).toBe('done')
  })
})

describe('a post', () => {
  test.each(['published_revision_id', 'draft_revision_id'])('never takes %s from another post', async (column) => {
    const draft = await makePostRevision(await makePost({ state: 'draft' }), 'Not yet')
    expect(await verdict(`UPDATE post SET ${column} = $2 WHERE id = $1`, [post, draft])).toBe('AW001')
  })

  test.each(['published', 'unlisted', 'scheduled'])('is not %s without a text', async (state) => {
    const bare = await makePost({ state: 'draft' })
    expect(await verdict(`UPDATE post SET state = $2::post_state, published_at = now(), publish_at = now() WHERE id = $1`, [bare, state])).toBe('23514')
  })

  test.each(['published', 'unlisted', 'scheduled'])('is not %s without a date', async (state) => {
    const undated = await makePost({ state: 'archived' })
    expect(await verdict(`UPDATE post SET state = $2::post_state WHERE id = $1`, [undated, state])).toBe('23514')
  })

  test.each(['published', 'unlisted', 'scheduled'])('with a password is never %s', async (state) => {
    const locked = await makePost({ state: 'archived', passwordHash: 'x' })
    expect(await verdict(`UPDATE post SET state = $2::post_state, published_at = now(), publish_at = now() WHERE id = $1`, [locked, state])).toBe('23514')
  })
})

test('one comment waits in the queue once', async () => {
  const waiting = await makeComment(post)
  await makeItem(post, waiting)
  await expect(makeItem(post, waiting)).rejects.toMatchObject({ code: '23505' })
})

/** Commands lock what they change, and read before they write. Whichever forgets it, these hold that nothing happens twice. */
const onlyOnce = [
  'blind_reading_decision_id_reader_id_key', 'blind_reading_one_open', 'bulk_item_bulk_id_review_item_id_key', 'bulk_undoes_id_key', 'comment_author_id_idempotency_key_key',
  'decision_seq_key', 'decision_undoes_id_key', 'guest_post_one_open', 'notice_once_a_comment', 'notice_once_a_post', 'notice_once_asked', 'notice_once_thanked',
  'notice_person_id_kind_decision_id_key', 'publication_one_running', 'report_review_item_id_reporter_id_key', 'review_item_decision_id_kind_key', 'review_item_one_guest_post',
  'review_item_one_name', 'review_item_one_proposal', 'review_item_one_report', 'review_item_one_waiting', 'work_revision_work_id_number_key',
]

test('what happens once has an index that holds it', async () => {
  const found = await rows(`SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indisunique AND i.indisvalid AND c.relname = ANY($1)`, [onlyOnce])
  expect(found.map(({ name }) => name).toSorted()).toEqual(onlyOnce)
})

test('the end of the log is moved by nobody but the log', async () => {
  expect(await verdict('UPDATE decision_end SET seq = seq + 1')).toBe('AW001')
})

test('two people share neither a handle nor a look-alike nor a verified address', async () => {
  const person = `INSERT INTO person (id, handle, skeleton, name, email, email_verified_at) VALUES (gen_random_uuid(), $1, $2, 'Sol', $3, $4)`
  expect(await verdict(person, ['sol', 'sol', 'sol@example.org', new Date()])).toBe('done')
  expect(await verdict(person, ['sol', 'sol2', null, null])).toBe('23505')
  expect(await verdict(person, ['s0l', 'sol', null, null])).toBe('23505')
  expect(await verdict(person, ['solo', 'solo', 'sol@example.org', new Date()])).toBe('23505')
  expect(await verdict(person, ['solid', 'solid', 'sol@example.org', null])).toBe('done')
})
