import '#components/people/door.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { turnAway } from '#app/_web/turn-away.ts'
import { SecurityList } from '#components/people/security-list.tsx'
import { SecuritySearch } from '#components/people/security-search.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readSecurityLog } from '#lib/people/security/read-security-log.ts'
import { securityFilter } from '#lib/people/security/security-filter.ts'

export const metadata: Metadata = { title: 'Security', robots: { index: false } }

/** Who came in, who could not, and who was refused, given or took what. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('administrator')
  const asked = await searchParams
  const filter = securityFilter({ person: single(asked.person), kind: single(asked.kind), after: single(asked.after) })
  const log = await readSecurityLog(viewer, filter)
  if (!log.ok && log.code === 'forbidden') return turnAway(log, viewer)
  const { events, next } = log.ok ? log.value : { events: [], next: null }
  const older = next && new URLSearchParams({ ...(filter.person && { person: filter.person }), ...(filter.kind && { kind: filter.kind }), after: next })
  return (
    <SitePage viewer={viewer} path="/admin/security">
      <div className="column door">
        <h1 className="page-title">Security</h1>
        <p>
          Signing in, roles, passwords, tokens, secret links, settings, copies, and what was refused, for a year. Of where somebody came from only the network is kept, and that goes when they leave. What moderators decided
          stands in <a href="/moderation/log">their log</a>.
        </p>
        <SecuritySearch filter={filter} />
        {log.ok ? <SecurityList events={events} filtered={filter.person !== '' || filter.kind !== '' || filter.after !== ''} /> : <p role="status">{log.message}</p>}
        {older && (
          <p>
            <a href={`/admin/security?${older}`}>Older</a>
          </p>
        )}
      </div>
    </SitePage>
  )
}
