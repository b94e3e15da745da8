import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { readLatest } from '#lib/comments/visits/read-latest.ts'
import { noteVisit } from '#lib/comments/visits/note-visit.ts'
import { readNextNew } from '#lib/comments/visits/read-next-new.ts'
import { reader, writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { anonymous } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, refusalOf, replyBy } from '../../cast.ts'
import { addReplies } from '../thread-rows.ts'
import { readVisit } from './read-visit.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

const noon = Date.parse('2026-11-22T12:00:00Z')
const at = (minutes: number) => new Date(noon + minutes * 60_000)

async function visit(who: SignedIn, slug: string, when: Date) {
  await carryOut(noteVisit, who, { slug, shown: when.toISOString() }, when)
}

async function approvedAt(when: Date, slug: string, writer: SignedIn = cast.rae, parentId = ''): Promise<string> {
  const id = await replyBy(writer, slug, parentId)
  const item = await itemAbout(id)
  await carryOut(decide, cast.mo, { itemId: item.id, version: item.version, action: 'approve', reasonCode: '' }, when)
  return id
}

describe('what is new', () => {
  test('is what was approved since the last visit, however long ago it was written', async () => {
    const { ada, nia, mo } = cast
    const post = await essayBy(ada)
    const waiting = await replyBy(cast.rae, post.slug)
    await approvedAt(at(-5), post.slug)
    await visit(nia, post.slug, at(0))
    const { id, version } = await itemAbout(waiting)
    await carryOut(decide, mo, { itemId: id, version, action: 'approve', reasonCode: '' }, at(10))
    expect(await readVisit(post.id, nia, at(60))).toMatchObject({ since: at(0), fresh: 1 })
    expect(await readNextNew(post.slug, nia, at(0))).toBe(waiting)
  })

  test('stays new for the visit, and is not in the next', async () => {
    const post = await essayBy(cast.ada)
    await visit(cast.nia, post.slug, at(0))
    await approvedAt(at(10), post.slug)
    await visit(cast.nia, post.slug, at(60))
    expect(await readVisit(post.id, cast.nia, at(75))).toMatchObject({ fresh: 1 })
    expect(await readVisit(post.id, cast.nia, at(120))).toMatchObject({ since: at(60), fresh: 0 })
  })

  test('is nothing on the first visit, nothing without an account, and nothing of one’s own', async () => {
    const post = await essayBy(cast.ada)
    await approvedAt(at(-5), post.slug)
    expect(await readVisit(post.id, cast.nia, at(0))).toMatchObject({ since: null, fresh: 0 })
    await visit(cast.nia, post.slug, at(0))
    await approvedAt(at(10), post.slug, cast.nia)
    expect(await readVisit(post.id, cast.nia, at(60))).toMatchObject({ since: at(0), fresh: 0 })
    expect(await readVisit(post.id, anonymous, at(60))).toMatchObject({ since: null, fresh: 0 })
    expect(await readNextNew(post.slug, cast.nia, at(0))).toBeNull()
  })

  test('is nothing by somebody who is muted', async () => {
    const post = await essayBy(cast.ada)
    await visit(cast.nia, post.slug, at(0))
    await approvedAt(at(10), post.slug)
    expect(await readVisit(post.id, cast.nia, at(60))).toMatchObject({ fresh: 1 })
    await writer().mute.create({ data: { personId: cast.nia.id, mutedId: cast.rae.id, at: at(11) } })
    expect(await readVisit(post.id, cast.nia, at(60))).toMatchObject({ fresh: 0 })
    expect(await readNextNew(post.slug, cast.nia, at(0))).toBeNull()
    await writer().mute.deleteMany({ where: { personId: cast.nia.id } })
  })

  test('is never what waits, was hidden, or whose approval was taken back', async () => {
    const post = await essayBy(cast.ada)
    await visit(cast.nia, post.slug, at(0))
    await replyBy(cast.rae, post.slug)
    const hidden = await approvedAt(at(10), post.slug)
    await decideNow(cast.mo, hidden, 'hide')
    const undone = await approvedAt(at(11), post.slug)
    const decision = await reader().decision.findFirstOrThrow({ where: { reviewItem: { commentId: undone } }, select: { id: true } })
    await carryOut(undoDecision, cast.mo, { decisionId: decision.id }, at(12))
    expect(await readVisit(post.id, cast.nia, at(60))).toMatchObject({ fresh: 0 })
    expect(await readNextNew(post.slug, cast.nia, at(0))).toBeNull()
    expect(await readLatest(post.slug)).toEqual({ latest: [] })
  })

  test('follows in reading order, and begins again behind the last', async () => {
    const post = await essayBy(cast.ada)
    const first = await approvedAt(at(-5), post.slug)
    await visit(cast.nia, post.slug, at(0))
    const second = await approvedAt(at(20), post.slug)
    const reply = await approvedAt(at(30), post.slug, cast.rae, first)
    const next = (after: string) => readNextNew(post.slug, cast.nia, at(0), after)
    expect([await next(''), await next(first), await next(reply), await next(second)]).toEqual([reply, reply, second, reply])
    expect([await next('nonsense'), await next(randomUUID())]).toEqual([reply, reply])
  })

  test('follows in the same way where hundreds are new', async () => {
    const { id: postId, slug } = await essayBy(cast.ada)
    const many = await addReplies({ postId, authorId: cast.rae.id }, null, 250)
    const own = await addReplies({ postId, authorId: cast.nia.id }, null, 252)
    const [first = '', second = '', last = ''] = [many[0], many[1], many.at(-1)]
    const next = (after: string) => readNextNew(slug, cast.nia, at(-60 * 24 * 365 * 10), after)
    expect(await Promise.all(['', first, last, own.at(-1) ?? ''].map(next))).toEqual([first, second, first, first])
  })
})

describe('a visit', () => {
  test('is noted by whoever has an account, suspended people too, and leaves no audit row', async () => {
    const post = await essayBy(cast.ada)
    const sol = { ...(await person('sol', 'reader')), suspended: true }
    await visit(sol, post.slug, at(0))
    expect(await reader().threadVisit.count({ where: { personId: sol.id } })).toBe(1)
    expect(await reader().auditEvent.count({ where: { personId: sol.id } })).toBe(0)
    expect((await refusalOf(noteVisit, anonymous, { slug: post.slug, shown: at(0).toISOString() })).code).toBe('signed-out')
  })

  test('to what nobody can see is refused as if it never was', async () => {
    expect((await refusalOf(noteVisit, cast.nia, { slug: `no-${randomUUID()}`, shown: at(0).toISOString() })).code).toBe('not-found')
  })

  test('shows nothing of what is to come, whatever the page says', async () => {
    const post = await essayBy(cast.ada)
    await carryOut(noteVisit, cast.nia, { slug: post.slug, shown: '2999-01-01T00:00:00.000Z' }, at(0))
    expect(await readVisit(post.id, cast.nia, at(60))).toMatchObject({ since: at(0) })
  })

  test('in many tabs at once is one visit', async () => {
    const post = await essayBy(cast.ada)
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => runCommand(noteVisit, cast.nia, { slug: post.slug, shown: at(0).toISOString() }, at(0))))
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    expect(await reader().threadVisit.count({ where: { postId: post.id } })).toBe(1)
  })
})

test('what was approved last is named newest first, fifty at most, with nothing but its moment', async () => {
  const post = await essayBy(cast.ada)
  const first = await approvedAt(at(0), post.slug)
  const second = await approvedAt(at(1), post.slug)
  expect(await readLatest(post.slug)).toEqual({ latest: [{ id: second, approved: at(1) }, { id: first, approved: at(0) }] })
  expect(await readLatest(`no-${randomUUID()}`)).toBeNull()
})
