import { reader, writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { withdrawGuestPost } from '#lib/moderation/guest-posts/withdraw-guest-post.ts'
import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { withdrawName } from '#lib/moderation/names/withdraw-name.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, person } from '../cast.ts'
import type { Who } from './canaries.ts'
import { picture, rewrite } from './plant-essays.ts'
import { staff } from './plot.ts'
import type { Plot } from './plot.ts'

/** Names and what people say of themselves, while nobody has read it or while it is for nobody. */
export async function plantNames(plot: Plot): Promise<void> {
  const { wil, nia, mo } = plot.people
  const own: Who[] = ['writer', ...staff]
  const choose = (who: SignedIn, name: string, more: object = {}) => carryOut(editProfile, who, { name, pronouns: '', biography: '', website: '', ...more })
  await choose(nia, plot.word('the name of somebody of whom nothing was read yet', ['newcomer', 'author', ...staff], ['newcomer', 'moderator']))
  await choose(wil, plot.word('a name that was withdrawn', own, []))
  await carryOut(withdrawName, wil, {})
  await choose(wil, plot.word('a name that was rejected', own, ['moderator']))
  const item = await reader().reviewItem.findFirstOrThrow({ where: { personId: wil.id, kind: 'name', state: 'waiting' }, select: { id: true, version: true } })
  await carryOut(decide, mo, { itemId: item.id, version: item.version, action: 'reject', reasonCode: 'spam', reasonNote: plot.word('why a name was rejected', own, ['moderator']) })
  await tell(wil)
  await choose(wil, plot.word('a name that waits', own), {
    biography: plot.word('what a reader says of themselves', own, ['writer']), pronouns: plot.word('the pronouns of a reader', own, ['writer']),
    website: `https://${plot.word('the website of a reader', own, ['writer'])}.example/`,
  })
}

/** The minute is over in which a verdict can be taken back unsaid. */
export async function tell({ id: personId }: SignedIn): Promise<void> {
  await writer().notice.updateMany({ where: { personId }, data: { dueAt: new Date(Date.now() - 1000) } })
}

type Sent = { post: { id: string; slug: string }; itemId: string }

const draftVersion = async (id: string) => (await reader().post.findUniqueOrThrow({ where: { id }, select: { draftVersion: true } })).draftVersion

/** An essay that somebody sent. A person has one at a time, so each of those that wait is by somebody else. */
async function send(plot: Plot, word: string, who: SignedIn = plot.people.gus): Promise<Sent> {
  const { id } = await carryOut(beginGuestPost, who, {})
  await rewrite(plot, who, id, word, { contentAnswer: 'none', contentNotes: [], works: [] })
  await carryOut(sendGuestPost, who, { postId: id, version: await draftVersion(id) })
  const post = { id, slug: id }
  await plot.nameTexts(post)
  const { id: itemId } = await reader().reviewItem.findFirstOrThrow({ where: { postId: id, kind: 'guest_post', state: 'waiting' }, select: { id: true } })
  plot.name('item', itemId)
  return { post, itemId }
}

async function stranger(plot: Plot): Promise<SignedIn> {
  const who = await person(plot.word('the name of somebody who sent an essay', staff, ['moderator']), 'reader')
  plot.name('handle', who.handle)
  return who
}

async function judgeEssay(plot: Plot, itemId: string, action: string, words: object = {}): Promise<string> {
  const { version } = await reader().reviewItem.findUniqueOrThrow({ where: { id: itemId }, select: { version: true } })
  const { decisionId } = await carryOut(decide, plot.people.mo, { itemId, version, action, ...(action !== 'approve' && { reasonCode: 'not-here' }), ...words })
  await tell(plot.people.gus)
  return decisionId
}

/** An essay of somebody who is no author, which everybody reads. */
export async function plantSentEssay(plot: Plot): Promise<void> {
  const { post, itemId } = await send(plot, plot.open('a sent essay that was approved'))
  await judgeEssay(plot, itemId, 'approve')
  plot.sent = { id: post.id, slug: (await reader().post.findUniqueOrThrow({ where: { id: post.id }, select: { slug: true } })).slug }
  await plot.nameTexts(plot.sent)
}

/** Essays that were sent and that nobody approved, or not for good. */
export async function plantSentEssays(plot: Plot): Promise<void> {
  const { gus, mo } = plot.people
  const own: Who[] = ['guest author', ...staff]
  const alone: Who[] = ['guest author', 'administrator']
  const waiting = await send(plot, plot.word('an essay that was sent', own))
  const image = await picture(plot, gus, waiting.post, 'a sent essay', alone)
  const since = plot.word('what was written since an essay was sent', alone)
  await rewrite(plot, gus, waiting.post.id, since, { source: `${plot.say(since)}\n\n${image}` })
  const returned = await send(plot, plot.word('an essay that was returned', staff, ['moderator']), await stranger(plot))
  await judgeEssay(plot, returned.itemId, 'return', { reasonNote: plot.word('why an essay was returned', staff, ['moderator']) })
  const rejected = await send(plot, plot.word('an essay that was rejected', staff, ['moderator']), await stranger(plot))
  await judgeEssay(plot, rejected.itemId, 'reject', { reasonNote: plot.word('why an essay was rejected', staff, ['moderator']) })
  const fickle = await stranger(plot)
  await carryOut(withdrawGuestPost, fickle, { postId: (await send(plot, plot.word('a sent essay that was taken back', staff, ['administrator']), fickle)).post.id })
  const undone = await send(plot, plot.word('a sent essay that was approved and undone', staff, ['moderator']), await stranger(plot))
  await carryOut(undoDecision, mo, { decisionId: await judgeEssay(plot, undone.itemId, 'approve') })
  await rewrite(plot, gus, plot.sent.id, plot.word('what waits of a sent essay that is published', own))
  await carryOut(sendGuestPost, gus, { postId: plot.sent.id, version: await draftVersion(plot.sent.id) })
  for (const post of [waiting.post, undone.post, plot.sent]) await plot.nameTexts(post)
}
