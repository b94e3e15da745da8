import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { editComment } from '#lib/comments/edit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, replyBy } from '../cast.ts'
import { database, rows, value } from '../database/fenced-database.ts'
import { commentStates, makeComment, makeCommentIn, makePerson, makePost, makePostRevision, makePublishedComment } from '../database/written-by-hand.ts'
import type { PostFields } from '../database/written-by-hand.ts'
import { find, paths, publishedEssay, unheardWord } from './story.ts'

afterAll(() => database.end())

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => void (cast = await makeCast()))

/** Whether a word is found in any way: as it is, by its beginning, beside another, newest first, and in the tables themselves. */
async function isFound(word: string): Promise<boolean> {
  const ways = [word, word.slice(0, -2), `${word} or ${unheardWord()}`]
  const pages = await Promise.all(ways.flatMap((q) => [find({ q }), find({ q, order: 'newest' }), find({ q, kind: 'comment' })]))
  return pages.some(({ results, next }) => results.length > 0 || next !== null)
}

/** Whether it stands among the words that are kept, seen or not. */
async function isKept(word: string): Promise<boolean> {
  const found = await rows(
    `SELECT 1 FROM post_search WHERE words::text LIKE $1 OR head::text LIKE $1 UNION ALL SELECT 1 FROM comment_search WHERE words::text LIKE $1
     UNION ALL SELECT 1 FROM person_search WHERE words::text LIKE $1`, [`%${word.slice(0, -2)}%`])
  return found.length > 0
}

describe('of comments', () => {
  test.each(commentStates)('a text that is %s is found only if it is published', async (state) => {
    const word = unheardWord()
    await makeCommentIn(state, await makePost(), { body: `Words and ${word}.` })
    expect([await isFound(word), await isKept(word)]).toEqual(Array(2).fill(state === 'published'))
  })

  test.each(commentStates)('one that is %s above a published reply is not found through it', async (state) => {
    const [above, below] = [unheardWord(), unheardWord()]
    const post = await makePost()
    const parentId = await makeCommentIn(state, post, { body: above })
    const reply = await makeComment(post, { parentId, body: below, origin: 'import' })
    await database.query(`UPDATE comment c SET state = 'published', approved_revision_id = r.id, approved_digest = r.digest, published_at = now()
      FROM comment_revision r WHERE r.id = c.current_revision_id AND c.id = $1`, [reply])
    expect([await isFound(above), await isFound(below)]).toEqual([state === 'published', true])
  })

  test('an edit that waits is not found, before its approval and after that was taken back, and the approved text stays to be found', async () => {
    const [approved, waiting] = [unheardWord(), unheardWord()]
    const { slug } = await essayBy(cast.ada)
    const rae = await person('rae', 'reader')
    const id = await replyBy(rae, slug, '', `First ${approved}.`)
    await decideNow(cast.mo, id, 'approve')
    await carryOut(editComment, rae, { commentId: id, body: `Then ${waiting}.` })
    const found = async () => [await isFound(approved), await isFound(waiting), await isKept(waiting)]
    expect(await found()).toEqual([true, false, false])
    const { id: itemId, version } = await writer().reviewItem.findFirstOrThrow({ where: { commentId: id, kind: 'comment_edit' } })
    const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action: 'approve' })
    expect(await found()).toEqual([false, true, true])
    await carryOut(undoDecision, cast.mo, { decisionId })
    expect(await found()).toEqual([true, false, false])
  })

  test('what is decided counts at once: approved, taken down, taken back, withdrawn', async () => {
    const word = unheardWord()
    const { slug } = await essayBy(cast.ada)
    const rae = await person('rae', 'reader')
    const id = await replyBy(rae, slug, '', `A ${word} of mine.`)
    const seen = [await isFound(word)]
    const { decisionId } = await decideNow(cast.mo, id, 'approve')
    seen.push(await isFound(word))
    await carryOut(undoDecision, cast.mo, { decisionId })
    seen.push(await isFound(word))
    await decideNow(cast.mo, id, 'approve')
    seen.push(await isFound(word))
    const { id: itemId, version } = await itemAbout(id)
    const hidden = await carryOut(decide, cast.mo, { itemId, version, action: 'hide', reasonCode: 'off-topic' })
    seen.push(await isFound(word))
    await carryOut(undoDecision, cast.mo, { decisionId: hidden.decisionId })
    seen.push(await isFound(word))
    await carryOut(withdrawComment, rae, { commentId: id })
    seen.push(await isFound(word), await isKept(word))
    expect(seen).toEqual([false, true, false, true, false, true, false, false])
  })

  test.each(['reject', 'return'])('what is refused (%s) is not found', async (action) => {
    const word = unheardWord()
    const { slug } = await essayBy(cast.ada)
    const id = await replyBy(await person('rae', 'reader'), slug, '', `A ${word} of mine.`)
    await decideNow(cast.mo, id, action)
    expect([await isFound(word), await isKept(word)]).toEqual([false, false])
  })

  test('how many wait changes nothing of what is found', async () => {
    const word = unheardWord()
    const post = await makePost()
    await makePublishedComment(post, { body: word })
    const before = await find(word)
    for (let count = 0; count < 5; count++) await makeComment(post, { body: `${word} ${word}` })
    expect(await find(word)).toEqual(before)
  })
})

const inAnHour = () => new Date(Date.now() + 3_600_000)

describe('of posts', () => {
  test.each([
    ['a draft', { state: 'draft' }, false], ['one that is archived', { state: 'archived' }, false], ['one with a password', { state: 'archived', passwordHash: 'x' }, false],
    ['one that is scheduled for later', { state: 'scheduled', publishAt: inAnHour() }, false], ['an unlisted one', { state: 'unlisted' }, false],
    ['an unlisted page', { state: 'unlisted', kind: 'page' }, false], ['a published one', {}, true], ['a published page', { kind: 'page' }, true],
  ] as [string, PostFields, boolean][])('neither text, tag nor comment of %s is found unless it is public and listed', async (_, fields, public_) => {
    const words = { title: unheardWord(), comment: unheardWord(), tag: unheardWord(), author: unheardWord() }
    const post = await makePost({ ...fields, title: words.title })
    await makePublishedComment(post, { body: words.comment })
    const tag = await value(`INSERT INTO tag (id, slug, name) VALUES (gen_random_uuid(), $1, $1) RETURNING id`, [words.tag])
    await database.query('INSERT INTO post_tag (post_id, tag_id) VALUES ($1, $2)', [post, tag])
    await database.query('INSERT INTO authorship (post_id, person_id) VALUES ($1, $2)', [post, await makePerson({ role: 'author', name: words.author })])
    for (const word of Object.values(words)) expect(await isFound(word), word).toBe(public_)
  })

  test('the text being written is not found beside the published one', async () => {
    const word = unheardWord()
    const post = await makePost()
    await database.query('UPDATE post SET draft_revision_id = $2 WHERE id = $1', [post, await makePostRevision(post, word)])
    expect([await isFound(word), await isKept(word)]).toEqual([false, false])
  })

  test('a scheduled one is found from its minute on, with nothing that runs', async () => {
    const [word, comment] = [unheardWord(), unheardWord()]
    const post = await makePost({ state: 'scheduled', title: word, publishAt: new Date(Date.now() + 1_500) })
    await makePublishedComment(post, { body: comment })
    expect([await isFound(word), await isFound(comment)]).toEqual([false, false])
    await expect.poll(() => isFound(word), { timeout: 5_000, interval: 300 }).toBe(true)
    expect(await isFound(comment)).toBe(true)
  })

  test('one that is taken back, unlisted or given a password is gone with what was said under it, and comes again', async () => {
    const [word, comment] = [unheardWord(), unheardWord()]
    const { id } = await publishedEssay(cast.ada, { title: word })
    await makePublishedComment(id, { body: comment })
    for (const change of [`state = 'draft'`, `state = 'unlisted'`, `state = 'archived', password_hash = 'x'`]) {
      await database.query(`UPDATE post SET ${change} WHERE id = $1`, [id])
      expect([await isFound(word), await isFound(comment), await isKept(word)], change).toEqual([false, false, false])
      await database.query(`UPDATE post SET state = 'published', password_hash = NULL WHERE id = $1`, [id])
      expect([await isFound(word), await isFound(comment)], change).toEqual([true, true])
    }
  })

  test('a new text, title, tag or name takes the place of the old one', async () => {
    const [old, next, tag, renamed] = [unheardWord(), unheardWord(), unheardWord(), unheardWord()]
    const author = await person('bo', 'author')
    await writer().person.update({ where: { id: author.id }, data: { name: `Bo ${old}` }, select: { id: true } })
    const { id, path } = await publishedEssay(author, { tags: [tag] })
    await database.query('UPDATE post SET published_revision_id = $2 WHERE id = $1', [id, await makePostRevision(id, next)])
    expect(await paths({ q: next, kind: 'essay' })).toEqual([path])
    await writer().tag.update({ where: { slug: tag }, data: { name: renamed }, select: { id: true } })
    expect([await isFound(tag), await isFound(renamed)]).toEqual([false, true])
    await writer().person.update({ where: { id: author.id }, data: { name: 'Somebody else' }, select: { id: true } })
    expect([await isFound(old), await isKept(old)]).toEqual([false, false])
    await database.query('DELETE FROM post_tag WHERE post_id = $1', [id])
    expect(await isFound(renamed)).toBe(false)
  })

  test('what a rendering made anew says is found', async () => {
    const word = unheardWord()
    const post = await makePost()
    await database.query(`UPDATE post_revision SET text = $2, renderer_version = 2 WHERE post_id = $1`, [post, word])
    expect(await isFound(word)).toBe(true)
  })
})

describe('of people', () => {
  test('what readers write about themselves is found by nobody, what authors write is', async () => {
    const words = { reader: unheardWord(), author: unheardWord() }
    for (const [role, word] of Object.entries(words)) {
      const id = await makePerson({ role })
      await makePublishedComment(await makePost(), { authorId: id })
      await database.query('UPDATE person SET biography_html = $2 WHERE id = $1', [id, `<p>${word}</p>`])
    }
    expect([await isFound(words.reader), await isKept(words.reader), await isFound(words.author)]).toEqual([false, false, true])
  })

  test.each(['held', 'returned', 'rejected', 'hidden', 'withdrawn'] as const)('who has said only what is %s is not found, nor a name to narrow by', async (state) => {
    const word = unheardWord()
    const id = await makePerson({ name: word })
    await makeCommentIn(state, await makePost(), { authorId: id })
    expect(await isFound(word)).toBe(false)
    const handle = await value<string>('SELECT handle FROM person WHERE id = $1', [id])
    await expect(find({ q: 'anything', person: handle })).rejects.toThrow('Nobody of this handle')
  })

  test('who has left is found neither by the old name nor by any other', async () => {
    const [name, handle] = [unheardWord(), unheardWord()]
    const id = await makePerson({ name })
    const post = await makePost()
    await makePublishedComment(post, { authorId: id })
    await database.query('UPDATE person SET handle = $2 WHERE id = $1', [id, handle])
    expect([await isFound(name), await isFound(handle)]).toEqual([true, true])
    await database.query(
      `UPDATE person SET name = 'Somebody who has left', handle = 'left-' || replace(id::text, '-', ''), skeleton = 'left:' || id, deleted_at = now() WHERE id = $1`, [id])
    expect([await isFound(name), await isKept(name), await isFound(handle), (await find({ q: 'has left', kind: 'person' })).results]).toEqual([false, false, false, []])
  })

  test('no address, and no name of a guest beside a text that is gone', async () => {
    const [mail, guest] = [unheardWord(), unheardWord()]
    const post = await makePost()
    await makePublishedComment(post, { authorId: await makePerson({ email: `${mail}@example.org` }) })
    const guestId = await value<string>(`INSERT INTO guest (id, name, email) VALUES (gen_random_uuid(), $1, $2) RETURNING id`, [guest, `${mail}@example.com`])
    await makeCommentIn('hidden', post, { guestId })
    expect([await isFound(mail), await isFound(guest)]).toEqual([false, false])
  })
})
