import { postPath } from '#lib/posts/post-path.ts'
import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { feedLinks } from '#app/_web/feed.ts'
import { pageNumber, pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { Conversation } from '#components/comments/conversation.tsx'
import type { ThreadFrame } from '#components/comments/thread.tsx'
import { partLink, replyLink } from '#components/comments/thread-links.ts'
import type { ThreadLinks } from '#components/comments/thread-links.ts'
import { describePost, postSummary } from '#components/posts/describe-post.ts'
import { Essay } from '#components/posts/essay.tsx'
import { EssayReminder } from '#components/posts/essay-reminder.tsx'
import { JsonLd } from '#components/posts/json-ld.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readThread } from '#lib/comments/read-thread.ts'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'
import { env } from '#lib/env.ts'
import { readModerable } from '#lib/moderation/decisions/read-moderable.ts'
import { readOwnMeasures } from '#lib/people/read-own-measures.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { readPost } from '#lib/posts/read-post.ts'
import type { Post } from '#lib/posts/read-post.ts'
import { isSignedIn, permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { edit, moderate, reply, resubmit, undo, withdraw } from './actions.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

const postOf = cache(readPost)

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const post = await postOf(pathPart((await params).slug))
  if (!post) return {}
  const query = await searchParams
  const links = linksOf(post, pageNumber(query.page) ?? 1, query)
  const { page } = links
  const description = postSummary(post)
  return {
    title: page > 1 ? `${post.title}, page ${page} of the conversation` : post.title,
    description,
    authors: post.authors.map((author) => ({ name: author.name, url: `/people/${author.handle}` })),
    alternates: { canonical: post.canonicalUrl && holdsEssay(links) ? post.canonicalUrl : partLink(links), types: feedLinks('') },
    openGraph: {
      type: 'article',
      title: post.title,
      description,
      url: postPath(post.slug),
      publishedTime: post.publishedAt.toISOString(),
      modifiedTime: post.updatedAt.toISOString(),
      authors: post.authors.map((author) => author.name),
      tags: post.tags.map((tag) => tag.name),
    },
    ...(post.kind === 'essay' && !post.listed && { robots: { index: false } }),
  }
}

function linksOf(post: Post, page: number, query: SearchParams): ThreadLinks {
  return { slug: post.slug, page, after: single(query.after) ?? '' }
}

/** The essay stands above the beginning of its conversation; what comes later only names it. */
function holdsEssay({ page, after }: ThreadLinks): boolean {
  return page === 1 && after === ''
}

export default async function PostPage({ params, searchParams }: Props) {
  const slug = pathPart((await params).slug)
  const query = await searchParams
  const post = await postOf(slug)
  if (!post) return leaveFor(await findRedirect(`/posts/${slug}`))
  const page = query.page === undefined ? 1 : pageNumber(query.page)
  if (!page) notFound()
  const viewer = await currentViewer()
  const links = linksOf(post, page, query)
  const thread = await readThread(post, viewer, page, links.after)
  if (!thread) notFound()
  const frame = await frameOf(post, { viewer, links, query, entries: thread.entries })
  const talks = post.commentsOpen || thread.count > 0 || thread.entries.length > 0
  return (
    <SitePage viewer={viewer} path={partLink(links)}>
      {holdsEssay(links) ? <Essay post={post} /> : <EssayReminder post={post} />}
      {talks && <Conversation thread={thread} frame={frame} />}
      {holdsEssay(links) && <JsonLd data={describePost(post, env().AFTERWORD_ORIGIN)} />}
    </SitePage>
  )
}

function leaveFor(address: string | null): never {
  if (address) permanentRedirect(address)
  notFound()
}

type Asked = { viewer: Viewer; links: ThreadLinks; query: SearchParams; entries: ThreadEntry[] }

async function frameOf(post: Post, { viewer, links, query, entries }: Asked): Promise<ThreadFrame> {
  const signedIn = isSignedIn(viewer)
  const [replyTo, editing, moderating] = [single(query.reply), single(query.edit), single(query.moderate)]
  const about = entries.filter(({ id, kind }) => kind === 'hidden' || id === moderating).map(({ id }) => id)
  return {
    links,
    writing: writingOf(post, viewer),
    measures: await readOwnMeasures(viewer, new Date()),
    replyTo: signedIn ? (replyTo ?? null) : null,
    editing: signedIn ? (editing ?? null) : null,
    moderable: permitRole(viewer, 'moderator') ? null : await readModerable(viewer, about, new Date()),
    moderating: moderating ?? null,
    here: replyTo ? replyLink(links, replyTo) : `${partLink(links)}#reply`,
    actions: { reply, resubmit, withdraw, edit, moderate, undo },
    idempotencyKey: randomUUID,
  }
}

function writingOf(post: Post, viewer: Viewer): ThreadFrame['writing'] {
  if (!post.commentsOpen) return 'closed'
  if (!isSignedIn(viewer)) return 'signed-out'
  return viewer.suspended ? 'suspended' : 'open'
}
