import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { currentViewer } from '#app/_web/viewer.ts'
import { partLink } from '#components/comments/thread-links.ts'
import { readPlace } from '#lib/comments/read-place.ts'

/** The permanent address of a comment: on to where it stands now, for those who may see it. */
export default async function CommentPage({ params }: { params: Promise<{ id: string }> }) {
  const id = z.uuid().toLowerCase().safeParse((await params).id)
  const place = id.success ? await readPlace(id.data, await currentViewer()) : null
  if (!place || !id.success) notFound()
  redirect(`${partLink(place)}#comment-${id.data}`)
}
