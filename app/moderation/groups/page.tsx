import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { GroupList } from '#components/moderation/bulk/group-list.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readGroups } from '#lib/moderation/bulk/read-groups.ts'
import type { Grouping } from '#lib/moderation/bulk/read-groups.ts'

export const metadata: Metadata = { title: 'Groups' }

const tabs: { grouping: Grouping; href: string; name: string }[] = [
  { grouping: 'people', href: '/moderation/groups', name: 'By person' },
  { grouping: 'hosts', href: '/moderation/groups?by=host', name: 'By link' },
]

/** What waits, by who wrote it or by where it links to. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('moderator')
  const grouping: Grouping = single((await searchParams).by) === 'host' ? 'hosts' : 'people'
  const groups = await readGroups(viewer, grouping)
  if (!groups.ok) notFound()
  return (
    <SitePage viewer={viewer} path="/moderation/groups">
      <div className="bulk-page">
        <header className="desk-head">
          <h1>Groups</h1>
          <nav className="group-tabs" aria-label="Grouped">
            {tabs.map((tab) => (
              <a key={tab.href} href={tab.href} aria-current={tab.grouping === grouping ? 'page' : undefined}>
                {tab.name}
              </a>
            ))}
          </nav>
          <div className="desk-tools">
            <a href="/moderation/bulk">Many at once</a>
          </div>
        </header>
        <GroupList groups={groups.value} grouping={grouping} now={new Date()} />
      </div>
    </SitePage>
  )
}
