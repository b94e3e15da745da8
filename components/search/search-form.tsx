import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { searchKinds } from '#lib/search/kinds/registry.ts'
import type { SearchChoices } from '#lib/search/read-choices.ts'
import { searchPath } from '#lib/search/search-filter.ts'
import type { SearchFilter, SearchPart } from '#lib/search/search-filter.ts'

type Props = { filter: SearchFilter; choices: SearchChoices; problems: Record<string, string> }

/** What to look for and where. A plain form, whose address can be kept and sent on. */
export function SearchForm({ filter, choices, problems }: Props) {
  return (
    <form className="search-form" role="search" action="/search" aria-label="This site">
      <div className="field">
        <label className="visually-hidden" htmlFor="search-q">
          What to look for
        </label>
        <div className="search-line">
          <input className="input" type="search" {...wired('q', problems.q)} data-search defaultValue={filter.q} enterKeyHint="search" autoComplete="off" />
          <Button look="plain">Search</Button>
        </div>
        {problems.q && (
          <p className="field-error" id="search-q-error">
            {problems.q}
          </p>
        )}
      </div>
      <Narrowing filter={filter} choices={choices} problems={problems} />
    </form>
  )
}

function Narrowing({ filter, choices, problems }: Props) {
  const narrowed = filter.tag !== '' || filter.person !== '' || filter.year !== ''
  const all = { value: '', label: 'All' }
  return (
    <details className="search-more" open={narrowed || ['kind', 'tag', 'person', 'year', 'order'].some((part) => problems[part])}>
      <summary>Narrow it down</summary>
      <div>
        <Choice name="kind" label="Kind" value={filter.kind} error={problems.kind} options={[all, ...searchKinds.map(({ name, label }) => ({ value: name, label }))]} />
        <Choice name="tag" label="Tag" value={filter.tag} error={problems.tag} options={[all, ...tagOptions(filter, choices)]} />
        <Choice name="year" label="Year" value={filter.year} error={problems.year} options={[all, ...yearOptions(filter, choices)]} />
        <Frame name="person" label="Handle of the writer" error={problems.person}>
          <input className="input" {...wired('person', problems.person)} defaultValue={filter.person} maxLength={100} autoCapitalize="none" spellCheck={false} />
        </Frame>
        <Choice name="order" label="Order" value={filter.order} error={problems.order} options={[{ value: '', label: 'By relevance' }, { value: 'newest', label: 'Newest first' }]} />
        {narrowed && <a href={searchPath({ ...filter, kind: '', tag: '', person: '', year: '' })}>Search everything</a>}
      </div>
    </details>
  )
}

type Asked = { name: SearchPart; label: string; error: string | undefined }

function Choice({ value, options, ...asked }: Asked & { value: string; options: { value: string; label: string }[] }) {
  return (
    <Frame {...asked}>
      <select key={value} className="input" {...wired(asked.name, asked.error)} defaultValue={value}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

function Frame({ name, label, error, children }: Asked & { children: ReactNode }) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={`search-${name}`}>
        {label}
      </label>
      {children}
      {error && (
        <p className="field-error" id={`search-${name}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

function wired(name: SearchPart, error: string | undefined) {
  return { name, id: `search-${name}`, ...(error && { 'aria-invalid': true, 'aria-describedby': `search-${name}-error` }) }
}

/** What the address asks for can be chosen, on the list or not. */
function tagOptions({ tag }: SearchFilter, { tags }: SearchChoices) {
  const known = tags.map(({ slug, name }) => ({ value: slug, label: name }))
  return tag === '' || tags.some(({ slug }) => slug === tag) ? known : [...known, { value: tag, label: tag }]
}

function yearOptions({ year }: SearchFilter, { years }: SearchChoices) {
  const known = years.map((each) => ({ value: String(each), label: String(each) }))
  return year === '' || known.some(({ value }) => value === year) ? known : [...known, { value: year, label: year }]
}
