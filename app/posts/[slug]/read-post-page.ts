import { randomUUID } from 'node:crypto'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { nameEntries } from '#components/comments/name-entries.ts'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { partLink, replyLink } from '#components/comments/thread-links.ts'
import type { ThreadLinks } from '#components/comments/thread-links.ts'
import type { SiteHead } from '#components/site/read-site-head.ts'
import { askTogether, known } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { readCarriedUnder } from '#lib/comments/drafts/read-carried.ts'
import { draftsUnder } from '#lib/comments/drafts/read-drafts.ts'
import { isKnown } from '#lib/comments/is-known.ts'
import { isStillSo, likelyPost, rememberPost } from '#lib/comments/likely-post.ts'
import type { LikelyPost } from '#lib/comments/likely-post.ts'
import { featuredUnder } from '#lib/comments/read-featured.ts'
import type { FeaturedReply } from '#lib/comments/read-featured.ts'
import { mutedAmong } from '#lib/comments/read-muted-comments.ts'
import { readTakenBack } from '#lib/comments/read-taken-back.ts'
import { readThread } from '#lib/comments/read-thread.ts'
import type { ThreadEntry, ThreadPage } from '#lib/comments/read-thread.ts'
import { noNews } from '#lib/comments/visits/read-no-news.ts'
import { lastHere, visitSince } from '#lib/comments/visits/read-visit.ts'
import { conversationFeed } from '#lib/feeds/feed-path.ts'
import { readModerable } from '#lib/moderation/decisions/read-moderable.ts'
import { guestItemOf } from '#lib/moderation/guest-posts/find-guest-item.ts'
import { linkMentions } from '#lib/notices/link-mentions.ts'
import { unreadAbout } from '#lib/notices/read-unread-about.ts'
import { saidOfThread } from '#lib/notices/read-words.ts'
import { ownMeasures } from '#lib/people/read-own-measures.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { postAt } from '#lib/posts/read-post.ts'
import type { Post } from '#lib/posts/read-post.ts'
import { relatedTo } from '#lib/posts/read-related.ts'
import type { RelatedPost } from '#lib/posts/read-related.ts'
import { writingPath } from '#lib/posts/writing/writing-paths.ts'
import { hasRole, isSignedIn, permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { holdsEssay, isFollowable, linksOf } from './post-links.ts'

export type PostPageAsk = {
  slug: string
  query: SearchParams
  /** May still be asked for: the essay does not wait for it. */
  viewer: Viewer | Promise<Viewer>
  /** What the cookie holds that opens a text carried through the door; empty for nearly everybody. */
  carried: string
  /** What stands in no list of this page. What has to be looked up first is asked for by itself. */
  leftOut: readonly Choosable[] | (() => Promise<readonly Choosable[]>)
  /** What the frame of the site says to anybody, to be asked together with the essay. */
  head?: Question<SiteHead>
}

/** All that stands on the page of an essay for one viewer, but for the frame of the site around it. */
export type PostPageView = {
  viewer: Viewer
  post: Post
  links: ThreadLinks
  thread: ThreadPage
  frame: Omit<ThreadFrame, 'actions'>
  related: RelatedPost[]
  /** Where its writer changes it; null for everybody else. */
  desk: string | null
  /** Where moderators judge it, if a reader sent it; null for everybody else. */
  judged: string | null
  /** Notices that are read with it. */
  unread: string[]
  /** What the frame of the site says; null where it was not asked for here. */
  head: SiteHead | null
}

/** What is found at an address: no essay, an essay without such a part of its conversation, or the page. */
export type PostPageFound = { kind: 'no post' } | { kind: 'no such page'; post: Post } | { kind: 'gone'; post: Post } | { kind: 'page'; view: PostPageView }

/**
 * Reads the page of an essay, or what is there instead: in as few rounds as what one answer says about the next allows. What is said under it and what stands beside it
 * is asked for together with the essay, by what was known of that when it was read before.
 */
export async function readPostPage({ slug, query, viewer: asks, carried, leftOut, head: asksHead }: PostPageAsk): Promise<PostPageFound> {
  // Before anything of the conversation is read: what is approved from then on may be missing on the page.
  const now = new Date()
  const links = linksOf(slug, query)
  const likely = links && likelyPost(slug)
  const early = likely && links && { thread: begin(async () => readThread(likely, await asks, links)), beside: Array.isArray(leftOut) ? besideOf(likely, links, leftOut) : null }
  const [{ post, head, ...beside }, viewer] = await Promise.all([askTogether({ post: postAt(slug), head: asksHead ?? known(null), ...(early?.beside ?? nothingBeside) }), asks])
  if (!post) return { kind: 'no post' }
  rememberPost(post)
  if (!links) return { kind: 'no such page', post }
  const right = early && isStillSo(likely, post) ? early : null
  const [read, { related, featured }, own] = await Promise.all([
    right ? right.thread : readThread(post, viewer, links), right?.beside ? beside : readBeside(post, links, leftOut), readOwnBeside(post, viewer, carried, now),
  ])
  if (!read) return { kind: 'gone', post }
  const ids = read.entries.map(({ id }) => id)
  const [entries, { unread, muted }, rest] = await Promise.all([
    linkMentions(read.entries),
    askTogether({ unread: unreadAbout(viewer, { commentIds: ids, ...(holdsEssay(links) && { postId: post.id }) }, now), muted: mutedAmong(viewer, ids) }),
    frameOf(post, { viewer, links, query, entries: read.entries, own, now }),
  ])
  const judged = own.guestItem && `/moderation?item=${own.guestItem}`
  const thread = { ...read, entries, count: post.commentCount }
  return { kind: 'page', view: { viewer, post, links, thread, frame: { ...rest, featured, muted }, related, desk: mayWrite(post, viewer) ? writingPath(post.id) : null, judged, unread, head } }
}

/** Begins something that may turn out not to be needed: that it failed is said to whoever waits for it. */
function begin<Answer>(read: () => Promise<Answer>): Promise<Answer> {
  const answer = read()
  answer.catch(() => {})
  return answer
}

const nothingBeside = { related: known<RelatedPost[]>([]), featured: known<FeaturedReply[]>([]) }

/** What stands beside the essay, which is only where the whole of it stands: what to read next, and the replies that its authors point to. */
function besideOf({ id, kind }: LikelyPost, links: ThreadLinks, leftOut: readonly Choosable[]): typeof nothingBeside {
  return holdsEssay(links) ? { related: kind === 'essay' ? relatedTo(id, leftOut) : nothingBeside.related, featured: featuredUnder(id) } : nothingBeside
}

async function readBeside(post: Post, links: ThreadLinks, leftOut: PostPageAsk['leftOut']) {
  return askTogether(besideOf(post, links, typeof leftOut === 'function' ? await leftOut() : leftOut))
}

/** What is known of a viewer and an essay beside what they say under it. */
async function readOwnBeside(post: Post, viewer: Viewer, secret: string, now: Date) {
  const [{ since, unheard, ...own }, carried] = await Promise.all([
    askTogether({
      drafts: draftsUnder(viewer, post.id), since: lastHere(post.id, viewer, now), unheard: noNews(viewer), measures: ownMeasures(viewer, now),
      follows: saidOfThread(viewer, post.id), guestItem: guestItemOf(viewer, post.id),
    }),
    readCarriedUnder(secret, post.id, now),
  ])
  return { ...own, carried, visit: await visitSince(post.id, viewer, { since, unheard, now }) }
}

/** Its authors, and administrators: the same as lib/posts/writing lets in. */
function mayWrite(post: Post, viewer: Viewer): boolean {
  return isSignedIn(viewer) && (hasRole(viewer, 'administrator') || isAuthor(post, viewer))
}

function isAuthor({ authors }: Post, { handle }: Viewer): boolean {
  return authors.some((author) => author.handle === handle)
}

type Asked = {
  viewer: Viewer; links: ThreadLinks; query: SearchParams; entries: ThreadEntry[]
  own: Awaited<ReturnType<typeof readOwnBeside>>; now: Date
}

async function frameOf(post: Post, { viewer, links, query, entries, own, now }: Asked): Promise<Omit<ThreadFrame, 'featured' | 'muted' | 'actions'>> {
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
