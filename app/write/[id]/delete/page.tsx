import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { DeletingPage } from '#components/writing/deleted/deleting-page.tsx'
import { graceDays } from '#lib/media/collecting/collect-images.ts'
import { readDeleting } from '#lib/posts/writing/deleted/read-deleted.ts'
import { deletingPath } from '#lib/posts/writing/writing-paths.ts'
import { deleteIt } from './actions.ts'

export const metadata: Metadata = { title: 'Deleting a draft', robots: { index: false } }

type Props = { params: Promise<{ id: string }> }

/** What goes with a draft, before its author deletes it. */
export default async function Page({ params }: Props) {
  const viewer = await requireViewer()
  const id = z.uuid().safeParse((await params).id)
  const draft = id.success ? await readDeleting(viewer, id.data, new Date()) : null
  if (!draft?.ok) notFound()
  return (
    <SitePage viewer={viewer} path={deletingPath(draft.value.id)}>
      <DeletingPage draft={draft.value} imageDays={graceDays} action={deleteIt} />
    </SitePage>
  )
}
