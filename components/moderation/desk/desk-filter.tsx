import { Button } from '#components/ui/button.tsx'
import { sayKinds, sayRule } from '#components/moderation/desk/say-filter.ts'
import { keyed } from '#components/moderation/keys/key-table.ts'
import { Key } from '#components/moderation/keys/key.tsx'
import type { QueueFilter } from '#lib/moderation/desk/filter-parts.ts'
import { kinds } from '#lib/moderation/kinds/registry.ts'

type Props = {
  filter: QueueFilter
  rules: string[]
  mode: string | undefined
}

/** Which part of the queue one looks at: a plain form, so that its address can be kept and shared. */
export function DeskFilter({ filter, rules, mode }: Props) {
  const named = rules.includes(filter.rule) || filter.rule === '' ? rules : [...rules, filter.rule]
  const more = filter.post !== '' || filter.person !== '' || filter.host !== ''
  return (
    <form className="desk-filter" action="/moderation" method="get" role="search" aria-label="The queue">
      {mode && <input type="hidden" name="mode" value={mode} />}
      <label className="desk-search">
        <span className="visually-hidden">Search texts and names</span>
        <input className="input" type="search" name="q" defaultValue={filter.q} placeholder="Search texts and names" {...keyed('search')} />
        <Key of="search" />
      </label>
      <label>
        <span className="visually-hidden">Kind</span>
        <select className="input" name="kind" defaultValue={filter.kind}>
          <option value="">All kinds</option>
          {kinds.map(({ kind }) => (
            <option key={kind} value={kind}>
              {sayKinds(kind)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="visually-hidden">Held by</span>
        <select className="input" name="rule" defaultValue={filter.rule}>
          <option value="">Any reason</option>
          {named.map((rule) => (
            <option key={rule} value={rule}>
              {sayRule(rule)}
            </option>
          ))}
        </select>
      </label>
      <details className="desk-filter-more" open={more || undefined}>
        <summary>Person, post, link</summary>
        <div>
          <FilterField name="person" label="Person" hint="handle" value={filter.person} />
          <FilterField name="post" label="Post" hint="its-address" value={filter.post} />
          <FilterField name="host" label="Links to" hint="example.org" value={filter.host} />
        </div>
      </details>
      <Button look="plain">Show</Button>
    </form>
  )
}

function FilterField({ name, label, hint, value }: { name: string; label: string; hint: string; value: string }) {
  return (
    <label>
      {label} <input className="input" type="text" name={name} defaultValue={value} placeholder={hint} autoComplete="off" autoCapitalize="none" spellCheck={false} />
    </label>
  )
}
