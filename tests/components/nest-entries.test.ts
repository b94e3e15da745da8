import { expect, test } from 'vitest'
import { countReplies, deepestIndent, listEntries, nestEntries } from '#components/comments/nest-entries.ts'
import type { Branch } from '#components/comments/nest-entries.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

function entry(id: string, parentId: string | null = null): ThreadEntry {
  return {
    id, parentId, depth: 0, number: null, kind: 'published', state: 'published', author: null, byAuthor: false,
    html: '', submittedAt: null, edited: false, replyingTo: null,
  }
}

/** `a(b(c) d)`: a with the replies b and d, b with the reply c. */
function outline(branches: Branch[]): string {
  return branches.map(({ entry: { id }, replies }) => (replies.length > 0 ? `${id}(${outline(replies)})` : id)).join(' ')
}

test.each([
  ['nothing', [], ''],
  ['replies hang on what they answer', [entry('a'), entry('b', 'a'), entry('c', 'b'), entry('d', 'a'), entry('e')], 'a(b(c) d) e'],
  ['a part that begins in the middle of a branch', [entry('c', 'b'), entry('d', 'c'), entry('e', 'a'), entry('f')], 'c(d) e f'],
  ['a reply to what is gone hangs under nothing else', [entry('a'), entry('b', 'a'), entry('mine', 'gone'), entry('c', 'b')], 'a(b(c)) mine'],
])('%s', (_, entries, expected) => {
  expect(outline(nestEntries(entries))).toBe(expected)
})

test('what is deeper than the deepest indent stands in one flat list, in reading order', () => {
  const entries = Array.from({ length: 1000 }, (_, depth) => entry(String(depth), depth === 0 ? null : String(depth - 1)))
  let [branches, level] = [nestEntries(entries), 0]
  for (; branches.length === 1; level++) branches = branches[0]?.replies ?? []
  expect(level).toBe(deepestIndent)
  expect(branches.map((branch) => branch.entry.id)).toEqual(entries.slice(deepestIndent).map(({ id }) => id))
})

test('only what stands under what it answers hangs there', () => {
  const entries = Array.from({ length: 7 }, (_, depth) => entry(String(depth), depth === 0 ? null : String(depth - 1)))
  const hanging = (branches: Branch[]): [number, boolean][] => branches.flatMap(({ level, hangs, replies }) => [[level, hangs], ...hanging(replies)])
  expect(hanging(nestEntries(entries))).toEqual([[0, true], [1, true], [2, true], [3, true], [4, true], [4, false], [4, false]])
  expect(hanging(nestEntries([entry('b', 'elsewhere')]))).toEqual([[0, false]])
  expect(hanging(listEntries([entry('b', 'a'), entry('a')]))).toEqual([[0, false], [0, true]])
})

test('a comment has as many replies as hang on it, whatever their depth, without those that are gone', () => {
  const [branch] = nestEntries([entry('a'), entry('b', 'a'), { ...entry('c', 'b'), kind: 'tombstone' }, entry('d', 'c')])
  expect(countReplies(branch?.replies ?? [])).toBe(2)
})

test('what has more below than the page shows says so up to the top, also where a part ends in the middle', () => {
  const going = (branches: Branch[]): string[] => branches.flatMap(({ entry: { id }, goesOn, replies }) => [...(goesOn ? [id] : []), ...going(replies)])
  const entries = [entry('a'), { ...entry('b', 'a'), continues: true }, entry('c'), entry('d', 'c'), entry('e', 'c')]
  expect(going(nestEntries(entries))).toEqual(['a', 'b'])
  expect(going(nestEntries(entries, true))).toEqual(['a', 'b', 'c', 'e'])
})
