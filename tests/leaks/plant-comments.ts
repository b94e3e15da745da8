import { randomUUID } from 'node:crypto'
import { editComment } from '#lib/comments/edit-comment.ts'
import { featureComment } from '#lib/comments/feature-comment.ts'
import { keepDraft } from '#lib/comments/drafts/keep-draft.ts'
import { carryText } from '#lib/comments/drafts/carry-text.ts'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { makeSecret } from '#lib/people/make-secret.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { anonymous } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, person, replyBy, tellNow } from '../cast.ts'
import { tellEverybody } from '../jobs/carry-out-jobs.ts'
import type { Who } from './canaries.ts'
import { staff } from './plot.ts'
import type { Plot } from './plot.ts'

/** Whoever waits under an essay is read by its author as well. */
const desk: Who[] = ['writer', ...staff]
const waiting: Who[] = [...desk, 'author']

/** A reply that says a word, and its id. */
export async function reply(plot: Plot, word: string, { by = plot.people.wil, parentId = '' }: { by?: SignedIn; parentId?: string } = {}): Promise<string> {
  const id = await replyBy(by, plot.essay.slug, parentId, plot.say(word))
  plot.name('comment', id)
  return id
}

/** A decision with its words; the decision, its item and its place in the log are named. */
export async function decideOn(plot: Plot, commentId: string, action: string, words: object = {}, kind = 'comment'): Promise<string> {
  const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: kind as 'comment' }, orderBy: { createdAt: 'desc' }, select: { id: true, version: true } })
  const reason = ['reject', 'return', 'hide', 'uphold'].includes(action) ? { reasonCode: 'off-topic' } : {}
  const { decisionId } = await carryOut(decide, plot.people.mo, { itemId, version, action, ...reason, ...words })
  plot.name('decision', decisionId)
  plot.name('item', itemId)
  await tellNow(commentId)
  return decisionId
}

/** Replies that everybody reads, and the places of some that are gone. */
export async function plantReplies(plot: Plot): Promise<void> {
  const { wil, ben, rae } = plot.people
  for (const by of [wil, ben, rae]) await decideOn(plot, await reply(plot, plot.open(`a reply of ${by.name}`), { by }), 'approve')
  const hidden = await reply(plot, plot.word('a hidden reply that is answered', desk))
  await decideOn(plot, hidden, 'approve')
  await decideOn(plot, await reply(plot, plot.open('a reply below a hidden one'), { by: rae, parentId: hidden }), 'approve')
  await decideOn(plot, hidden, 'hide', { reasonNote: plot.word('why an answered reply was hidden', desk) })
  const gone = await reply(plot, plot.word('a withdrawn reply that is answered', desk, ['moderator']))
  await decideOn(plot, gone, 'approve')
  await decideOn(plot, await reply(plot, plot.open('a reply below a withdrawn one'), { by: rae, parentId: gone }), 'approve')
  await carryOut(withdrawComment, wil, { commentId: gone })
  const thanked = await person(plot.word('who is thanked for a reply that was hidden then', staff, ['moderator']), 'reader')
  plot.name('handle', thanked.handle)
  const led = await reply(plot, plot.word('a reply that led to a note and was hidden then', staff), { by: thanked })
  await decideOn(plot, led, 'approve')
  await carryOut(addUpdateNote, plot.people.ada, { postId: plot.essay.id, kind: 'correction', body: 'Somebody saw it.', commentId: led })
  await decideOn(plot, led, 'hide')
  plot.edited = await reply(plot, plot.open('a reply whose new text waits'))
  await decideOn(plot, plot.edited, 'approve')
}

/** Replies in every state that nobody else may see. No public page knows of any. */
export async function plantHeldReplies(plot: Plot): Promise<void> {
  const { wil, nia, rae, mo, ada } = plot.people
  await reply(plot, plot.word('a reply that waits', waiting))
  await carryOut(editComment, wil, { commentId: plot.edited, body: plot.say(plot.word('the new text of a published reply', waiting)) })
  await reply(plot, plot.word('a reply of somebody new that waits', ['newcomer', 'author', ...staff]), { by: nia })

  const returned = await reply(plot, plot.word('a returned reply', desk))
  await decideOn(plot, returned, 'return', { reasonNote: plot.word('why a reply was returned', desk) })
  const mended = await reply(plot, plot.word('a returned reply, as it was before it was mended', desk, ['moderator']))
  await decideOn(plot, mended, 'return')
  await carryOut(resubmitComment, wil, { commentId: mended, body: plot.say(plot.word('a mended reply that waits', waiting)) })

  await decideOn(plot, await reply(plot, plot.word('a rejected reply', desk)), 'reject', { reasonNote: plot.word('why a reply was rejected', desk) })
  await decideOn(plot, await reply(plot, plot.word('a reply rejected as spam', desk)), 'reject', { reasonCode: 'spam' })
  const hidden = await reply(plot, plot.word('a hidden reply', desk))
  await decideOn(plot, hidden, 'approve')
  await carryOut(featureComment, ada, { commentId: hidden, wanted: 'yes' })
  await decideOn(plot, await reply(plot, plot.word('a hidden reply below a hidden one', ['reader', ...staff]), { by: rae, parentId: hidden }), 'approve')
  await reply(plot, plot.word('a reply that waits below a hidden one', waiting), { parentId: hidden })
  // Whoever follows has been told by then, and mail is on its way.
  await tellEverybody(new Date(Date.now() + 61_000))
  await decideOn(plot, await below(plot, hidden), 'hide')
  await decideOn(plot, hidden, 'hide', { reasonNote: plot.word('why a reply was hidden', desk) })

  const undone = await decideOn(plot, await reply(plot, plot.word('a reply whose approval was undone', waiting)), 'approve')
  await carryOut(undoDecision, mo, { decisionId: undone })
  await withdrawnReplies(plot)
  await editedReplies(plot)
  await writtenReplies(plot)
}

/** The newest reply below another. */
async function below(plot: Plot, parentId: string): Promise<string> {
  return (await reader().comment.findFirstOrThrow({ where: { parentId, state: 'published' }, select: { id: true } })).id
}

async function withdrawnReplies(plot: Plot) {
  const { wil } = plot.people
  const early = await reply(plot, plot.word('a reply that was withdrawn while it waited', desk, ['moderator']))
  await carryOut(withdrawComment, wil, { commentId: early })
  const late = await reply(plot, plot.word('a reply that was withdrawn after it was read by everybody', desk, ['moderator']))
  await decideOn(plot, late, 'approve')
  await tellEverybody(new Date(Date.now() + 61_000))
  await carryOut(withdrawComment, wil, { commentId: late })
}

/** New texts of replies that are hidden in the end, with all that they ever said. */
async function editedReplies(plot: Plot) {
  const { wil } = plot.people
  const edited = await reply(plot, plot.word('the first text of a reply that was changed and hidden', desk, ['moderator']))
  await decideOn(plot, edited, 'approve')
  await carryOut(editComment, wil, { commentId: edited, body: plot.say(plot.word('the refused new text of that reply', desk, ['moderator'])) })
  await decideOn(plot, edited, 'reject', {}, 'comment_edit')
  await carryOut(editComment, wil, { commentId: edited, body: plot.say(plot.word('the approved new text of that reply', desk, ['moderator'])) })
  await decideOn(plot, edited, 'approve', {}, 'comment_edit')
  await decideOn(plot, edited, 'hide')
}

/** What nobody has sent yet. */
async function writtenReplies(plot: Plot) {
  const { wil } = plot.people
  const { slug } = plot.essay
  await carryOut(keepDraft, wil, { slug, body: plot.word('a reply that is being written', ['writer']) })
  await carryOut(carryText, anonymous, { slug, body: plot.word('a reply that is carried through the door', []), secret: makeSecret() })
  await importedReply(plot)
}

/** What an import brought and nobody has read. */
async function importedReply(plot: Plot) {
  const guest = {
    name: plot.word('the name of a guest whose reply waits', [...staff, 'author']),
    website: `https://${plot.word('the website of a guest', staff, [])}.example/`,
    email: `${plot.word('the address of a guest', staff, [])}@example.org`,
  }
  const { id: guestId } = await writer().guest.create({ data: guest, select: { id: true } })
  const source = plot.say(plot.word('a reply of a guest that waits', [...staff, 'author']))
  const { id: commentId } = await writer().comment.create({ data: { postId: plot.essay.id, guestId, origin: 'import', importKey: `leaks:${randomUUID()}` }, select: { id: true } })
  const { id: commentRevisionId } = await writer().commentRevision.create({ data: { commentId, source, html: `<p>${source}</p>`, text: source, rendererVersion: 1, reason: 'imported' }, select: { id: true } })
  await writer().comment.update({ where: { id: commentId }, data: { currentRevisionId: commentRevisionId }, select: { id: true } })
  await writer().reviewItem.create({ data: { kind: 'comment', postId: plot.essay.id, commentId, commentRevisionId, submittedAt: new Date() }, select: { id: true } })
  plot.name('comment', commentId)
}
