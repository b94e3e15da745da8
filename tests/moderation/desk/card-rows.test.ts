import { beforeAll, expect, test } from 'vitest'
import { loadDemo } from '../../../prisma/demo/load.ts'
import { ask } from '#lib/ask.ts'
import { reader } from '#lib/database.ts'
import { cardRows, cardShape } from '#lib/moderation/desk/card-rows.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { entryRows, entryShape } from '#lib/moderation/log/entry-rows.ts'
import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { noticeRows, toldShape } from '#lib/moderation/notices/notice-rows.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { carryOut, essayBy, makeCast, publishedReplyBy } from '../../cast.ts'

/** Besides what the demo has: an essay that was sent, a name that is asked for, and a decision that was taken back. */
beforeAll(async () => {
  await loadDemo()
  const { ada, mo, rae } = await makeCast()
  await publishedReplyBy(rae, mo, (await essayBy(ada)).slug)
  const [last] = await reader().decision.findMany({ orderBy: { seq: 'desc' }, take: 1, select: { id: true } })
  await carryOut(editProfile, rae, { name: 'Rae of the front row', pronouns: '', biography: '', website: '' })
  await carryOut(undoDecision, mo, { decisionId: last?.id ?? '' })
  const { id: postId } = await carryOut(beginGuestPost, rae, {})
  const text = { title: 'Ferries', standfirst: '', source: 'A boat is *late*.', contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' }
  await carryOut(saveDraft, rae, { postId, version: 1, ...text })
  await carryOut(sendGuestPost, rae, { postId, version: 2 })
}, 240_000)

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

test('cards are read in one statement as the ORM reads them in many, for items of all kinds', async () => {
  const rows = await reader().reviewItem.findMany({ select: cardShape })
  const kinds = new Set(rows.map(({ kind }) => kind))
  expect(['comment', 'comment_edit', 'report', 'appeal', 'name', 'proposal', 'guest_post'].filter((kind) => !kinds.has(kind as never))).toEqual([])
  const read = await ask(cardRows(rows.map(({ id }) => id)))
  expect(read.toSorted(byId)).toEqual(rows.toSorted(byId))
})

test('and entries of the log, for all decisions, the newest first', async () => {
  const rows = await reader().decision.findMany({ select: entryShape, orderBy: { seq: 'desc' } })
  const actions = new Set(rows.map(({ action }) => action))
  expect(['approve', 'return', 'reject', 'hide', 'undo'].filter((action) => !actions.has(action))).toEqual([])
  expect(await ask(entryRows(rows.map(({ id }) => id)))).toEqual(rows)
})

test('and notices, of all that people are told of', async () => {
  const rows = await reader().notice.findMany({ select: toldShape })
  const kinds = new Set(rows.map(({ kind }) => kind))
  expect(['verdict', 'reply'].filter((kind) => !kinds.has(kind))).toEqual([])
  expect((await ask(noticeRows(rows.map(({ id }) => id)))).toSorted(byId)).toEqual(rows.toSorted(byId))
})
