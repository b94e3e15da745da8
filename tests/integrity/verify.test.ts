import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, publishedReplyBy, replyBy } from '../cast.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { verify } from '#lib/integrity/verify.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { writeSamples } from '#lib/samples/write-samples.ts'

const database = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 })

beforeAll(() => writeSamples({ posts: 2, comments: 60, pending: 6, decided: 0 }, () => {}))
afterAll(() => database.end())

const failing = async () => (await verify()).filter((proof) => !proof.ok).map((proof) => proof.name)

/** Tables whose guards are asleep, as after a repair by hand. */
const guarded = ['comment', 'comment_revision', 'review_item', 'decision', 'thread']

async function behindTheGuards(sql: string) {
  const asleep = (how: string) => guarded.map((table) => `ALTER TABLE ${table} ${how} TRIGGER USER`).join('; ')
  await database.query(`BEGIN; ${asleep('DISABLE')}; ${sql}; ${asleep('ENABLE')}; COMMIT`)
}

const aReply = `id = (SELECT min(id::text)::uuid FROM comment WHERE depth = 1 AND state = 'published')`
const aTop = `id = (SELECT min(id::text)::uuid FROM comment WHERE depth = 0 AND state = 'published')`
const aHeld = `id = (SELECT min(id::text)::uuid FROM comment WHERE state = 'held')`

/** What is done to the database, what must be noticed, and what mends it. */
const damages: [string, string, string[], string][] = [
  ['a count one too high', 'UPDATE thread SET published_count = published_count + 1', ['counts'], 'UPDATE thread SET published_count = published_count - 1'],
  ['a count of places one too low', 'UPDATE thread SET shown_top_level = shown_top_level - 1', ['counts'], 'UPDATE thread SET shown_top_level = shown_top_level + 1'],
  ['a number that nobody has', 'UPDATE thread_stretch SET shown = set_bit(shown, 500, 1)', ['numbers'], 'UPDATE thread_stretch SET shown = set_bit(shown, 500, 0)'],
  ['a comment without a number', 'UPDATE thread_stretch SET shown = ~shown', ['numbers'], 'UPDATE thread_stretch SET shown = ~shown'],
  ['a held comment that is shown', `UPDATE comment SET shown = true WHERE ${aHeld} `, ['what is shown'], `UPDATE comment SET shown = false WHERE ${aHeld}`],
  ['a published reply that is not shown', `UPDATE comment SET shown = false WHERE ${aReply}`, ['what is shown'], `UPDATE comment SET shown = true WHERE ${aReply}`],
  ['a path that does not follow its parent', `UPDATE comment SET path = path || '\\x7f7f' WHERE ${aReply}`, ['places'], ''],
  ['a text changed after it was approved', `UPDATE comment_revision SET source = source || ' And buy this.' WHERE comment_id = (SELECT id FROM comment WHERE ${aTop})`, ['approved texts'],
    `UPDATE comment_revision SET source = replace(source, ' And buy this.', '')`],
  ['a comment published by hand', `UPDATE comment SET state = 'published', published_at = now(), approved_revision_id = current_revision_id,
      approved_digest = (SELECT digest FROM comment_revision r WHERE r.id = current_revision_id) WHERE ${aHeld}`, ['counts', 'what is shown', 'approvals', 'queue', 'comments to be found'], ''],
  ['a published comment that cannot be found', `DELETE FROM comment_search WHERE comment_id = (SELECT id FROM comment WHERE ${aTop})`, ['comments to be found'],
    `SELECT comment_search_refresh(id) FROM comment WHERE ${aTop}`],
  ['a post that is found at another time', `UPDATE post_search SET at = at + interval '1 day'`, ['posts to be found'], `UPDATE post_search SET at = at - interval '1 day'`],
  ['people without words', 'DELETE FROM person_search', ['people to be found'], `UPDATE person SET name = name`],
  ['a held comment that nobody will read', `UPDATE review_item SET state = 'closed' WHERE comment_id = (SELECT id FROM comment WHERE ${aHeld})`, ['queue', 'what was decided'],
    `UPDATE review_item SET state = 'waiting' WHERE comment_id = (SELECT id FROM comment WHERE ${aHeld})`],
  ['a waiting item about another text', `UPDATE review_item SET comment_revision_id = (SELECT current_revision_id FROM comment WHERE ${aTop}) WHERE comment_id = (SELECT id FROM comment WHERE ${aHeld})`,
    ['queue', 'what waits'], `UPDATE review_item SET comment_revision_id = (SELECT current_revision_id FROM comment WHERE comment.id = comment_id)`],
  ['a decision rewritten', `UPDATE decision SET reason_note = 'no reason' WHERE seq = 3`, ['decision log'], `UPDATE decision SET reason_note = '' WHERE seq = 3`],
  ['a moment rewritten', `UPDATE decision SET at = at + interval '1 millisecond' WHERE seq = 4`, ['decision log'], `UPDATE decision SET at = at - interval '1 millisecond' WHERE seq = 4`],
  ['a decision left out', 'UPDATE decision SET seq = -7 WHERE seq = 7', ['decision log'], 'UPDATE decision SET seq = 7 WHERE seq = -7'],
  ['a rewritten decision with a hash to fit, and the next one as it was',
    `UPDATE decision SET previous_hash = sha256('x'), hash = decision_digest(decision, sha256('x')) WHERE seq = 9`, ['decision log'], ''],
]

describe('verify', () => {
  test('finds everything in order', async () => {
    expect(await failing()).toEqual([])
    const counted = Object.fromEntries((await verify()).map(({ name, detail }) => [name, detail]))
    expect(counted).toMatchObject({
      counts: '2 threads', 'approved texts': '120 published comments', queue: '6 held comments and waiting items', 'decision log': '120 decisions',
    })
  })

  test('and after all that people do', async () => {
    const { ada, mo, nia, rae } = await makeCast()
    const { slug } = await essayBy(ada)
    const top = await publishedReplyBy(rae, mo, slug)
    const below = await publishedReplyBy(nia, mo, slug, top)
    for (const action of ['reject', 'return', 'approve']) await decideNow(mo, await replyBy(nia, slug, below), action)
    await decideNow(mo, top, 'hide')
    const hidden = await decideNow(mo, below, 'hide')
    await carryOut(undoDecision, mo, { decisionId: hidden.decisionId })
    await carryOut(withdrawComment, nia, { commentId: below })
    await carryOut(withdrawComment, rae, { commentId: await replyBy(rae, slug) })
    expect(await itemAbout(below)).toBeTruthy()
    expect(await failing()).toEqual([])
  })

  test.each(damages.filter(([, , , mend]) => mend !== ''))('notices %s', async (_, damage, names, mend) => {
    await behindTheGuards(damage)
    const found = await failing()
    await behindTheGuards(mend)
    expect(found).toEqual(names)
    expect(await failing()).toEqual([])
  })

  test('notices a guard that sleeps', async () => {
    await database.query('ALTER TABLE comment DISABLE TRIGGER comment_count')
    const proofs = await verify()
    await database.query('ALTER TABLE comment ENABLE TRIGGER comment_count')
    expect(proofs.filter(({ ok }) => !ok)).toEqual([{ name: 'fences', ok: false, detail: 'switched off: comment_count on comment' }])
  })

  test('notices a public role that may read more than the published views', async () => {
    await database.query('GRANT SELECT (email) ON person TO afterword_public')
    const proofs = await verify()
    await database.query('REVOKE SELECT (email) ON person FROM afterword_public')
    expect(proofs.filter(({ ok }) => !ok)).toEqual([{ name: 'public role', ok: false, detail: 'reads more than it should: person' }])
  })

  test('says what is wrong with how many, and names one', async () => {
    await behindTheGuards('UPDATE thread SET published_count = 7 WHERE post_id = (SELECT min(id::text)::uuid FROM post)')
    const counts = (await verify()).find(({ name }) => name === 'counts')
    await behindTheGuards(`UPDATE thread SET published_count = (SELECT count(*) FROM comment c WHERE c.post_id = thread.post_id AND state = 'published')`)
    expect(counts?.detail).toMatch(/^1 of 3 threads count their comments wrongly, such as post [0-9a-f-]{36}$/)
  })

  describe('of migrations', () => {
    let folder: string
    beforeAll(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'afterword-migrations-'))))
    afterAll(() => rm(folder, { recursive: true }))

    const write = async (name: string, sql: string) => {
      await mkdir(path.join(folder, name), { recursive: true })
      await writeFile(path.join(folder, name, 'migration.sql'), sql)
    }
    const said = async () => (await verify({ folder })).find(({ name }) => name === 'migrations')

    test('notices one that is not applied, and one that was changed afterwards', async () => {
      await write('20990101000000_later', 'SELECT 1')
      expect(await said()).toEqual({ name: 'migrations', ok: false, detail: '20990101000000_later is not applied' })
      await rm(path.join(folder, '20990101000000_later'), { recursive: true })
      await write('20261122100000_tables', 'SELECT 1')
      expect(await said()).toEqual({ name: 'migrations', ok: false, detail: '20261122100000_tables is not the one that was applied' })
    })
  })

  // These leave something that cannot be taken back, so they come last.
  test.each(damages.filter(([, , , mend]) => mend === ''))('notices %s', async (_, damage, names) => {
    const before = await failing()
    await behindTheGuards(damage)
    expect(await failing()).toEqual(expect.arrayContaining(names))
    expect(before).not.toEqual(await failing())
  })
})
