import '#components/comments/own-texts.css'
import '#components/comments/history/text-history.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { currentViewer } from '#app/_web/viewer.ts'
import { TextHistory } from '#components/comments/history/text-history.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { readTextHistory } from '#lib/comments/read-text-history.ts'
import { linkMentions } from '#lib/notices/link-mentions.ts'
import { postPath } from '#lib/posts/post-path.ts'
import { hasRole } from '#lib/viewer.ts'

type Props = { params: Promise<{ id: string }> }

const historyOf = cache(async (id: string) => (z.uuid().safeParse(id).success ? readTextHistory(id) : null))

/** An address at which there is nothing says nothing of what could be there. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return (await historyOf((await params).id)) ? { title: 'How a comment was changed', robots: { index: false } } : {}
}

/** What readers saw of a comment before it was changed. */
export default async function Page({ params }: Props) {
  const { id } = await params
  const history = await historyOf(id)
  if (!history) notFound()
  const { post, author, submittedAt, texts } = history
  const viewer = await currentViewer()
  return (
    <SitePage viewer={viewer} path={`/c/${id}/history`}>
      <div className="column case">
        <h1 className="page-title">How this comment was changed</h1>
        <p className="meta">
          By {author?.name ?? 'somebody'} under <a href={postPath(post.slug)}>{post.title}</a>
          {submittedAt && (
            <>
              , <Moment at={submittedAt} />
            </>
          )}
        </p>
        {hasRole(viewer, 'moderator') && <p className="meta">To take earlier texts out of this history, take the comment down and restore it: the history then begins with the text that came back.</p>}
        <TextHistory texts={await linkMentions(texts)} />
        <p className="case-back">
          <a href={`/c/${id}`}>The comment in its place</a>
        </p>
      </div>
    </SitePage>
  )
}
