import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterEvent, beginSaving, isKept, longest, nextSave, pause } from '#components/writing/editor/saving/save-state.ts'
import type { SaveEvent, SaveState } from '#components/writing/editor/saving/save-state.ts'
import { sayAgo, sayRefusal, saySaving, sayTrouble } from '#components/writing/editor/saving/say-saving.ts'

const start = 1_000_000

function after(...events: SaveEvent[]): SaveState {
  return events.reduce(afterEvent, beginSaving(7, null))
}

const changed = (at = start): SaveEvent => ({ kind: 'changed', at })
const sent: SaveEvent = { kind: 'sent' }

describe('when the next saving begins', () => {
  test.each<[string, SaveEvent[], number | null]>([
    ['never while all is kept', [], null],
    ['a pause after the last key', [changed(), changed(start + 900)], start + 900 + pause],
    ['after a while even for somebody who never stops', Array.from({ length: 40 }, (_, n) => changed(start + n * 1_000)), start + longest],
    ['at once when Save is pressed', [changed(), { kind: 'asked', at: start }], 0],
    ['at once when Save is pressed and nothing is different, for a version of its own', [{ kind: 'asked', at: start }], 0],
    ['not while one is on its way', [changed(), sent, changed()], null],
    ['a pause after what was typed meanwhile', [changed(), sent, changed(start + 500), { kind: 'kept', version: 8, at: start + 600 }], start + 500 + pause],
    ['not when it was kept', [changed(), sent, { kind: 'kept', version: 8, at: start }], null],
    ['three seconds after a failure', [changed(), sent, { kind: 'failed', at: start }], start + 3_000],
    ['six after the second', [changed(), sent, { kind: 'failed', at: start }, sent, { kind: 'failed', at: start }], start + 6_000],
    ['when the server says', [changed(), sent, { kind: 'failed', at: start, retryAfterSeconds: 90 }], start + 90_000],
    ['at once when the connection is back', [changed(), sent, { kind: 'failed', at: start }, { kind: 'returned', at: start + 10 }], start + 10],
    ['no sooner for what is typed after a failure', [changed(), sent, { kind: 'failed', at: start }, changed(start + 100)], start + 3_000],
    ['at once when somebody who was signed out comes back', [changed(), sent, { kind: 'signed-out', at: start }, { kind: 'returned', at: start + 10 }], start + 10],
    ['never while there are two texts', [changed(), sent, { kind: 'conflict' }, changed(), { kind: 'asked', at: start }, { kind: 'returned', at: start }], null],
    ['at once when one was chosen', [changed(), sent, { kind: 'conflict' }, { kind: 'settled', version: 9, at: start }], 0],
    ['never again for a text that was refused', [changed(), sent, { kind: 'refused', asked: false }], null],
    ['at once by itself for the words of one that was refused to whoever pressed Save', [changed(), { kind: 'asked', at: start }, sent, { kind: 'refused', asked: true }], 0],
    ['for the next text after one that was refused', [changed(), sent, { kind: 'refused', asked: false }, changed(start + 50)], start + 50 + pause],
  ])('%s', (_, events, at) => {
    expect(nextSave(after(...events))).toBe(at)
  })
})

test('what may have arrived is sent again before anything newer', () => {
  const failed = after(changed(), sent, changed(), { kind: 'failed', at: start })
  expect(failed.unsure).toBe(1)
  const again = afterEvent(failed, sent)
  expect(again.underWay).toBe(1)
  const kept = afterEvent(again, { kind: 'kept', version: 8, at: start })
  expect([kept.kept, kept.changed, isKept(kept)]).toEqual([1, 2, false])
  expect(nextSave(kept)).not.toBeNull()
})

test('what was chosen is newer than all that was known, under the version that won', () => {
  const state = after(changed(), sent, { kind: 'conflict' }, { kind: 'settled', version: 12, at: start })
  expect([state.version, isKept(state), state.asked]).toEqual([12, false, true])
})

test('a page that came anew has nothing to save', () => {
  const state = after(changed(), sent, { kind: 'kept', version: 8, at: start }, { kind: 'renewed', version: 11, at: start })
  expect([state.version, isKept(state), nextSave(state)]).toEqual([11, true, null])
})

/** A server that answers anything at any time, and a writer who does anything. */
const anything = fc.array(fc.constantFrom('changed', 'asked', 'returned', 'tick', 'kept', 'failed', 'signed-out', 'refused'), { maxLength: 60 })

test('whatever happens, never two savings at once, and a quiet server gets everything in the end', () => {
  fc.assert(fc.property(anything, (happenings) => {
    let [state, at, savings] = [beginSaving(1, null), start, 0]
    const happen = (event: SaveEvent) => (state = afterEvent(state, event))
    const tick = () => {
      const due = nextSave(state)
      if (due === null) return
      expect(state.underWay).toBeNull()
      at = Math.max(at, due)
      savings++
      happen(sent)
      expect(nextSave(state)).toBeNull()
    }
    for (const what of happenings) {
      at += 400
      if (what === 'changed' || what === 'asked' || what === 'returned') happen({ kind: what, at })
      else if (what === 'tick') tick()
      else if (state.underWay === null) continue
      else if (what === 'kept') happen({ kind: 'kept', version: state.version + 1, at })
      else if (what === 'refused') happen({ kind: 'refused', asked: false })
      else if (what === 'failed' || what === 'signed-out') happen({ kind: what, at })
    }
    happen(changed(at))
    for (let round = 0; round < 5; round++) {
      if (state.underWay === null) tick()
      if (state.underWay !== null) happen({ kind: 'kept', version: state.version + 1, at })
    }
    expect(isKept(state)).toBe(true)
    expect(savings).toBeGreaterThan(0)
  }))
})

describe('the line in the corner', () => {
  test.each<[string, SaveEvent[], string]>([
    ['before anything was written', [], 'Nothing to save'],
    ['while a key was just pressed', [changed()], 'Not saved yet'],
    ['while it is on its way', [changed(), sent], 'Saving …'],
    ['afterwards', [changed(), sent, { kind: 'kept', version: 8, at: start - 12_000 }], 'Saved 12 s ago'],
    ['without a connection', [changed(), sent, { kind: 'failed', at: start }], 'Not saved: we cannot be reached'],
    ['after the session', [changed(), sent, { kind: 'signed-out', at: start }], 'Not saved: you are signed out'],
    ['with two texts', [changed(), sent, { kind: 'conflict' }], 'Not saved: there are two texts'],
  ])('%s', (_, events, words) => {
    expect(saySaving(after(...events), start)).toBe(words)
  })

  test.each([[0, 'just now'], [9_400, 'just now'], [12_000, '12 s ago'], [61_000, '1 min ago'], [7_300_000, '2 h ago'], [200_000_000, '2 d ago']])('%i ms', (ago, words) => {
    expect(sayAgo(ago)).toBe(words)
  })

  test('says where the words are when they are nowhere else', () => {
    const away = after(changed(), sent, { kind: 'failed', at: start })
    expect(sayTrouble(away, true)).toContain('stands in this browser too')
    expect(sayTrouble(away, false)).toContain('only in this window')
    expect(sayTrouble(after(changed()), true)).toBe('')
  })

  test('names the field that a sentence is about', () => {
    expect(sayRefusal({ message: 'Not right yet.', fields: { title: 'This can hold 200 characters.', 'works.0.work': 'There is no page about “X”.' } })).toBe(
      'Title: This can hold 200 characters. There is no page about “X”.',
    )
    expect(sayRefusal({ message: 'Your account is suspended.', fields: {} })).toBe('Your account is suspended.')
  })
})
