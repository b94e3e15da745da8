import { expect, test } from 'vitest'
import { isVerbatim, putPasted } from '#components/writing/editor/paste/put-pasted.ts'
import { asksForPlain, formattedIn } from '#components/writing/editor/paste/take-formatted.ts'

/** The text after a paste at the bar, with the caret where it stands then. */
function put(marked: string, markdown: string, words = markdown): string {
  const at = marked.indexOf('¦')
  const text = marked.replace('¦', '')
  const { from, to, insert, select } = putPasted({ text, from: at, to: at }, markdown, words)
  const after = text.slice(0, from) + insert + text.slice(to)
  return `${after.slice(0, select.to)}¦${after.slice(select.to)}`
}

test.each([
  ['a phrase stands in its line', 'One ¦ two', '*so*', 'One *so*¦ two'],
  ['paragraphs stand alone', 'One¦two', 'A.\n\nB.', 'One\n\nA.\n\nB.¦\n\ntwo'],
  ['a heading stands alone', 'One\n¦', '## A', 'One\n\n## A¦'],
  ['a list stands alone', '¦', '- a\n- b', '- a\n- b¦'],
])('%s', (_, marked, markdown, after) => {
  expect(put(marked, markdown)).toBe(after)
})

test('blanks at the ends of a phrase come along', () => {
  expect(put('One¦two', '*so*', ' so ')).toBe('One *so* ¦two')
})

test.each([
  ['```\n¦', true], ['```\na\n```\n¦', false], ['so `a¦', true], ['so `a` ¦', false], ['[one](¦', true], ['[one](/a) ¦', false], ['~~~\n¦', true],
])('%j is a place where marks are letters: %s', (marked, expected) => {
  const from = marked.indexOf('¦')
  expect(isVerbatim({ text: marked.replace('¦', ''), from, to: from })).toBe(expected)
})

/** As much of what a paste carries as is asked for. */
function carries(given: Record<string, string>): DataTransfer {
  return { types: Object.keys(given), getData: (type: string) => given[type] ?? '' } as unknown as DataTransfer
}

const empty = { read: () => ({ text: '', from: 0, to: 0 }) }

test('only what has formatting is read', () => {
  const both = { 'text/plain': 'a\r\nb', 'text/html': '<b>a</b><br>b' }
  expect(formattedIn(carries(both), empty, () => {})).toEqual({ html: '<b>a</b><br>b', words: 'a\nb' })
  expect(formattedIn(carries({ 'text/plain': 'a' }), empty, () => {})).toBeNull()
  expect(formattedIn(carries({ ...both, 'vscode-editor-data': '{}' }), empty, () => {})).toBeNull()
  expect(formattedIn(carries({ 'text/plain': 'https://example.org/a', 'text/html': '<a href="https://example.org/a">A page</a>' }), empty, () => {})).toBeNull()
  expect(formattedIn(carries(both), { read: () => ({ text: '`', from: 1, to: 1 }) }, () => {})).toBeNull()
})

test('plain words are asked for with Shift and V, in whatever case the browser gives it', () => {
  expect([{ key: 'V', shiftKey: true }, { key: 'v', shiftKey: true }, { key: 'v', shiftKey: false }, { key: 'Insert', shiftKey: true }].map(asksForPlain)).toEqual([true, true, false, false])
})
