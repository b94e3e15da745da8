import '#components/writing/fields/works-fields.css'
import { useEffect, useId, useRef, useState } from 'react'
import type { FormState } from '#lib/form-state.ts'
import { labelsFromForm, mostWorks, workField, worksFromForm } from '#lib/works/works-form.ts'
import type { NamedWork } from '#lib/works/works-form.ts'
import { onNamedWork } from './name-work.ts'
import { putWork, WorkRow } from './work-row.tsx'

/** Titles of works: of those that are known by their addresses, and some that a browser proposes where no script looks for more. */
export type WorkTitles = { known: Record<string, string>; proposed: string[] }

type Props = {
  /** What the text says now. */
  works: NamedWork[]
  titles: WorkTitles
  /** What the form answered: what was sent stands before what is stored. */
  state?: FormState
}

/** The films, books and other works that an essay is about: a row for each, and one more to fill. */
export function WorksFields({ works, titles, state }: Props) {
  const id = useId()
  const fields = useRef<HTMLFieldSetElement>(null)
  const [least, setLeast] = useState(0)
  const sent = state?.values && workField(0, 'work') in state.values ? worksFromForm(state.values) : null
  const known = { ...titles.known, ...(sent && state?.values ? labelsFromForm(state.values) : {}) }
  const rows = sent ?? works
  const count = Math.min(Math.max(rows.length + 1, least), mostWorks)

  const addRow = () => {
    const last = workInputs(fields.current).at(-1)
    if (last && last.value.trim() !== '') setLeast(count + 1)
  }
  useEffect(() => {
    const form = fields.current?.form
    if (!form) return
    return onNamedWork(form, (work) => {
      const inputs = workInputs(fields.current)
      const isNamed = worksFromForm(Object.fromEntries([...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)]))).some((row) => row.work === `/works/${work.slug}`)
      const free = isNamed ? undefined : inputs.find(({ value }) => value.trim() === '')
      if (!free) return
      putWork(free, work, 'mention')
      if (free === inputs.at(-1)) setLeast(inputs.length + 1)
    })
  }, [])

  return (
    <fieldset className="works-fields" aria-describedby={`${id}-help`} ref={fields} onInput={addRow}>
      <legend className="field-label">
        Works<span className="field-optional"> (optional)</span>
      </legend>
      <p className="field-help" id={`${id}-help`}>
        Films, books and other works with a page here, by title or by the address of their page. They stand beside the essay with a few facts, and the essay stands on their page.
      </p>
      {Array.from({ length: count }, (_, index) => {
        const row = rows[index] ?? { work: '', role: 'about', rating: '', scale: '' }
        return <WorkRow key={`${index}-${row.work}`} index={index} row={row} label={known[row.work]} proposed={`${id}-proposed`} grown={addRow} state={state} />
      })}
      <datalist id={`${id}-proposed`}>
        {titles.proposed.map((title) => (
          <option key={title} value={title} />
        ))}
      </datalist>
    </fieldset>
  )
}

function workInputs(fields: HTMLFieldSetElement | null): HTMLInputElement[] {
  return [...(fields?.querySelectorAll<HTMLInputElement>('.work-row-name input:not([type=hidden])') ?? [])]
}
