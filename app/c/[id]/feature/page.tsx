import '#components/comments/own-texts.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { PressForm } from '#components/people/press-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { StoredHtml } from '#components/ui/stored-html.tsx'
import { readFeaturable } from '#lib/comments/read-featured.ts'
import { feature } from './actions.ts'

export const metadata: Metadata = { title: 'Point to this reply', robots: { index: false } }

/** Where an author of an essay points its readers to a reply. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const id = z.uuid().safeParse((await params).id)
  const comment = id.success ? await readFeaturable(viewer, id.data) : null
  if (!comment) notFound()
  return (
    <SitePage viewer={viewer} path={`/c/${comment.id}/feature`}>
      <div className="column case">
        <h1 className="page-title">{comment.featured ? 'You point to this reply' : 'Point to this reply'}</h1>
        <figure className="case-text">
          <figcaption className="meta">{comment.name}</figcaption>
          <StoredHtml className="prose comment-text" html={comment.html} />
        </figure>
        <p>
          {comment.featured
            ? 'Its first lines stand above the conversation, for everybody, and lead to it.'
            : 'Its first lines will stand above the conversation, for everybody, and lead to it. The reply stays in its place.'}
        </p>
        <PressForm action={feature} fields={{ commentId: comment.id, wanted: comment.featured ? 'no' : 'yes' }} pending="One moment …" look={comment.featured ? 'plain' : undefined}>
          {comment.featured ? 'No longer point to it' : 'Point to it'}
        </PressForm>
        <p className="case-back">
          <a href={`/c/${comment.id}`}>Back to the conversation</a>
        </p>
      </div>
    </SitePage>
  )
}
