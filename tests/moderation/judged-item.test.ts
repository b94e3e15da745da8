import { describe, expect, it, test } from 'vitest'
import { offeredTo, standingOf } from '#components/moderation/judged-item.ts'
import type { JudgedItem } from '#components/moderation/judged-item.ts'
import { sayDuration, sayShortDuration, secondsSince } from '#components/moderation/say-duration.ts'
import { fresh } from '#lib/form-state.ts'
import type { FormState } from '#lib/form-state.ts'

const item: JudgedItem = { id: 'i', revision: 'text', version: 3, state: 'held', label: 'reply by Nia', writer: 'Nia', actions: [], decision: null }
const decided: FormState = { status: 'done', value: { itemId: 'i', version: 4, state: 'published', decisionId: 'd', repeated: false } }
const undone: FormState = { status: 'done', value: { itemId: 'i', version: 5, state: 'held' } }
const stale: FormState = { status: 'refused', message: 'no', value: { itemId: 'i', version: 4, state: 'rejected', by: 'Noor', action: 'reject' } }

describe('how a card says its item stands', () => {
  it('waits until something is known', () => {
    expect(standingOf(item, fresh, fresh)).toEqual({ version: 3, state: 'held', sentence: '', undoable: null })
  })

  it('is decided, and can be taken back, after a verdict', () => {
    expect(standingOf(item, decided, fresh)).toEqual({ version: 4, state: 'published', sentence: 'Approved.', undoable: 'd' })
  })

  it('waits again, in the new version, after an undo', () => {
    expect(standingOf(item, decided, undone)).toEqual({ version: 5, state: 'held', sentence: '', undoable: null })
  })

  it.each([
    ['published', 'Taken back: it is public again.'], ['rejected', 'Taken back: it is rejected again.'], ['returned', 'Taken back: it is with its writer again.'],
  ])('is %s again after the undo of what came later', (state, sentence) => {
    const back: FormState = { status: 'done', value: { itemId: 'i', version: 5, state } }
    expect(standingOf(item, decided, back)).toEqual({ version: 5, state, sentence, undoable: null })
  })

  it('names who was first, and has nothing of theirs to undo', () => {
    expect(standingOf(item, stale, fresh)).toMatchObject({ sentence: 'Noor rejected this first. Your decision was not made.', undoable: null })
  })

  it('says that the writer has taken the text away', () => {
    const gone: FormState = { ...stale, value: { version: 4, state: 'withdrawn', by: null, action: null } }
    expect(standingOf(item, gone, fresh).sentence).toBe('The writer has withdrawn this text. Your decision was not made.')
  })

  it('offers no verdict on a text that has changed since it was shown', () => {
    const changed: FormState = { ...stale, value: { version: 5, state: 'held' } }
    expect(standingOf(item, changed, fresh).sentence).toBe('This changed in the meantime and waits again. Your decision was not made.')
  })

  it('learns nothing from a refusal about a field', () => {
    expect(standingOf(item, { status: 'refused', fields: { reasonCode: 'why' } }, fresh)).toMatchObject({ version: 3, sentence: '' })
  })

  it('believes the page when that was made later than the answer', () => {
    const there = { ...item, version: 4, state: 'rejected', decision: { id: 'x', action: 'reject', by: 'Noor', ago: '2 minutes ago', canUndo: true } }
    expect(standingOf(there, stale, fresh)).toEqual({ version: 4, state: 'rejected', sentence: 'Noor rejected this 2 minutes ago.', undoable: 'x' })
  })
})

describe('what a card offers', () => {
  it('is what the server named, also after an own decision was taken back', () => {
    const own = { ...item, actions: ['approve'] }
    expect(offeredTo(own, standingOf(own, fresh, fresh))).toEqual(['approve'])
    expect(offeredTo(own, standingOf(own, decided, undone))).toEqual(['approve'])
  })

  it('is all that fits a text that waits, when the page was made while it did not', () => {
    const there = { ...item, version: 4, state: 'published', actions: ['hide'] }
    expect(offeredTo(there, standingOf(there, fresh, undone))).toEqual(['approve', 'reject'])
  })
})

describe('durations', () => {
  test.each([
    [0, 'under a minute', 'now'], [59, 'under a minute', 'now'], [60, '1 minute', '1 min'], [3_599, '59 minutes', '59 min'], [3_600, '1 hour', '1 h'],
    [86_399, '23 hours', '23 h'], [86_400, '1 day', '1 d'], [200_000, '2 days', '2 d'],
  ])('%i seconds are %s', (seconds, long, short) => {
    expect([sayDuration(seconds), sayShortDuration(seconds)]).toEqual([long, short])
  })

  it('are never negative, whatever the clocks say', () => {
    expect(secondsSince(new Date(2_000), new Date(1_000))).toBe(0)
  })
})
