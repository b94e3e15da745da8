import type { Document } from '#lib/works/facts/document.ts'
import { orderedFacts } from '#lib/works/facts/document.ts'
import { fieldNames, fields } from '#lib/works/facts/fields.ts'
import type { FieldName } from '#lib/works/facts/fields.ts'
import { sayValue } from '#lib/works/facts/say-fact.ts'

/** Longer values are known by their beginning. */
const shown = 120

/** Everything that can be said of a work, with what is said now: one thing leads on, several are ticked. */
export function FieldList({ document, path, mayUnlock }: { document: Document; path: string; /** What is locked can be chosen as well. */ mayUnlock: boolean }) {
  return (
    <form className="form field-list" action={path}>
      <dl className="work-facts">
        {fieldNames.map((field) => (
          <div key={field}>
            <dt>
              {(mayUnlock || document.locks[field] === undefined) && <input type="checkbox" name="field" value={field} aria-label={`${fields[field].label}, with others`} />}
              <a href={`${path}?field=${field}`}>{fields[field].label}</a>
            </dt>
            <Said document={document} field={field} />
          </div>
        ))}
      </dl>
      <div className="actions">
        <button className="button" type="submit">
          Change those that are ticked
        </button>
      </div>
    </form>
  )
}

function Said({ document, field }: { document: Document; field: FieldName }) {
  const said = orderedFacts(document, field).map(({ key, value }) => ({ key, words: sayValue(field, value) }))
  const locked = document.locks[field]
  return (
    <>
      {said.map(({ key, words }) => (
        <dd key={key}>{words.length > shown ? `${words.slice(0, shown).replace(/\s\S*$/, '')} …` : words}</dd>
      ))}
      {said.length === 0 && <dd className="fact-note">Nothing yet</dd>}
      {locked !== undefined && <dd className="fact-note">Locked. {locked}</dd>}
    </>
  )
}
