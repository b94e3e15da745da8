import { describe, expect, it, test } from 'vitest'
import { offeredTo, standingOf } from '#components/moderation/decisions/judged-item.ts'
import type { JudgedItem } from '#components/moderation/decisions/judged-item.ts'
import { sayDuration, sayShortDuration, secondsSince } from '#components/moderation/desk/say-duration.ts'
import { fresh } from '#lib/form-state.ts'
import type { FormState } from '#lib/form-state.ts'

const item: JudgedItem = {
  id: 'i', kind: 'comment', revision: 'text', version: 3, state: 'held', waits: true, label: 'reply by Nia', writer: 'Nia',
  actions: ['approve'], actionsAfterUndo: ['approve', 'reject'], decision: null, answerKey: 'key',
}
const decided: FormState = { status: 'done', value: { itemId: 'i', version: 4, state: 'published', action: 'approve', decisionId: 'd', repeated: false } }
const undone: FormState = { status: 'done', value: { itemId: 'i', version: 5, state: 'held', waits: true } }
const stale: FormState = {
  status: 'refused', message: 'no', value: { itemId: 'i', version: 4, state: 'rejected', waits: false, by: 'Noor', action: 'reject', decisionId: 'theirs' },
}

describe('how a card says its item stands', () => {
  it('waits until something is known', () => {
    expect(standingOf(item, [fresh, fresh], fresh)).toEqual({ version: 3, state: 'held', waits: true, sentence: '', undoable: null, doubtable: null })
  })

  it('is decided, and can be taken back, after a verdict', () => {
    expect(standingOf(item, [decided, fresh], fresh)).toMatchObject({ version: 4, waits: false, sentence: 'Approved.', undoable: 'd', doubtable: null })
    expect(standingOf(item, [fresh, decided], fresh)).toMatchObject({ version: 4, sentence: 'Approved.', undoable: 'd' })
  })

  it('says who had done the same, and that words of one’s own were not kept', () => {
    const merged = (sameWords: boolean) => ({ ...decided, value: { ...(decided.value as object), repeated: true, by: 'Noor', sameWords } }) satisfies FormState
    expect(standingOf(item, [merged(true), fresh], fresh).sentence).toBe('Approved. Noor had done the same.')
    expect(standingOf(item, [merged(false), fresh], fresh).sentence).toContain('Noor had done the same, with a reason of their own.')
  })

  it.each([
    ['dismiss', 'Nothing wrong.'], ['uphold', 'Let stand.'], ['overturn', 'Turned round.'], ['return', 'Returned for edits.'], ['hide', 'Hidden.'],
  ])('says what %s did, whatever the comment is now', (action, sentence) => {
    const answer: FormState = { status: 'done', value: { version: 4, state: 'published', action, decisionId: 'd' } }
    expect(standingOf(item, [answer, fresh], fresh).sentence).toBe(sentence)
  })

  it('waits again, in the new version, after an undo', () => {
    expect(standingOf(item, [decided, fresh], undone)).toMatchObject({ version: 5, waits: true, sentence: '', undoable: null })
  })

  it('waits again after the undo of a verdict that left the comment public', () => {
    const back: FormState = { status: 'done', value: { version: 5, state: 'published', waits: true } }
    expect(standingOf({ ...item, kind: 'report', state: 'published' }, [decided, fresh], back)).toMatchObject({ waits: true, sentence: '' })
  })

  it.each([
    ['published', 'Taken back: it is public again.'], ['rejected', 'Taken back: it is rejected again.'], ['returned', 'Taken back: it is with its writer again.'],
  ])('is %s again after the undo of what came later', (state, sentence) => {
    const back: FormState = { status: 'done', value: { itemId: 'i', version: 5, state, waits: false } }
    expect(standingOf(item, [decided, fresh], back)).toMatchObject({ version: 5, state, sentence, undoable: null })
  })

  it('names who was first, has nothing of theirs to undo, and names what may be read again', () => {
    expect(standingOf(item, [stale, fresh], fresh)).toMatchObject({ sentence: 'Noor rejected this first. Your decision was not made.', undoable: null, doubtable: 'theirs' })
  })

  it('does not offer another look at a return, which its writer answers', () => {
    const returned: FormState = { ...stale, value: { version: 4, state: 'returned', waits: false, by: 'Noor', action: 'return', decisionId: 'theirs' } }
    expect(standingOf(item, [returned, fresh], fresh).doubtable).toBeNull()
  })

  it('says that the writer has taken the text away', () => {
    const gone: FormState = { ...stale, value: { version: 4, state: 'withdrawn', by: null, action: null } }
    expect(standingOf(item, [gone, fresh], fresh)).toMatchObject({ sentence: 'The writer has withdrawn this text. Your decision was not made.', doubtable: null })
  })

  it('offers no verdict on a text that has changed since it was shown', () => {
    const changed: FormState = { ...stale, value: { version: 5, state: 'held', waits: true } }
    const standing = standingOf(item, [changed, fresh], fresh)
    expect(standing.sentence).toBe('This changed in the meantime and waits again. Your decision was not made.')
    expect(offeredTo(item, standing)).toEqual([])
  })

  it('learns nothing from a refusal about a field', () => {
    expect(standingOf(item, [{ status: 'refused', fields: { reasonCode: 'why' } }, fresh], fresh)).toMatchObject({ version: 3, sentence: '' })
  })

  it('believes the page when that was made later than the answer', () => {
    const there = { ...item, version: 4, state: 'rejected', waits: false, decision: { id: 'x', action: 'reject', by: 'Noor', own: false, ago: '2 minutes ago', canUndo: true } }
    expect(standingOf(there, [stale, fresh], fresh)).toMatchObject({ version: 4, sentence: 'Noor rejected this 2 minutes ago.', undoable: 'x', doubtable: 'x' })
    expect(standingOf({ ...there, decision: { ...there.decision, own: true } }, [fresh, fresh], fresh).doubtable).toBeNull()
  })
})

describe('what a card offers', () => {
  it('is what the server named, also after an own decision was taken back', () => {
    expect(offeredTo(item, standingOf(item, [fresh, fresh], fresh))).toEqual(['approve'])
    expect(offeredTo(item, standingOf(item, [decided, fresh], undone))).toEqual(['approve'])
  })

  it('is nothing but the undo, right after a verdict', () => {
    expect(offeredTo(item, standingOf(item, [decided, fresh], fresh))).toEqual([])
  })

  it('is what the server named for it, when a decision from before this page is taken back', () => {
    const there = { ...item, version: 4, state: 'published', waits: false, actions: ['hide'] }
    expect(offeredTo(there, standingOf(there, [fresh, fresh], fresh))).toEqual(['hide'])
    expect(offeredTo(there, standingOf(there, [fresh, fresh], undone))).toEqual(['approve', 'reject'])
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
