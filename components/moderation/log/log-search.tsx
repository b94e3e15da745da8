import { useId } from 'react'
import type { InputHTMLAttributes, ReactNode } from 'react'
import { sayVerdict } from '#components/moderation/decisions/say-verdict.ts'
import { Button } from '#components/ui/button.tsx'
import { allReasons } from '#lib/comments/reasons.ts'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import { kinds } from '#lib/moderation/kinds/registry.ts'
import { bySite, loggedActions, logQuery } from '#lib/moderation/log/log-filter.ts'
import type { FilterProblem, LogFilter, LogPart } from '#lib/moderation/log/log-filter.ts'

type Props = { filter: LogFilter; deciders: { handle: string; name: string }[]; problem: FilterProblem | null }

const all = { value: '', label: 'All' }

/** What to look for in the log: a plain form, whose address can be kept and sent on. Nothing in it must be filled in. */
export function LogSearch({ filter, deciders, problem }: Props) {
  const of = (name: LogPart) => ({ name, value: filter[name], error: problem?.part === name ? problem.message : '' })
  const people = [{ value: '', label: 'Everybody' }, ...deciders.map(({ handle, name }) => ({ value: handle, label: name })), { value: bySite, label: theSite }]
  return (
    <search>
      <form className="log-search" action="/moderation/log">
        <Words label="Words of the text or the reason" {...of('q')} type="search" maxLength={200} />
        <Choice label="Who decided" {...of('by')} options={people} />
        <Choice label="What was done" {...of('action')} options={[all, ...loggedActions.map((action) => ({ value: action, label: sayVerdict(action) }))]} />
        <details className="log-more" open={asksForMore(filter, problem)}>
          <summary>Kind, reason, writer, essay, time</summary>
          <div>
            <Choice label="Kind" {...of('kind')} options={[all, ...kinds.map(({ kind, noun }) => ({ value: kind, label: capital(noun) }))]} />
            <Choice label="Reason" {...of('reason')} options={[all, ...allReasons.map(({ code, label }) => ({ value: code, label }))]} />
            <Words label="Handle of the writer" {...of('person')} maxLength={100} autoCapitalize="none" spellCheck={false} />
            <Words label="Address of the essay" {...of('post')} maxLength={300} autoCapitalize="none" spellCheck={false} />
            <Words label="From" {...of('from')} type="date" />
            <Words label="Up to" {...of('to')} type="date" />
          </div>
        </details>
        <p className="log-search-foot">
          <Button look="plain">Search</Button>
          {logQuery(filter) !== '' && <a href="/moderation/log">All decisions</a>}
        </p>
      </form>
    </search>
  )
}

const always: LogPart[] = ['q', 'by', 'action']

function asksForMore(filter: LogFilter, problem: FilterProblem | null): boolean {
  return logQuery({ ...filter, q: '', by: '', action: '' }) !== '' || (problem !== null && !always.includes(problem.part))
}

type Asked = { name: LogPart; label: string; value: string; error: string }

function Words({ name, label, value, error, ...input }: Asked & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'value'>) {
  const id = useId()
  return (
    <Frame id={id} label={label} error={error}>
      <input className="input" id={id} name={name} defaultValue={value} {...(error && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })} {...input} />
    </Frame>
  )
}

function Choice({ name, label, value, error, options }: Asked & { options: { value: string; label: string }[] }) {
  const id = useId()
  return (
    <Frame id={id} label={label} error={error}>
      <select className="input" id={id} name={name} defaultValue={value} {...(error && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

function Frame({ id, label, error, children }: { id: string; label: string; error: string; children: ReactNode }) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
