import type { Metadata } from 'next'
import { notFound, permanentRedirect, redirect } from 'next/navigation'
import { cache } from 'react'
import { carriedSecret } from '#app/_web/carried.ts'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { pathPart, single, withQuery } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { sayFollow } from '#app/account/notices/actions.ts'
import { noteSeen } from '#app/notifications/actions.ts'
import { partLink, takenLink } from '#components/comments/thread-links.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { hasTakenBack } from '#lib/comments/read-taken-back.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { findProtected } from '#lib/posts/publishing/read-protected.ts'
import type { Post } from '#lib/posts/read-post.ts'
import { edit, moderate, noteVisit, reply, resubmit, undo, withdraw } from './actions.ts'
import { describePostPage } from './describe-post-page.ts'
import { wholeThread } from './post-links.ts'
import { PostPage } from './post-page.tsx'
import { readPostPage } from './read-post-page.ts'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

/** Read once for what the page says of itself and for what stands there. @param asked the query, as JSON: one text for both */
const foundAt = cache(async (slug: string, asked: string) => {
  const query: SearchParams = JSON.parse(asked)
  return readPostPage({ slug, query, viewer: currentViewer(), carried: await carriedSecret(), leftOut: () => leftOutHere(query) })
})

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const query = await searchParams
  const found = await foundAt(pathPart((await params).slug), JSON.stringify(query))
  if (found.kind === 'no post') return {}
  return found.kind === 'page' ? describePostPage(found.view.post, query, found.view.thread) : describePostPage(found.post, query, null)
}

export default async function Page({ params, searchParams }: Props) {
  const slug = pathPart((await params).slug)
  const query = await searchParams
  const found = await foundAt(slug, JSON.stringify(query))
  if (found.kind === 'no post') return leaveFor(slug, query)
  if (found.kind === 'gone') return leaveGone(found.post, single(query.taken))
  if (found.kind === 'no such page') notFound()
  const { view } = found
  return (
    <SitePage viewer={view.viewer} path={partLink(view.links)}>
      <PostPage view={view} actions={{ reply, resubmit, withdraw, edit, moderate, undo, noteVisit, follow: sayFollow, noteSeen }} />
    </SitePage>
  )
}

/** With the last comment of a page, or the one that a branch hangs on, the page goes too: that it was taken back is said at the beginning then. */
async function leaveGone(post: Post, taken = ''): Promise<never> {
  if (await hasTakenBack(await currentViewer(), taken)) redirect(takenLink({ slug: post.slug, ...wholeThread }, taken))
  notFound()
}

/** To the present address, with the page of the conversation that was asked for; or to the door, where a password opens it. */
async function leaveFor(slug: string, query: SearchParams): Promise<never> {
  const address = await findRedirect(`/posts/${slug}`)
  if (address) permanentRedirect(withQuery(address, query))
  const door = await findProtected(`/posts/${slug}`)
  if (door) redirect(door)
  notFound()
}
