import type { Metadata } from 'next'
import { forbidden, notFound } from 'next/navigation'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { Notice } from '#components/ui/notice.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { AnnounceForm } from '#components/writing/publishing/announce-form.tsx'
import { CoverUpload } from '#components/writing/publishing/cover-upload.tsx'
import { PublishingPage } from '#components/writing/publishing/publishing-page.tsx'
import { env } from '#lib/env.ts'
import { fileOfWidth, MEDIA_PATH, mediaUrlOf, readMediaUrl, widthsOf } from '#lib/media-name.ts'
import { readImages } from '#lib/media/read-images.ts'
import type { PostImage } from '#lib/media/read-images.ts'
import { readAdvice } from '#lib/posts/publishing/advice/read-advice.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'
import { readPublishing } from '#lib/posts/publishing/read-publishing.ts'
import {
  announce, date, endLink, file, invite, leave, letIn, makeLink, move, moveWithin, publish, putIn, rename, schedule, takeAuthorOut, takeInvitationBack, takeOut, takePasswordAway,
} from './actions.ts'

export const metadata: Metadata = { title: 'Publishing', robots: { index: false } }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

/** Where an author brings a text before its readers, and settles all that is not the text. */
export default async function Page({ params, searchParams }: Props) {
  const { id } = await params
  const viewer = await requireViewer('author')
  if (!/^[\da-f-]{36}$/.test(id)) notFound()
  const now = new Date()
  const read = await readPublishing(viewer, id, now)
  if (!read.ok) return read.code === 'not-found' ? notFound() : forbidden()
  const { AFTERWORD_ORIGIN: origin } = env()
  const [advice, images] = await Promise.all([readAdvice(viewer, id, origin), readImages(viewer, id)])
  const { excerpt, standfirst } = read.value
  const pictures = images.ok ? images.value : []
  const added = mediaUrlOf(single((await searchParams).cover) ?? '')
  const uploaded = pictures.find(({ url }) => url === added)
  const cover = uploaded ? coverOf(uploaded) : read.value.cover
  return (
    <SitePage viewer={viewer} path={`/write/${id}/publish`}>
      <PublishingPage
        post={read.value} advice={advice} now={now} origin={origin}
        actions={{ publish, date, schedule, move, changeSlug: rename, file, invite, takeInvitationBack, takeAuthorOut, leave, putIn, moveInSeries: moveWithin, takeOut, makeLink, endLink, openByPassword: letIn, endPassword: takePasswordAway }}
        announcing={
          <>
            {uploaded && <Notice>The picture is there and chosen below. It is the cover once you save that.</Notice>}
            <AnnounceForm action={announce} postId={id} excerpt={excerpt} standfirst={standfirst} cover={cover} images={pictures.map(asCover)} />
            <CoverUpload postId={id} />
          </>
        }
      />
    </SitePage>
  )
}

/** A picture that was just uploaded, with what was said of it then. */
function coverOf({ url: media, alt, decoration, caption, credit }: PostImage): Cover {
  return { media, alt: decoration ? '' : alt, caption, credit }
}

/** As it is chosen from: in its smallest copy. */
function asCover({ url, width, height, alt }: PostImage) {
  const media = readMediaUrl(url)
  return { url, width, height, alt, small: media ? MEDIA_PATH + fileOfWidth(media, widthsOf(media)[0] ?? media.width) : url }
}
