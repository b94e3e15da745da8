import { expect, test } from 'vitest'
import { nameEntries } from '#components/comments/name-entries.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

function entry(id: string, name: string | null, minute: number): ThreadEntry {
  return {
    id, parentId: null, depth: 0, number: null, kind: 'published', state: 'published', author: name === null ? null : { name, handle: null }, byAuthor: false,
    html: '', submittedAt: new Date(Date.UTC(2026, 2, 3, 14, minute)), edited: false, replyingTo: null,
  }
}

test.each<[string, ThreadEntry[], string[]]>([
  ['one comment a person', [entry('a', 'Rae', 5), entry('b', 'Nia', 5)], ['Rae', 'Nia']],
  ['several of one person', [entry('a', 'Rae', 5), entry('b', 'Nia', 5), entry('c', 'Rae', 7)], ['Rae, 3 Mar 2026, 14:05 UTC', 'Nia', 'Rae, 3 Mar 2026, 14:07 UTC']],
  ['several of one minute', [entry('a', 'Rae', 5), entry('b', 'Rae', 5)], ['Rae, 3 Mar 2026, 14:05 UTC', 'Rae, 3 Mar 2026, 14:05 UTC, number 2']],
  ['what is gone', [{ ...entry('a', null, 5), kind: 'tombstone', submittedAt: null }, { ...entry('b', null, 5), kind: 'tombstone', submittedAt: null }], ['a comment that is no longer here', 'a comment that is no longer here, number 2']],
  ['nobody’s', [entry('a', null, 5)], ['somebody']],
])('%s: each has a name of its own', (_, entries, expected) => {
  expect([...nameEntries(entries).values()]).toEqual(expected)
})
