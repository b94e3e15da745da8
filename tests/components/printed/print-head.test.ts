import { expect, test } from 'vitest'
import { printHead } from '#components/comments/printed/print-head.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

const entry: ThreadEntry = {
  id: 'b', parentId: 'a', depth: 1, number: null, kind: 'published', state: 'published', author: { name: 'Rae', handle: 'rae' },
  byAuthor: false, html: '', submittedAt: null, edited: false, replyingTo: { id: 'a', name: 'Nia', where: 'here' },
}
const noon = new Date('2026-11-22T12:00:00Z')
const frame = {
  names: new Map([['a', 'Nia'], ['b', 'Rae, 3 Mar 2026, 14:05 UTC']]),
  muted: new Set(['m']),
  visit: { signedIn: true, shownUntil: noon, since: noon, fresh: 0 },
}

function head(changes: Partial<ThreadEntry>, { level = 1, hangs = true } = {}) {
  return printHead({ entry: { ...entry, ...changes }, level, hangs, replies: [], goesOn: false }, frame).html
}

test('a name leads to a page only where there is one', () => {
  expect(head({})).toMatch(/<a [^>]*href="\/people\/rae"[^>]*>Rae<\/a>/)
  expect(head({ author: { name: 'Rae', handle: null } })).not.toContain('/people/')
})

test('what is answered is named where the indent does not say it', () => {
  expect(head({})).not.toContain('in reply to')
  expect(head({}, { level: 3 })).toContain('<span class="in-reply-to indented-here"><a href="#comment-a">in reply to Nia</a>')
  expect(head({}, { level: 4, hangs: false })).toContain('<span class="in-reply-to"><a href="#comment-a">in reply to Nia</a>')
  expect(head({ replyingTo: { id: 'a', name: 'Nia', where: 'elsewhere' } }, { hangs: false })).toContain('<a href="/c/a">in reply to Nia</a>')
  expect(head({ replyingTo: { id: 'a', name: null, where: 'gone' } }, { hangs: false })).toContain('in reply to a comment that is no longer here</span>')
})

test('its level and what it answers are in its heading, and its address says whose it is', () => {
  expect(head({ depth: 2 })).toContain('<span class="visually-hidden">, replying to Nia, level 3</span></h3>')
  expect(head({ submittedAt: new Date('2026-03-03T14:05:00Z') })).toContain('href="/c/b" aria-label="3 March 2026, comment by Rae, 3 Mar 2026, 14:05 UTC"')
})

test('what was approved since the last visit is marked by a word in its heading, unless it is one’s own', () => {
  const later = new Date(noon.getTime() + 1)
  expect(head({ approvedAt: later })).toContain('<span class="visually-hidden">, </span>new</span></h3>')
  expect(head({ approvedAt: noon })).not.toContain('new-mark')
  expect(head({ approvedAt: later, ownPublished: { hasReplies: false, source: '', approvedSource: '', edit: null } })).not.toContain('new-mark')
  expect(head({ approvedAt: later, id: 'm' })).not.toContain('new-mark')
  expect(head({ approvedAt: later, kind: 'own' })).not.toContain('new-mark')
})
