import { publicReader, reader } from '#lib/database.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { setDraftAside } from '#lib/posts/writing/set-draft-aside.ts'
import { proposeChange } from '#lib/proposals/propose-change.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, publishedReplyBy } from '../cast.ts'

process.noDeprecation = true

/** What stands at addresses that only a site itself knows, by the names that stand for them. */
export type OneOfEach = Record<'essay' | 'slug' | 'first' | 'second' | 'shown' | 'aside' | 'comment' | 'draft' | 'protected' | 'guest' | 'proposal', string>

let made: Promise<OneOfEach> | undefined

/**
 * One of each thing that writing makes, on the site of the story, made once: an essay of Ada’s that was published twice, with a text that came too
 * late, a note below it and a secret link to its draft; one with a password; one that Rae has sent; a proposal of hers.
 */
export function oneOfEach(): Promise<OneOfEach> {
  made ??= makeOneOfEach()
  return made
}

async function makeOneOfEach(): Promise<OneOfEach> {
  const [ada, rae, mo] = [await somebody('ada'), await somebody('rae'), await somebody('mo')]
  const [essay, locked, guest, proposal] = [await twicePublished(ada), await withPassword(ada), await sent(rae), await proposed(rae)]
  const comment = await publishedReplyBy(rae, mo, essay.slug)
  const { path } = await carryOut(makeDraftLink, ada, { postId: essay.id, days: '30' })
  return { ...essay.texts, essay: essay.id, slug: essay.slug, comment, draft: path, protected: locked, guest, proposal }
}

async function somebody(handle: string): Promise<SignedIn> {
  const { id, name, role } = await reader().person.findUniqueOrThrow({ where: { handle }, select: { id: true, name: true, role: true } })
  return { id, handle, name, role, suspended: false, emailVerified: true }
}

const words = { standfirst: '', contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' }

async function twicePublished(ada: SignedIn) {
  const { id: postId, slug } = await carryOut(createPost, ada, { title: 'A door and its hinge', body: 'A hinge holds a *door*.' })
  await carryOut(publishPost, ada, { postId })
  const { version } = await carryOut(saveDraft, ada, { ...words, postId, version: await versionOf(postId), title: 'A door and its hinge', source: 'A hinge holds a *gate*.' })
  const { revisionId: aside } = await carryOut(setDraftAside, ada, { ...words, postId, version: version - 1, title: 'A door and its hinge', source: 'A hinge holds a *lid*.' })
  await carryOut(publishPost, ada, { postId })
  await carryOut(filePost, ada, { postId, tags: '', canonicalUrl: '', historyShown: 'yes' })
  const shown = await publicReader().publishedRevision.findMany({ where: { postId }, orderBy: { fromAt: 'asc' }, select: { id: true, revisionId: true } })
  return { id: postId, slug, texts: { first: shown[0]?.revisionId ?? '', second: shown[1]?.revisionId ?? '', shown: shown[1]?.id ?? '', aside: aside ?? '' } }
}

async function versionOf(postId: string): Promise<number> {
  return (await reader().post.findUniqueOrThrow({ where: { id: postId }, select: { draftVersion: true } })).draftVersion
}

async function withPassword(ada: SignedIn): Promise<string> {
  const { id: postId, slug } = await carryOut(createPost, ada, { title: 'A door for some', body: 'It is locked.' })
  await carryOut(openByPassword, ada, { postId, draftVersion: await versionOf(postId), password: 'quince and medlar' })
  return slug
}

async function sent(rae: SignedIn): Promise<string> {
  const { id: postId } = await carryOut(beginGuestPost, rae, {})
  await carryOut(saveDraft, rae, { ...words, postId, version: await versionOf(postId), title: 'A door of my own', source: 'It has no hinge yet.' })
  await carryOut(sendGuestPost, rae, { postId, version: await versionOf(postId) })
  return postId
}

async function proposed(rae: SignedIn): Promise<string> {
  const { id: workId, currentRevisionId } = await reader().work.findFirstOrThrow({ where: { slug: 'middlemarch' }, select: { id: true, currentRevisionId: true } })
  const changes = [{ key: 'genres/hinge234', now: { name: 'A novel of doors', place: 9 }, source: 'the title page' }]
  return (await carryOut(proposeChange, rae, { workId, baseRevisionId: currentRevisionId ?? '', changes, comment: '' })).proposalId
}
