import { postPath } from '#lib/posts/post-path.ts'
import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound, permanentRedirect, redirect } from 'next/navigation'
import { cache } from 'react'
import { describePage } from '#app/_web/describe-page.ts'
import { pageNumber, pathPart, single, withQuery } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { carriedSecret } from '#app/_web/carried.ts'
import { noteSeen } from '#app/notifications/actions.ts'
import { sayFollow } from '#app/account/notices/actions.ts'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { nameEntries } from '#components/comments/name-entries.ts'
import { Conversation } from '#components/comments/conversation.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { partLink, replyLink, takenLink } from '#components/comments/thread-links.ts'
import type { ThreadLinks } from '#components/comments/thread-links.ts'
import { NoteSeen } from '#components/notices/note-seen.tsx'
import { describePost } from '#components/posts/describe-post.ts'
import { Essay } from '#components/posts/essay.tsx'
import { EssayReminder } from '#components/posts/essay-reminder.tsx'
import { JsonLd } from '#components/posts/json-ld.tsx'
import { sayMinute } from '#components/ui/moment.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { describeReview } from '#components/works/describe-work.ts'
import { askTogether, known } from '#lib/ask.ts'
import { isKnown } from '#lib/comments/is-known.ts'
import { readCarriedUnder } from '#lib/comments/drafts/read-carried.ts'
import { draftsUnder } from '#lib/comments/drafts/read-drafts.ts'
import { featuredUnder } from '#lib/comments/read-featured.ts'
import type { FeaturedReply } from '#lib/comments/read-featured.ts'
import { readThread } from '#lib/comments/read-thread.ts'
import type { ThreadEntry, ThreadPage } from '#lib/comments/read-thread.ts'
import { hasTakenBack, readTakenBack } from '#lib/comments/read-taken-back.ts'
import { threadOrders } from '#lib/comments/thread-part.ts'
import { noNews } from '#lib/comments/visits/read-no-news.ts'
import { lastHere, visitSince } from '#lib/comments/visits/read-visit.ts'
import { mutedAmong } from '#lib/comments/read-muted-comments.ts'
import { env } from '#lib/env.ts'
import { conversationFeed } from '#lib/feeds/feed-path.ts'
import { readModerable } from '#lib/moderation/decisions/read-moderable.ts'
import { linkMentions } from '#lib/notices/link-mentions.ts'
import { unreadAbout } from '#lib/notices/read-unread-about.ts'
import { saidOfThread } from '#lib/notices/read-words.ts'
import { ownMeasures } from '#lib/people/read-own-measures.ts'
import { guestItemOf } from '#lib/moderation/guest-posts/find-guest-item.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { firstImage } from '#lib/posts/first-image.ts'
import { findProtected } from '#lib/posts/publishing/read-protected.ts'
import { readPost } from '#lib/posts/read-post.ts'
import type { Post } from '#lib/posts/read-post.ts'
import { relatedTo } from '#lib/posts/read-related.ts'
import type { RelatedPost } from '#lib/posts/read-related.ts'
import { summarisePost } from '#lib/posts/summarise-post.ts'
import { writingPath } from '#lib/posts/writing/writing-paths.ts'
import { hasRole, isSignedIn, permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { edit, moderate, noteVisit, reply, resubmit, undo, withdraw } from './actions.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

const postOf = cache(readPost)

/** Before anything of the conversation is read: what is approved from then on may be missing on the page. */
const begun = cache(() => new Date())

/** The part of a thread that an address names, read once for its title and for what stands there. */
const threadOf = cache(async (slug: string, order: ThreadLinks['order'], page: number, branch: string, after: string): Promise<ThreadPage | null> => {
  begun()
  const post = await postOf(slug)
  return post && readThread(post, await currentViewer(), { order, page, branch, after })
})

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const query = await searchParams
  const post = await postOf(pathPart((await params).slug))
  if (!post) return {}
  const links = linksOf(post, query) ?? { slug: post.slug, ...wholeThread }
  return {
    ...describePage({
      title: await titleOf(post, links),
      description: summarisePost(post),
      canonical: canonicalOf(post, links),
      feeds: isFollowable(post) ? { conversation: post } : {},
      lang: post.lang,
      image: firstImage(post),
      about: post.kind === 'essay' ? describeArticle(post) : undefined,
    }),
    authors: post.authors.map((author) => ({ name: author.name, url: `/people/${author.handle}` })),
    ...(post.kind === 'essay' && !post.listed && { robots: { index: false } }),
  }
}

function describeArticle(post: Post): NonNullable<Metadata['openGraph']> {
  return {
    type: 'article',
    publishedTime: post.publishedAt.toISOString(),
    modifiedTime: post.updatedAt.toISOString(),
    authors: post.authors.map((author) => `${env().AFTERWORD_ORIGIN}/people/${author.handle}`),
    tags: post.tags.map((tag) => tag.name),
  }
}

/** There is no feed of what nobody can answer, nor of what is said under an unlisted essay. */
function isFollowable({ kind, listed, commentsOpen, commentCount }: Post): boolean {
  return (listed || kind === 'page') && (commentsOpen || commentCount > 0)
}

const wholeThread = { order: 'thread', page: 1, branch: '', after: '' } as const

/** Null where the number of a page is none. An order that nobody knows is the usual one. */
function linksOf(post: Post, query: SearchParams): ThreadLinks | null {
  const page = query.page === undefined ? 1 : pageNumber(query.page)
  const order = threadOrders.find((known) => known === single(query.order)) ?? 'thread'
  return page ? { slug: post.slug, order, page, branch: single(query.branch) ?? '', after: single(query.after) ?? '' } : null
}

async function titleOf(post: Post, { order, page, branch, after }: ThreadLinks): Promise<string> {
  if (branch) return titleOfBranch(post, (await threadOf(post.slug, order, page, branch, after))?.branch ?? null)
  if (order !== 'thread') return `${post.title}, ${order === 'newest' ? 'newest replies first' : 'replies by time'}`
  return page > 1 ? `${post.title}, page ${page} of the conversation` : post.title
}

function titleOfBranch({ title }: Post, branch: ThreadPage['branch']): string {
  if (!branch?.name || !branch.at) return `One branch of the conversation: ${title}`
  return `What was said to ${branch.name}, ${sayMinute(branch.at)}: ${title}`
}

/** What is said in a branch, or by time, is said in the thread: one address is enough for those who collect them. */
function canonicalOf(post: Post, links: ThreadLinks): string {
  if (links.branch || links.order !== 'thread') return post.canonicalUrl || postPath(post.slug)
  return post.canonicalUrl && holdsEssay(links) ? post.canonicalUrl : partLink(links)
}

/** The essay stands above the beginning of its conversation; what comes later only names it. */
function holdsEssay({ order, page, branch, after }: ThreadLinks): boolean {
  return order === 'thread' && page === 1 && branch === '' && after === ''
}

export default async function PostPage({ params, searchParams }: Props) {
  const slug = pathPart((await params).slug)
  const query = await searchParams
  const [post, viewer] = await Promise.all([postOf(slug), currentViewer()])
  if (!post) return leaveFor(slug, query)
  const links = linksOf(post, query)
  if (!links) notFound()
  const now = begun()
  const [read, { related, featured }, own] = await Promise.all([
    threadOf(post.slug, links.order, links.page, links.branch, links.after), readBeside(post, links, query), readOwnBeside(post, viewer, now),
  ])
  if (!read) return leaveGone(post, viewer, single(query.taken))
  const ids = read.entries.map(({ id }) => id)
  const [entries, { unread, muted }, rest] = await Promise.all([
    linkMentions(read.entries),
    askTogether({ unread: unreadAbout(viewer, { commentIds: ids, ...(holdsEssay(links) && { postId: post.id }) }, now), muted: mutedAmong(viewer, ids) }),
    frameOf(post, { viewer, links, query, entries: read.entries, own, now }),
  ])
  const [thread, frame] = [{ ...read, entries }, { ...rest, featured, muted }]
  const talks = post.commentsOpen || frame.taken !== null || thread.count > 0 || thread.entries.length > 0
  return (
    <SitePage viewer={viewer} path={partLink(links)}>
      <div className="h-entry">
        {holdsEssay(links) ? <Essay post={post} related={related} desk={mayWrite(post, viewer) ? writingPath(post.id) : null} judged={judgedAt(own.guestItem)} /> : <EssayReminder post={post} />}
        {talks && <Conversation thread={thread} frame={frame} />}
      </div>
      {isSignedIn(viewer) && <NoteSeen unread={unread} reads="named" action={noteSeen} />}
      {links.order === 'thread' && links.branch === '' && <JsonLd data={describePost(post, thread.entries, env().AFTERWORD_ORIGIN)} />}
      {holdsEssay(links) && reviewsOf(post).map((review) => <JsonLd key={review.key} data={review.data} />)}
    </SitePage>
  )
}

/** What stands beside the essay, which is only where the whole of it stands: what to read next, and the replies that its authors point to. */
async function readBeside(post: Post, links: ThreadLinks, query: SearchParams): Promise<{ related: RelatedPost[]; featured: FeaturedReply[] }> {
  if (!holdsEssay(links)) return { related: [], featured: [] }
  const related = post.kind === 'essay' ? relatedTo(post.id, await leftOutHere(query)) : known<RelatedPost[]>([])
  return askTogether({ related, featured: featuredUnder(post.id) })
}

/** What is known of a viewer and an essay beside what they say under it. */
async function readOwnBeside(post: Post, viewer: Viewer, now: Date) {
  const [{ since, unheard, ...own }, carried] = await Promise.all([
    askTogether({
      drafts: draftsUnder(viewer, post.id), since: lastHere(post.id, viewer, now), unheard: noNews(viewer), measures: ownMeasures(viewer, now),
      follows: saidOfThread(viewer, post.id), guestItem: guestItemOf(viewer, post.id),
    }),
    readCarriedUnder(await carriedSecret(), post.id, now),
  ])
  return { ...own, carried, visit: await visitSince(post.id, viewer, { since, unheard, now }) }
}

/** Where moderators take down what a reader sent. */
function judgedAt(item: string | null): string | null {
  return item && `/moderation?item=${item}`
}

/** Its authors, and administrators: the same as lib/posts/writing lets in. */
function mayWrite(post: Post, viewer: Viewer): boolean {
  return isSignedIn(viewer) && (hasRole(viewer, 'administrator') || isAuthor(post, viewer))
}

function isAuthor({ authors }: Post, { handle }: Viewer): boolean {
  return authors.some((author) => author.handle === handle)
}

/** An essay that reviews a work says so to machines, once for each. */
function reviewsOf(post: Post) {
  const origin = env().AFTERWORD_ORIGIN
  const essay = { ...post, url: origin + postPath(post.slug) }
  return post.works.filter(({ role }) => role === 'review').map((work) => ({ key: work.slug, data: describeReview(work, essay, origin) }))
}

/** With the last comment of a page, or the one that a branch hangs on, the page goes too: that it was taken back is said at the beginning then. */
async function leaveGone(post: Post, viewer: Viewer, taken = ''): Promise<never> {
  if (await hasTakenBack(viewer, taken)) redirect(takenLink({ slug: post.slug, ...wholeThread }, taken))
  notFound()
}

/** To the present address, with the page of the conversation that was asked for; or to the door, where a password opens it. */
async function leaveFor(slug: string, query: SearchParams): Promise<never> {
  const address = await findRedirect(`/posts/${slug}`)
  if (address) permanentRedirect(withQuery(address, query))
  const door = await findProtected(`/posts/${slug}`, new Date())
  if (door) redirect(door)
  notFound()
}

type Asked = {
  viewer: Viewer; links: ThreadLinks; query: SearchParams; entries: ThreadEntry[]
  own: Awaited<ReturnType<typeof readOwnBeside>>; now: Date
}

async function frameOf(post: Post, { viewer, links, query, entries, own, now }: Asked): Promise<Omit<ThreadFrame, 'featured' | 'muted'>> {
  const signedIn = isSignedIn(viewer)
  const [replyTo, editing, moderating] = [single(query.reply), single(query.edit), single(query.moderate)]
  const about = entries.filter(({ id, kind }) => kind === 'hidden' || id === moderating).map(({ id }) => id)
  const [writing, taken, moderable] = await Promise.all([
    writingOf(post, viewer), readTakenBack(viewer, single(query.taken) ?? '', { ids: entries.map(({ id }) => id), order: links.order }), readModerable(viewer, about, now),
  ])
  return {
    links,
    names: nameEntries(entries),
    writing,
    postId: post.id,
    writer: viewer.handle,
    drafts: signedIn ? own.drafts : own.carried,
    brought: signedIn ? own.carried : new Map(),
    visit: own.visit,
    measures: own.measures,
    replyTo: replyTo ?? null,
    taken,
    editing: signedIn ? (editing ?? null) : null,
    moderable: permitRole(viewer, 'moderator') ? null : moderable,
    moderating: moderating ?? null,
    follows: own.follows,
    ownEssay: signedIn && isAuthor(post, viewer),
    manners: post.manners,
    feed: isFollowable(post) ? conversationFeed(post.slug) : null,
    here: replyTo ? replyLink(links, replyTo) : `${partLink(links)}#reply`,
    actions: { reply, resubmit, withdraw, edit, moderate, undo, noteVisit, follow: sayFollow },
    idempotencyKey: randomUUID,
  }
}

async function writingOf(post: Post, viewer: Viewer): Promise<ThreadFrame['writing']> {
  if (!post.commentsOpen) return 'closed'
  if (!isSignedIn(viewer)) return 'signed-out'
  if (viewer.suspended) return 'suspended'
  const free = !post.manners.knownOnly || isAuthor(post, viewer) || hasRole(viewer, 'moderator')
  return free || (await isKnown(viewer)) ? 'open' : 'unknown'
}
