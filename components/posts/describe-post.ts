import { fromHtml } from 'hast-util-from-html'
import type { ThreadEntry } from '#lib/comments/read-thread.ts'
import { nameWork } from '#components/works/describe-work.ts'
import { leftName } from '#lib/people/left-name.ts'
import { firstImage } from '#lib/posts/first-image.ts'
import { leaveOutFolded } from '#lib/posts/leave-out-folded.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { Post } from '#lib/posts/read-post.ts'
import { sayUpdate } from '#lib/posts/update-notes/say-update.ts'
import { seriesPath } from '#lib/posts/series/series-path.ts'
import { summarisePost } from '#lib/posts/summarise-post.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'
import { site } from '#lib/site.ts'

/** Comments that are named beside an essay. Their texts stand in the page. */
const mostComments = 50

type Said = Pick<ThreadEntry, 'id' | 'parentId' | 'kind' | 'author' | 'submittedAt'>

/** An essay in the words of schema.org, with the comments of one page. Only what everybody may see. */
export function describePost(post: Post, entries: Said[], origin: string): Record<string, unknown> {
  const url = origin + postPath(post.slug)
  const image = firstImage(post)
  const notes = post.updateNotes.filter(({ takenBackAt }) => takenBackAt === null)
  const comments = entries.filter(({ kind }) => kind === 'published').slice(0, mostComments)
  return {
    '@type': post.kind === 'essay' ? 'BlogPosting' : 'WebPage',
    '@id': url,
    headline: post.title,
    description: summarisePost(post),
    url,
    mainEntityOfPage: post.canonicalUrl || url,
    inLanguage: post.lang,
    isAccessibleForFree: true,
    datePublished: post.publishedAt.toISOString(),
    dateModified: post.updatedAt.toISOString(),
    ...(post.kind === 'essay' && { wordCount: post.words }),
    ...(image && { image: new URL(image.url, origin).href }),
    ...(post.tags.length > 0 && { keywords: post.tags.map((tag) => tag.name) }),
    ...(post.series && describeSeries(post.series, origin)),
    ...describeWorks(post, origin),
    author: describeAuthors(post, origin),
    publisher: { '@type': 'Organization', name: site.name, url: `${origin}/` },
    ...(notes.length > 0 && { correction: notes.map((note) => describeNote(note, origin)) }),
    commentCount: post.commentCount,
    ...(comments.length > 0 && { comment: describeComments(comments, origin) }),
  }
}

/** What it is about, and what it only mentions. */
function describeWorks({ works }: Post, origin: string) {
  const named = (mentioned: boolean) => works.filter(({ role }) => (role === 'mention') === mentioned).map((work) => nameWork(work, origin))
  return { ...(named(false).length > 0 && { about: named(false) }), ...(named(true).length > 0 && { mentions: named(true) }) }
}

/** An essay whose only author has left still has somebody who wrote it. */
function describeAuthors({ kind, authors }: Post, origin: string) {
  if (kind === 'essay' && authors.length === 0) return [{ '@type': 'Person', name: leftName }]
  return authors.map((author) => ({ '@type': 'Person', name: author.name, url: `${origin}/people/${author.handle}` }))
}

function describeSeries(series: NonNullable<Post['series']>, origin: string) {
  return { isPartOf: { '@type': 'CreativeWorkSeries', name: series.title, url: origin + seriesPath(series.slug) }, position: series.part }
}

/** The comment that led to it is what the note is based on. What its author folded in it is not told. */
function describeNote(note: Post['updateNotes'][number], origin: string) {
  const { credit, changedAt } = note
  return {
    '@type': 'CorrectionComment',
    name: sayUpdate(note),
    text: visibleText(fromHtml(leaveOutFolded(note.html), { fragment: true })),
    datePublished: note.at.toISOString(),
    ...(changedAt && { dateModified: changedAt.toISOString() }),
    ...(credit && {
      isBasedOn: `${origin}/c/${credit.commentId}`,
      contributor: { '@type': 'Person', name: credit.name, ...(credit.handle && { url: `${origin}/people/${credit.handle}` }) },
    }),
  }
}

function describeComments(comments: Said[], origin: string) {
  const named = new Set(comments.map(({ id }) => id))
  return comments.map(({ id, parentId, author, submittedAt }) => ({
    '@type': 'Comment',
    '@id': `${origin}/c/${id}`,
    url: `${origin}/c/${id}`,
    ...(submittedAt && { dateCreated: submittedAt.toISOString() }),
    author: { '@type': 'Person', name: author?.name || 'Somebody', ...(author?.handle && { url: `${origin}/people/${author.handle}` }) },
    ...(parentId && named.has(parentId) && { parentItem: { '@id': `${origin}/c/${parentId}` } }),
  }))
}
