import { describePage } from '#app/_web/describe-page.ts'
import type { PageWords } from '#app/_web/describe-page.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { partLink } from '#components/comments/thread-links.ts'
import type { ThreadLinks } from '#components/comments/thread-links.ts'
import { sayMinute } from '#components/ui/moment.tsx'
import type { ThreadPage } from '#lib/comments/read-thread.ts'
import { env } from '#lib/env.ts'
import { firstImage } from '#lib/posts/first-image.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { Post } from '#lib/posts/read-post.ts'
import { summarisePost } from '#lib/posts/summarise-post.ts'
import { holdsEssay, isFollowable, linksOf, wholeThread } from './post-links.ts'

/** What the page of an essay says of itself in its head. @param thread the part of the conversation that stands there; null where there is none */
export function describePostPage(post: Post, query: SearchParams, thread: ThreadPage | null): PageWords {
  const links = linksOf(post.slug, query) ?? { slug: post.slug, ...wholeThread }
  return {
    ...describePage({
      title: titleOf(post, links, thread),
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

function describeArticle(post: Post) {
  return {
    type: 'article' as const,
    publishedTime: post.publishedAt.toISOString(),
    modifiedTime: post.updatedAt.toISOString(),
    authors: post.authors.map((author) => `${env().AFTERWORD_ORIGIN}/people/${author.handle}`),
    tags: post.tags.map((tag) => tag.name),
  }
}

function titleOf(post: Post, { order, page, branch }: ThreadLinks, thread: ThreadPage | null): string {
  if (branch) return titleOfBranch(post, thread?.branch ?? null)
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
