import '#components/people/door.css'
import type { Metadata } from 'next'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { turnAway } from '#app/_web/turn-away.ts'
import { GuidelinesForm } from '#components/house/guidelines-form.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { readGuidelinesVersions } from '#lib/house/read-guidelines-versions.ts'
import type { GuidelinesVersions } from '#lib/house/read-guidelines-versions.ts'
import { saveGuidelines } from './actions.ts'

export const metadata: Metadata = { title: 'Guidelines', robots: { index: false } }

/** The house's own words on how the conversation is kept, and every version of them. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('administrator')
  const wanted = single((await searchParams).version) ?? ''
  const read = await readGuidelinesVersions(viewer, wanted)
  if (!read.ok) return turnAway(read, viewer)
  const { newest, source, earlier, versions } = read.value
  return (
    <SitePage viewer={viewer} path="/admin/guidelines">
      <div className="column door">
        <h1 className="page-title">Guidelines</h1>
        <p>
          What <a href="/guidelines">everybody reads</a> about how the conversation is kept. How long a text usually waits is added by the site itself.
        </p>
        {earlier && <Notice>This is an earlier version. Saving puts it back.</Notice>}
        <GuidelinesForm key={earlier ? wanted : ''} action={saveGuidelines} source={source} basedOn={newest} />
        <Versions versions={versions} />
      </div>
    </SitePage>
  )
}

function Versions({ versions }: Pick<GuidelinesVersions, 'versions'>) {
  if (versions.length === 0) return null
  return (
    <section aria-labelledby="versions">
      <h2 className="section-title" id="versions">
        Versions
      </h2>
      <ul className="plain-lines">
        {versions.map(({ id, at, by }) => (
          <li key={id}>
            <a href={`/admin/guidelines?version=${id}`}>
              <Moment at={at} precision="minute" />
            </a>{' '}
            <span className="meta">{by ?? 'somebody who has left'}</span>
          </li>
        ))}
        <li>
          <a href="/admin/guidelines?version=first">The text that came with the program</a>
        </li>
      </ul>
    </section>
  )
}
