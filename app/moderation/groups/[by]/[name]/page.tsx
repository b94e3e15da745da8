import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { startBulkAction } from '#app/moderation/bulk/actions.ts'
import { GroupPage } from '#components/moderation/bulk/group-page.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readGroup } from '#lib/moderation/bulk/read-group.ts'

type Props = { params: Promise<{ by: string; name: string }>; searchParams: Promise<SearchParams> }

/** Told apart from other groups by what the address names. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Group: ${pathPart((await params).name)}` }
}

/** All that waits from one person, or links to one host. */
export default async function Page({ params, searchParams }: Props) {
  const viewer = await requireViewer('moderator')
  const [{ by, name }, query] = await Promise.all([params, searchParams])
  const after = single(query.after) ?? ''
  const asked = single(query.all)
  const all = asked === 'approve' || asked === 'reject' ? asked : null
  const view = await readGroup(viewer, { by, name: pathPart(name), after, ...(all && { action: all }) })
  if (!view.ok) notFound()
  return (
    <SitePage viewer={viewer} path={`/moderation/groups/${by}/${name}`}>
      <GroupPage view={view.value} all={all} after={after} start={startBulkAction} now={new Date()} />
    </SitePage>
  )
}
