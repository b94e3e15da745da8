import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, publishedReplyBy, replyBy } from '../cast.ts'
import { database } from '../database/fenced-database.ts'
import { measureOver, member, sessionOf } from '../people/stories.ts'
import type { Member } from '../people/stories.ts'
import { inPieces, rowsAPiece } from '#lib/accounts/own-data/read-in-pieces.ts'
import { readMyComments } from '#lib/accounts/own-data/read-my-texts.ts'
import { writeOwnData } from '#lib/accounts/own-data/write-own-data.ts'
import { writeOwnTexts } from '#lib/accounts/own-data/write-own-texts.ts'
import { keepDraft } from '#lib/comments/drafts/keep-draft.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { readOwnComment } from '#lib/moderation/cases/read-own-comment.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string; slug: string }
let nia: Member
async function gather<Part>(parts: AsyncIterable<Part>): Promise<Part[]> {
  const all: Part[] = []
  for await (const part of parts) all.push(part)
  return all
}

const inTime = () => new Date(Date.now() + 3_600_000)

beforeAll(async () => {
  cast = await makeCast()
  post = await essayBy(cast.ada)
  nia = await member('nia')
})

async function dataOf(person: Member, now = inTime()) {
  const text = (await gather(writeOwnData(person, now))).join('')
  return { text, data: JSON.parse(text) }
}

describe('the file of everything that is kept about somebody', () => {
  test('holds every text with its versions and what was told, as many as the database has', async () => {
    const published = await publishedReplyBy(nia, cast.mo, post.slug)
    const returned = await replyBy(nia, post.slug, published, 'A text to be changed.')
    const { id: itemId, version } = await itemAbout(returned)
    await carryOut(decide, cast.mo, { itemId, version, action: 'return', reasonCode: 'off-topic', reasonNote: 'Please stay with rivers.' })
    const rejected = await replyBy(nia, post.slug)
    await decideNow(cast.mo, rejected, 'reject')
    // Told only when it cannot be taken back any more.
    await writer().notice.updateMany({ where: { personId: nia.id }, data: { dueAt: new Date(Date.now() - 1000) } })
    const { data } = await dataOf(nia)
    const rows = await reader().comment.findMany({ where: { authorId: nia.id }, include: { revisions: true } })
    expect(data.comments.map(({ id }: { id: string }) => id).sort()).toEqual(rows.map(({ id }) => id).sort())
    expect(data.comments.flatMap(({ texts }: { texts: { markdown: string }[] }) => texts.map(({ markdown }) => markdown)).sort())
      .toEqual(rows.flatMap(({ revisions }) => revisions.map(({ source }) => source)).sort())
    const told = data.comments.find(({ id }: { id: string }) => id === returned)
    expect(told).toMatchObject({ state: 'returned', inReplyTo: published, texts: [{ verdicts: [{ action: 'return', reason: expect.stringContaining('Please stay with rivers.') }] }] })
  })

  test('holds account, sessions, drafts, reports, appeals, measures, follows and acts, and no secret', async () => {
    const person = await member('rae')
    const secret = await sessionOf(person)
    await carryOut(keepDraft, person, { slug: post.slug, body: 'Half a thought of mine.' })
    const offending = await publishedReplyBy(cast.noor, cast.mo, post.slug)
    await carryOut(reportComment, person, { commentId: offending, reasonCode: 'spam', note: 'It sells something.' })
    await measureOver(person, 'slow', { reason: 'Rather fast' })
    await measureOver(person, 'note', { reason: 'A canary for the team alone' })
    await writer().follow.create({ data: { personId: person.id, authorId: cast.ada.id, wanted: true, at: new Date() } })
    const { text, data } = await dataOf(person)
    expect(data).toMatchObject({
      account: { handle: person.handle, email: person.email, hasPassword: true },
      sessions: [{ over: false }], drafts: [{ body: 'Half a thought of mine.' }], follows: [{ author: null, wanted: true }].map(() => ({ author: cast.ada.handle, wanted: true })),
      reports: [{ commentId: offending, reasonCode: 'spam', note: 'It sells something.' }], measures: [{ kind: 'slow', reason: 'Rather fast', everySeconds: 3600 }],
    })
    expect(data.acts.map(({ command }: { command: string }) => command)).toContain('report-comment')
    expect(data.acts).toHaveLength(await reader().auditEvent.count({ where: { personId: person.id } }))
    const { passwordHash } = await reader().person.findUniqueOrThrow({ where: { id: person.id }, select: { passwordHash: true } })
    for (const hidden of [secret, passwordHash ?? '', 'A canary for the team alone']) expect(text).not.toContain(hidden)
  })

  test('holds nothing of anybody else: no moderator, no team talk, no other text, no verdict that is not told yet', async () => {
    const person = await member('sol')
    const canary = `canary-${randomUUID()}`
    const other = await replyBy(cast.rae, post.slug, '', `Words of another person, ${canary}.`)
    const rejected = await replyBy(person, post.slug)
    const { decisionId } = await decideNow(cast.mo, rejected, 'reject')
    const fresh = (await dataOf(person, new Date())).data.comments[0]
    expect([fresh.state, fresh.texts[0].verdicts]).toEqual(['held', []])
    await writer().notice.updateMany({ where: { personId: person.id }, data: { dueAt: new Date(Date.now() - 1000) } })
    const { itemId } = await carryOut(appealDecision, person, { decisionId, body: 'Please look again.' })
    await carryOut(answerCase, cast.noor, { itemId, body: `Between us, ${canary}.`, teamOnly: 'yes' })
    await carryOut(answerCase, cast.noor, { itemId, body: 'What did you mean by it?' })
    const { text, data } = await dataOf(person)
    expect(data.appeals[0].messages.map(({ by }: { by: string }) => by)).toEqual(['you', 'the moderators'])
    for (const hidden of [canary, other, cast.mo.handle, cast.mo.id, cast.noor.handle, cast.noor.id, cast.rae.id]) expect(text).not.toContain(hidden)
  })

  test('is the same texts as Markdown, each with its place', async () => {
    const person = await member('ida')
    const id = await publishedReplyBy(person, cast.mo, post.slug)
    const text = (await gather(writeOwnTexts(person, inTime()))).join('')
    const { source } = await reader().commentRevision.findFirstOrThrow({ where: { commentId: id }, select: { source: true } })
    expect(text).toContain(source)
    expect(text).toContain(`/c/${id} (published)`)
  })

  test('is read in pieces, and has each row once', async () => {
    const ids = Array.from({ length: rowsAPiece * 2 + 7 }, (_, each) => ({ id: String(each).padStart(6, '0') }))
    const read = async (after: string) => ids.filter(({ id }) => id > after).slice(0, rowsAPiece)
    expect(await gather(inPieces(read))).toEqual(ids)
    expect(await gather(inPieces(async (after) => (after ? [] : ids.slice(0, rowsAPiece))))).toHaveLength(rowsAPiece)
  })
})

describe('many comments of one person', () => {
  test('are read some hundreds at once, in a handful of statements', async () => {
    const person = await member('eve')
    const many = rowsAPiece * 2 + 50
    await database.query('INSERT INTO comment (id, post_id, author_id) SELECT gen_random_uuid(), $1, $2 FROM generate_series(1, $3::int)', [post.id, person.id, many])
    await database.query(`INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, reason)
      SELECT gen_random_uuid(), id, 'Some words', 'Some words', 'Some words', 1, 'submitted' FROM comment WHERE author_id = $1`, [person.id])
    const asked = vi.spyOn(pg.Client.prototype, 'query')
    const texts = await gather(readMyComments(person))
    const statements = asked.mock.calls.length
    asked.mockRestore()
    expect(texts).toHaveLength(many)
    expect(statements).toBeGreaterThan(3)
    expect(statements).toBeLessThan(60)
  })

  test('are told of as each of them is by itself, whatever became of it', async () => {
    const person = await member('eve')
    const send = () => replyBy(person, post.slug)
    for (const action of ['approve', 'reject', 'return'] as const) await decideNow(cast.mo, await send(), action)
    const hidden = await send()
    await decideNow(cast.mo, hidden, 'approve')
    await decideNow(cast.mo, hidden, 'hide')
    await send()
    await carryOut(withdrawComment, person, { commentId: await send() })
    const due = (moment: number) => writer().notice.updateMany({ where: { personId: person.id }, data: { dueAt: new Date(moment) } })
    for (const moment of [Date.now() + 60_000, Date.now() - 1_000]) {
      await due(moment)
      const many = await gather(readMyComments(person))
      expect(many).toHaveLength(6)
      for (const one of many) {
        const alone = await readOwnComment(person, one.id)
        expect([one.state, one.texts.map(({ verdicts }) => verdicts)]).toEqual([
          alone?.state ?? 'withdrawn',
          alone ? alone.versions.toReversed().map(({ decisions }) => decisions.map(({ at, action, reason, passage }) => ({ at, action, reason, passage }))) : one.texts.map(() => []),
        ])
      }
    }
  })
})
