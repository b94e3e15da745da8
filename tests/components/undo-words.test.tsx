import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { WriterRecord } from '#components/moderation/cards/writer-record.tsx'
import { DeskNotice } from '#components/moderation/desk/desk-notice.tsx'
import { CommentState, ReviewKind } from '#database'
import { fresh } from '#lib/form-state.ts'
import type { LogEntry } from '#lib/moderation/log/read-log.ts'

const undo: LogEntry = {
  seq: 2, id: 'two', at: new Date(), by: { name: 'Mo', handle: 'mo' }, action: 'undo', fromState: CommentState.hidden, toState: CommentState.published,
  reason: { code: '', label: '', note: '' }, work: null, post: { title: 'Salt', slug: 'salt' }, commentId: 'c', writer: { name: 'Rae', handle: 'rae' },
  kind: ReviewKind.comment, noun: 'comment', passage: '', itemId: 'i', excerpt: '', undone: false, undoneBySeq: null, undoes: 'one', undoesSeq: 1, canUndo: false,
}

test.each([
  [CommentState.held, 'Taken back: comment by Rae waits again.'],
  [CommentState.published, 'Taken back: comment by Rae is public again.'],
  [CommentState.rejected, 'Taken back: comment by Rae is rejected again.'],
  [CommentState.hidden, 'Taken back: comment by Rae is hidden again.'],
  [CommentState.returned, 'Taken back: comment by Rae is with its writer again.'],
])('an undo that leads back to %s says: %s', (toState, words) => {
  const notice = <DeskNotice undo={async () => fresh} decided={undefined} undone="one" recent={[{ ...undo, toState }]} lost={false} />
  expect(renderToStaticMarkup(notice)).toContain(words)
})

test('a writer is named with the page for moderators, and with the public one only where there is one', () => {
  const author = {
    id: 'r', name: 'Rae', handle: 'rae', joinedAt: new Date(0), suspended: false, known: null,
    record: { approved: 0, rejected: 0, returned: 0, waiting: 1 },
  }
  const recordOf = (hasPage: boolean) => renderToStaticMarkup(<WriterRecord author={{ ...author, hasPage }} itemId="i" now={new Date()} />)
  expect(recordOf(true)).toContain('<a href="/moderation/people/rae">Rae</a>')
  expect(recordOf(true)).toContain('href="/people/rae"')
  expect(recordOf(false)).not.toContain('href="/people/rae"')
})
