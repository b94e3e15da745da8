import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { bySite, logFilter } from '#lib/moderation/log/log-filter.ts'
import type { LogFilter } from '#lib/moderation/log/log-filter.ts'
import { readDeciders } from '#lib/moderation/log/read-deciders.ts'
import { readLog } from '#lib/moderation/log/read-log.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, replyBy } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slugs: [string, string]
/** The numbers of what was decided, by name. */
const numbers: Record<string, number> = {}

async function note(name: string, decisionId: string) {
  const { seq } = await writer().decision.findUniqueOrThrow({ where: { id: decisionId }, select: { seq: true } })
  numbers[name] = Number(seq)
}

async function decideAt(moderator: SignedIn, commentId: string, raw: object, at: string) {
  const { id: itemId, version } = await itemAbout(commentId)
  return (await carryOut(decide, moderator, { itemId, version, ...raw }, new Date(at))).decisionId
}

beforeAll(async () => {
  cast = await makeCast()
  slugs = [(await essayBy(cast.ada)).slug, (await essayBy(cast.ada)).slug]
  const kingfisher = await replyBy(cast.rae, slugs[0], '', 'A kingfisher by the weir, blue as a struck match.')
  await note('approved', await decideAt(cast.mo, kingfisher, { action: 'approve' }, '2026-03-01T09:00:00Z'))
  const heron = await replyBy(cast.nia, slugs[0], '', 'A heron stood there and thought of nothing.')
  await note('rejected', await decideAt(cast.noor, heron, { action: 'reject', reasonCode: 'other', reasonNote: 'Please leave the kingfisher alone.' }, '2026-03-02T23:59:59Z'))
  const wren = await replyBy(cast.rae, slugs[1], '', 'A wren, then another wren.')
  const returned = await decideAt(cast.mo, wren, { action: 'return', reasonCode: 'unreadable', passage: 'another wren' }, '2026-03-03T00:00:00Z')
  await note('returned', returned)
  await carryOut(undoDecision, cast.noor, { decisionId: returned }, new Date('2026-03-04T10:00:00Z'))
  await note('undone', (await writer().decision.findFirstOrThrow({ where: { undoesId: returned }, select: { id: true } })).id)
  await carryOut(reportComment, cast.nia, { commentId: kingfisher, reasonCode: 'spam', note: '' })
  const { id: itemId, version } = await writer().reviewItem.findFirstOrThrow({ where: { commentId: kingfisher, kind: 'report' }, select: { id: true, version: true } })
  await note('dismissed', (await carryOut(decide, cast.noor, { itemId, version, action: 'dismiss' }, new Date('2026-03-05T10:00:00Z'))).decisionId)
})

/** Names of the decisions that a filter finds, newest first. */
async function found(asked: Partial<LogFilter>) {
  const log = await readLog(cast.mo, { filter: logFilter(asked) })
  if (!log.ok) throw new Error(log.message)
  const names = new Map(Object.entries(numbers).map(([name, seq]) => [seq, name]))
  return log.value.problem?.part ?? log.value.entries.map(({ seq }) => names.get(seq))
}

describe('the log finds', () => {
  test.each<[string, Partial<LogFilter>, string[]]>([
    ['everything, newest first', {}, ['dismissed', 'undone', 'returned', 'rejected', 'approved']],
    ['a word of the text or of the reason, in any case', { q: 'KINGFISHER' }, ['dismissed', 'rejected', 'approved']],
    ['a phrase', { q: '"stood there"' }, ['rejected']],
    ['one word without another', { q: 'kingfisher -weir' }, ['rejected']],
    ['nothing for half a word', { q: 'kingfi' }, []],
    ['what one moderator did', { by: 'noor' }, ['dismissed', 'undone', 'rejected']],
    ['a sort of decision', { action: 'return' }, ['returned']],
    ['what was taken back', { action: 'undo' }, ['undone']],
    ['a kind of item', { kind: 'report' }, ['dismissed']],
    ['what became of one writer', { person: 'nia' }, ['rejected']],
    ['one essay', { post: 'second' }, ['undone', 'returned']],
    ['a reason', { reason: 'unreadable' }, ['returned']],
    ['from a day on', { from: '2026-03-03' }, ['dismissed', 'undone', 'returned']],
    ['up to the end of a day', { to: '2026-03-02' }, ['rejected', 'approved']],
    ['up to the last day that there is', { to: '9999-12-31', by: 'noor' }, ['dismissed', 'undone', 'rejected']],
    ['from the first', { from: '0001-01-01', by: 'noor' }, ['dismissed', 'undone', 'rejected']],
    ['one day', { from: '2026-03-02', to: '2026-03-02' }, ['rejected']],
    ['all of it together', { q: 'heron', by: 'noor', action: 'reject', kind: 'comment', person: 'nia', post: 'first', reason: 'other', from: '2026-03-01', to: '2026-03-05' }, ['rejected']],
    ['nothing of the site, which decided nothing', { by: bySite }, []],
  ])('%s', async (_, asked, names) => {
    const handles: Record<string, string> = { noor: cast.noor.handle, nia: `@${cast.nia.handle}`, first: `https://example.org/posts/${slugs[0]}`, second: slugs[1] }
    expect(await found(Object.fromEntries(Object.entries(asked).map(([part, value]) => [part, handles[value] ?? value])))).toEqual(names)
  })

  test.each<[keyof LogFilter, string]>([
    ['q', '…'], ['q', 'x'.repeat(201)], ['by', 'nobody-here'], ['action', 'erase'], ['kind', 'novel'], ['person', 'nobody-here'],
    ['post', 'no-such-essay'], ['reason', 'boredom'], ['from', '2026-02-30'], ['from', '0000-01-01'], ['to', '0000-01-01'], ['to', 'yesterday'],
  ])('nothing, and says so beside the field, where %s names nothing: %s', async (part, value) => {
    expect(await found({ [part]: value })).toBe(part)
  })

  test('no way into the database through an address', async () => {
    for (const q of [`' OR true --`, `kingfisher') OR ('a`, '!!! a & | :*', '\u0000weir']) expect(await found({ q })).toBeInstanceOf(Array)
  })
})

test('pages of a search follow one another without gap or repeat, also where the word is rare', async () => {
  const { slug } = await essayBy(cast.ada)
  const word = `quern${randomUUID().slice(0, 8)}`
  for (let n = 0; n < 5; n++) await decideNow(cast.mo, await replyBy(cast.rae, slug, '', `The ${word} was turned ${n} times.`), 'approve')
  for (let n = 0; n < 3; n++) await decideNow(cast.mo, await replyBy(cast.rae, slug, '', `Nobody turned anything, ${n}, ${randomUUID()}.`), 'approve')
  const texts: string[] = []
  for (let after = ''; ; ) {
    const page = await readLog(cast.mo, { filter: logFilter({ q: word }), after, limit: 2 })
    if (!page.ok) throw new Error(page.message)
    texts.push(...page.value.entries.map(({ excerpt }) => excerpt.replace(/\D/g, '').slice(-1)))
    if (!page.value.next) break
    after = page.value.next
  }
  expect(texts).toEqual(['4', '3', '2', '1', '0'])
})

test('everybody who decided is named once, and others are not', async () => {
  const deciders = await readDeciders(cast.mo)
  expect(deciders.ok && deciders.value.map(({ handle }) => handle).sort()).toEqual([cast.mo.handle, cast.noor.handle].sort())
  expect(await readDeciders(cast.rae)).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await readLog(cast.ada)).toMatchObject({ ok: false, code: 'forbidden' })
})

test('a decision of the site itself is Afterword’s', async () => {
  const commentId = await replyBy(cast.nia, slugs[0])
  const { id } = await itemAbout(commentId)
  await writer().decision.create({ data: { reviewItemId: id, itemVersion: 1, action: 'approve', at: new Date(), byId: null }, select: { id: true } })
  const log = await readLog(cast.mo, { filter: logFilter({ by: bySite }) })
  expect(log.ok && log.value.entries.map(({ by }) => by)).toEqual([{ name: 'Afterword', handle: null }])
})
