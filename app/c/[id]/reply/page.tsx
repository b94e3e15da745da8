import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { currentViewer } from '#app/_web/viewer.ts'
import { replyLink } from '#components/comments/thread-links.ts'
import { readPlace } from '#lib/comments/read-place.ts'

/** On to the form under a comment, wherever in its thread that stands now. */
export default async function ReplyPage({ params }: { params: Promise<{ id: string }> }) {
  const id = z.uuid().safeParse((await params).id)
  const place = id.success ? await readPlace(id.data, await currentViewer()) : null
  if (!place || !id.success) notFound()
  redirect(replyLink(place, id.data))
}
