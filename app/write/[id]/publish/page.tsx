import type { Metadata } from 'next'
import { forbidden, notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { AnnounceForm } from '#components/writing/publishing/announce-form.tsx'
import { PublishingPage } from '#components/writing/publishing/publishing-page.tsx'
import { env } from '#lib/env.ts'
import { fileOfWidth, MEDIA_PATH, readMediaUrl, widthsOf } from '#lib/media-name.ts'
import { readImages } from '#lib/media/read-images.ts'
import type { PostImage } from '#lib/media/read-images.ts'
import { readAdvice } from '#lib/posts/publishing/advice/read-advice.ts'
import { readPublishing } from '#lib/posts/publishing/read-publishing.ts'
import {
  announce, endLink, file, invite, leave, letIn, makeLink, move, moveWithin, publish, putIn, rename, schedule, takeAuthorOut, takeInvitationBack, takeOut, takePasswordAway,
} from './actions.ts'

export const metadata: Metadata = { title: 'Publishing', robots: { index: false } }

type Props = { params: Promise<{ id: string }> }

/** Where an author brings a text before its readers, and settles all that is not the text. */
export default async function Page({ params }: Props) {
  const { id } = await params
  const viewer = await requireViewer('author')
  if (!/^[\da-f-]{36}$/.test(id)) notFound()
  const now = new Date()
  const read = await readPublishing(viewer, id, now)
  if (!read.ok) return read.code === 'not-found' ? notFound() : forbidden()
  const { AFTERWORD_ORIGIN: origin } = env()
  const [advice, images] = await Promise.all([readAdvice(viewer, id, origin), readImages(viewer, id)])
  const { excerpt, standfirst, cover } = read.value
  return (
    <SitePage viewer={viewer} path={`/write/${id}/publish`}>
      <PublishingPage
        post={read.value} advice={advice} now={now} origin={origin}
        actions={{ publish, schedule, move, changeSlug: rename, file, invite, takeInvitationBack, takeAuthorOut, leave, putIn, moveInSeries: moveWithin, takeOut, makeLink, endLink, openByPassword: letIn, endPassword: takePasswordAway }}
        announcing={<AnnounceForm action={announce} postId={id} excerpt={excerpt} standfirst={standfirst} cover={cover} images={images.ok ? images.value.map(asCover) : []} />}
      />
    </SitePage>
  )
}

/** As it is chosen from: in its smallest copy. */
function asCover({ url, width, height, alt }: PostImage) {
  const media = readMediaUrl(url)
  return { url, width, height, alt, small: media ? MEDIA_PATH + fileOfWidth(media, widthsOf(media)[0] ?? media.width) : url }
}
