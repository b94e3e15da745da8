import { randomUUID } from 'node:crypto'
import { reader, writer } from '#lib/database.ts'
import { beginImage } from '#lib/media/begin-image.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { deleteDraft } from '#lib/posts/writing/deleted/delete-draft.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut } from '../../cast.ts'
import { member } from '../../people/stories.ts'
import type { World } from '../people.ts'
import { draftLink } from './comments.ts'
import { draftVersionOf, essayOf } from './scene.ts'
import type { Scene, Scenes } from './scene.ts'

/** What is done to a published essay of Ada's, or to a draft of hers. */
const published = (input: (postId: string, world: World, slug: string) => unknown) => async (world: World): Promise<Scene> => {
  const { id, slug } = await essayOf(world)
  return { input: await input(id, world, slug), owner: world.ada }
}
const draft = (input: (postId: string, draftVersion: number, world: World) => unknown) => async (world: World): Promise<Scene> => {
  const { id, draftVersion } = await essayOf(world, false)
  return { input: await input(id, draftVersion, world), owner: world.ada }
}

/** Writing, publishing, and what belongs to an essay. */
export const essays: Scenes = {
  'create-post': async ({ ada }) => ({ input: { title: `An essay ${randomUUID()}`, body: 'One thing.' }, owner: ada }),
  'begin-post': async ({ ada }) => ({ input: {}, owner: ada }),
  'begin-guest-post': async () => ({ input: {}, otherwise: ['invalid'] }),
  'send-guest-post': async () => {
    const { owner, postId } = await guestEssay()
    return { input: { postId, version: await draftVersionOf(postId) }, owner }
  },
  'withdraw-guest-post': async () => {
    const { owner, postId } = await guestEssay()
    await carryOut(sendGuestPost, owner, { postId, version: await draftVersionOf(postId) })
    return { input: { postId }, owner }
  },

  'save-draft': draft((postId, version) => ({ ...written, postId, version })),
  'set-draft-aside': draft((postId, version) => ({ ...written, postId, version })),
  'restore-revision': draft(async (postId, version, { ada }) => {
    const first = await reader().postRevision.findFirstOrThrow({ where: { postId }, orderBy: { createdAt: 'asc' }, select: { id: true } })
    await carryOut(saveDraft, ada, { ...written, postId, version })
    return { postId, revisionId: first.id, version: await draftVersionOf(postId) }
  }),
  'discard-draft': published(async (postId, { ada }) => {
    await carryOut(saveDraft, ada, { ...written, postId, version: await draftVersionOf(postId) })
    return { postId, version: await draftVersionOf(postId) }
  }),
  'delete-draft': draft((postId, draftVersion) => ({ postId, draftVersion })),
  'bring-back-draft': draft(async (postId, draftVersion, { ada }) => {
    await carryOut(deleteDraft, ada, { postId, draftVersion })
    return { postId }
  }),

  'publish-post': draft((postId, draftVersion) => ({ postId, draftVersion })),
  'schedule-post': draft((postId, draftVersion) => ({ postId, draftVersion, day: '2199-01-01', time: '09:30', timeZone: 'Europe/Berlin' })),
  'move-post': published((postId) => ({ postId, to: 'unlisted' })),
  'date-post': published((postId) => ({ postId, day: '2020-01-02' })),
  'change-slug': published((postId) => ({ postId, slug: `moved-${randomUUID()}` })),
  'file-post': published((postId) => ({ postId, tags: `tag ${randomUUID().slice(0, 8)}`, historyShown: 'yes' })),
  'announce-post': published((postId) => ({ postId, excerpt: 'In short.' })),
  'open-by-password': draft((postId, draftVersion) => ({ postId, draftVersion, password: 'quince and medlar' })),
  'end-password': draft(async (postId, draftVersion, { ada }) => {
    await carryOut(openByPassword, ada, { postId, draftVersion, password: 'quince and medlar' })
    return { postId }
  }),
  'make-draft-link': draft((postId) => ({ postId, days: '7' })),
  'revoke-draft-link': async (world) => ({ input: { linkId: (await draftLink(world)).linkId }, owner: world.ada }),
  'set-conversation-rules': published((postId) => ({ postId, mode: 'closed', commenters: 'anyone' })),

  'add-update-note': published((postId) => ({ postId, ...note })),
  'change-update-note': published(async (postId, { ada }) => ({ ...(await noted(ada, postId)), ...note, body: 'It was 1754.' })),
  'take-back-update-note': published(async (postId, { ada }) => noted(ada, postId)),

  'begin-image': draft((postId) => ({ postId, alt: 'A river', width: 1000, height: 500 })),
  'keep-image': draft(async (postId, _, { ada }) => ({ name: (await carryOut(beginImage, ada, { postId, alt: 'A river', width: 1000, height: 500 })).name })),

  'invite-author': published(async (postId, { ada }) => {
    // Who has asked many who have not answered asks nobody else meanwhile.
    await writer().authorInvitation.deleteMany({ where: { invitedById: ada.id } })
    return { postId, handle: (await member('una', { role: 'author' })).handle }
  }),
  'take-back-invitation': published((postId, { ina }) => ({ postId, personId: ina.id })),
  'take-out-author': published((postId, { cai }) => ({ postId, personId: cai.id })),
  'agree-to-write': published((postId, { ina }) => ({ postId, personId: ina.id })),
  'decline-invitation': published((postId, { ina }) => ({ postId, personId: ina.id })),
  'leave-essay': published((postId) => ({ postId })),

  'create-series': async ({ ada }) => ({ input: { title: `A series ${randomUUID()}`, description: '' }, owner: ada }),
  'add-to-series': published(async (postId, { ada }) => ({ seriesId: await seriesOf(ada), postId })),
  'move-in-series': published(async (postId, world) => {
    const seriesId = await seriesOf(world.ada, (await essayOf(world)).id, postId)
    return { seriesId, postId, direction: 'up' }
  }),
  'remove-from-series': published(async (postId, { ada }) => ({ seriesId: await seriesOf(ada, postId), postId })),
}

const written = { title: 'Changed', standfirst: '', source: 'Changed since.', reason: 'saved' }
const note = { kind: 'correction', body: 'It was 1753.' }

async function noted(ada: SignedIn, postId: string): Promise<{ noteId: string; version: number }> {
  await carryOut(addUpdateNote, ada, { postId, ...note })
  const { id: noteId, version } = await reader().updateNote.findFirstOrThrow({ where: { postId }, select: { id: true, version: true } })
  return { noteId, version }
}

async function seriesOf(ada: SignedIn, ...posts: string[]): Promise<string> {
  const { id } = await carryOut(createSeries, ada, { title: `A series ${randomUUID()}`, description: '' })
  for (const postId of posts) await carryOut(addToSeries, ada, { seriesId: id, postId })
  return id
}

/** An essay of a reader's that was not sent yet. */
async function guestEssay(): Promise<{ owner: SignedIn; postId: string }> {
  const owner = await member('una')
  const { id: postId } = await carryOut(beginGuestPost, owner, {})
  await carryOut(saveDraft, owner, { ...written, postId, version: await draftVersionOf(postId) })
  return { owner, postId }
}
