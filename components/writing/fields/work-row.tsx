import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { findWorks } from '#components/writing/editor/works/find-works.ts'
import type { FoundWork } from '#components/writing/editor/works/find-works.ts'
import type { FormState } from '#lib/form-state.ts'
import { labelOf, workField, workRoles } from '#lib/works/works-form.ts'
import type { NamedWork, WorkRole } from '#lib/works/works-form.ts'

type Props = {
  index: number
  row: NamedWork
  /** The title of the work where it is known. */
  label: string | undefined
  /** The id of the titles that a browser proposes by itself. */
  proposed: string
  /** The last row may be filled now. */
  grown: () => void
  state: FormState | undefined
}

const roleWords: Record<WorkRole, string> = { review: 'reviews it', about: 'is about it', mention: 'mentions it' }

/** In milliseconds: quiet after the last key before works are looked for. */
const pause = 250

/** One work: what it is to the essay, and what the essay gives it. With scripts its title is completed from the works that have a page here. */
export function WorkRow({ index, row, label, proposed, grown, state }: Props) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const search = useWorkSearch(input, grown)
  const sentError = (['work', 'role', 'rating', 'scale'] as const).map((part) => state?.fields?.[workField(index, part)]).find(Boolean)
  const error = search.touched ? search.unknown : sentError
  const described = error ? { 'aria-describedby': `${id}-error`, 'aria-invalid': true as const } : {}
  const known = label !== undefined && label !== ''
  return (
    <div className="work-row" role="group" aria-label={`Work ${index + 1}`}>
      <div className="work-row-name">
        <label>
          <span>Title or address</span>
          <input
            className="input" name={workField(index, 'work')} defaultValue={known ? label : row.work} maxLength={300} ref={input}
            {...(search.awake ? { ...search.field, autoComplete: 'off', 'aria-controls': `${id}-list`, 'aria-activedescendant': search.active === null ? undefined : `${id}-${search.active}` } : { list: proposed })}
            {...described}
          />
        </label>
        <input type="hidden" name={workField(index, 'known')} defaultValue={known ? row.work : ''} />
        <input type="hidden" name={workField(index, 'label')} defaultValue={known ? label : ''} />
        {search.awake && (
          <ul className="work-row-list" role="listbox" id={`${id}-list`} aria-label="Works" hidden={!search.open}>
            {search.found.map((work, at) => (
              <li
                key={work.slug} role="option" id={`${id}-${at}`} aria-selected={search.active === at}
                // The field keeps the focus, so that leaving it is not what a choice looks like.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => search.choose(work)}
              >
                <cite>{work.title}</cite> <span>{[work.year, work.kind === 'other' ? '' : work.kind, work.by].filter(Boolean).join(', ')}</span>
              </li>
            ))}
          </ul>
        )}
        <span role="status" className="visually-hidden">
          {search.open && sayFound(search.found.length)}
        </span>
      </div>
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

function sayFound(count: number): string {
  return count === 1 ? 'One work' : `${count} works`
}

/** Completes the title in a row: a combobox with a list, as ARIA describes it. */
function useWorkSearch(input: { current: HTMLInputElement | null }, grown: () => void) {
  const [awake, setAwake] = useState(false)
  const [found, setFound] = useState<FoundWork[]>([])
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState<number | null>(null)
  const [touched, setTouched] = useState(false)
  const [unknown, setUnknown] = useState('')
  const calling = useRef<AbortController | null>(null)
  const timer = useRef<number | undefined>(undefined)
  useEffect(() => {
    setAwake(true)
    return () => {
      clearTimeout(timer.current)
      calling.current?.abort()
    }
  }, [])

  const close = () => {
    clearTimeout(timer.current)
    calling.current?.abort()
    setOpen(false)
    setActive(null)
  }
  const look = async (words: string): Promise<FoundWork[] | null> => {
    calling.current?.abort()
    const call = new AbortController()
    calling.current = call
    const works = words === '' ? [] : await findWorks(words, call.signal)
    return call.signal.aborted ? null : works
  }
  const show = async () => {
    const works = await look(input.current?.value.trim() ?? '')
    if (!works) return
    setFound(works)
    setActive(null)
    setOpen(works.length > 0)
  }
  const choose = (work: FoundWork) => {
    close()
    setTouched(true)
    setUnknown('')
    if (input.current) putWork(input.current, work)
    grown()
  }
  /** Whoever leaves the row with a title in it is told at once when no work is called that. */
  const leave = async () => {
    close()
    const words = input.current?.value.trim() ?? ''
    if (!touched || words === '' || isKnown(input.current) || words.includes('/')) return setUnknown('')
    const works = await look(words)
    if (!works || isKnown(input.current)) return
    const same = works.filter((work) => [work.title, labelOf(work)].some((each) => each.toLowerCase() === words.toLowerCase()))
    const [only] = same
    if (only && same.length === 1) return choose(only)
    setUnknown(only ? `Several works are called “${words}”. Please choose one from the list.` : `There is no page about “${words}” here yet. Please choose one from the list, or suggest it under Works.`)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const work = open && active !== null ? found[active] : undefined
    if (event.key === 'Enter' && work) choose(work)
    else if (event.key === 'Escape' && open) close()
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && open) setActive(nextOf(active, event.key === 'ArrowDown' ? 1 : -1, found.length))
    else if (event.key === 'ArrowDown') void show()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onInput = () => {
    setTouched(true)
    setUnknown('')
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => void show(), pause)
  }
  const field = { role: 'combobox', 'aria-expanded': open, 'aria-autocomplete': 'list' as const, onKeyDown, onInput, onBlur: () => void leave() }
  return { awake, found, open, active, touched, unknown, choose, field }
}

/** Round and round. */
function nextOf(active: number | null, step: 1 | -1, count: number): number {
  return active === null ? (step === 1 ? 0 : count - 1) : (active + step + count) % count
}

/** Whether a row still shows the work that it brings the address of. */
function isKnown(input: HTMLInputElement | null): boolean {
  return input !== null && partOf(input, 'known')?.value !== '' && partOf(input, 'label')?.value.trim() === input.value.trim()
}

/** Puts a known work into the row of a field: people see its title, the form sends its address. */
export function putWork(input: HTMLInputElement, work: FoundWork, role?: WorkRole): void {
  const [known, label, does] = [partOf(input, 'known'), partOf(input, 'label'), partOf(input, 'role')]
  if (!known || !label) return
  known.value = `/works/${work.slug}`
  input.value = label.value = labelOf(work)
  if (does && role) does.value = role
  // Whoever keeps the form hears of it as of anything typed.
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

function partOf(input: HTMLInputElement, part: 'known' | 'label' | 'role'): HTMLInputElement | HTMLSelectElement | null {
  const field = input.form?.elements.namedItem(input.name.replace(/work$/, part))
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field : null
}
