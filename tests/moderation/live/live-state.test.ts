import { describe, expect, it, test } from 'vitest'
import { offeredTo, standingOf } from '#components/moderation/decisions/judged-item.ts'
import type { JudgedItem } from '#components/moderation/decisions/judged-item.ts'
import { continueDesk, startDesk } from '#components/moderation/desk/desk-state.ts'
import type { DeskEvent, DeskState } from '#components/moderation/desk/desk-state.ts'
import { otherReader, startLive } from '#components/moderation/live/live-state.ts'
import type { ItemNews, News } from '#components/moderation/live/live-state.ts'
import { fresh } from '#lib/form-state.ts'

const start = (held: [string, string][] = [], selected = 'a') =>
  startDesk(['a', 'b', 'c'], selected, [], startLive('mo', {
    at: new Date('2026-11-22T10:00:00.000Z'),
    held: held.map(([itemId, who]) => ({ itemId, holder: { personId: who, name: who, since: new Date('2026-11-22T09:59:00.000Z') } })),
  }))
const after = (desk: DeskState, ...events: DeskEvent[]) => events.reduce(continueDesk, desk)

const told = (news: Partial<News>): DeskEvent => ({ type: 'told', news: { at: '2026-11-22T10:00:05.000Z', items: [], held: [], waiting: 3, more: false, ...news } })
const holds = (itemId: string, who: string) => ({ itemId, holder: { personId: who, name: who, since: '2026-11-22T10:00:01.000Z' } })
const item = (id: string, version: number, change: Partial<ItemNews> = {}): ItemNews =>
  ({ id, version, state: 'waiting', commentState: 'held', revision: 'text', decision: null, ...change })
const decidedBy = (byId: string, action = 'approve') => ({ state: 'decided', commentState: 'published', decision: { id: `d-${action}`, action, byId, by: byId } })

describe('what others decide', () => {
  it('stands on the line with who did it, and moves nothing', () => {
    const desk = after(start(), told({ items: [item('b', 2, decidedBy('noor'))] }))
    expect(desk.standings.b).toEqual({ phase: 'decided', words: 'Approved by noor', told: true })
    expect([desk.selected, desk.focus, desk.order, desk.said]).toEqual(['a', 0, ['a', 'b', 'c'], ''])
  })

  it('is read out when it is the card one is at, and only then', () => {
    expect(after(start(), told({ items: [item('a', 2, decidedBy('noor'))] })).said).toBe('noor approved this in the meantime.')
  })

  it('is passed over when one goes on', () => {
    const desk = after(start(), told({ items: [item('b', 2, decidedBy('noor'))] }), { type: 'sent', itemId: 'a' })
    expect(desk.selected).toBe('c')
  })

  it('waits again when it was taken back', () => {
    const desk = after(start(), told({ items: [item('b', 2, decidedBy('noor'))] }), told({ items: [item('b', 3, { decision: { id: 'u', action: 'undo', byId: 'noor', by: 'noor' } })] }))
    expect(desk.standings.b).toMatchObject({ phase: 'waiting', words: 'Waits again' })
  })

  it('says nothing new when it is told twice, or late', () => {
    const once = after(start(), told({ items: [item('b', 3, decidedBy('noor'))] }))
    const again = after(once, told({ items: [item('b', 3, decidedBy('noor'))] }), told({ items: [item('b', 2)] }))
    expect(again.standings).toEqual(once.standings)
    expect(again.live.items.b?.version).toBe(3)
  })

  it('leaves one’s own decisions to their own answers', () => {
    const sent = after(start(), { type: 'sent', itemId: 'a' }, told({ items: [item('a', 2, decidedBy('mo'))] }))
    expect(sent.standings.a?.phase).toBe('sending')
    const answered = after(sent, { type: 'decided', itemId: 'a', decisionId: 'd', words: 'Approved', said: 'Approved: a' }, told({ items: [item('a', 2, decidedBy('mo'))] }))
    expect([answered.standings.a?.words, answered.said, answered.undoable.length]).toEqual(['Approved', 'Approved: a', 1])
    expect(after(start(), told({ items: [item('b', 2, decidedBy('mo'))] })).standings.b?.words).toBe('Approved, by you')
  })

  it.each([['dismiss', 'noor found nothing wrong here'], ['uphold', 'noor let the decision stand'], ['reject', 'Rejected by noor']])('says of %s: %s', (action, words) => {
    expect(after(start(), told({ items: [item('b', 2, decidedBy('noor', action))] })).standings.b?.words).toBe(words)
  })
})

describe('who reads a card', () => {
  it('is known from the first paint, and is not oneself', () => {
    const desk = start([['a', 'noor'], ['b', 'mo']])
    expect([otherReader(desk.live, 'a')?.name, otherReader(desk.live, 'b')]).toEqual(['noor', null])
  })

  it('is passed over going on, never going back, and not when there is nothing else', () => {
    const next: DeskEvent = { type: 'moved', step: 1 }
    expect(after(start([['b', 'noor']]), next).selected).toBe('c')
    expect(after(start([['b', 'noor'], ['c', 'ida']]), next).selected).toBe('b')
    expect(after(start([['b', 'noor']], 'c'), { type: 'moved', step: -1 }).selected).toBe('b')
    expect(after(start([['b', 'noor']]), { type: 'sent', itemId: 'a' }).selected).toBe('c')
    expect(after(start([['b', 'noor'], ['c', 'ida']]), { type: 'sent', itemId: 'a' }).selected).toBe('b')
    expect(after(start([['b', 'noor']]), { type: 'chose', itemId: 'b' }).selected).toBe('b')
  })

  it('is told when the card one had is taken over, and not on a card that somebody had before', () => {
    const had = after(start([['a', 'mo']]), told({ held: [holds('a', 'noor')] }))
    expect(had.said).toBe('noor has taken this card over.')
    expect(after(start(), told({ held: [holds('a', 'noor')] })).said).toBe('')
  })

  it('is not believed from a telling that was overtaken on its way', () => {
    const desk = after(start(), told({ at: '2026-11-22T10:00:05.000Z', held: [] }), told({ at: '2026-11-22T10:00:04.000Z', held: [holds('b', 'noor')] }))
    expect(otherReader(desk.live, 'b')).toBeNull()
  })

  it('is read out where one comes to the card, once', () => {
    const moved = after(start([['a', 'ida'], ['b', 'noor'], ['c', 'noor']]), { type: 'moved', step: 1 })
    expect([moved.selected, moved.said]).toEqual(['b', 'noor is reading this.'])
    expect(after(start([['b', 'noor']]), { type: 'chose', itemId: 'b' }).said).toBe('noor is reading this.')
    const seat: DeskEvent = { type: 'seated', itemId: 'a', holder: { personId: 'noor', name: 'noor', since: '' } }
    const learned = after(start(), seat)
    expect(learned.said).toBe('noor is reading this.')
    expect(after({ ...learned, said: '' }, seat).said).toBe('')
  })

  it('is what the server answers to one’s own word', () => {
    const taken = after(start([['a', 'noor']]), { type: 'seated', itemId: 'a', holder: { personId: 'mo', name: 'mo', since: '' } })
    expect(otherReader(taken.live, 'a')).toBeNull()
    expect(after(taken, { type: 'seated', itemId: 'a', holder: null }).live.readers.a).toBeUndefined()
  })
})

describe('what is new', () => {
  it('is counted, said once, and inserted by nobody', () => {
    const one = after(start(), told({ items: [item('d', 1), item('a', 1)], waiting: 4 }))
    expect([one.live.fresh, one.said, one.order, one.live.waiting]).toEqual([['d'], '1 new.', ['a', 'b', 'c'], 4])
    const two = after({ ...one, said: '' }, told({ items: [item('d', 1), item('e', 1)] }))
    expect([two.live.fresh, two.said]).toEqual([['d', 'e'], ''])
  })

  it('is not counted any more when somebody else decides it', () => {
    const desk = after(start(), told({ items: [item('d', 1), item('e', 1)] }), told({ items: [item('d', 2, decidedBy('noor'))] }))
    expect(desk.live.fresh).toEqual(['e'])
  })

  it('comes to the end when it is asked for; what does not fit is left out; the card one is at stays', () => {
    const desk = after(start(), told({ items: [item('d', 1), item('e', 1)] }), { type: 'arrived', itemIds: ['d'], gone: ['e'], rows: null, cards: null })
    expect([desk.order, desk.live.fresh, desk.selected, desk.focus, desk.said]).toEqual([['a', 'b', 'c', 'd'], [], 'a', 0, '1 more at the end of the list.'])
    expect(after(start(), { type: 'arrived', itemIds: [], gone: ['d'], rows: null, cards: null }).said).toBe('None of the new ones fits what is shown here.')
  })

  it('is stood on like the others once it is there', () => {
    const desk = after(start(), told({ items: [item('d', 1)] }), { type: 'arrived', itemIds: ['d'], gone: [], rows: null, cards: null })
    expect(after(desk, told({ items: [item('d', 2, decidedBy('noor'))] })).standings.d?.words).toBe('Approved by noor')
  })

  it('that was too much to tell is said to be too much', () => {
    expect(after(start(), told({ more: true })).live.stale).toBe(true)
  })
})

test('what others did first leaves the words of the key for undo to one’s own decisions', () => {
  expect(Object.values(after(start(), told({ items: [item('b', 2, decidedBy('noor'))] })).standings).every((each) => each.told)).toBe(true)
})

describe('a card that was told of', () => {
  const card: JudgedItem = {
    id: 'a', kind: 'comment', revision: 'text', version: 1, state: 'held', waits: true, label: 'reply by Nia', writer: 'Nia',
    actions: ['approve', 'reject'], actionsAfterUndo: ['approve', 'reject'], decision: null, answerKey: 'key',
  }
  const stand = (news: ItemNews) => standingOf(card, [fresh, fresh], fresh, { news, self: 'mo' })

  it('says who decided, offers the undo and a second look', () => {
    expect(stand(item('a', 2, decidedBy('noor', 'reject')))).toMatchObject({ waits: false, sentence: 'noor rejected this.', undoable: 'd-reject', doubtable: 'd-reject' })
    expect(stand(item('a', 2, decidedBy('mo')))).toMatchObject({ sentence: 'Approved.', undoable: 'd-approve', doubtable: null })
  })

  it('can be decided again in its new version when a decision was taken back', () => {
    const standing = stand(item('a', 3, { decision: { id: 'u', action: 'undo', byId: 'noor', by: 'noor' } }))
    expect([standing.version, standing.waits, offeredTo(card, standing)]).toEqual([3, true, ['approve', 'reject']])
  })

  it('is not decided on a text that it does not show', () => {
    const standing = stand(item('a', 2, { revision: 'another text' }))
    expect([standing.waits, standing.sentence, offeredTo(card, standing)]).toEqual([false, 'Nia has changed this text.', []])
  })

  it.each([['withdrawn', 'Nia has withdrawn this text.'], ['hidden', 'Nobody needs to decide this any more.']])('that is closed since it is %s says so', (commentState, sentence) => {
    expect(stand(item('a', 2, { state: 'closed', commentState }))).toMatchObject({ waits: false, sentence, undoable: null })
  })

  it('is as the own answer says when both know the same', () => {
    const own = standingOf(card, [{ status: 'done', value: { itemId: 'a', version: 2, state: 'published', action: 'approve', decisionId: 'd' } }, fresh], fresh, { news: item('a', 2, decidedBy('mo')), self: 'mo' })
    expect([own.undoable, own.told]).toEqual(['d', undefined])
  })
})
