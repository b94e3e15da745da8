import { randomUUID } from 'node:crypto'
import { reader, writer } from '#lib/database.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { readMediaUrl } from '#lib/media-name.ts'
import { follow } from '#lib/notices/follow.ts'
import { inviteAuthor } from '#lib/posts/authors/invite-author.ts'
import { setConversationRules } from '#lib/posts/conversation/set-conversation-rules.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { announcePost } from '#lib/posts/publishing/announce-post.ts'
import { changeSlug } from '#lib/posts/publishing/change-slug.ts'
import { datePost } from '#lib/posts/publishing/date-post.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { revokeDraftLink } from '#lib/posts/publishing/revoke-draft-link.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { changeUpdateNote } from '#lib/posts/update-notes/change-update-note.ts'
import { takeBackUpdateNote } from '#lib/posts/update-notes/take-back-update-note.ts'
import { deleteDraft } from '#lib/posts/writing/deleted/delete-draft.ts'
import { emptyDeleted } from '#lib/posts/writing/deleted/keep-emptying.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { setDraftAside } from '#lib/posts/writing/set-draft-aside.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, replyBy } from '../cast.ts'
import { imageOf } from '../media/image-stories.ts'
import type { Who } from './canaries.ts'
import { decideOn } from './plant-comments.ts'
import { everybody } from './plot.ts'
import type { Plot } from './plot.ts'

type Essay = { id: string; slug: string }

/** Who writes an essay of Ada’s; an administrator may read it at its own pages. */
const writing: Who[] = ['author', 'administrator']

/** Whoever decides is told below what something was said, by its title. */
const titled: Who[] = [...writing, 'moderator']

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

export async function essayOf(plot: Plot, word: string, more: object = {}): Promise<Essay> {
  const post = await carryOut(createPost, plot.people.ada, { title: `Title ${word} ${plot.everywhere}`, standfirst: `Standfirst ${word}`, body: plot.say(word), slug: `essay-${randomUUID()}`, ...more })
  plot.name('slug', post.slug)
  plot.name('essay', post.id)
  return post
}

const draftVersion = async (id: string) => (await reader().post.findUniqueOrThrow({ where: { id }, select: { draftVersion: true } })).draftVersion

export async function rewrite(plot: Plot, who: SignedIn, postId: string, word: string, more: object = {}): Promise<void> {
  await carryOut(saveDraft, who, { postId, version: await draftVersion(postId), title: `Title ${word}`, standfirst: `Standfirst ${word}`, source: plot.say(word), reason: 'saved', ...more })
}

/** An essay with an image whose words are not for everybody, and neither is its name, from which its address follows. @param beside who comes by what is said beside the text: its authors, where their images are */
export async function picture(plot: Plot, who: SignedIn, post: Essay, of: string, readers: Who[], beside = readers): Promise<string> {
  const url = await imageOf(who, post.id, mediaStore())
  const name = readMediaUrl(url)?.name ?? ''
  for (const path of [url, url.replace('.webp', '-480w.webp'), url.replace('.webp', '.jpg'), `${url}?pass=${'a'.repeat(30)}`]) plot.name('image', path)
  plot.secret(`the name of the image of ${of}`, name, readers)
  const words = { alt: plot.word(`what is to be seen in the image of ${of}`, readers), caption: plot.word(`what stands below the image of ${of}`, readers, beside), credit: plot.word(`whose image it is of ${of}`, readers, beside) }
  await writer().media.update({ where: { name }, data: words, select: { name: true } })
  return `![${words.alt}](${url})`
}

/** What everybody reads: an essay with a tag, in a series, with a note below it, which once said something else. */
export async function plantEssay(plot: Plot): Promise<void> {
  const { ada, rae, wil } = plot.people
  const tag = `tag-${plot.everywhere}`
  plot.essay = await essayOf(plot, plot.word('what an essay said before, which its author does not show', writing, ['author']), { tags: [{ slug: tag, name: plot.everywhere }] })
  await carryOut(publishPost, ada, { postId: plot.essay.id })
  await rewrite(plot, ada, plot.essay.id, plot.open('a published essay'))
  await carryOut(publishPost, ada, { postId: plot.essay.id })
  const series = await carryOut(createSeries, ada, { title: `Series ${plot.open('a series')}`, description: 'Of one' })
  await carryOut(addToSeries, ada, { seriesId: series.id, postId: plot.essay.id })
  await carryOut(addUpdateNote, ada, { postId: plot.essay.id, kind: 'correction', body: plot.open('a note') })
  const gone = await carryOut(addUpdateNote, ada, { postId: plot.essay.id, kind: 'correction', body: plot.word('a note that was taken back', writing, ['author']) })
  await carryOut(takeBackUpdateNote, ada, { noteId: gone.id, version: 1 })
  const changed = await carryOut(addUpdateNote, ada, { postId: plot.essay.id, kind: 'update', body: plot.word('the former words of a note', writing, ['author']) })
  await carryOut(changeUpdateNote, ada, { noteId: changed.id, version: 1, kind: 'update', body: 'It is said otherwise now.' })
  for (const who of [rae, wil]) await carryOut(follow, who, { postId: plot.essay.id, wanted: 'yes' })
  await carryOut(follow, rae, { authorId: ada.id, wanted: 'yes' })
  plot.name('tag', tag, plot.everywhere)
  plot.name('series', series.slug)
  await plot.nameTexts(plot.essay)
}

/** An essay that is read at its own address, and is in no list, feed or search. So is what is said below it. */
export async function plantUnlisted(plot: Plot): Promise<void> {
  const { ada, wil } = plot.people
  const slug = `quiet-${randomUUID()}`
  const at = [`/posts/${slug}`, `/api/v1/posts/${slug}`, 'views']
  const known: Who[] = [...titled, 'writer']
  const post = await essayOf(plot, plot.word('an unlisted essay', known, ['author'], { at }), { slug, tags: [{ slug: `tag-${plot.everywhere}`, name: plot.everywhere }] })
  at.push(`/?p=${post.id}`, `/posts/${post.id}`, `/account/invitations/${post.id}`)
  await carryOut(publishPost, ada, { postId: post.id, listed: 'no' })
  const placesOfReply = [...at]
  const id = await replyBy(wil, slug, '', plot.say(plot.word('a reply below an unlisted essay', known, ['writer'], { at: placesOfReply })))
  placesOfReply.push(`/c/${id}`, `/api/v1/comments/${id}`)
  at.push(`/c/${id}`)
  plot.name('comment', id)
  await decideOn(plot, id, 'approve')
  await plot.nameTexts(post)
}

/** Texts of essays that are before nobody’s eyes. No public page knows of any. */
export async function plantHeldEssays(plot: Plot): Promise<void> {
  await draft(plot)
  await newTexts(plot)
  await deleted(plot)
  await scheduled(plot)
  await locked(plot)
  await takenBack(plot)
}

async function draft(plot: Plot) {
  const { ada, ben } = plot.people
  const tag = plot.word('a tag of drafts', writing)
  const invited: Who[] = [...writing, 'another author']
  const post = await essayOf(plot, '', {
    title: `Title ${plot.word('the title of a draft', invited, ['author', 'another author'])}`, standfirst: plot.word('the standfirst of a draft', writing), body: plot.say(plot.word('a draft', invited)),
    slug: `at-${plot.word('the address of a draft', writing)}`, tags: [{ slug: tag, name: `Tag ${tag}` }], contentNotes: [{ topic: `Own ${plot.word('a content note of a draft', writing)}`, degree: 'depicted' }],
  })
  plot.name('tag', tag)
  const image = await picture(plot, ada, post, 'a draft', invited, writing)
  const { source, title } = await reader().postRevision.findFirstOrThrow({ where: { postId: post.id }, select: { source: true, title: true } })
  await carryOut(saveDraft, ada, { postId: post.id, version: await draftVersion(post.id), title, standfirst: '', source: `${source}\n\n${image}`, reason: 'saved' })
  await carryOut(setConversationRules, ada, { postId: post.id, mode: 'open', commenters: 'anyone', everySeconds: 0, guidelines: plot.word('what a draft asks of commenters', writing) })
  const series = await carryOut(createSeries, ada, { title: `Series ${plot.word('a series of drafts', writing)}`, description: `Of ${plot.word('what is said of a series of drafts', writing, [])}` })
  await carryOut(addToSeries, ada, { seriesId: series.id, postId: post.id })
  plot.name('series', series.slug)
  await carryOut(inviteAuthor, ada, { postId: post.id, handle: ben.handle })
  await plot.nameTexts(post)

  const linked = await essayOf(plot, '', { title: 'A linked draft', body: 'Nothing yet.' })
  const { path } = await carryOut(makeDraftLink, ada, { postId: linked.id, days: '7' })
  plot.knownDoors.push(path)
  await rewrite(plot, ada, linked.id, plot.word('a draft with a secret link', writing, writing, { at: [path] }))
  plot.secret('what opens a draft', path.replace('/drafts/', ''), writing)
  plot.name('draft link', path, `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)
  await plot.nameTexts(linked)
  const ended = await essayOf(plot, plot.word('a draft whose link was taken back', writing))
  const gone = await carryOut(makeDraftLink, ada, { postId: ended.id, days: '7' })
  plot.name('draft link', gone.path)
  plot.secret('what once opened a draft', gone.path.replace('/drafts/', ''), writing)
  const { id: linkId } = await reader().draftLink.findFirstOrThrow({ where: { postId: ended.id }, select: { id: true } })
  await carryOut(revokeDraftLink, ada, { linkId })
}

/** Texts of an essay that is published, beside the one that readers see. */
async function newTexts(plot: Plot) {
  const { ada } = plot.people
  const postId = plot.essay.id
  await rewrite(plot, ada, postId, plot.word('a new text of a published essay', writing), { contentAnswer: 'notes', contentNotes: [{ topic: `Own ${plot.word('its content note', writing)}`, degree: 'discussed' }] })
  await carryOut(announcePost, ada, { postId, excerpt: `Excerpt ${plot.word('its excerpt', writing)}` })
  await rewrite(plot, ada, postId, plot.word('what a page saved by itself', writing), { reason: 'autosave' })
  const aside = plot.word('a text that is kept aside', writing)
  await carryOut(setDraftAside, ada, { postId, version: 1, title: aside, standfirst: aside, source: plot.say(aside), reason: 'autosave' })
  await plot.nameTexts(plot.essay)
}

async function deleted(plot: Plot) {
  const { ada } = plot.people
  const post = await essayOf(plot, plot.word('a draft that was deleted', writing, ['author']), { slug: `at-${plot.word('the address of a deleted draft', writing, [])}` })
  const image = await picture(plot, ada, post, 'a deleted draft', writing).finally(() => plot.canaries.slice(-3).forEach((each) => Object.assign(each, { found: [] })))
  await rewrite(plot, ada, post.id, plot.word('the last text of a deleted draft', writing, ['author']), { source: `It is gone.\n\n${image}` })
  const { path } = await carryOut(makeDraftLink, ada, { postId: post.id, days: '7' })
  plot.name('draft link', path)
  await plot.nameTexts(post)
  await carryOut(deleteDraft, ada, { postId: post.id })

  const emptied = await essayOf(plot, plot.word('a draft that was deleted and emptied', [], []))
  await plot.nameTexts(emptied)
  await carryOut(deleteDraft, ada, { postId: emptied.id }, new Date(Date.now() - 31 * 86_400_000))
  await emptyDeleted()
}

async function scheduled(plot: Plot) {
  const { ada } = plot.people
  const later = await essayOf(plot, plot.word('an essay before its hour', writing), { tags: [{ slug: `tag-${plot.everywhere}`, name: plot.everywhere }] })
  const image = await picture(plot, ada, later, 'an essay before its hour', writing)
  const word = plot.word('an essay with an image before its hour', writing)
  await rewrite(plot, ada, later.id, word, { source: `${plot.say(word)}\n\n${image}` })
  await carryOut(publishPost, ada, { postId: later.id, publishAt: inAnHour() })
  await plot.nameTexts(later)

  const dated = await essayOf(plot, plot.word('an essay that bears a day of the past, before its hour', writing))
  await carryOut(publishPost, ada, { postId: dated.id, day: '2019-05-24' })
  await carryOut(movePost, ada, { postId: dated.id, to: 'draft' })
  await carryOut(datePost, ada, { postId: dated.id, day: '2018-05-24' })
  await carryOut(publishPost, ada, { postId: dated.id, publishAt: inAnHour() })
  await plot.nameTexts(dated)
}

async function locked(plot: Plot) {
  const { ada } = plot.people
  const readers: Who[] = [...writing, 'with the password']
  const post = await essayOf(plot, plot.word('an essay with a password', readers, ['author', 'with the password']), { slug: 'locked-essay' })
  plot.knownDoors.push(post.slug)
  await carryOut(announcePost, ada, { postId: post.id, excerpt: `Excerpt ${plot.word('the excerpt of an essay with a password', readers, ['author'])}` })
  await carryOut(openByPassword, ada, { postId: post.id, draftVersion: '', password: 'open sesame' })
  await rewrite(plot, ada, post.id, plot.word('what an essay with a password does not say yet', writing))
  await plot.nameTexts(post)
}

/** What was before readers and is not any more. Those who took part in its conversation know what it was called then, and not what it is called now. */
async function takenBack(plot: Plot) {
  const { ada, wil, rae } = plot.people
  const knew: Who[] = [...writing, 'moderator', 'writer', 'reader']
  const ways = {
    'put away': (postId: string) => carryOut(movePost, ada, { postId, to: 'archived' }),
    'taken back to the drafts': (postId: string) => carryOut(movePost, ada, { postId, to: 'draft' }),
    'taken back and is to appear again': async (postId: string) => {
      await carryOut(movePost, ada, { postId, to: 'draft' })
      await renew(plot, postId, 'is to appear again')
      return carryOut(publishPost, ada, { postId, publishAt: inAnHour() })
    },
    'taken back and has a password': async (postId: string) => {
      await carryOut(movePost, ada, { postId, to: 'draft' })
      await renew(plot, postId, 'has a password now')
      return carryOut(openByPassword, ada, { postId, draftVersion: '', password: 'another sesame' })
    },
  }
  for (const [of, way] of Object.entries(ways)) {
    const post = await essayOf(plot, plot.word(`an essay that was ${of}`, knew, ['author']), { tags: [{ slug: `tag-${plot.everywhere}`, name: plot.everywhere }] })
    await carryOut(filePost, ada, { postId: post.id, historyShown: 'yes' })
    await carryOut(publishPost, ada, { postId: post.id })
    await carryOut(follow, rae, { postId: post.id, wanted: 'yes' })
    const below = await replyBy(wil, post.slug, '', plot.say(plot.word(`a reply below an essay that was ${of}`, ['writer', 'moderator', ...writing], ['moderator'])))
    plot.name('comment', below)
    await decideOn(plot, below, 'approve')
    await way(post.id)
    const { slug } = await reader().post.findUniqueOrThrow({ where: { id: post.id }, select: { slug: true } })
    if (of.includes('password')) plot.knownDoors.push(post.slug, slug)
    for (const each of [post.slug, slug]) await plot.nameTexts({ id: post.id, slug: each })
  }
}

/** Everything about it that nobody knows who read it before. */
async function renew(plot: Plot, postId: string, what: string) {
  const { ada } = plot.people
  const text = plot.word(`the new text of an essay that ${what}`, writing, ['author'])
  await rewrite(plot, ada, postId, text, { title: `Title ${plot.word(`the new title of an essay that ${what}`, titled, ['author'])}` })
  // The door of an essay with a password is where it stands now, by whichever address one comes.
  await carryOut(changeSlug, ada, { postId, slug: `at-${plot.word(`the new address of an essay that ${what}`, what.includes('password') ? everybody : titled, ['author'])}` })
}
