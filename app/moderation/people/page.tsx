import '#components/moderation/people/person-page.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '#app/_web/require-viewer.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { PersonList } from '#components/moderation/people/person-list.tsx'
import { PersonSearch } from '#components/moderation/people/person-search.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { findPeople } from '#lib/moderation/people/find-people.ts'

export const metadata: Metadata = { title: 'People' }

/** Finding somebody, and those whom a measure holds for. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('moderator')
  const asked = await searchParams
  const [q, after] = [single(asked.q) ?? '', single(asked.after) ?? '']
  const measured = single(asked.measured) !== undefined
  const found = await findPeople(viewer, { q, measured }, { after, now: new Date() })
  if (!found.ok) notFound()
  const { people, next } = found.value
  const query = new URLSearchParams({ ...(q && { q }), ...(measured && { measured: '1' }) })
  return (
    <SitePage viewer={viewer} path="/moderation/people">
      <div className="person-list-page">
        <header className="desk-head">
          <h1>People</h1>
          <p className="meta">Everybody with an account, the newest first.</p>
        </header>
        <PersonSearch q={q} measured={measured} />
        {people.length > 0 ? <PersonList people={people} /> : <p role="status">{q || measured ? 'Nobody is like this.' : 'Nobody is here yet.'}</p>}
        <nav className="desk-pages" aria-label="Pages of the list">
          {after && <a href={`/moderation/people?${query}`}>Back to the newest</a>}
          {next && (
            <a href={`/moderation/people?${new URLSearchParams([...query, ['after', next]])}`} rel="next">
              More people
            </a>
          )}
        </nav>
      </div>
    </SitePage>
  )
}
