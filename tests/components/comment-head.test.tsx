import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CommentHead } from '#components/comments/comment-head.tsx'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'

const entry: ThreadEntry = {
  id: 'b', parentId: 'a', depth: 1, number: null, kind: 'published', state: 'published', author: { name: 'Rae', handle: 'rae' },
  byAuthor: false, html: '', submittedAt: null, edited: false, replyingTo: { id: 'a', name: 'Nia', where: 'here' },
}
const head = (changes: Partial<ThreadEntry>) => renderToStaticMarkup(<CommentHead entry={{ ...entry, ...changes }} />)

test('a name leads to a page only where there is one', () => {
  expect(head({})).toContain('<a href="/people/rae">Rae</a>')
  expect(head({ author: { name: 'Rae', handle: null } })).not.toContain('/people/')
})

test('what is answered is named where the indent does not say it', () => {
  expect(head({})).not.toContain('in reply to')
  expect(head({ depth: 3 })).toContain('in reply to <a href="#comment-a">Nia</a>')
  expect(head({ replyingTo: { id: 'a', name: 'Nia', where: 'elsewhere' } })).toContain('in reply to <a href="/c/a">Nia</a>')
  expect(head({ replyingTo: { id: 'a', name: null, where: 'gone' } })).toContain('in reply to a comment that is no longer here</span>')
})
