import { Button } from '#components/ui/button.tsx'

/** Finds people by the beginnings of their names. A plain form: its answer has an address. */
export function PersonSearch({ q, measured }: { q: string; measured: boolean }) {
  return (
    <form className="person-search" action="/moderation/people" role="search">
      <div className="field">
        <label className="field-label" htmlFor="person-q">
          Name or handle
        </label>
        <input className="input" id="person-q" name="q" type="search" defaultValue={q} maxLength={100} autoCapitalize="none" spellCheck={false} />
      </div>
      <label className="person-measured">
        <input type="checkbox" name="measured" value="1" defaultChecked={measured} /> With a measure in force
      </label>
      <Button look="plain">Find</Button>
    </form>
  )
}
