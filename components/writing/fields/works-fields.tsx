import '#components/writing/fields/works-fields.css'
import { useId } from 'react'
import type { FormState } from '#lib/form-state.ts'
import { mostWorks, workField, workRoles, worksFromForm } from '#lib/works/works-form.ts'
import type { NamedWork, WorkRole } from '#lib/works/works-form.ts'

type Props = {
  /** What the text says now. */
  works: NamedWork[]
  /** What the form answered: what was sent stands before what is stored. */
  state?: FormState
}

const roleWords: Record<WorkRole, string> = { review: 'reviews it', about: 'is about it', mention: 'mentions it' }

/** The films, books and other works that an essay is about: a row for each, and one more to fill. */
export function WorksFields({ works, state }: Props) {
  const id = useId()
  const sent = state?.values && workField(0, 'work') in state.values ? worksFromForm(state.values) : null
  const rows = sent ?? works
  const shown = Array.from({ length: Math.min(rows.length + 1, mostWorks) }, (_, row) => rows[row] ?? { work: '', role: 'about', rating: '', scale: '' })
  return (
    <fieldset className="works-fields" aria-describedby={`${id}-help`}>
      <legend className="field-label">
        Works<span className="field-optional"> (optional)</span>
      </legend>
      <p className="field-help" id={`${id}-help`}>
        Films, books and other works with a page here, by title or by the address of their page. They stand beside the essay with a few facts, and the essay stands on their page.
      </p>
      {shown.map((row, index) => (
        <WorkRow key={`${index}-${row.work}`} index={index} row={row} state={state} />
      ))}
    </fieldset>
  )
}

function WorkRow({ index, row, state }: { index: number; row: NamedWork; state: FormState | undefined }) {
  const id = useId()
  const error = (['work', 'role', 'rating', 'scale'] as const).map((part) => state?.fields?.[workField(index, part)]).find(Boolean)
  const described = error ? { 'aria-describedby': `${id}-error`, 'aria-invalid': true as const } : {}
  return (
    <div className="work-row" role="group" aria-label={`Work ${index + 1}`}>
      <label className="work-row-name">
        <span>Title or address</span>
        <input className="input" name={workField(index, 'work')} defaultValue={row.work} maxLength={300} {...described} />
      </label>
      <label>
        <span>This essay</span>
        <select key={row.role} className="input" name={workField(index, 'role')} defaultValue={row.role}>
          {workRoles.map((role) => (
            <option key={role} value={role}>
              {roleWords[role]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Rating</span>
        <input className="input" name={workField(index, 'rating')} defaultValue={row.rating} inputMode="decimal" maxLength={6} />
      </label>
      <label>
        <span>out of</span>
        <input className="input" name={workField(index, 'scale')} defaultValue={row.scale} inputMode="numeric" maxLength={3} />
      </label>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
