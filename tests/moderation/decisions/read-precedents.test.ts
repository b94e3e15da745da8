import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { readPrecedents } from '#lib/moderation/decisions/read-precedents.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, replyBy } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  // What is common is known from many texts.
  for (let count = 0; count < 20; count++) await textOf(own(3))
  await writer().$executeRaw`ANALYZE comment_revision`
})

/** Words that no other text has. */
const own = (count: number) => Array.from({ length: count }, () => `word${randomUUID().slice(0, 8)}`)

/** A held text of somebody new: nobody may have many waiting. */
async function textOf(words: string[]): Promise<string> {
  return replyBy(await person('walk-in', 'reader'), slug, '', `This is what I think of ${words.join(' and of ')}, ${randomUUID()}.`)
}

async function precedentsOf(commentId: string) {
  const found = await readPrecedents(cast.mo, (await itemAbout(commentId)).id)
  if (!found.ok) throw new Error(found.message)
  return found.value
}

describe('precedent', () => {
  it('is the text that shares most of what few texts have, with its verdict and why', async () => {
    const words = own(4)
    const [near, far] = [await textOf(words), await textOf([words[0] ?? '', words[1] ?? '', ...own(3)])]
    const { id: itemId, version } = await itemAbout(near)
    await carryOut(decide, cast.noor, { itemId, version, action: 'reject', reasonCode: 'repeat', reasonNote: 'Twice is enough.' })
    await decideNow(cast.mo, far, 'approve')
    const found = await precedentsOf(await textOf(words))
    expect(found.map((each) => [each.action, each.by, each.shared.length])).toEqual([['reject', 'noor', 4], ['approve', 'mo', 2]])
    expect(found[0]).toMatchObject({ itemId, writer: 'walk-in', reason: { code: 'repeat', label: 'Said already', note: 'Twice is enough.' }, shared: [...words].sort() })
    expect(found[0]?.excerpt).toContain(`This is what I think of ${words[0]}`)
  })

  it('is nothing that waits, nothing that was taken back, and not the text itself', async () => {
    const words = own(4)
    const [waits, takenBack, itself] = [await textOf(words), await textOf(words), await textOf(words)]
    const { decisionId } = await decideNow(cast.mo, takenBack, 'reject')
    expect(await precedentsOf(waits)).toHaveLength(1)
    await carryOut(undoDecision, cast.mo, { decisionId })
    await decideNow(cast.mo, itself, 'approve')
    expect((await precedentsOf(waits)).map(({ action }) => action)).toEqual(['approve'])
    expect(await precedentsOf(itself)).toEqual([])
  })

  it('is the newest verdict that stands on a text', async () => {
    const words = own(4)
    const decided = await textOf(words)
    await decideNow(cast.mo, decided, 'approve')
    await decideNow(cast.noor, decided, 'hide')
    expect((await precedentsOf(await textOf(words))).map(({ action, by }) => [action, by])).toEqual([['hide', 'noor']])
  })

  it('is not one word in common, and not words that nearly every text has', async () => {
    const words = own(3)
    await decideNow(cast.mo, await textOf([words[0] ?? '', ...own(4)]), 'approve')
    expect(await precedentsOf(await textOf([words[0] ?? '', ...own(4)]))).toEqual([])
  })

  it('stands four times at most', async () => {
    const words = own(3)
    for (let count = 0; count < 6; count++) await decideNow(cast.mo, await textOf([...words, ...own(1)]), 'approve')
    expect(await precedentsOf(await textOf(words))).toHaveLength(4)
  })

  it('is an old text that shares more before any number of newer ones that share less', async () => {
    const words = own(4)
    await decideNow(cast.mo, await textOf(words), 'reject')
    for (let count = 0; count < 45; count++) await decideNow(cast.mo, await textOf([...words.slice(0, 2), ...own(1)]), 'approve')
    expect((await precedentsOf(await textOf(words))).map(({ action, shared }) => [action, shared.length])).toEqual([['reject', 4], ['approve', 2], ['approve', 2], ['approve', 2]])
  })

  it('is said once where the very same was sent many times, as it was decided last', async () => {
    const words = own(4)
    const same = `This is what I say of ${words.join(' and of ')}.`
    for (const verdict of ['approve', 'reject', 'reject'] as const) await decideNow(cast.mo, await replyBy(await person('walk-in', 'reader'), slug, '', same), verdict)
    expect((await precedentsOf(await textOf(words))).map(({ action }) => action)).toEqual(['reject'])
  })

  it.each([['signs that a query knows', "it's \\ & | ! ( ) :* <-> 'quoted' \\' words"], ['a text without words', '…'], ['very much of nothing', 'x '.repeat(3_000)]])('comes for %s', async (_, body) => {
    const text = await replyBy(await person('walk-in', 'reader'), slug, '', `${body} ${body === '…' ? '' : randomUUID()}`)
    expect(await precedentsOf(text)).toEqual(expect.any(Array))
  })

  it('is for moderators, and of things that are there', async () => {
    const { id } = await itemAbout(await textOf(own(2)))
    for (const viewer of [cast.rae, cast.ada]) expect(await readPrecedents(viewer, id)).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await readPrecedents(cast.mo, randomUUID())).toMatchObject({ ok: false, code: 'not-found' })
  })
})
