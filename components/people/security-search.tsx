import { eventNames } from '#components/people/say-event.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { listedKinds } from '#lib/people/security/read-security-log.ts'
import type { SecurityFilter } from '#lib/people/security/read-security-log.ts'

const kinds = [{ value: '', label: 'Everything' }, ...listedKinds.map((kind) => ({ value: kind, label: eventNames[kind] }))]

/** What to look for: a plain form, whose address can be kept. */
export function SecuritySearch({ filter: { person, kind, after } }: { filter: SecurityFilter }) {
  return (
    <search>
      <form className="form" action="/admin/security">
        <Field name="person" label="Handle" defaultValue={person} maxLength={100} autoCapitalize="none" spellCheck={false} />
        <Select name="kind" label="What happened" options={kinds} defaultValue={kind} />
        <p className="actions">
          <Button look="plain">Search</Button>
          {(person !== '' || kind !== '' || after !== '') && <a href="/admin/security">Everything, from the newest</a>}
        </p>
      </form>
    </search>
  )
}
