import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { WithdrawForm } from '#components/comments/comment-forms.tsx'
import { OwnComment } from '#components/comments/own-comment.tsx'
import { OwnNameNotice } from '#components/people/own-name-notice.tsx'
import { fresh } from '#lib/form-state.ts'
import type { OwnComment as Comment } from '#lib/moderation/cases/read-own-comment.ts'

const action = async () => fresh
const actions = { edit: action, resubmit: action, takeBack: action, appeal: action }

const comment: Comment = {
  id: 'c', state: 'held', post: { title: 'Salt', slug: 'salt' }, source: 'Words', html: '<p>Words</p>', edit: null,
  position: null, medianWaitSeconds: null, beingRead: false, settling: false, unpublished: false, hasReplies: false, verdict: null, appealable: null, caseId: null, versions: [],
}

test('no button takes a text back before it was said what that does', () => {
  const form = renderToStaticMarkup(<WithdrawForm action={action} commentId="c" here="/" leaves="nothing" of="your comment of today" />)
  expect(form).toMatch(/^<details class="take-back"><summary>.*<\/summary><form/s)
  expect(form.indexOf('nobody can bring it back')).toBeGreaterThan(0)
  expect(form.indexOf('<button')).toBeGreaterThan(form.indexOf('nobody can bring it back'))
  expect(form.match(/: your comment of today/g)).toHaveLength(2)
})

test.each([
  [true, true, 'Replies to it stay'],
  [true, false, 'nothing is left where it stood'],
  [false, false, 'Nobody will read it any more'],
])('what is left is said as it will be: seen by readers %s, with replies %s', (readersSee, hasReplies, says) => {
  const state = readersSee ? 'published' : 'held'
  expect(renderToStaticMarkup(<OwnComment comment={{ ...comment, state, hasReplies }} mayWrite actions={actions} />)).toContain(says)
})

test('a new name that is in hand has no button, whether it is being read or was refused and that is not told yet', () => {
  const notice = (beingRead: boolean) => renderToStaticMarkup(<OwnNameNotice asked={{ state: 'waits', name: 'New', chosenAt: new Date(), position: 1, medianWaitSeconds: null, beingRead }} name="Old" takeBack={action} />)
  expect([notice(false).includes('Take it back'), notice(true).includes('Take it back')]).toEqual([true, false])
})

test.each(['held', 'published', 'returned', 'rejected', 'hidden'] as const)('a text that is %s can be taken back by its writer, also by one who may write nothing', (state) => {
  const pageOf = (mayWrite: boolean) => renderToStaticMarkup(<OwnComment comment={{ ...comment, state }} mayWrite={mayWrite} actions={actions} />)
  expect(pageOf(true)).toContain('Take it back for good')
  expect(pageOf(false)).toContain('Take it back for good')
  expect(pageOf(false)).not.toContain('<textarea')
})
