import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { SitePage } from '#components/site/site-page.tsx'
import { DeletedList } from '#components/writing/deleted/deleted-list.tsx'
import { readDeleted } from '#lib/posts/writing/deleted/read-deleted.ts'
import { deletedPath } from '#lib/posts/writing/writing-paths.ts'
import { bringBack } from './actions.ts'

export const metadata: Metadata = { title: 'Deleted drafts', robots: { index: false } }

/** What an author deleted, as long as it can be brought back. */
export default async function Page() {
  const viewer = await requireViewer()
  return (
    <SitePage viewer={viewer} path={deletedPath}>
      <DeletedList drafts={await readDeleted(viewer, new Date())} action={viewer.suspended ? null : bringBack} />
    </SitePage>
  )
}
