import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { turnAway } from '#app/_web/turn-away.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { lineNames } from '#components/writing/publishing/publishing-line.tsx'
import { PublishingPage } from '#components/writing/publishing/publishing-page.tsx'
import { env } from '#lib/env.ts'
import { fileOfWidth, MEDIA_PATH, mediaUrlOf, readMediaUrl, widthsOf } from '#lib/media-name.ts'
import { readImages } from '#lib/media/read-images.ts'
import type { PostImage } from '#lib/media/read-images.ts'
import { readAdvice } from '#lib/posts/publishing/advice/read-advice.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'
import { readPublishing } from '#lib/posts/publishing/read-publishing.ts'
import { publishingPath } from '#lib/posts/writing/writing-paths.ts'
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
  if (!read.ok) return read.code === 'not-found' ? notFound() : turnAway(read, viewer)
  const { AFTERWORD_ORIGIN: origin } = env()
  const [advice, images] = await Promise.all([readAdvice(viewer, id, origin), readImages(viewer, id)])
  const pictures = images.ok ? images.value : []
  const query = await searchParams
  const uploaded = pictures.find(({ url }) => url === mediaUrlOf(single(query.cover) ?? ''))
  return (
    <SitePage viewer={viewer} path={publishingPath(id)}>
      <PublishingPage
        post={read.value} advice={advice} now={now} origin={origin} open={lineNames.find((name) => name === single(query.open)) ?? null}
        pictures={{ images: pictures.map(asCover), added: uploaded ? coverOf(uploaded) : null }}
        actions={{ publish, date, schedule, move, changeSlug: rename, file, announce, invite, takeInvitationBack, takeAuthorOut, leave, putIn, moveInSeries: moveWithin, takeOut, makeLink, endLink, openByPassword: letIn, endPassword: takePasswordAway }}
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
