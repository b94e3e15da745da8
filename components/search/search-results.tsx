import { LeftOut } from '#components/posts/left-out.tsx'
import { SearchResult } from '#components/search/search-result.tsx'
import { ranked } from '#lib/search/kinds/matching.ts'
import { searchKinds } from '#lib/search/kinds/registry.ts'
import type { SearchPage } from '#lib/search/read-search.ts'
import { searchPath } from '#lib/search/search-filter.ts'
import type { SearchFilter } from '#lib/search/search-filter.ts'

type Props = { filter: SearchFilter; page: SearchPage; after: string }

/** What was found, as lines of text. */
export function SearchResults({ filter, page: { results, next, begins, leftOut }, after }: Props) {
  const later = after !== ''
  return (
    <>
      <SearchKinds filter={filter} />
      <p className="search-said" role="status">
        {sayFound(results.length + leftOut, next !== null, later)}
        {begins && results.length > 0 && ` No text has the word itself; in these, one begins with “${begins}”.`}
      </p>
      {results.length > 0 && (
        <ol className="search-results" role="list">
          {results.map((result) => (
            <SearchResult key={result.path + result.kind} result={result} />
          ))}
        </ol>
      )}
      <LeftOut count={leftOut} what={{ one: 'result', many: 'results' }} all={`${searchPath(filter, { after })}&all=1`} />
      {results.length + leftOut === 0 && !later && <SearchHelp />}
      {later && next === null && filter.order === '' && (
        <p className="search-end">
          Of a word that very many texts have, the {ranked} newest of each kind are put in order by relevance.{' '}
          <a href={searchPath({ ...filter, order: 'newest' })}>Newest first</a>, all of them follow.
        </p>
      )}
      <Pages filter={filter} next={next} later={later} />
    </>
  )
}

function sayFound(count: number, more: boolean, later: boolean): string {
  if (count === 0) return later ? 'Nothing follows.' : 'Nothing here has these words.'
  if (more || later) return later ? 'Further results.' : `The first ${count} results.`
  return count === 1 ? 'One result.' : `${count} results.`
}

/** The kinds and the order as links: what one changes most. */
function SearchKinds({ filter }: { filter: SearchFilter }) {
  const kinds = [{ name: '', label: 'Everything' }, ...searchKinds]
  return (
    <nav className="search-kinds" aria-label="What is shown">
      <ul role="list">
        {kinds.map(({ name, label }) => (
          <li key={name}>
            <Choice href={searchPath({ ...filter, kind: name })} chosen={filter.kind === name} text={label} />
          </li>
        ))}
      </ul>
      {filter.kind !== 'person' && (
        <ul role="list">
          <li>
            <Choice href={searchPath({ ...filter, order: '' })} chosen={filter.order === ''} text="By relevance" />
          </li>
          <li>
            <Choice href={searchPath({ ...filter, order: 'newest' })} chosen={filter.order === 'newest'} text="Newest first" />
          </li>
        </ul>
      )}
    </nav>
  )
}

function Choice({ href, chosen, text }: { href: string; chosen: boolean; text: string }) {
  return (
    <a href={href} aria-current={chosen ? 'true' : undefined}>
      {text}
    </a>
  )
}

function Pages({ filter, next, later }: { filter: SearchFilter; next: string | null; later: boolean }) {
  if (!next && !later) return null
  return (
    <nav className="thread-pages" aria-label="Pages">
      {later ? <a href={searchPath(filter)}>First results</a> : <span />}
      {next && (
        <a rel="next" href={searchPath(filter, { after: next })}>
          More results
        </a>
      )}
    </nav>
  )
}

/** How to ask, for who has not asked yet or found nothing. */
export function SearchHelp() {
  return (
    <p className="search-help">
      Words are found in all their forms, with or without accents. In “quotation marks” they must stand in this order; <code>or</code> between two asks for either; a
      minus, as in <code>garden -winter</code>, leaves out what has the word.
    </p>
  )
}
