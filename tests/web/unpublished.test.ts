import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, decideNow, makeCast, person, publishedReplyBy, replyBy, tellNow } from '../cast.ts'
import { imageOf } from '../media/image-stories.ts'
import { factsOf, film, filmFacts, judge, minutes, presentOf, propose } from '../moderation/proposals/films.ts'
import { publicReader, reader, writer } from '#lib/database.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { readMediaUrl } from '#lib/media-name.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { withdrawGuestPost } from '#lib/moderation/guest-posts/withdraw-guest-post.ts'
import { sendProposalAgain } from '#lib/moderation/proposals/send-proposal-again.ts'
import { withdrawProposal } from '#lib/moderation/proposals/withdraw-proposal.ts'
import { follow } from '#lib/notices/follow.ts'
import { tellOfInvitation } from '#lib/notices/tell-of-invitation.ts'
import { agreeToWrite } from '#lib/posts/authors/agree-to-write.ts'
import { inviteAuthor } from '#lib/posts/authors/invite-author.ts'
import { leaveEssay } from '#lib/posts/authors/leave-essay.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { announcePost } from '#lib/posts/publishing/announce-post.ts'
import { datePost } from '#lib/posts/publishing/date-post.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { changeUpdateNote } from '#lib/posts/update-notes/change-update-note.ts'
import { takeBackUpdateNote } from '#lib/posts/update-notes/take-back-update-note.ts'
import { deleteDraft } from '#lib/posts/writing/deleted/delete-draft.ts'
import { emptyDeleted } from '#lib/posts/writing/deleted/keep-emptying.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { setDraftAside } from '#lib/posts/writing/set-draft-aside.ts'
import { proposeChange } from '#lib/proposals/propose-change.ts'
import { operator } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { mergeWorks } from '#lib/works/merge-works.ts'
import { cookieOf, startSite, tagsIn, tokenOf } from './site.ts'

// Everything that is written here and is not for everybody bears a word that stands nowhere else. Then everything is read that others can come by.

const word = () => `canary${randomUUID().replaceAll('-', '').slice(0, 14)}`

/** In every text of these stories, so that a search for it finds all that may be found. */
const everywhere = `quillwort${randomUUID().slice(0, 6)}`

/** What is for nobody who reads below, and the word for each. */
const kept = {
  'a draft': word(), 'the address of a draft': word(), 'a tag of drafts': word(), 'the content notes of a draft': word(), 'a series of drafts': word(), 'an image of a draft': '',
  'a secret link': '', 'a new text of a published essay': word(), 'its excerpt': word(), 'its content notes': word(), 'what a page saved by itself': word(), 'a text that is kept aside': word(),
  'an essay before its hour': word(), 'an image of an essay before its hour': '', 'an essay with a password': word(), 'its excerpt for those with the password': word(),
  'an essay that was put away': word(), 'a comment below one that was put away': word(), 'an image of one that was put away': '', 'an essay that was taken back to the drafts': word(),
  'a draft that was deleted': word(), 'the address of a deleted draft': word(), 'an image of a deleted draft': '', 'a secret link to a deleted draft': '', 'a draft that was deleted and emptied': word(), 'an image of an emptied draft': '',
  'an essay that bears a day of the past, before its hour': word(),
  'a note that was taken back': word(), 'the former words of a note': word(), 'who is thanked for a comment that is hidden': word(), 'that comment': word(),
  'a proposal that waits': word(), 'who proposes it': word(), 'a proposal that was returned': word(), 'why it was returned': word(), 'a proposal that was mended': word(), 'a proposal that was rejected': word(),
  'a proposal that was taken back': word(), 'a proposal that was approved and undone': word(), 'a work that waits': word(), 'a work that was approved and undone': word(), 'a proposal for a page that was merged': word(),
  'an essay that was sent': word(), 'who sent it': word(), 'an essay that was returned': word(), 'who sent the returned one': word(), 'an essay that was rejected': word(), 'who sent the rejected one': word(),
  'a sent essay that was taken back': word(), 'who took it back': word(), 'a sent essay that was approved and undone': word(), 'who sent the undone one': word(),
  'what was written since an essay was sent': word(), 'what waits of a sent essay that is published': word(), 'an image of a sent essay': '',
}
type Kept = keyof typeof kept

/** What is for everybody, to see that the places are looked at; and what is only at its own address. */
const open = { 'a published essay': word(), 'a sent essay that was approved': word(), 'a fact': word(), 'a note': word() }
const unlisted = { 'an unlisted essay': word(), 'a comment below it': word() }
let unlistedSlug = ''

let cast: Awaited<ReturnType<typeof makeCast>>
let ben: SignedIn
let site: Awaited<ReturnType<typeof startSite>>

/** Addresses at which somebody who knows or guesses an id would try. */
const doors = new Set<string>()
/** Essays that others write, for requests that are no page. */
const essays: string[] = []
/** What each was answered, by who asked and where. */
const answers: { asked: string; address: string; status: number; said: string }[] = []

beforeAll(async () => {
  cast = await makeCast()
  ben = await person('ben', 'author')
  const seen = await publishedEssay()
  await carryOut(follow, cast.nia, { authorId: cast.ada.id, wanted: 'yes' })
  await drafts()
  await deleted()
  await beforeReaders(seen)
  await notes(seen)
  await works()
  await sent()
  site = await startSite()
  await readAll()
}, 400_000)

type Written = { id: string; slug: string }

const text = (of: string) => `${everywhere} and ${of}, at some length, so that a list shows it and a search finds it.`

async function essay(of: string, more: object = {}): Promise<Written> {
  const post = await carryOut(createPost, cast.ada, { title: `Title ${of} ${everywhere}`, standfirst: `Standfirst ${of}`, body: text(of), slug: `essay-${randomUUID()}`, ...more })
  knock(post)
  return post
}

/** Every address that an essay could have. */
function knock({ id, slug }: Written) {
  essays.push(id)
  const of = [`/posts/${slug}`, `/posts/${id}`, `/protected/${slug}`, `/write/${id}`, `/api/v1/posts/${slug}/comments`]
  for (const path of of) doors.add(path)
  for (const part of ['history', 'comments/feed.xml', 'latest', 'latest/muted', 'new']) doors.add(`/posts/${slug}/${part}`)
  for (const part of ['preview', 'history', 'history/compare', 'publish', 'images', 'notes', 'conversation', 'send', 'delete']) doors.add(`/write/${id}/${part}`)
}

async function knockOnTexts({ id, slug }: Written) {
  for (const { id: revision } of await reader().postRevision.findMany({ where: { postId: id }, select: { id: true } })) {
    for (const path of [`/posts/${slug}/history/${revision}`, `/write/${id}/history/${revision}`, `/write/${id}/conflict/${revision}`]) doors.add(path)
  }
}

/** An image of an essay, the name of which is a word of its own. */
async function image(who: SignedIn, postId: string): Promise<{ url: string; name: string }> {
  const url = await imageOf(who, postId, mediaStore())
  for (const path of [url, url.replace('.webp', '-480w.webp'), url.replace('.webp', '.jpg'), `${url}?pass=${'a'.repeat(30)}`]) doors.add(path)
  return { url, name: readMediaUrl(url)?.name ?? '' }
}

const draftVersion = async (id: string) => (await reader().post.findUniqueOrThrow({ where: { id }, select: { draftVersion: true } })).draftVersion

async function rewrite(who: SignedIn, postId: string, of: string, more: object = {}) {
  const version = await draftVersion(postId)
  await carryOut(saveDraft, who, { postId, version, title: `Title ${of}`, standfirst: `Standfirst ${of}`, source: text(of), reason: 'saved', ...more })
}

async function publishedEssay(): Promise<Written> {
  const seen = await essay(open['a published essay'], { tags: [{ slug: `tag-${everywhere}`, name: everywhere }] })
  await carryOut(filePost, cast.ada, { postId: seen.id, tags: everywhere, canonicalUrl: '', historyShown: 'yes' })
  await carryOut(publishPost, cast.ada, { postId: seen.id })
  return seen
}

async function drafts() {
  const tag = kept['a tag of drafts']
  const notesOf = (of: string) => [{ topic: `Own ${of}`, degree: 'depicted' }]
  const draft = await essay(kept['a draft'], {
    slug: `at-${kept['the address of a draft']}`, tags: [{ slug: tag, name: `Tag ${tag}` }], contentNotes: notesOf(kept['the content notes of a draft']),
  })
  for (const path of [`/tags/${tag}`, `/tags/${tag}/feed.xml`, `/tags/${tag}/atom.xml`, `/tags/${tag}/feed.json`]) doors.add(path)
  const picture = await image(cast.ada, draft.id)
  kept['an image of a draft'] = picture.name
  await rewrite(cast.ada, draft.id, kept['a draft'], { source: `${text(kept['a draft'])}\n\n![A river](${picture.url})`, contentAnswer: 'notes', contentNotes: notesOf(kept['the content notes of a draft']) })
  const series = await carryOut(createSeries, cast.ada, { title: `Series ${kept['a series of drafts']}`, description: `Of ${kept['a series of drafts']}` })
  await carryOut(addToSeries, cast.ada, { seriesId: series.id, postId: draft.id })
  doors.add(`/series/${series.slug}`)
  const { path } = await carryOut(makeDraftLink, cast.ada, { postId: draft.id, days: '7' })
  kept['a secret link'] = path.replace('/drafts/', '')
  doors.add(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)

  const revised = await essay(word())
  await carryOut(filePost, cast.ada, { postId: revised.id, tags: everywhere, canonicalUrl: '', historyShown: 'yes' })
  await carryOut(publishPost, cast.ada, { postId: revised.id })
  await rewrite(cast.ada, revised.id, kept['a new text of a published essay'], { contentAnswer: 'notes', contentNotes: notesOf(kept['its content notes']) })
  await carryOut(announcePost, cast.ada, { postId: revised.id, excerpt: `Excerpt ${kept['its excerpt']}`, media: '', alt: '', caption: '', credit: '' })
  await rewrite(cast.ada, revised.id, kept['what a page saved by itself'], { reason: 'autosave' })
  await carryOut(setDraftAside, cast.ada, {
    postId: revised.id, version: 1, title: kept['a text that is kept aside'], standfirst: kept['a text that is kept aside'], source: text(kept['a text that is kept aside']), reason: 'autosave',
  })
  await knockOnTexts(revised)
  await knockOnTexts(draft)
}

/** Drafts that are gone: who was asked to write at one, who wrote at it once, and who has its link, are strangers by now. */
async function deleted() {
  const post = await essay(kept['a draft that was deleted'], { slug: `at-${kept['the address of a deleted draft']}`, tags: [{ slug: `tag-${everywhere}`, name: everywhere }] })
  const picture = await image(cast.ada, post.id)
  kept['an image of a deleted draft'] = picture.name
  await rewrite(cast.ada, post.id, kept['a draft that was deleted'], { source: `${text(kept['a draft that was deleted'])}\n\n![A river](${picture.url})` })
  const { path } = await carryOut(makeDraftLink, cast.ada, { postId: post.id, days: '7' })
  kept['a secret link to a deleted draft'] = path.replace('/drafts/', '')
  doors.add(path)
  for (const who of [cast.ida, ben]) {
    await carryOut(inviteAuthor, cast.ada, { postId: post.id, handle: who.handle })
    await carryOut(tellOfInvitation, operator, { postId: post.id, personId: who.id })
  }
  await carryOut(agreeToWrite, cast.ida, { postId: post.id, personId: cast.ida.id })
  await carryOut(leaveEssay, cast.ida, { postId: post.id })
  doors.add(`/account/invitations/${post.id}`)
  await knockOnTexts(post)
  await carryOut(deleteDraft, cast.ada, { postId: post.id })

  const gone = await essay(kept['a draft that was deleted and emptied'])
  const gonePicture = await image(cast.ada, gone.id)
  kept['an image of an emptied draft'] = gonePicture.name
  await rewrite(cast.ada, gone.id, kept['a draft that was deleted and emptied'], { source: `${text(kept['a draft that was deleted and emptied'])}\n\n![A river](${gonePicture.url})` })
  await knockOnTexts(gone)
  await carryOut(deleteDraft, cast.ada, { postId: gone.id }, new Date(Date.now() - 31 * 86_400_000))
  await emptyDeleted()
}

async function beforeReaders(seen: Written) {
  const later = await essay(kept['an essay before its hour'], { tags: [{ slug: `tag-${everywhere}`, name: everywhere }] })
  const laterPicture = await image(cast.ada, later.id)
  kept['an image of an essay before its hour'] = laterPicture.name
  await rewrite(cast.ada, later.id, kept['an essay before its hour'], { source: `${text(kept['an essay before its hour'])}\n\n![A river](${laterPicture.url})` })
  await carryOut(publishPost, cast.ada, { postId: later.id, publishAt: new Date(Date.now() + 3_600_000).toISOString() })
  await knockOnTexts(later)

  const dated = await essay(kept['an essay that bears a day of the past, before its hour'])
  await carryOut(publishPost, cast.ada, { postId: dated.id, day: '2019-05-24' })
  await carryOut(movePost, cast.ada, { postId: dated.id, to: 'draft' })
  await carryOut(datePost, cast.ada, { postId: dated.id, day: '2018-05-24' })
  await carryOut(publishPost, cast.ada, { postId: dated.id, publishAt: new Date(Date.now() + 3_600_000).toISOString() })
  await knockOnTexts(dated)

  const locked = await essay(kept['an essay with a password'])
  await carryOut(announcePost, cast.ada, { postId: locked.id, excerpt: `Excerpt ${kept['its excerpt for those with the password']}`, media: '', alt: '', caption: '', credit: '' })
  await carryOut(openByPassword, cast.ada, { postId: locked.id, draftVersion: '', password: 'open sesame' })
  await knockOnTexts(locked)

  const away = await essay(kept['an essay that was put away'], { tags: [{ slug: `tag-${everywhere}`, name: everywhere }] })
  const awayPicture = await image(cast.ada, away.id)
  kept['an image of one that was put away'] = awayPicture.name
  await rewrite(cast.ada, away.id, kept['an essay that was put away'], { source: `${text(kept['an essay that was put away'])}\n\n![A river](${awayPicture.url})` })
  await carryOut(publishPost, cast.ada, { postId: away.id })
  const below = await replyBy(cast.rae, away.slug, '', text(kept['a comment below one that was put away']))
  await decideNow(cast.mo, below, 'approve')
  knockOnComment(below)
  await carryOut(movePost, cast.ada, { postId: away.id, to: 'archived' })
  await knockOnTexts(away)

  const back = await essay(kept['an essay that was taken back to the drafts'])
  await carryOut(publishPost, cast.ada, { postId: back.id })
  await carryOut(movePost, cast.ada, { postId: back.id, to: 'draft' })
  await knockOnTexts(back)

  const quiet = await essay(unlisted['an unlisted essay'], { tags: [{ slug: `tag-${everywhere}`, name: everywhere }] })
  unlistedSlug = quiet.slug
  await carryOut(publishPost, cast.ada, { postId: quiet.id, listed: 'no' })
  const said = await replyBy(cast.rae, quiet.slug, '', text(unlisted['a comment below it']))
  await decideNow(cast.mo, said, 'approve')
  await tellNow(said)
  await publishedReplyBy(cast.rae, cast.mo, seen.slug)
}

function knockOnComment(id: string) {
  for (const path of [`/c/${id}`, `/c/${id}/history`, `/c/${id}/reply`, `/c/${id}/report`, `/c/${id}/feature`, `/c/${id}/follow`, `/api/v1/comments/${id}`, `/account/comments/${id}`]) doors.add(path)
}

async function notes(seen: Written) {
  const thanked = await person(kept['who is thanked for a comment that is hidden'], 'reader')
  const comment = await replyBy(thanked, seen.slug, '', text(kept['that comment']))
  await decideNow(cast.mo, comment, 'approve')
  knockOnComment(comment)
  for (const path of [`/people/${thanked.handle}`, `/people/${thanked.handle}/feed.xml`]) doors.add(path)
  await carryOut(addUpdateNote, cast.ada, { postId: seen.id, kind: 'correction', body: open['a note'], commentId: comment })
  await decideNow(cast.mo, comment, 'hide')
  const gone = await carryOut(addUpdateNote, cast.ada, { postId: seen.id, kind: 'correction', body: kept['a note that was taken back'] })
  await carryOut(takeBackUpdateNote, cast.ada, { noteId: gone.id, version: 1 })
  const changed = await carryOut(addUpdateNote, cast.ada, { postId: seen.id, kind: 'update', body: kept['the former words of a note'] })
  await carryOut(changeUpdateNote, cast.ada, { noteId: changed.id, version: 1, kind: 'update', body: 'It is said otherwise now.' })
}

/** All that a proposal can say, with a word. */
function wordy(of: string) {
  return [
    { key: 'credits/cccccccc', now: { role: 'cast', name: `Name ${of} ${everywhere}`, as: `As ${of}` }, source: `Source ${of}` },
    { key: 'synopses/cccccccc', now: { kind: 'outline', text: `Told ${of}.` }, source: '' },
    { key: 'otherTitles/cccccccc', now: { title: `Called ${of} ${everywhere}` }, source: `https://e.example/${of}` },
  ]
}

async function proposed(of: string, who?: SignedIn) {
  const work = await aFilm()
  const proposal = await propose(who ?? (await person('pru', 'reader')), work.id, wordy(of), `Comment ${of}`)
  doors.add(`/account/proposals/${proposal.proposalId}`)
  return { ...proposal, workId: work.id }
}

async function aFilm() {
  const work = await film(cast.mo)
  for (const path of [`/works/${work.slug}`, `/works/${work.slug}/history`, `/works/${work.slug}/propose`, `/works/${work.slug}/moderate`]) doors.add(path)
  return work
}

async function approvedAndUndone(itemId: string) {
  const approved = await judge(cast.mo, { itemId }, 'approve')
  if (!approved.ok) throw new Error(approved.message)
  await carryOut(undoDecision, cast.mo, { decisionId: approved.value.decisionId })
}

async function works() {
  const proposer = await person(kept['who proposes it'], 'reader')
  doors.add(`/people/${proposer.handle}`)
  await proposed(kept['a proposal that waits'], proposer)
  await judge(cast.mo, await proposed(kept['a proposal that was returned']), 'return', { reasonNote: kept['why it was returned'] })
  await judge(cast.mo, await proposed(kept['a proposal that was rejected']), 'reject', { reasonNote: kept['a proposal that was rejected'] })
  const own = await person('pru', 'reader')
  await carryOut(withdrawProposal, own, { proposalId: (await proposed(kept['a proposal that was taken back'], own)).proposalId })
  await approvedAndUndone((await proposed(kept['a proposal that was approved and undone'])).itemId)

  const mending = await person('pru', 'reader')
  const mended = await proposed(kept['a proposal that was mended'], mending)
  await judge(cast.mo, mended, 'return')
  await writer().notice.updateMany({ where: { personId: mending.id }, data: { dueAt: new Date(Date.now() - 1000) } })
  const changes = [{ key: 'credits/cccccccc', now: { role: 'cast', name: `Somebody ${open['a fact']} ${everywhere}` }, source: 'the end titles' }]
  await carryOut(sendProposalAgain, mending, { proposalId: mended.proposalId, baseRevisionId: await presentOf(mended.workId), changes, comment: '' })
  expect((await judge(cast.mo, mended, 'approve')).ok).toBe(true)
  expect(JSON.stringify(await factsOf(mended.workId))).toContain(open['a fact'])

  const newWork = async (of: string) => carryOut(proposeChange, await person('pru', 'reader'), { changes: filmFacts(`The ${of} ${everywhere}`, ...wordy(of)), comment: of })
  await newWork(kept['a work that waits'])
  await approvedAndUndone((await newWork(kept['a work that was approved and undone'])).itemId)
  for (const of of [kept['a work that waits'], kept['a work that was approved and undone']]) doors.add(`/works/the-${of}-${everywhere}`)

  const [stays, goes] = [await aFilm(), await aFilm()]
  await propose(await person('pru', 'reader'), goes.id, [...wordy(kept['a proposal for a page that was merged']), minutes(101)], kept['a proposal for a page that was merged'])
  await carryOut(mergeWorks, cast.mo, { workId: goes.id, into: stays.slug })
}

async function guest(name: string, of: string): Promise<{ who: SignedIn; post: Written; itemId: string }> {
  const who = await person(name, 'reader')
  for (const path of [`/people/${who.handle}`, `/people/${who.handle}/atom.xml`]) doors.add(path)
  const { id } = await carryOut(beginGuestPost, who, {})
  const post = { id, slug: id }
  await rewrite(who, id, of, { contentAnswer: 'none', contentNotes: [], works: [] })
  await carryOut(sendGuestPost, who, { postId: id, version: await draftVersion(id) })
  knock(post)
  await knockOnTexts(post)
  const { id: itemId } = await reader().reviewItem.findFirstOrThrow({ where: { postId: id, kind: 'guest_post' }, select: { id: true } })
  return { who, post, itemId }
}

async function decideOn(itemId: string, action: string) {
  const { version } = await reader().reviewItem.findUniqueOrThrow({ where: { id: itemId }, select: { version: true } })
  return carryOut(decide, cast.mo, { itemId, version, action, ...(action === 'approve' ? {} : { reasonCode: 'not-here' }) })
}

async function sent() {
  const waiting = await guest(kept['who sent it'], kept['an essay that was sent'])
  const picture = await image(waiting.who, waiting.post.id)
  kept['an image of a sent essay'] = picture.name
  await rewrite(waiting.who, waiting.post.id, kept['what was written since an essay was sent'], { source: `${text(kept['what was written since an essay was sent'])}\n\n![A river](${picture.url})` })
  await decideOn((await guest(kept['who sent the returned one'], kept['an essay that was returned'])).itemId, 'return')
  await decideOn((await guest(kept['who sent the rejected one'], kept['an essay that was rejected'])).itemId, 'reject')
  const back = await guest(kept['who took it back'], kept['a sent essay that was taken back'])
  await carryOut(withdrawGuestPost, back.who, { postId: back.post.id })
  const undone = await guest(kept['who sent the undone one'], kept['a sent essay that was approved and undone'])
  const { decisionId } = await decideOn(undone.itemId, 'approve')
  const { slug } = await reader().post.findUniqueOrThrow({ where: { id: undone.post.id }, select: { slug: true } })
  await carryOut(undoDecision, cast.mo, { decisionId })
  knock({ id: undone.post.id, slug })
  const approved = await guest('gus', open['a sent essay that was approved'])
  await decideOn(approved.itemId, 'approve')
  await rewrite(approved.who, approved.post.id, kept['what waits of a sent essay that is published'])
  await carryOut(sendGuestPost, approved.who, { postId: approved.post.id, version: await draftVersion(approved.post.id) })
  await knockOnTexts({ id: approved.post.id, slug: (await reader().post.findUniqueOrThrow({ where: { id: approved.post.id }, select: { slug: true } })).slug })
}

/** Searches, and lists that no page leads to. */
function lists(): string[] {
  const q = everywhere
  return [
    '/', '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/robots.txt', '/log', '/series', '/works', `/works?q=${q}`, '/notifications', '/account', '/account/comments', '/account/proposals',
    '/account/series', '/account/invitations', '/write', '/write/deleted', '/admin/imports', `/search?q=${q}`, `/search?q=${q}&order=newest`, `/search?q=${q}&kind=essay`, `/search?q=${q}&kind=comment`, `/search?q=${q}&kind=work`, `/search?q=canary*`,
    `/api/v1/search?q=${q}`, `/works/find?q=${q}`, '/works/find?q=the', '/works/find?q=', `/tags/tag-${q}`, `/tags/${q}`, `/tags/${q}/feed.xml`, `/people/${cast.ada.handle}`, `/people/${cast.rae.handle}`,
    `/people/${cast.ada.handle}/feed.xml`, `/people/${cast.rae.handle}/feed.json`, '/moderation', '/moderation/log', '/api/v1/moderation/queue', '/account/texts', '/account/data', '/account/drafts',
  ]
}

async function readAll() {
  const viewers: [string, Record<string, string>][] = [
    ['anonymous', {}], ['a reader', { cookie: await cookieOf(cast.nia) }], ['another author', { cookie: await cookieOf(ben) }],
  ]
  for (const [who, headers] of viewers) await crawl(who, headers)
  const bearer = { authorization: `Bearer ${await tokenOf(cast.nia)}` }
  for (const address of [...doors, ...lists()].filter((path) => path.startsWith('/api/'))) await ask('a token', address, bearer)
  const rsc = { cookie: await cookieOf(cast.nia), RSC: '1' }
  await inSteps([...doors, ...lists()].filter((path) => !/^\/(api|media)\//.test(path)), (address) => ask('the half of a page', address, rsc))
  await readRequests()
  await readViewsAndMail()
}

async function inSteps(addresses: readonly string[], step: (address: string) => Promise<unknown>) {
  for (let at = 0; at < addresses.length; at += 8) await Promise.all(addresses.slice(at, at + 8).map(step))
}

/** Every door, every list, and wherever they lead. */
async function crawl(who: string, headers: Record<string, string>) {
  const known = new Set([...doors, ...lists()])
  let waiting = [...known]
  while (waiting.length > 0) {
    const found = new Set<string>()
    await inSteps(waiting, async (address) => {
      for (const link of await ask(who, address, headers)) if (!known.has(link)) found.add(link)
    })
    for (const link of found) known.add(link)
    waiting = [...found]
    if (known.size > 1_500) throw new Error(`There is no end to the links of ${who}; one of the last is ${waiting.at(-1)}`)
  }
}

/** Asks for an address and notes what is said there. @returns the addresses that it leads to */
async function ask(who: string, address: string, headers: Record<string, string>): Promise<string[]> {
  // The framework leads its own script on to an address of its own.
  const answer = await fetch(site.url + address, { headers, redirect: 'RSC' in headers ? 'follow' : 'manual' })
  const body = await answer.text()
  answers.push({ asked: who, address, status: answer.status, said: `${[...answer.headers].join('\n')}\n${body}`.toLowerCase() })
  if (!answer.headers.get('content-type')?.startsWith('text/html')) return []
  return tagsIn(body, 'a', 'link').map(({ href = '' }) => href.replace(site.url, '').split('#', 1)[0] ?? '').filter(leadsOn)
}

/** Forms to answer are one like the other, so are those for the facts of a work but for what these stories propose, and the door says where one came from. */
function leadsOn(href: string): boolean {
  return href.startsWith('/') && !/^\/(sign-in\?|sign-out|_next|_own|theme)|\/(reply|report|follow|feature)(\?|$)|\/propose\?field=(?!credits|title)/.test(href)
}

/** What programs of the desk ask, asked by others. */
async function readRequests() {
  for (const [who, person] of [['a reader', cast.nia], ['another author', ben]] as const) {
    const headers = { cookie: await cookieOf(person), origin: site.url, 'content-type': 'application/json' }
    for (const id of essays) {
      const body = JSON.stringify({ version: 0, title: '', standfirst: '', source: 'x', reason: 'saved' })
      for (const [path, sent] of [[`/write/${id}/save`, body], [`/write/${id}/preview-text`, '{"source":"x"}']] as const) {
        const answer = await fetch(site.url + path, { method: 'POST', headers, body: sent })
        answers.push({ asked: who, address: path, status: answer.status, said: (await answer.text()).toLowerCase() })
      }
    }
  }
}

/** What code for the public can read at all, and what was sent to somebody else. An unlisted essay is in the views, and says so there. */
async function readViewsAndMail() {
  const views = await publicReader().$queryRaw<{ name: string }[]>`SELECT viewname AS name FROM pg_views WHERE schemaname = 'public' AND viewname LIKE 'published%'`
  for (const { name } of views) {
    const [row] = await writer().$queryRawUnsafe<{ text: string | null }[]>(`SELECT string_agg(to_jsonb(v)::text, ' ') AS text FROM ${name} v`)
    answers.push({ asked: 'the public role', address: name, status: 200, said: (row?.text ?? '').toLowerCase() })
  }
  const mail = await reader().mail.findMany({ where: { to: { contains: cast.nia.handle } }, select: { subject: true, text: true, html: true } })
  answers.push({ asked: 'a reader', address: 'mail', status: 200, said: JSON.stringify(mail).toLowerCase() })
}

/** Where a word stands, but for addresses that name it: who asks knows it. */
function placesOf(of: string): string[] {
  if (of === '') throw new Error('There is no word to look for')
  return answers.filter(({ address, said }) => said.includes(of) && !address.includes(of)).map(({ asked, address, said }) => `${asked} at ${address}: …${said.slice(Math.max(0, said.indexOf(of) - 60), said.indexOf(of))}`)
}

test('all of it was read, by everybody', () => {
  const by = Map.groupBy(answers, ({ asked }) => asked)
  for (const [who, least] of [['anonymous', 250], ['a reader', 250], ['another author', 250], ['a token', 10], ['the half of a page', 200], ['the public role', 15]] as const) {
    expect(by.get(who)?.length ?? 0, who).toBeGreaterThan(least)
  }
  expect(answers.filter(({ status }) => status >= 500).map(({ asked, address, status }) => `${asked} at ${address}: ${status}`)).toEqual([])
})

describe('nobody else comes by', () => {
  test.each(Object.keys(kept) as Kept[])('%s', (name) => {
    expect(placesOf(kept[name])).toEqual([])
  })
})

test.each(Object.keys(open) as (keyof typeof open)[])('everybody comes by %s, so the places are looked at', (name) => {
  const asking = new Set(answers.filter(({ said }) => said.includes(open[name])).map(({ asked }) => asked))
  expect([...asking]).toEqual(expect.arrayContaining(['anonymous', 'a reader', 'another author', 'the half of a page', 'the public role']))
})

test.each(Object.keys(unlisted) as (keyof typeof unlisted)[])('%s stands at its own address and nowhere else', (name) => {
  const places = answers.filter(({ said, asked }) => asked !== 'the public role' && said.includes(unlisted[name])).map(({ address }) => address)
  expect(places).toContain(`/posts/${unlistedSlug}`)
  expect(places.filter((address) => !address.includes(`/posts/${unlistedSlug}`))).toEqual([])
})

test('what is for nobody is not there at all: the answer is that of an address that never was', () => {
  const writing = answers.filter(({ address, asked }) => /^\/write\/[\da-f-]{36}/.test(address) && asked !== 'anonymous' && asked !== 'the half of a page')
  expect(writing.length).toBeGreaterThan(200)
  expect(writing.filter(({ status }) => ![403, 404].includes(status)).map(({ asked, address, status }) => `${asked} at ${address}: ${status}`)).toEqual([])
  for (const name of ['an image of a draft', 'an image of an essay before its hour', 'an image of one that was put away', 'an image of a sent essay', 'an image of a deleted draft', 'an image of an emptied draft'] as const) {
    const asked = answers.filter(({ address }) => address.startsWith('/media/') && address.includes(kept[name]))
    expect(asked.length, name).toBeGreaterThan(8)
    expect(asked.filter(({ status }) => status !== 404), name).toEqual([])
  }
})
