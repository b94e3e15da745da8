import '#components/writing/images/images.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { ImageList } from '#components/writing/images/image-list.tsx'
import { UploadForm } from '#components/writing/images/upload-form.tsx'
import { nameEssay } from '#components/writing/name-essay.ts'
import { WritingLinks } from '#components/writing/writing-links.tsx'
import { readImages } from '#lib/media/read-images.ts'
import { mediaUrlOf } from '#lib/media-name.ts'
import { readSentStanding } from '#lib/moderation/guest-posts/read-sent-standing.ts'
import { readWriting } from '#lib/posts/writing/read-writing.ts'

export const metadata: Metadata = { title: 'Images of an essay', robots: { index: false } }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

/** The images of an essay, for its authors: a new one, and those that there are with the line that puts each into the text. */
export default async function Page({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const id = z.uuid().safeParse((await params).id)
  const post = id.success ? await readWriting(viewer, id.data, new Date()) : null
  const images = post?.ok ? await readImages(viewer, post.value.id) : null
  if (!post?.ok || !images?.ok) notFound()
  const added = single((await searchParams).added)
  return (
    <SitePage viewer={viewer} path={`/write/${post.value.id}/images`}>
      <div className="column images-page">
        <WritingLinks post={post.value} here="images" role={viewer.role} sent={await readSentStanding(viewer, post.value.id)} />
        <h1 className="page-title">Images of {nameEssay(post.value.draft.title)}</h1>
        {!viewer.suspended && <UploadForm postId={post.value.id} />}
        {images.value.length > 0 ? (
          <>
            <h2>Images that there are</h2>
            <p className="image-facts">Copy the line of an image into the text, by itself between two blank lines. Nobody else sees an image before a text that uses it is published. What no saved text uses is deleted after thirty days.</p>
            <ImageList images={images.value} added={added ? mediaUrlOf(added) : ''} />
          </>
        ) : (
          <p className="image-facts">There are none yet.</p>
        )}
      </div>
    </SitePage>
  )
}
