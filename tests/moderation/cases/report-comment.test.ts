import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader } from '#lib/database.ts'
import { readReportable } from '#lib/moderation/cases/read-reportable.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { anonymous } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, refusalOf, replyBy, stateOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

const published = () => publishedReplyBy(cast.nia, cast.mo, slug)
const reportBy = (reader: SignedIn, commentId: string, note = '') => carryOut(reportComment, reader, { commentId, reasonCode: 'unkind', note })
const itemsAbout = (commentId: string) =>
  reader().reviewItem.findMany({ where: { commentId, kind: 'report' }, orderBy: { createdAt: 'asc' }, select: { id: true, version: true, state: true, openedById: true, reports: true } })

async function theItemAbout(commentId: string) {
  const [item] = (await itemsAbout(commentId)).filter(({ state }) => state === 'waiting')
  if (!item) throw new Error('Nobody has reported this')
  return item
}

test('a report waits in the queue with who, why and when, and changes nothing that readers see', async () => {
  const commentId = await published()
  await reportBy(cast.rae, commentId, 'Look at the last line.')
  const item = await theItemAbout(commentId)
  expect(item.openedById).toBe(cast.rae.id)
  expect(item.reports).toMatchObject([{ reporterId: cast.rae.id, reasonCode: 'unkind', note: 'Look at the last line.' }])
  expect(await stateOf(commentId)).toBe('published')
})

test('many reports remove nothing and are one item', async () => {
  const commentId = await published()
  const readers = await Promise.all(Array.from({ length: 12 }, (_, index) => person(`reader${index}`, 'reader')))
  await Promise.all(readers.map((reader) => reportBy(reader, commentId)))
  const items = await itemsAbout(commentId)
  expect(items.map(({ reports }) => reports.length)).toEqual([12])
  expect(await stateOf(commentId)).toBe('published')
})

test('one person is in an item once, however often and at once it is sent', async () => {
  const commentId = await published()
  const answers = await Promise.all(Array.from({ length: 8 }, () => reportBy(cast.rae, commentId)))
  expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
  expect((await theItemAbout(commentId)).reports).toHaveLength(1)
})

test('other words in a second report are not dropped unsaid', async () => {
  const commentId = await published()
  await reportBy(cast.rae, commentId, 'First.')
  const refusal = await refusalOf(reportComment, cast.rae, { commentId, reasonCode: 'unkind', note: 'Second.' })
  expect([refusal.code, refusal.message]).toEqual(['conflict', expect.stringContaining('was not added')])
})

test('a report that joins makes a verdict on what was read before stale', async () => {
  const commentId = await published()
  await reportBy(cast.rae, commentId)
  const seen = await theItemAbout(commentId)
  await reportBy(cast.ada, commentId, 'My address stands in it.')
  const refusal = await refusalOf(decide, cast.mo, { itemId: seen.id, version: seen.version, action: 'dismiss' })
  expect([refusal.code, (await theItemAbout(commentId)).state]).toEqual(['conflict', 'waiting'])
})

test('after a decision the same person may report again, in a new item', async () => {
  const commentId = await published()
  await reportBy(cast.rae, commentId)
  const { id: itemId, version } = await theItemAbout(commentId)
  await carryOut(decide, cast.mo, { itemId, version, action: 'dismiss' })
  await reportBy(cast.rae, commentId)
  expect((await itemsAbout(commentId)).map(({ state }) => state)).toEqual(['decided', 'waiting'])
})

test('taking a dismissal back while a new report waits is refused, and nothing is lost', async () => {
  const commentId = await published()
  await reportBy(cast.rae, commentId)
  const { id: itemId, version } = await theItemAbout(commentId)
  const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action: 'dismiss' })
  await reportBy(cast.ada, commentId)
  expect((await refusalOf(undoDecision, cast.mo, { decisionId })).code).toBe('conflict')
  expect((await itemsAbout(commentId)).map(({ state }) => state)).toEqual(['decided', 'waiting'])
})

test('each reporter is told the outcome, whether it was hidden on the report or elsewhere', async () => {
  for (const where of ['report', 'comment'] as const) {
    const commentId = await published()
    await reportBy(cast.rae, commentId)
    await reportBy(cast.ada, commentId)
    const { id: itemId, version } = await theItemAbout(commentId)
    if (where === 'report') await carryOut(decide, cast.mo, { itemId, version, action: 'hide', reasonCode: 'unkind' })
    else await decideNow(cast.mo, commentId, 'hide')
    const told = await reader().notice.findMany({ where: { commentId, kind: 'report' }, select: { personId: true } })
    expect(told.map(({ personId }) => personId).sort()).toEqual([cast.rae.id, cast.ada.id].sort())
    expect(await stateOf(commentId)).toBe('hidden')
  }
})

test('carrying it out is written down without the words', async () => {
  const commentId = await published()
  await reportBy(cast.rae, commentId, 'Nobody should read this in a log.')
  const [row] = await reader().auditEvent.findMany({ where: { command: 'report-comment', subjectId: commentId } })
  expect(row).toMatchObject({ personId: cast.rae.id, subjectType: 'comment' })
  expect(JSON.stringify(row)).not.toContain('Nobody should')
})

describe('refused', () => {
  test('to strangers and suspended people, whether the comment exists or not', async () => {
    const commentId = await published()
    for (const id of [commentId, '01900000-0000-7000-8000-000000000000']) {
      expect((await refusalOf(reportComment, anonymous, { commentId: id, reasonCode: 'spam' })).code).toBe('signed-out')
      expect((await refusalOf(reportComment, { ...cast.rae, suspended: true }, { commentId: id, reasonCode: 'spam' })).code).toBe('forbidden')
    }
  })

  test('for a text of one’s own', async () => {
    const commentId = await published()
    expect((await refusalOf(reportComment, cast.nia, { commentId, reasonCode: 'spam' })).code).toBe('forbidden')
  })

  test('without a reason, and for another one without words', async () => {
    const commentId = await published()
    expect((await refusalOf(reportComment, cast.rae, { commentId, reasonCode: '' })).fields).toHaveProperty('reasonCode')
    expect((await refusalOf(reportComment, cast.rae, { commentId, reasonCode: 'other', note: ' ' })).fields).toHaveProperty('note')
  })

  test('for what waits, was rejected, returned, hidden or taken back exactly as for what never was', async () => {
    const never = await refusalOf(reportComment, cast.rae, { commentId: '01900000-0000-7000-8000-000000000000', reasonCode: 'spam' })
    const unseen = [await replyBy(cast.nia, slug), await replyBy(cast.nia, slug), await replyBy(cast.nia, slug)]
    await decideNow(cast.mo, unseen[1] ?? '', 'reject')
    await decideNow(cast.mo, unseen[2] ?? '', 'return')
    const hidden = await published()
    await publishedReplyBy(cast.rae, cast.mo, slug, hidden)
    await decideNow(cast.mo, hidden, 'hide')
    const withdrawn = await published()
    await carryOut(withdrawComment, cast.nia, { commentId: withdrawn })
    for (const commentId of [...unseen, hidden, withdrawn]) {
      for (const viewer of [cast.rae, cast.nia, cast.mo]) {
        expect(await refusalOf(reportComment, viewer, { commentId, reasonCode: 'spam' })).toEqual(never)
        expect(await readReportable(viewer, commentId)).toBeNull()
      }
    }
  })

  test('to the writer of the text, as the judge of a report about it', async () => {
    const commentId = await publishedReplyBy(cast.mo, cast.noor, slug)
    await reportBy(cast.rae, commentId)
    const { id: itemId, version } = await theItemAbout(commentId)
    expect((await runCommand(decide, cast.mo, { itemId, version, action: 'dismiss' })).ok).toBe(false)
    expect((await runCommand(decide, cast.noor, { itemId, version, action: 'dismiss' })).ok).toBe(true)
  })
})
