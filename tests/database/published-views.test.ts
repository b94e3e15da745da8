import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database, inTransaction, row, rows, value } from './fenced-database.ts'
import { approve, commentStates, makeComment, makeCommentIn, makeCommentRevision, makePerson, makePost, makePostRevision, makePublishedComment } from './written-by-hand.ts'
import type { CommentState, PostFields } from './written-by-hand.ts'

afterAll(() => database.end())

const inAnHour = () => new Date(Date.now() + 3_600_000)
const anHourAgo = () => new Date(Date.now() - 3_600_000)

/** A word that occurs once in the database, so that finding it anywhere is finding the text it was put into. */
const canary = (about: string) => `canary-${about}-${randomUUID()}`

/** Everything that the role of the public pages can read, in one string. */
async function readEverything(): Promise<string> {
  return inTransaction(async (client) => {
    const views = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v' ORDER BY 1`,
    )
    await client.query('SET LOCAL ROLE afterword_public')
    const parts: string[] = []
    for (const { name } of views.rows) {
      const read = await client.query<{ all: string | null }>(`SELECT string_agg(v::text, chr(10)) AS all FROM ${name} v`)
      parts.push(read.rows[0]?.all ?? '')
    }
    return parts.join('\n')
  })
}

async function expectSeen(words: Record<string, boolean>) {
  const everything = await readEverything()
  const seen = Object.keys(words).map((word) => [word, everything.includes(word)])
  expect(Object.fromEntries(seen)).toEqual(words)
}

/** The essay points to a comment, and a note thanks for it. */
async function pointTo(post: string, comment: string) {
  await database.query('INSERT INTO featured_comment (comment_id, post_id, at) VALUES ($2, $1, now())', [post, comment])
  await database.query(`INSERT INTO update_note (id, post_id, kind, body, html, at, comment_id) VALUES (gen_random_uuid(), $1, 'update', '', '', now(), $2)`, [post, comment])
}

function pointedTo(post: string) {
  return row(`SELECT (SELECT comment_id FROM published_featured_comment WHERE post_id = $1) AS featured, (SELECT comment_id FROM published_update_note WHERE post_id = $1) AS thanked`, [post])
}

describe('of comments', () => {
  test.each(commentStates)('a text that is %s is read by nobody unless it is published', async (state) => {
    const post = await makePost()
    const [text, writer] = [canary(`text-${state}`), canary(`guest-${state}`)]
    const guestId = await value<string>(`INSERT INTO guest (id, name) VALUES (gen_random_uuid(), $1) RETURNING id`, [writer])
    const id = await makeCommentIn(state, post, { body: text, guestId })
    const published = state === 'published'
    await expectSeen({ [text]: published, [writer]: published, [id]: published })
  })

  test.each(['held', 'returned', 'rejected', 'hidden', 'withdrawn'] as CommentState[])(
    'the place of one that is %s, above a published reply, says nothing of it',
    async (state) => {
      const post = await makePost()
      const [text, reply] = [canary(`above-${state}`), canary('below')]
      const authorId = await makePerson({ role: 'author' })
      await database.query('INSERT INTO authorship (post_id, person_id) VALUES ($1, $2)', [post, authorId])
      const above = await makeCommentIn(state, post, { body: text, authorId })
      await pointTo(post, above)
      await approve(await makeComment(post, { parentId: above, body: reply, origin: 'import' }))
      await expectSeen({ [text]: false, [reply]: true })
      expect(await row('SELECT * FROM published_comment WHERE id = $1', [above])).toMatchObject({
        tombstone: true, author_id: null, author_handle: null, author_name: null, by_author: false, html: null, text: null,
        submitted_at: null, published_at: null, edited: false,
      })
      expect(await pointedTo(post)).toEqual({ featured: null, thanked: null })
    },
  )

  test('one that is published is pointed to, by its essay and by a note', async () => {
    const post = await makePost()
    const comment = await makePublishedComment(post)
    await pointTo(post, comment)
    expect(await pointedTo(post)).toEqual({ featured: comment, thanked: comment })
  })

  test('the place itself goes when nothing published hangs there any more', async () => {
    const post = await makePost()
    const above = await makePublishedComment(post)
    const below = await makePublishedComment(post, { parentId: above })
    await database.query(`UPDATE comment SET state = 'hidden' WHERE id = ANY($1)`, [[above, below]])
    expect(await rows('SELECT id FROM published_comment WHERE post_id = $1', [post])).toEqual([])
  })

  test('the approved text stays while a new one waits', async () => {
    const [approved, waiting] = [canary('approved'), canary('waiting')]
    const comment = await makePublishedComment(await makePost(), { body: approved })
    await database.query('UPDATE comment SET current_revision_id = $2 WHERE id = $1', [comment, await makeCommentRevision(comment, waiting)])
    await expectSeen({ [approved]: true, [waiting]: false })
  })

  test('a new one is nowhere counted', async () => {
    const post = await makePost()
    const before = await rows('SELECT * FROM published_post WHERE id = $1', [post])
    await makeComment(post)
    expect(await rows('SELECT * FROM published_post WHERE id = $1', [post])).toEqual(before)
  })

  test('the author of the post is marked, others are not', async () => {
    const [post, author] = [await makePost(), await makePerson({ role: 'author' })]
    await database.query('INSERT INTO authorship (post_id, person_id) VALUES ($1, $2)', [post, author])
    const [own, other] = [await makePublishedComment(post, { authorId: author }), await makePublishedComment(post, { authorId: await makePerson() })]
    const marks = await rows('SELECT id, by_author FROM published_comment WHERE post_id = $1 ORDER BY path', [post])
    expect(marks).toEqual([{ id: own, by_author: true }, { id: other, by_author: false }])
  })
})

/** A post with everything that hangs on one. */
async function makeFullPost(about: string, fields: PostFields) {
  const words = {
    title: canary(`title-${about}`), author: canary(`author-${about}`), comment: canary(`comment-${about}`), tag: canary(`tag-${about}`), note: canary(`note-${about}`),
    ping: canary(`ping-${about}`), series: canary(`series-${about}`), path: `/${canary('path')}`,
  }
  const post = await makePost({ ...fields, title: words.title })
  await makePublishedComment(post, { body: words.comment })
  const tag = await value(`INSERT INTO tag (id, slug, name) VALUES (gen_random_uuid(), $1, $1) RETURNING id`, [words.tag])
  await database.query('INSERT INTO post_tag (post_id, tag_id) VALUES ($1, $2)', [post, tag])
  await database.query('INSERT INTO authorship (post_id, person_id) VALUES ($1, $2)', [post, await makePerson({ role: 'author', name: words.author })])
  await database.query(`INSERT INTO update_note (id, post_id, kind, body, html, at) VALUES (gen_random_uuid(), $1, 'update', $2, $2, now())`, [post, words.note])
  await database.query(`INSERT INTO redirect (from_path, post_id, source) VALUES ($2, $1, 'import')`, [post, words.path])
  await database.query(
    `INSERT INTO ping (id, post_id, kind, title, url, text, at, approved) VALUES (gen_random_uuid(), $1, 'pingback', $2, '', '', now(), true)`,
    [post, words.ping],
  )
  const series = await value(`INSERT INTO series (id, slug, title) VALUES (gen_random_uuid(), $1, $1) RETURNING id`, [words.series])
  await database.query('INSERT INTO series_post (series_id, post_id, position) VALUES ($1, $2, 1)', [series, post])
  return { post, words: Object.values(words) }
}

const all = (words: string[], seen: boolean) => Object.fromEntries(words.map((word) => [word, seen]))

describe('of posts', () => {
  test.each([
    ['a draft', { state: 'draft' }],
    ['one that is archived', { state: 'archived' }],
    ['one with a password', { state: 'archived', passwordHash: 'x' }],
    ['one that is scheduled for later', { state: 'scheduled', publishAt: inAnHour() }],
  ] as [string, PostFields][])('nothing of %s is seen: no text, comment, tag, author, note, ping, series or old address', async (_, fields) => {
    const { post, words } = await makeFullPost('unseen', fields)
    await expectSeen({ ...all(words, false), [post]: false })
  })

  test('all of a published one is seen', async () => {
    const { post, words } = await makeFullPost('seen', {})
    await expectSeen({ ...all(words, true), [post]: true })
  })

  test('an unlisted one is reachable and in no list, and its tag or series alone makes no page', async () => {
    const { post, words: [title = '', author = '', comment = '', tag = '', , , series = ''] } = await makeFullPost('unlisted', { state: 'unlisted' })
    await expectSeen({ [title]: true, [author]: true, [comment]: true, [series]: false })
    expect(await value('SELECT listed FROM published_post WHERE id = $1', [post])).toBe(false)
    expect(await rows('SELECT * FROM published_tag WHERE slug = $1', [tag])).toEqual([])
  })

  test('a page is reachable and in no list', async () => {
    const post = await makePost({ kind: 'page' })
    expect(await value('SELECT listed FROM published_post WHERE id = $1', [post])).toBe(false)
  })

  test('a scheduled one appears at its minute, and not before', async () => {
    const { post, words } = await makeFullPost('scheduled', { state: 'scheduled', publishAt: new Date(Date.now() + 700) })
    await expectSeen(all(words, false))
    await new Promise((resolve) => setTimeout(resolve, 800))
    await expectSeen(all(words, true))
    expect(await value('SELECT v.published_at = p.publish_at FROM published_post v JOIN post p USING (id) WHERE id = $1', [post])).toBe(true)
  })

  test('one taken back is gone at once', async () => {
    const { post, words } = await makeFullPost('taken-back', {})
    await database.query(`UPDATE post SET state = 'archived' WHERE id = $1`, [post])
    await expectSeen(all(words, false))
  })

  test('the text being written is not seen beside the published one', async () => {
    const draft = canary('draft')
    const post = await makePost()
    await database.query('UPDATE post SET draft_revision_id = $2 WHERE id = $1', [post, await makePostRevision(post, draft)])
    await expectSeen({ [draft]: false })
  })

  test('what it said before, and of which day it was, is seen only where its authors show that, and a text for later not even then', async () => {
    const post = await makePost()
    await database.query(`INSERT INTO given_day (id, post_id, was, given, at) VALUES (gen_random_uuid(), $1, now(), now() - interval '1 day', now())`, [post])
    const before = async () => [await value('SELECT count(*)::int FROM published_revision WHERE post_id = $1', [post]), await value('SELECT count(*)::int FROM published_given_day WHERE post_id = $1', [post])]
    expect(await before()).toEqual([0, 0])
    await database.query('UPDATE post SET history_shown = true WHERE id = $1', [post])
    expect(await before()).toEqual([1, 1])
    await database.query('UPDATE publication SET from_at = $2 WHERE post_id = $1', [post, inAnHour()])
    expect(await before()).toEqual([0, 1])
  })

  test('a note for later is not seen, and does not date the post', async () => {
    const note = canary('later')
    const post = await makePost()
    const before = await value('SELECT updated_at FROM published_post WHERE id = $1', [post])
    await database.query(`INSERT INTO update_note (id, post_id, kind, body, html, at) VALUES (gen_random_uuid(), $1, 'update', $2, $2, $3)`, [post, note, inAnHour()])
    await expectSeen({ [note]: false })
    expect(await value('SELECT updated_at FROM published_post WHERE id = $1', [post])).toEqual(before)
  })

  test('a note of today dates the post', async () => {
    const post = await makePost()
    await database.query(`UPDATE post SET published_at = $2 WHERE id = $1`, [post, anHourAgo()])
    await database.query(`INSERT INTO update_note (id, post_id, kind, body, html, at) VALUES (gen_random_uuid(), $1, 'update', '', '', now())`, [post])
    expect(await value('SELECT updated_at > published_at FROM published_post WHERE id = $1', [post])).toBe(true)
  })

  test('a ping that nobody approved is not seen', async () => {
    const ping = canary('ping')
    await database.query(
      `INSERT INTO ping (id, post_id, kind, title, url, text, at, approved) VALUES (gen_random_uuid(), $1, 'pingback', $2, '', '', now(), false)`,
      [await makePost(), ping],
    )
    await expectSeen({ [ping]: false })
  })
})

describe('of tags and people', () => {
  let tag: (name: string, parent?: string) => Promise<string>
  beforeAll(() => {
    tag = (name, parent) => value(`INSERT INTO tag (id, slug, name, parent_id) VALUES (gen_random_uuid(), $1, $1, $2) RETURNING id`, [name, parent ?? null])
  })

  test('a tag without a listed post is not even seen as the parent of another', async () => {
    const [empty, full] = [canary('empty-tag'), canary('full-tag')]
    const child = await tag(full, await tag(empty))
    await database.query('INSERT INTO post_tag (post_id, tag_id) VALUES ($1, $2)', [await makePost(), child])
    await expectSeen({ [empty]: false, [full]: true })
  })

  test('what readers write about themselves is seen by nobody, what authors write is', async () => {
    const words = { reader: canary('reader'), author: canary('author') }
    for (const [role, word] of Object.entries(words)) {
      const id = await makePerson({ role })
      await makePublishedComment(await makePost(), { authorId: id })
      await rows('UPDATE person SET pronouns = $2, biography_html = $2, website = $2 WHERE id = $1', [id, word])
    }
    await expectSeen({ [words.reader]: false, [words.author]: true })
  })

  test.each(commentStates)('the name of somebody whose only comment is %s, above a published reply, is seen only if it is published', async (state) => {
    const name = canary('name')
    const post = await makePost()
    const above = await makeCommentIn(state, post, { authorId: await makePerson({ name }) })
    await approve(await makeComment(post, { parentId: above, origin: 'import' }))
    await makePublishedComment(await makePost({ state: 'archived' }), { authorId: await makePerson({ name: `${name}-archived` }) })
    await expectSeen({ [name]: state === 'published', [`${name}-archived`]: false })
  })

  test('no address of anybody is seen, neither of a person nor of a guest', async () => {
    const post = await makePost()
    const [person, guest] = [`${canary('person')}@example.org`, `${canary('guest')}@example.org`]
    await makePublishedComment(post, { authorId: await makePerson({ email: person, name: 'Rae' }) })
    const guestId = await value<string>(`INSERT INTO guest (id, name, email, website) VALUES (gen_random_uuid(), 'A guest', $1, $1) RETURNING id`, [guest])
    await makePublishedComment(post, { guestId })
    await expectSeen({ [person]: false, [guest]: false })
  })
})
