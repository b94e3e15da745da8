import { afterAll, beforeAll, expect, test } from 'vitest'
import { lastTurn } from '#lib/http/pages/last-turn.ts'
import { essayBy, makeCast } from '../../cast.ts'
import { database, rows, value } from '../../database/fenced-database.ts'

let essay: string

beforeAll(async () => {
  const { ada } = await makeCast()
  essay = (await essayBy(ada)).id
})
afterAll(() => database.end())

const turn = () => value<string>(lastTurn)

/** What is shown of the essay, by the view that says so, a moment before and after the clock passes it. */
const ways: [what: string, statement: string, shown: string][] = [
  ['an essay appears', `UPDATE post SET state = 'scheduled', published_at = NULL, publish_at = :at WHERE id = :essay`, `SELECT count(*)::text FROM published_post WHERE id = :essay`],
  ['a conversation ends', `UPDATE post SET publish_at = NULL, state = 'published', published_at = :at - interval '3 days', comments_close_after_days = 3 WHERE id = :essay`, `SELECT comments_mode::text FROM published_post WHERE id = :essay`],
  ['a text is another from then on', `UPDATE publication SET from_at = :at, until_at = :at WHERE post_id = :essay`, `SELECT count(*)::text FROM published_revision WHERE post_id = :essay`],
  ['a note appears', `INSERT INTO update_note (id, post_id, kind, body, html, at) VALUES (gen_random_uuid(), :essay, 'update', 'x', '<p>x</p>', :at)`, `SELECT count(*)::text FROM published_update_note WHERE post_id = :essay`],
]

test.each(ways)('%s: the moment is known as soon as readers see it, and not before', async (_, statement, shown) => {
  await database.query(`UPDATE post SET history_shown = true WHERE id = $1`, [essay])
  const [{ at } = {}] = await rows(`SELECT (date_trunc('milliseconds', clock_timestamp()) + interval '1 second')::text AS at`)
  await database.query(statement.replaceAll(':essay', `'${essay}'`).replaceAll(':at', `'${String(at)}'::timestamptz`))
  const look = async () => value<string>(`SELECT (${shown.replaceAll(':essay', `'${essay}'`)}) || ' ' || (SELECT turn FROM (${lastTurn}) last)`)
  const before = await look()
  const [shownBefore, turnBefore] = [before.split(' ')[0], before.slice(before.indexOf(' ') + 1)]
  expect(Date.parse(turnBefore || '1970-01-01')).toBeLessThan(Date.parse(String(at)))
  let after = before
  for (const until = Date.now() + 4_000; Date.now() < until && after.split(' ')[0] === shownBefore;) {
    after = await look()
    // One statement has one moment: whoever sees the one sees the other.
    expect(after.split(' ')[0] === shownBefore).toBe(after === before)
  }
  expect(after).not.toBe(before)
  expect(Date.parse(after.slice(after.indexOf(' ') + 1))).toBe(Date.parse(String(at)))
})

test('every moment that a public view compares with the present one is known', async () => {
  const views = await rows(`SELECT pg_get_viewdef(viewname::regclass) AS says FROM pg_views WHERE viewname LIKE 'published\\_%'`)
  const all = views.map(({ says }) => String(says)).join('\n')
  const compared = [...all.matchAll(/([\w)]+) <= now\(\)/g)].map(([, moment = '']) => moment)
  expect([...new Set(compared)].sort()).toEqual(['at', 'comments_close_after_days))', 'from_at', 'publish_at'])
  expect(all.match(/now\(\)|CURRENT_|clock_timestamp|age\(/g)).toHaveLength(compared.length)
})

test('of 10,000 essays whose conversations end, as many notes and texts, only the last is read', async () => {
  await database.query(`
    INSERT INTO post (id, slug, kind, state, published_at, comments_close_after_days) SELECT gen_random_uuid(), 'p' || n, 'essay', 'draft', now() - make_interval(hours => n), 1 + n % 900 FROM generate_series(1, 10000) n`)
  await database.query(`INSERT INTO update_note (id, post_id, kind, body, html, at) SELECT gen_random_uuid(), '${essay}', 'update', 'x', 'x', now() - make_interval(hours => n) FROM generate_series(1, 10000) n`)
  await database.query(`
    INSERT INTO publication (id, post_id, revision_id, from_at, until_at)
    SELECT gen_random_uuid(), '${essay}', (SELECT published_revision_id FROM post WHERE id = '${essay}'), now() - make_interval(hours => n), now() FROM generate_series(1, 10000) n`)
  await database.query('VACUUM (ANALYZE) post, update_note, publication')
  const [{ 'QUERY PLAN': plan } = {}] = await rows(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${lastTurn}`)
  const steps = stepsOf((plan as { Plan: Step }[])[0]?.Plan)
  expect(steps.filter((step) => step['Node Type'] === 'Seq Scan')).toEqual([])
  expect(Math.max(...steps.map((step) => step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)))).toBe(1)
})

type Step = { 'Node Type': string; 'Actual Rows': number; 'Rows Removed by Filter'?: number; Plans?: Step[] }

function stepsOf(step: Step | undefined): Step[] {
  return step ? [step, ...(step.Plans ?? []).flatMap(stepsOf)] : []
}
