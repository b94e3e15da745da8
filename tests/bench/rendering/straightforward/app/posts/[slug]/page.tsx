import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Comments } from '../../../components/comments'
import { ReplyForm } from '../../../components/reply-form'
import { readComments } from '../../../lib/comments'
import { renderMarkdown } from '../../../lib/markdown'
import { readPost } from '../../../lib/posts'
import { sayDay } from '../../../lib/say-day'
import { currentViewer } from '../../../lib/viewer'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ page?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const post = await readPost((await params).slug)
  return { title: post?.publishedRevision?.title, description: post?.publishedRevision?.standfirst }
}

export default async function PostPage({ params, searchParams }: Props) {
  const { slug } = await params
  const { page = '1' } = await searchParams
  const [post, viewer] = await Promise.all([readPost(slug), currentViewer()])
  if (!post?.publishedRevision) notFound()
  const { title, standfirst, source } = post.publishedRevision
  const { count, comments } = await readComments(post.id, Number(page), viewer?.id)
  return (
    <>
      <article>
        <header>
          <h1>{title}</h1>
          {standfirst && <p>{standfirst}</p>}
          <p>
            {post.authorships.map(({ person }) => (
              <a key={person.id} href={`/people/${person.handle}`}>
                {person.name}
              </a>
            ))}
            {post.publishedAt && <time dateTime={post.publishedAt.toISOString()}>{sayDay(post.publishedAt)}</time>}
            <a href="#conversation">{count} replies</a>
          </p>
        </header>
        <div dangerouslySetInnerHTML={{ __html: renderMarkdown(source) }} />
        <footer>
          {post.tags.map(({ tag }) => (
            <a key={tag.slug} href={`/tags/${tag.slug}`}>
              {tag.name}
            </a>
          ))}
        </footer>
      </article>
      <section id="conversation">
        <h2>The conversation</h2>
        <Comments comments={comments} slug={slug} viewerId={viewer?.id} />
        <ReplyForm slug={slug} signedIn={viewer !== null} />
      </section>
    </>
  )
}
