import { expect, test } from 'vitest'
import { deepestIndent, nestEntries } from '#components/comments/nest-entries.ts'
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
