import { describe, expect, test } from 'vitest'
import { readAnswer } from '#components/writing/editor/saving/send-draft.ts'

const theirs = { title: 'A', standfirst: '', source: 'b', contentAnswer: 'none', contentNotes: [], works: [{ work: '/works/solaris', role: 'about', rating: '', scale: '' }], savedAt: '2026-11-22T20:00:00.000Z', by: 'you' }

describe('an answer to a saving', () => {
  test.each<[number, unknown, string | null, unknown]>([
    [200, { version: 8, words: 12, minutes: 1 }, null, { kind: 'kept', version: 8, words: 12, minutes: 1, worksKept: true }],
    [200, { version: 8, words: 12, minutes: 1, worksKept: false }, null, { kind: 'kept', version: 8, words: 12, minutes: 1, worksKept: false }],
    [200, 'not JSON', null, { kind: 'failed' }],
    [200, {}, null, { kind: 'failed' }],
    [401, { detail: 'Please sign in first.' }, null, { kind: 'signed-out' }],
    [409, { present: { version: 9, theirs, conflict: '/write/x/conflict/y' } }, null, { kind: 'conflict', version: 9, theirs, keptAt: '/write/x/conflict/y' }],
    [409, { present: { version: 9, theirs, conflict: null } }, null, { kind: 'conflict', version: 9, theirs, keptAt: null }],
    [413, { detail: 'This is too large.' }, null, { kind: 'refused', message: 'This is too large.', fields: {} }],
    [422, { detail: 'Not right yet.', fields: { source: 'Too long.' } }, null, { kind: 'refused', message: 'Not right yet.', fields: { source: 'Too long.' } }],
    [429, { detail: 'Often.' }, '30', { kind: 'failed', retryAfterSeconds: 30 }],
    [503, null, '5', { kind: 'failed', retryAfterSeconds: 5 }],
    [500, null, null, { kind: 'failed' }],
    [403, { detail: 'Your account is suspended.' }, null, { kind: 'refused', message: 'Your account is suspended.', fields: {} }],
  ])('%i with %j', (status, body, retryAfter, answer) => {
    expect(readAnswer(status, body, retryAfter)).toEqual(answer)
  })
})
