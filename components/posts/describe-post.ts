import { postPath } from '#lib/posts/post-path.ts'
import type { Post } from '#lib/posts/read-post.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { site } from '#lib/site.ts'

/** An essay in the words of schema.org. Only what everybody may see. */
export function describePost(post: Post, origin: string): Record<string, unknown> {
  return {
    '@type': post.kind === 'essay' ? 'BlogPosting' : 'WebPage',
    headline: post.title,
    description: postSummary(post),
    url: origin + postPath(post.slug),
    inLanguage: post.lang,
    datePublished: post.publishedAt.toISOString(),
    dateModified: post.updatedAt.toISOString(),
    wordCount: post.words,
    commentCount: post.commentCount,
    keywords: post.tags.map((tag) => tag.name),
    author: post.authors.map((author) => ({ '@type': 'Person', name: author.name, url: `${origin}/people/${author.handle}` })),
    publisher: { '@type': 'Organization', name: site.name, url: origin },
    ...(post.updateNotes.length > 0 && { correction: post.updateNotes.map(describeNote) }),
  }
}

function describeNote(note: Post['updateNotes'][number]) {
  return { '@type': 'CorrectionComment', datePublished: note.at.toISOString(), additionalType: note.kind }
}

/** The author's own summary, else the standfirst, else the beginning of the text. */
export function postSummary(post: Pick<Post, 'excerpt' | 'standfirst' | 'text'>): string {
  return post.excerpt || post.standfirst || shorten(post.text, 200)
}
