import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { resumeBulkAction, stopBulkAction, undoBulkAction } from '#app/moderation/bulk/actions.ts'
import { BulkPage } from '#components/moderation/bulk/bulk-page.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readBulk } from '#lib/moderation/bulk/read-bulk.ts'

export const metadata: Metadata = { title: 'Many at once' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

/** How far a bulk came. */
export default async function Page({ params, searchParams }: Props) {
  const viewer = await requireViewer('moderator')
  const bulk = await readBulk(viewer, pathPart((await params).id))
  if (!bulk.ok) notFound()
  const still = single((await searchParams).still) !== undefined
  return (
    <SitePage viewer={viewer} path={`/moderation/bulk/${bulk.value.id}`}>
      <BulkPage bulk={bulk.value} actions={{ stop: stopBulkAction, resume: resumeBulkAction, undo: undoBulkAction }} still={still} now={new Date()} />
    </SitePage>
  )
}
