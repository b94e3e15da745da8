import { describe, expect, it } from 'vitest'
import { continueDesk, countDecided, startDesk } from '#components/moderation/desk/desk-state.ts'
import type { DeskEvent, DeskState } from '#components/moderation/desk/desk-state.ts'

const start = (settled: string[] = []) => startDesk(['a', 'b', 'c'], 'a', settled)
const after = (desk: DeskState, ...events: DeskEvent[]) => events.reduce(continueDesk, desk)
const sent = (itemId: string): DeskEvent => ({ type: 'sent', itemId })
const decided = (itemId: string): DeskEvent => ({ type: 'decided', itemId, decisionId: `decision on ${itemId}`, words: 'Approved', said: `Approved: ${itemId}` })

describe('the desk', () => {
  it('brings the next card while the verdict is on its way', () => {
    const desk = after(start(), sent('a'))
    expect(desk.selected).toBe('b')
    expect(desk.standings.a?.phase).toBe('sending')
  })

  it('takes the focus along when it moves, and leaves it when the answer comes', () => {
    const moved = after(start(), sent('a'))
    expect(moved.focus).toBe(1)
    const answered = after(moved, decided('a'))
    expect([answered.focus, answered.selected]).toEqual([1, 'b'])
  })

  it('says what was decided', () => {
    const desk = after(start(), sent('a'), decided('a'))
    expect(desk.said).toBe('Approved: a')
    expect(after(desk, sent('b')).said).toBe('')
  })

  it('passes over what is decided, here or before, and comes back to what was passed over', () => {
    expect(after(start(['b']), sent('a')).selected).toBe('c')
    expect(after(start(), { type: 'chose', itemId: 'b' }, sent('b'), decided('b'), sent('c')).selected).toBe('a')
  })

  it('stays where it is when nothing waits any more', () => {
    expect(after(start(['b', 'c']), sent('a')).selected).toBe('a')
  })

  it('stays where it is when a card that is not selected is sent', () => {
    expect(after(start(), sent('b')).selected).toBe('a')
  })

  it('goes to decided cards too when one steps', () => {
    expect(after(start(['b']), { type: 'moved', step: 1 }).selected).toBe('b')
  })

  it('is at what one touches in a list, without moving the focus', () => {
    const desk = after(start(), { type: 'met', itemId: 'c' })
    expect([desk.selected, desk.focus]).toEqual(['c', 0])
    expect(after(desk, { type: 'met', itemId: 'elsewhere' }).selected).toBe('c')
  })

  it('says where the ends are', () => {
    expect(after(start(), { type: 'moved', step: -1 })).toMatchObject({ selected: 'a', said: 'This is the first one here.' })
    expect(after(start(), { type: 'chose', itemId: 'c' }, { type: 'moved', step: 1 })).toMatchObject({ selected: 'c', said: 'This is the last one here.' })
  })

  it('keeps the order of decisions for undoing, the newest last, each item once', () => {
    const desk = after(start(), decided('a'), decided('b'), { ...decided('a'), type: 'decided', decisionId: 'second on a' } as DeskEvent)
    expect(desk.undoable).toEqual([{ itemId: 'b', decisionId: 'decision on b' }, { itemId: 'a', decisionId: 'second on a' }])
  })

  it('goes back to what was taken back, where it waits again', () => {
    const desk = after(start(), sent('a'), decided('a'), { type: 'undone', itemId: 'a', waits: true, said: 'Taken back: a' })
    expect(desk).toMatchObject({ selected: 'a', undoable: [], said: 'Taken back: a' })
    expect(after(desk, { type: 'chose', itemId: 'c' }, sent('c')).selected).toBe('a')
  })

  it('keeps its place when a verdict was refused, and offers the card again', () => {
    const desk = after(start(), sent('a'), { type: 'refused', itemId: 'a', words: 'Not decided', said: 'Not decided: a' })
    expect(desk).toMatchObject({ selected: 'b', undoable: [], said: 'Not decided: a' })
    expect(after(desk, sent('b'), sent('c')).selected).toBe('a')
  })

  it('counts what somebody else decided first, and has nothing of it to undo', () => {
    const desk = after(start(), sent('a'), { type: 'overtaken', itemId: 'a', words: 'Rejected by Noor', said: 'Not decided: a' })
    expect([countDecided(desk), desk.undoable]).toEqual([1, []])
  })

  it('counts what is decided or on its way, and no longer what was taken back', () => {
    expect(countDecided(after(start(['c']), sent('a'), decided('b')))).toBe(2)
    expect(countDecided(after(start(), decided('a'), { type: 'undone', itemId: 'a', waits: true, said: '' }))).toBe(0)
  })

  it('counts a text that is public again after an undo as decided', () => {
    const desk = after(start(), sent('a'), decided('a'), { type: 'undone', itemId: 'a', waits: false, said: '' })
    expect([countDecided(desk), desk.standings.a]).toEqual([1, { phase: 'decided', words: 'Taken back' }])
  })

  it('ignores what is not on this page', () => {
    expect(after(start(), { type: 'chose', itemId: 'z' })).toEqual(start())
  })
})
