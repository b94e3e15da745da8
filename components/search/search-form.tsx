import { Button } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { searchKinds } from '#lib/search/kinds/registry.ts'
import type { SearchChoices } from '#lib/search/read-choices.ts'
import { searchPath } from '#lib/search/search-filter.ts'
import type { SearchFilter } from '#lib/search/search-filter.ts'

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
          <input
            className="input"
            id="search-q"
            name="q"
            type="search"
            defaultValue={filter.q}
            enterKeyHint="search"
            autoComplete="off"
            {...(problems.q && { 'aria-invalid': true, 'aria-describedby': 'search-q-error' })}
          />
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
        <Select name="kind" label="Kind" required defaultValue={filter.kind} error={problems.kind} options={[all, ...searchKinds.map(({ name, label }) => ({ value: name, label }))]} />
        <Select name="tag" label="Tag" required defaultValue={filter.tag} error={problems.tag} options={[all, ...tagOptions(filter, choices)]} />
        <Select name="year" label="Year" required defaultValue={filter.year} error={problems.year} options={[all, ...yearOptions(filter, choices)]} />
        <Field name="person" label="Handle of the writer" required={undefined} defaultValue={filter.person} error={problems.person} maxLength={100} autoCapitalize="none" spellCheck={false} />
        <Select
          name="order"
          label="Order"
          required
          defaultValue={filter.order}
          error={problems.order}
          options={[{ value: '', label: 'By relevance' }, { value: 'newest', label: 'Newest first' }]}
        />
        {narrowed && <a href={searchPath({ ...filter, kind: '', tag: '', person: '', year: '' })}>Search everything</a>}
      </div>
    </details>
  )
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
