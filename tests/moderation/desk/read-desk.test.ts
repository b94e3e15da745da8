import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { decide } from '#lib/moderation/decisions/decide.ts'
import type { QueueFilter } from '#lib/moderation/desk/filter-parts.ts'
import { queueFilter } from '#lib/moderation/desk/queue-filter.ts'
import { readDesk } from '#lib/moderation/desk/read-desk.ts'
import type { DeskMode } from '#lib/moderation/desk/read-desk.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut, essayBy, itemAbout, makeCast, person, replyBy } from '../../cast.ts'

describe('the desk', () => {
  let cast: Awaited<ReturnType<typeof makeCast>>
  let items: string[]
  let comments: string[]

  // More than a page of the queue holds, by people who may each have three waiting.
  beforeAll(async () => {
    cast = await makeCast()
    const { slug } = await essayBy(cast.ada)
    comments = []
    for (let count = 0; count < 30; count++) comments.push(await replyBy(await person('walk-in', 'reader'), slug))
    items = (await Promise.all(comments.map(itemAbout))).map(({ id }) => id)
  })

  it('lists the oldest first, each with the conversation around it', async () => {
    const { queue, contexts, chosen, after } = await deskOf(cast.mo)
    expect(queue.items.map(({ id }) => id)).toEqual(items.slice(0, 25))
    expect(contexts.get(comments[1] ?? '')?.map(({ id, here }) => [id, here])).toEqual(
      comments.slice(0, 6).map((id) => [id, id === comments[1]]),
    )
    expect([chosen, after]).toEqual([null, ''])
  })

  it('chooses the item that was asked for where it stands in the list', async () => {
    const { queue, chosen } = await deskOf(cast.mo, { item: items[3] })
    expect(chosen?.id).toBe(items[3])
    expect(queue.items[0]?.id).toBe(items[0])
  })

  it('begins the list at an item that waits further down, and goes on from there', async () => {
    const { queue, chosen, after } = await deskOf(cast.mo, { item: items[27] })
    expect(chosen?.id).toBe(items[27])
    expect(queue.items.map(({ id }) => id)).toEqual(items.slice(27))
    expect((await deskOf(cast.mo, { after, item: items[27] })).queue.items.map(({ id }) => id)).toEqual(items.slice(27))
    expect((await deskOf(cast.mo, { after })).queue.items.map(({ id }) => id)).toEqual(items.slice(28))
  })

  it('shows a decided item beside what waits, and what was decided last', async () => {
    const [, , gone = ''] = items
    const { decisionId } = await carryOut(decide, cast.noor, { itemId: gone, action: 'approve', version: 1 })
    const { queue, chosen, recent } = await deskOf(cast.mo, { item: gone })
    expect(chosen).toMatchObject({ id: gone, state: 'decided' })
    expect(queue.items.map(({ id }) => id)).not.toContain(gone)
    expect(recent[0]).toMatchObject({ id: decisionId, canUndo: true })
  })

  it('shows an item that was asked for beside a filter that leaves it out', async () => {
    const [, , , fourth] = items
    const { queue, chosen } = await deskOf(cast.mo, { item: fourth, filter: { q: 'nothing has these words' } })
    expect([queue.items, chosen?.id]).toEqual([[], fourth])
  })

  it('reads no conversations for a list', async () => {
    const { queue, contexts } = await deskOf(cast.mo, { mode: 'list' })
    expect([queue.items.length, contexts.size]).toEqual([25, 0])
  })

  it('says nothing of an item that is not there', async () => {
    for (const item of [randomUUID(), 'nonsense']) expect((await deskOf(cast.mo, { item })).chosen).toBeNull()
  })

  it('is refused to everybody below a moderator, and where the page makes no sense', async () => {
    for (const viewer of [cast.rae, cast.ada]) expect(await readDesk(viewer, placeOf({}))).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await readDesk(cast.mo, placeOf({ after: 'nonsense' }))).toMatchObject({ ok: false, code: 'invalid' })
  })
})

type Place = { after?: string; item?: string; mode?: DeskMode; filter?: Partial<QueueFilter> }

function placeOf({ after = '', item = '', mode = 'one', filter = {} }: Place) {
  return { after, item, mode, filter: queueFilter(filter) }
}

async function deskOf(viewer: Viewer, place: Place = {}) {
  const desk = await readDesk(viewer, placeOf(place))
  if (!desk.ok) throw new Error(desk.message)
  return desk.value
}
