import { randomUUID } from 'node:crypto'
import { reader } from '#lib/database.ts'
import { carryText } from '#lib/comments/drafts/carry-text.ts'
import { keepDraft } from '#lib/comments/drafts/keep-draft.ts'
import { makeSecret } from '#lib/people/make-secret.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { signUnsubscription } from '#lib/notices/unsubscribe-token.ts'
import { draftLinkToken } from '#lib/posts/publishing/draft-link-token.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut, decideNow, publishedReplyBy, replyBy, tellNow } from '../../cast.ts'
import { member } from '../../people/stories.ts'
import type { World } from '../people.ts'
import { essayOf } from './scene.ts'
import type { Scenes } from './scene.ts'

/** Reading and following, and what readers write under essays. */
export const comments: Scenes = {
  'note-visit': async (world) => ({ input: { slug: (await essayOf(world)).slug, shown: new Date().toISOString() } }),
  'choose-reading': async () => ({ input: { own: 'fold' } }),
  'choose-rhythm': async () => ({ input: { reply: 'off' } }),
  follow: async (world) => ({ input: { postId: (await essayOf(world)).id, wanted: 'yes' } }),
  mute: async (world) => {
    const una = await member('una')
    await publishedReplyBy(una, world.mo, (await essayOf(world)).slug)
    return { input: { handle: una.handle, muted: 'yes' } }
  },
  'mark-notices-read': async () => ({ input: { until: new Date().toISOString() } }),
  'stop-mail': async (world) => ({ input: { token: await unsubscription(world) } }),
  'resume-mail': async (world) => ({ input: { token: await unsubscription(world) } }),
  'note-link-opened': async (world) => {
    const { linkId } = await draftLink(world)
    return { input: { token: draftLinkToken(linkId) } }
  },

  'carry-text': async (world) => ({ input: { slug: (await essayOf(world)).slug, parentId: '', body: 'A thought.', secret: makeSecret() } }),
  'claim-carried': async (world) => {
    const secret = makeSecret()
    await carryOut(carryText, anonymous, { slug: (await essayOf(world)).slug, parentId: '', body: 'A thought.', secret })
    return { input: { secret } }
  },
  'keep-draft': async (world) => ({ input: { slug: (await essayOf(world)).slug, parentId: '', body: 'A thought.' } }),
  'sort-draft': async (world) => {
    await carryOut(keepDraft, world.rae, { slug: (await essayOf(world)).slug, parentId: '', body: 'A thought.' })
    const { id: draftId, version } = await reader().replyDraft.findFirstOrThrow({ where: { personId: world.rae.id }, orderBy: { savedAt: 'desc' } })
    return { input: { draftId, version, act: 'throw-away' }, owner: world.rae }
  },
  'post-reply': async (world) => ({ input: { slug: (await essayOf(world)).slug, parentId: '', body: 'A thought.', idempotencyKey: randomUUID() } }),
  'edit-comment': async (world) => ({ input: { commentId: await replyBy(world.rae, (await essayOf(world)).slug), body: `Another thought ${randomUUID()}` }, owner: world.rae }),
  'resubmit-comment': async (world) => ({ input: { commentId: await decided(world, 'return'), body: `Another thought ${randomUUID()}` }, owner: world.rae }),
  'withdraw-comment': async (world) => ({ input: { commentId: await replyBy(world.rae, (await essayOf(world)).slug) }, owner: world.rae }),
  'feature-comment': async (world) => ({ input: { commentId: await publishedReplyBy(world.rae, world.mo, (await essayOf(world)).slug), wanted: 'yes' }, owner: world.ada }),
  'report-comment': async (world) => ({
    input: { commentId: await publishedReplyBy(world.rae, world.mo, (await essayOf(world)).slug), reasonCode: 'spam', note: '' }, owner: world.rae,
  }),
  'appeal-decision': async (world) => ({ input: { decisionId: await decisionAbout(await decided(world, 'reject')), body: 'I meant no harm.' }, owner: world.rae }),
  'answer-case': async (world) => {
    const { itemId } = await carryOut(appealDecision, world.rae, { decisionId: await decisionAbout(await decided(world, 'reject')), body: 'I meant no harm.' })
    return { input: { itemId, body: 'And one thing more.', teamOnly: '' }, owner: world.rae }
  },
}

/** A reply of Rae's that Mo has decided about, and she knows. */
export async function decided(world: World, action: string): Promise<string> {
  const commentId = await replyBy(world.rae, (await essayOf(world)).slug)
  await decideNow(world.mo, commentId, action)
  await tellNow(commentId)
  return commentId
}

/** The newest decision about a comment. */
export async function decisionAbout(commentId: string): Promise<string> {
  return (await reader().decision.findFirstOrThrow({ where: { reviewItem: { is: { commentId } } }, orderBy: { seq: 'desc' }, select: { id: true } })).id
}

/** A secret link to a draft of Ada's. */
export async function draftLink(world: World): Promise<{ linkId: string; postId: string; path: string }> {
  const { id: postId } = await essayOf(world, false)
  const { path } = await carryOut(makeDraftLink, world.ada, { postId, days: '7' })
  return { postId, path, linkId: (await reader().draftLink.findFirstOrThrow({ where: { postId }, select: { id: true } })).id }
}

async function unsubscription(world: World): Promise<string> {
  return signUnsubscription({ personId: world.rae.id, scope: { postId: (await essayOf(world)).id } })
}
