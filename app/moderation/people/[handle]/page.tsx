import '#components/moderation/people/person-page.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { undoBulkAction } from '#app/moderation/bulk/actions.ts'
import { PersonPage } from '#components/moderation/people/person-page.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readPersonPage } from '#lib/moderation/people/read-person-page.ts'
import { liftAction, noteAction, takeMeasureAction } from './actions.ts'

export const metadata: Metadata = { title: 'Somebody’s record' }

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<SearchParams> }

/** What the team knows of somebody and does about them. */
export default async function Page({ params, searchParams }: Props) {
  const viewer = await requireViewer('moderator')
  const handle = pathPart((await params).handle)
  const after = single((await searchParams).after) ?? ''
  const page = await readPersonPage(viewer, handle, { after, now: new Date() })
  if (!page.ok) notFound()
  const actions = { take: takeMeasureAction, note: noteAction, lift: liftAction, undoBulk: undoBulkAction }
  return (
    <SitePage viewer={viewer} path={`/moderation/people/${handle}`}>
      <PersonPage page={page.value} actions={actions} after={after} />
    </SitePage>
  )
}
