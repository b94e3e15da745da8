import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, decideNow, essayBy, makeCast, publishedReplyBy, refusalOf, replyBy } from '../../cast.ts'
import { ask } from '#lib/ask.ts'
import { runCommand } from '#lib/command.ts'
import { draftCodePoints, draftsPerPerson } from '#lib/comments/drafts/draft-text.ts'
import { keepDraft } from '#lib/comments/drafts/keep-draft.ts'
import { draftsUnder, listDrafts } from '#lib/comments/drafts/read-drafts.ts'
import { sortDraft } from '#lib/comments/drafts/sort-draft.ts'
import { sweepDrafts } from '#lib/comments/drafts/sweep-drafts.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { keyOfWords } from '#lib/comments/send-reply.ts'
import { reader, writer } from '#lib/database.ts'
import { anonymous, operator } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
  post = await essayBy(cast.ada)
})

const draftAt = async (viewer: typeof cast.rae, answers = post.id) => (await ask(draftsUnder(viewer, post.id))).get(answers)
const keep = (viewer: typeof cast.rae, body: string, more: object = {}) => carryOut(keepDraft, viewer, { slug: post.slug, body, ...more })

describe('a draft of a reply', () => {
  test('is there again wherever its writer signs in, and for nobody else', async () => {
    const { version } = await keep(cast.rae, 'A thought, half of')
    expect((await keep(cast.rae, 'A thought, half of it.', { draftVersion: version })).version).toBe(version + 1)
    expect(await draftAt(cast.rae)).toMatchObject({ body: 'A thought, half of it.', parentId: null, aside: null })
    expect(await draftAt(cast.mo)).toBeUndefined()
    expect((await ask(draftsUnder(anonymous, post.id))).size).toBe(0)
    expect((await listDrafts(cast.rae)).map(({ body, post: place, parent }) => [body, place?.slug, parent])).toEqual([['A thought, half of it.', post.slug, 'essay']])
    expect(await listDrafts(cast.ida)).toEqual([])
  })

  test('has one place under the essay and one under each comment', async () => {
    const parentId = await publishedReplyBy(cast.mo, cast.noor, post.slug)
    await keep(cast.nia, 'To the essay.')
    await keep(cast.nia, 'To Mo.', { parentId })
    expect([(await draftAt(cast.nia))?.body, (await draftAt(cast.nia, parentId))?.body]).toEqual(['To the essay.', 'To Mo.'])
    expect((await listDrafts(cast.nia)).map(({ parent }) => parent)).toEqual([{ id: parentId, name: 'mo' }, 'essay'])
  })

  test('is thrown away by emptying the form', async () => {
    const { version } = await keep(cast.noor, 'Never mind.')
    await keep(cast.noor, ' \n ', { draftVersion: version })
    expect(await draftAt(cast.noor)).toBeUndefined()
  })

  test('of another window is not overwritten, and is handed over to be read', async () => {
    const { version } = await keep(cast.ida, 'First words.')
    await keep(cast.ida, 'Words of the other window.', { draftVersion: version })
    const refusal = await refusalOf(keepDraft, cast.ida, { slug: post.slug, body: 'Words of this window.', draftVersion: version })
    expect(refusal).toMatchObject({ code: 'conflict', present: { other: 'Words of the other window.', version: version + 1 } })
    expect((await draftAt(cast.ida))?.body).toBe('Words of the other window.')
    await keep(cast.ida, 'Words of this window.', { draftVersion: version + 1 })
    expect((await draftAt(cast.ida))?.body).toBe('Words of this window.')
  })

  test('is not another text to the form that saved it itself, though it never heard that it was', async () => {
    const { rae } = await makeCast()
    const idempotencyKey = randomUUID()
    await keep(rae, 'A few words', { idempotencyKey })
    await keep(rae, 'A few words and more', { idempotencyKey })
    expect((await draftAt(rae))?.body).toBe('A few words and more')
    expect((await refusalOf(keepDraft, rae, { slug: post.slug, body: 'Elsewhere', idempotencyKey: randomUUID() })).code).toBe('conflict')
    const sent = { slug: post.slug, body: 'A few words and more to end with.', idempotencyKey }
    await carryOut(postReply, rae, { ...sent, idempotencyKey: keyOfWords(sent) })
    expect(await draftAt(rae)).toBeUndefined()
  })

  test('saved by twenty windows at once is one of theirs, and the others are told', async () => {
    const { ada } = await makeCast()
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, each) => runCommand(keepDraft, ada, { slug: post.slug, body: `Window ${each}` })))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await reader().replyDraft.count({ where: { personId: ada.id } })).toBe(1)
  })

  test('begins under nothing that is not public, whatever it is', async () => {
    const held = await replyBy(cast.mo, post.slug)
    const answers = await Promise.all([held, randomUUID()].map((parentId) => refusalOf(keepDraft, cast.rae, { slug: post.slug, parentId, body: 'To nobody.' })))
    expect(answers[0]).toEqual(answers[1])
    expect((await refusalOf(keepDraft, cast.rae, { slug: 'no-such-essay', body: 'x' })).code).toBe('not-found')
  })

  test('stays, and can be changed, when the comment that it answers is gone', async () => {
    const parentId = await publishedReplyBy(cast.mo, cast.noor, post.slug)
    const { version } = await keep(cast.rae, 'To one who leaves.', { parentId })
    await decideNow(cast.noor, parentId, 'hide')
    await keep(cast.rae, 'To one who has left.', { parentId, draftVersion: version })
    const [listed] = (await listDrafts(cast.rae)).filter(({ body }) => body === 'To one who has left.')
    expect(listed?.parent).toBe('gone')
  })

  test('is kept though too long to be sent, and refused with its words when no longer kept', async () => {
    const { rae } = await makeCast()
    await keep(rae, '😀'.repeat(draftCodePoints))
    expect([...((await draftAt(rae))?.body ?? '')]).toHaveLength(draftCodePoints)
    expect((await refusalOf(keepDraft, rae, { slug: post.slug, body: 'x'.repeat(draftCodePoints + 1) })).fields?.body).toMatch(/longer than 20,000/)
    await expect(writer().replyDraft.updateMany({ where: { personId: rae.id }, data: { body: 'x'.repeat(draftCodePoints + 1) } })).rejects.toThrow()
  })

  test('is one of a hundred at most', async () => {
    const { nia } = await makeCast()
    await writer().replyDraft.createMany({
      data: await Promise.all(Array.from({ length: draftsPerPerson }, async () => {
        const { id } = await essayBy(cast.ada)
        return { personId: nia.id, postId: id, answers: id, body: 'One of many.', savedAt: new Date() }
      })),
    })
    expect((await refusalOf(keepDraft, nia, { slug: post.slug, body: 'One more.' })).message).toMatch(/^You have 100 drafts/)
  })

  test('is gone half a year after its last change', async () => {
    const { nia } = await makeCast()
    await keep(nia, 'Long ago.')
    const later = (days: number) => new Date(Date.now() + days * 86_400_000)
    await carryOut(sweepDrafts, operator, {}, later(179))
    expect(await draftAt(nia)).toBeDefined()
    await carryOut(sweepDrafts, operator, {}, later(181))
    expect(await draftAt(nia)).toBeUndefined()
  })

  test('is thrown away by its writer alone, and only as it was read', async () => {
    const { rae, nia } = await makeCast()
    const { version } = await keep(rae, 'Mine.')
    const draftId = (await draftAt(rae))?.id
    expect((await refusalOf(sortDraft, nia, { draftId, act: 'throw-away', version })).code).toBe('not-found')
    await keep(rae, 'Mine, longer.', { draftVersion: version })
    expect((await refusalOf(sortDraft, rae, { draftId, act: 'throw-away', version })).code).toBe('conflict')
    await carryOut(sortDraft, { ...rae, suspended: true }, { draftId, act: 'throw-away', version: version + 1 })
    expect(await draftAt(rae)).toBeUndefined()
  })
})

describe('sending', () => {
  const form = () => ({ slug: post.slug, idempotencyKey: randomUUID() })
  const send = (viewer: typeof cast.rae, { idempotencyKey, ...sent }: ReturnType<typeof form> & { body: string; draftVersion?: number }) =>
    carryOut(postReply, viewer, { ...sent, idempotencyKey: keyOfWords({ body: sent.body, idempotencyKey }) })

  test('ends the draft that was sent, whatever was added after it was kept', async () => {
    const { rae } = await makeCast()
    const { version } = await keep(rae, 'Kept some words')
    await send(rae, { ...form(), body: 'Kept some words ago, and went on.', draftVersion: version })
    expect(await draftAt(rae)).toBeUndefined()
  })

  test('leaves a draft that another device has kept meanwhile', async () => {
    const { rae } = await makeCast()
    const { version } = await keep(rae, 'Here.')
    await keep(rae, 'There, and longer.', { draftVersion: version })
    await send(rae, { ...form(), body: 'Here.', draftVersion: version })
    expect((await draftAt(rae))?.body).toBe('There, and longer.')
  })

  test('is not undone by a saving that arrives late', async () => {
    const { rae } = await makeCast()
    const sending = form()
    await send(rae, { ...sending, body: 'On its way.' })
    await keep(rae, 'On its way', { idempotencyKey: sending.idempotencyKey })
    expect(await draftAt(rae)).toBeUndefined()
  })

  test('that is refused keeps the draft', async () => {
    const { rae } = await makeCast()
    const { version } = await keep(rae, 'x'.repeat(10_001))
    await refusalOf(postReply, rae, { ...form(), body: 'x'.repeat(10_001), draftVersion: version })
    expect(await draftAt(rae)).toBeDefined()
  })
})
