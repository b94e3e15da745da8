import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { carryOut, makeCast } from '../cast.ts'
import { film, filmFacts, minutes, propose } from '../moderation/proposals/films.ts'
import { workProofs } from '#lib/integrity/work-proofs.ts'
import { verify } from '#lib/integrity/verify.ts'
import { proposeAndApprove } from '#lib/moderation/proposals/propose-and-approve.ts'
import { mergeWorks } from '#lib/works/merge-works.ts'
import { partWorks } from '#lib/works/part-works.ts'
import { readMergers } from '#lib/works/read-mergers.ts'

const database = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 })
afterAll(() => database.end())

beforeAll(async () => {
  const { mo, rae } = await makeCast()
  const [one, other] = [await film(mo), await film(mo)]
  await carryOut(proposeAndApprove, mo, {
    changes: filmFacts('A ferry, of which all is known', minutes(80), { key: 'releases/aaaaaaaa', now: { date: '1999-05-21' }, source: 'a poster' },
      { key: 'synopses/aaaaaaaa', now: { kind: 'outline', text: 'A ferry.' } }, { key: 'identifiers/aaaaaaaa', now: { scheme: 'imdb', value: 'tt0166896' }, source: 'the catalogue' }),
  })
  await propose(rae, one.id, [minutes(97)])
  for (const again of [true, false]) {
    await carryOut(mergeWorks, mo, { workId: other.id, into: one.slug })
    if (again) await carryOut(partWorks, mo, { revisionId: (await readMergers(mo, one.id))[0]?.revisionId })
  }
})

async function failing(): Promise<string[]> {
  const names = await Promise.all(workProofs.map(async ({ name, sql }) => ((await database.query(`SELECT FROM (${sql}) proof WHERE wrong`)).rowCount ? [name] : [])))
  return names.flat().toSorted()
}

/** As after a repair by hand, with the guards asleep. */
async function behindTheGuards(sql: string) {
  const asleep = (how: string) => ['work', 'work_revision', 'work_address', 'work_identifier', 'work_search', 'proposal', 'review_item'].map((table) => `ALTER TABLE ${table} ${how} TRIGGER USER`).join('; ')
  await database.query(`BEGIN; ${asleep('DISABLE')}; ${sql}; ${asleep('ENABLE')}; COMMIT`)
}

const known = `(SELECT id FROM work WHERE title LIKE 'A ferry%')`
const merged = `(SELECT id FROM work WHERE merged_into_id IS NOT NULL)`

/** What is done to works, what must be noticed, and what mends it. */
const damages: [string, string, string[], string][] = [
  ['another title in lists', `UPDATE work SET title = 'Ferries of which all is known' WHERE id = ${known}`, ['works in lists', 'works to be found'], `UPDATE work SET title = 'A ferry, of which all is known' WHERE title LIKE 'Ferries%'`],
  ['another year', `UPDATE work SET year = year + 1 WHERE id = ${known}`, ['works in lists'], `UPDATE work SET year = year - 1 WHERE id = ${known}`],
  ['an outline that nobody wrote', `UPDATE work SET outline = 'No ferry.' WHERE id = ${known}`, ['works in lists'], `UPDATE work SET outline = 'A ferry.' WHERE id = ${known}`],
  ['another kind', `UPDATE work SET kind = 'book' WHERE id = ${known}`, ['works in lists'], `UPDATE work SET kind = 'film' WHERE id = ${known}`],
  ['an identifier of nobody', `DELETE FROM work_identifier`, ['identifiers'], `INSERT INTO work_identifier SELECT 'imdb', 'tt0166896', id FROM work WHERE id = ${known}`],
  ['an identifier that no fact names', `INSERT INTO work_identifier SELECT 'imdb', 'tt0000001', ${known}`, ['identifiers'], `DELETE FROM work_identifier WHERE value = 'tt0000001'`],
  ['a work that cannot be found', `DELETE FROM work_search WHERE work_id = ${known}`, ['works to be found'], `SELECT work_search_refresh(${known})`],
  ['a work that is found by other words', `UPDATE work_search SET words = to_tsvector('simple', 'weir') WHERE work_id = ${known}`, ['works to be found'], `SELECT work_search_refresh(${known})`],
  ['a merged page that can be found', `INSERT INTO work_search SELECT ${merged}, ''`, ['works to be found'], `DELETE FROM work_search WHERE work_id = ${merged}`],
  ['a page merged by nobody', `UPDATE work SET merged_into_id = (SELECT merged_into_id FROM work WHERE id = ${merged}) WHERE id = ${known}; DELETE FROM work_search WHERE work_id = ${known}; DELETE FROM work_identifier`, ['mergers'],
    `UPDATE work SET merged_into_id = NULL WHERE title LIKE 'A ferry%'; SELECT work_search_refresh(id) FROM work WHERE title LIKE 'A ferry%'; INSERT INTO work_identifier SELECT 'imdb', 'tt0166896', id FROM work WHERE title LIKE 'A ferry%'`],
  ['a slug that is no address', `DELETE FROM work_address WHERE work_id = ${known}`, ['works'], `INSERT INTO work_address (slug, work_id) SELECT slug, id FROM work WHERE id = ${known}`],
  ['a revision with facts that no change names', `UPDATE work_revision SET facts = jsonb_set(facts, '{facts,pages}', '{"value": 3, "source": "", "proposal": null}') WHERE work_id = ${known}`, ['facts'],
    `UPDATE work_revision SET facts = facts #- '{facts,pages}' WHERE work_id = ${known}`],
  ['older facts shown', `UPDATE work SET current_revision_id = NULL WHERE id = ${known}; DELETE FROM work_search WHERE work_id = ${known}; DELETE FROM work_identifier`, ['works'],
    `UPDATE work SET current_revision_id = (SELECT id FROM work_revision WHERE work_id = work.id ORDER BY number DESC LIMIT 1) WHERE title LIKE 'A ferry%'; SELECT work_search_refresh(id) FROM work WHERE title LIKE 'A ferry%'; INSERT INTO work_identifier SELECT 'imdb', 'tt0166896', id FROM work WHERE title LIKE 'A ferry%'`],
  ['a proposal approved by hand', `UPDATE proposal SET state = 'published' WHERE state = 'held'`, ['proposals'], `UPDATE proposal SET state = 'held' WHERE id IN (SELECT proposal_id FROM review_item WHERE state = 'waiting')`],
  ['a held proposal that nobody will read', `UPDATE review_item SET state = 'closed' WHERE state = 'waiting'`, ['proposals'], `UPDATE review_item SET state = 'waiting' WHERE state = 'closed'`],
]

test('everything that is kept of works follows from their facts', async () => {
  expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
  expect(await failing()).toEqual([])
})

test.each(damages)('%s is noticed', async (_, damage, names, mend) => {
  await behindTheGuards(damage)
  const wrong = await failing()
  await behindTheGuards(mend)
  expect(wrong).toEqual(names)
  expect(await failing()).toEqual([])
})
