import { expect, test } from 'vitest'
import type { Act } from './acts.ts'
import { judge } from './judge.ts'
import type { Truth } from './truth.ts'

const by = { id: 'rae', handle: 'rae', email: '', token: '', cookie: '', network: '' }
const base = { by, url: '', about: '', outcome: 'acknowledged', status: 200, said: {}, send: async () => null } as const

const reply = (more: Partial<Act> = {}): Act => ({ ...base, kind: 'reply', canary: 'canaryone', ...more })
const approval = (more: Partial<Act> = {}): Act => ({ ...base, kind: 'decision', canary: '', about: 'c', verdict: { itemId: 'i', version: 1, action: 'approve' }, said: { decisionId: 'd' }, ...more })

/** One text that was sent and approved. */
const told: Truth = {
  comments: [{ id: 'c', state: 'published', approved: 'canaryone' }],
  texts: [{ commentId: 'c', reason: 'submitted', canary: 'canaryone' }],
  items: [{ id: 'i', commentId: 'c' }],
  decisions: [{ id: 'd', itemId: 'i', version: 1, action: 'approve', undoes: null, at: 1 }],
  recorded: [{ command: 'post-reply', about: 'c' }, { command: 'decide', about: 'c' }],
}
const nothing: Truth = { comments: [], texts: [], items: [], decisions: [], recorded: [] }

test('what happened as it was told is nothing to speak of', () => {
  expect(judge([reply(), approval()], told)).toEqual([])
  expect(judge([reply({ outcome: 'unknown' }), approval({ outcome: 'unknown' })], told)).toEqual([])
  expect(judge([reply({ outcome: 'unknown' }), reply({ outcome: 'refused', status: 422 })], nothing)).toEqual([])
})

test('what was taken back without an answer, and is refused when it is asked for again, has been taken back', () => {
  const undone: Truth = {
    ...told, comments: [{ id: 'c', state: 'held', approved: null }], decisions: [...told.decisions, { id: 'u', itemId: 'i', version: 2, action: 'undo', undoes: 'd', at: 2 }],
    recorded: [...told.recorded, { command: 'undo-decision', about: 'c' }],
  }
  expect(judge([reply(), approval(), { ...base, kind: 'undo', canary: '', about: 'c', undoes: 'd', outcome: 'refused', status: 409 }], undone)).toEqual([])
})

const wrong: [what: string, acts: Act[], truth: Truth, says: string][] = [
  ['a text that was acknowledged and is not there', [reply()], nothing, 'is not there'],
  ['one that is there twice', [reply(), approval()], { ...told, texts: [...told.texts, { commentId: 'other', reason: 'submitted', canary: 'canaryone' }] }, 'happened 2 times'],
  ['one that was refused and is there', [reply({ outcome: 'refused', status: 422 }), approval()], told, 'is there'],
  ['one that nobody sent', [approval()], told, 'nobody sent'],
  ['one that waits nowhere', [reply()], { ...told, items: [], decisions: [], recorded: [{ command: 'post-reply', about: 'c' }] }, 'waits nowhere'],
  ['a comment whose sending is not recorded', [reply(), approval()], { ...told, recorded: [{ command: 'decide', about: 'c' }] }, 'records of its sending'],
  ['a comment without a text', [], { ...nothing, comments: [{ id: 'c', state: 'held', approved: null }], recorded: [{ command: 'post-reply', about: 'c' }], items: told.items }, '0 first texts'],
  ['a change without its record', [reply(), { ...base, kind: 'edit', canary: 'canarytwo' }, approval()], { ...told, texts: [...told.texts, { commentId: 'c', reason: 'edited', canary: 'canarytwo' }] }, 'records of changes'],
  ['a decision that was acknowledged and is not there', [reply(), approval()], { ...told, comments: [{ id: 'c', state: 'held', approved: null }], decisions: [] }, 'is not there'],
  ['a decision without its record', [reply(), approval()], { ...told, recorded: [{ command: 'post-reply', about: 'c' }] }, 'records of decisions'],
  ['a verdict that does not hold', [reply(), approval()], { ...told, comments: [{ id: 'c', state: 'held', approved: null }] }, 'it was acknowledged that it is published'],
  ['a decision that is taken back twice', [reply(), approval(), { ...base, kind: 'undo', canary: '', undoes: 'd' }], {
    ...told, decisions: [...told.decisions, ...['u', 'v'].map((id) => ({ id, itemId: 'i', version: 2, action: 'undo', undoes: 'd', at: 2 }))],
    recorded: [...told.recorded, { command: 'undo-decision', about: 'c' }, { command: 'undo-decision', about: 'c' }],
  }, 'happened 2 times'],
]

test.each(wrong)('%s is found', (_, acts, truth, says) => {
  expect(judge(acts, truth).join('\n')).toContain(says)
})
