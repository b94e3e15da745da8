import '#components/search/search.css'
import type { Metadata } from 'next'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { SearchForm } from '#components/search/search-form.tsx'
import { SearchHelp, SearchResults } from '#components/search/search-results.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { requestContext, setStatus } from '#lib/http/request-context.ts'
import { networkOf, takeLimit } from '#lib/limits.ts'
import { statusOf } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'
import { readChoices } from '#lib/search/read-choices.ts'
import { readSearch } from '#lib/search/read-search.ts'
import type { SearchPage } from '#lib/search/read-search.ts'
import { searchFilter, searchPath } from '#lib/search/search-filter.ts'
import type { SearchFilter } from '#lib/search/search-filter.ts'

type Props = { searchParams: Promise<SearchParams> }

/** Results are of no use to a search engine; what they lead to is. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q } = searchFilter(await searchParams)
  return { title: q ? `${q.slice(0, 60)} · Search` : 'Search', robots: { index: false, follow: true } }
}

/** What of this site has some words. */
export default async function Page({ searchParams }: Props) {
  const query = await searchParams
  const filter = searchFilter(query)
  const after = single(query.after) ?? ''
  const [viewer, choices, outcome] = await Promise.all([currentViewer(), readChoices(new Date()), filter.q === '' ? null : search(filter, after, query)])
  const refusal = outcome?.ok === false ? outcome : null
  if (refusal) setStatus(statusOf(refusal), refusal.retryAfterSeconds)
  return (
    <SitePage viewer={viewer} path={searchPath(filter, { after })}>
      <div className="column">
        <h1 className="page-title">Search</h1>
        <SearchForm filter={filter} choices={choices} problems={refusal?.fields ?? {}} />
        {refusal && <Refused refusal={refusal} first={searchPath(filter)} />}
        {outcome?.ok && <SearchResults filter={filter} page={outcome.value} after={after} />}
        {!outcome && <SearchHelp />}
      </div>
    </SitePage>
  )
}

async function search(filter: SearchFilter, after: string, query: SearchParams): Promise<Outcome<SearchPage>> {
  return (await takeLimit('search-network', networkOf(requestContext()?.address ?? ''))) ?? readSearch(filter, { after, leaveOut: await leftOutHere(query) })
}

/** What is wrong with a field stands beside it; all else is said here. */
function Refused({ refusal: { code, message }, first }: { refusal: Refusal; first: string }) {
  if (code === 'invalid') return null
  return (
    <Notice kind="refused">
      {message} {code === 'not-found' && <a href={first}>The first results of this search</a>}
    </Notice>
  )
}
