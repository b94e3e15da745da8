import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { editComment } from '#lib/comments/edit-comment.ts'
import { reader } from '#lib/database.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { setDraftAside } from '#lib/posts/writing/set-draft-aside.ts'
import { signUnsubscription } from '#lib/notices/unsubscribe-token.ts'
import { carryOut, decideNow, itemAbout, publishedReplyBy } from '../cast.ts'
import { imageOf } from '../media/image-stories.ts'
import { director, film, propose } from '../moderation/proposals/films.ts'
import { askForLink } from '../people/stories.ts'
import type { World } from './people.ts'
import { draftLink } from './scenes/comments.ts'
import { draftVersionOf, essayOf } from './scenes/scene.ts'
import { scenes } from './scenes/scenes.ts'

const root = path.resolve(import.meta.dirname, '../../app')

/** The folder of every page and of every handler that is asked by GET, as the source has them. */
export async function readPlaces(): Promise<string[]> {
  const files = await readdir(root, { recursive: true })
  return files.filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file)).map((file) => path.dirname(file).replace(/^\.$/, '')).toSorted()
}

/** What stands in the brackets of an address, by its folder: a thing that is there; or, after a question mark, what is asked of it. Where a folder is missing, nobody has said what it is asked for. */
export type Things = Record<string, string>

/** One of everything that has an address, made for the people of a world. */
export async function makeThings(world: World): Promise<Things> {
  const { ada, rae, mo, ina } = world
  const { id, slug } = await essayOf(world)
  const tag = `tag-${randomUUID().slice(0, 8)}`
  await carryOut(filePost, ada, { postId: id, tags: tag, historyShown: 'yes' })
  const draft = await essayOf(world, false)
  const comment = await changedReply(world, slug)
  const own = await publishedReplyBy(rae, mo, slug)
  await decideNow(mo, own, 'hide')
  const series = await carryOut(createSeries, ada, { title: `A series ${slug}`, description: '' })
  await carryOut(addToSeries, ada, { seriesId: series.id, postId: id })
  const work = await film(mo)
  const { proposalId } = await propose(rae, work.id, [director('Ann Other')])
  const revision = await reader().postRevision.findFirstOrThrow({ where: { postId: draft.id }, select: { id: true } })
  const written = { title: 'Changed', standfirst: '', source: 'Changed since.', reason: 'saved', postId: draft.id }
  const { version } = await carryOut(saveDraft, ada, { ...written, version: draft.draftVersion })
  const { revisionId: aside } = await carryOut(setDraftAside, ada, { ...written, source: 'Written meanwhile.', version: version - 1 })
  const saved = await reader().postRevision.findFirstOrThrow({ where: { postId: draft.id, title: 'Changed' }, select: { id: true } })
  const shown = await reader().publication.findFirstOrThrow({ where: { postId: id }, select: { id: true } })
  const locked = await essayOf(world, false)
  await carryOut(openByPassword, ada, { postId: locked.id, draftVersion: await draftVersionOf(locked.id), password: 'quince and medlar' })
  const bulk = (await scenes['stop-bulk']?.(world))?.input as { bulkId: string }
  const rule = (await scenes['start-rehearsal']?.(world))?.input as { ruleId: string }
  const item = await itemAbout(comment)
  const decision = await reader().decision.findFirstOrThrow({ select: { id: true, seq: true } })
  const kase = (await scenes['answer-case']?.(world))?.input as { itemId: string }
  const { path: draftPath } = await draftLink(world)
  return {
    'posts/[slug]': slug, 'posts/[slug]/history/[id]': shown.id, 'api/v1/posts/[slug]': slug, 'c/[id]': comment, 'api/v1/comments/[id]': comment,
    'people/[handle]': ada.handle, 'tags/[tag]': tag, 'series/[slug]': series.slug, 'works/[slug]': work.slug,
    'write/[id]': draft.id, 'write/[id]/history/[revisionId]': revision.id, 'write/[id]/conflict/[revisionId]': aside,
    'write/[id]/history/compare': `?from=${revision.id}&to=${saved.id}`,
    'account/cases/[id]': kase.itemId, 'account/comments/[id]': own, 'account/proposals/[id]': proposalId, 'account/invitations/[id]': draft.id,
    'admin/people/[handle]': ina.handle, 'moderation/people/[handle]': rae.handle, 'moderation/bulk/[id]': bulk.bulkId, 'moderation/rules/[id]': rule.ruleId, 'moderation/rules/new/[kind]': 'words',
    'moderation/groups/[by]': 'person', 'moderation/groups/[by]/[name]': rae.handle, 'moderation/log/[seq]': String(decision.seq), 'moderation/insights/[part]': 'hours.csv',
    'api/v1/moderation/decisions/[id]': decision.id, 'api/v1/moderation/items/[id]': item.id, 'api/v1/[...nothing]': 'nothing', 'api/auth/[...nextauth]': 'callback/github?code=x',
    'protected/[slug]': locked.slug, 'drafts/[token]': draftPath.split('/').at(-1) ?? '', 'unsubscribe/[token]': signUnsubscription({ personId: rae.id, scope: { postId: id } }),
    'media/[name]': (await imageOf(ada, draft.id, mediaStore())).split('/').at(-1) ?? '', '[...old]': '2009/05/an-old-address',
    'sign-in/link': `?token=${await askForLink(rae.email)}`, 'account/verify': `?token=${await askForLink(ina.email)}`,
  }
}

/** A reply of Rae's that everybody reads, and its text from before. */
async function changedReply({ rae, mo }: World, slug: string): Promise<string> {
  const commentId = await publishedReplyBy(rae, mo, slug)
  await carryOut(editComment, rae, { commentId, body: 'A second thought.' })
  const { id: itemId, version } = await reader().reviewItem.findFirstOrThrow({ where: { commentId, kind: 'comment_edit' }, select: { id: true, version: true } })
  await carryOut(decide, mo, { itemId, version, action: 'approve' })
  return commentId
}

/** The address of a folder, with what stands in its brackets. @throws for one that nobody has given a thing for */
export function addressOf(folder: string, things: Things): string {
  const parts = folder.split('/').map((part, place, all) => {
    const here = all.slice(0, place + 1).join('/')
    if (!part.startsWith('[')) return part
    const thing = things[here]
    if (thing === undefined) throw new Error(`app/${folder} has no thing to be asked for: please give one for ${here} in tests/gates/places.ts.`)
    return thing
  })
  const thing = things[folder] ?? ''
  return `/${parts.join('/')}${thing.startsWith('?') ? thing : ''}`
}
