import { useId } from 'react'
import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'
import type { FormState } from '#lib/form-state.ts'
import { SteadyTextarea } from './steady-textarea.tsx'

type Wording = {
  name: string
  label: ReactNode
  /** Stands below the field and is read with it. */
  help?: ReactNode
  /** What is wrong, in words. Taken from `state` when left out. */
  error?: string
  /** What the form answered: the field finds its own error and what had been written. */
  state?: FormState
}

type Input = Omit<InputHTMLAttributes<HTMLInputElement>, 'name'> & {
  /** What the browser proposes while one writes; anything else may be written as well. */
  suggestions?: string[]
}
type Text = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name'>

/** One line to write in: label above, help below, an error in words under it. */
export function Field({ name, label, help, error, state, type = 'text', suggestions, ...input }: Wording & Input) {
  const field = useField({ name, help, error, state, id: input.id })
  const written = type === 'password' ? undefined : state?.values?.[name]
  return (
    <div className="field">
      <Label htmlFor={field.id} optional={!input.required}>
        {label}
      </Label>
      <input className="input" type={type} name={name} list={suggestions && `${field.id}-list`} {...field.aria} {...input} id={field.id} defaultValue={written ?? input.defaultValue} />
      {suggestions && (
        <datalist id={`${field.id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      <Below field={field} help={help} />
    </div>
  )
}

/** A text of several lines. It grows with what is written. */
export function TextArea({ name, label, help, error, state, ...area }: Wording & Text) {
  const field = useField({ name, help, error, state, id: area.id })
  const written = state?.values?.[name]
  return (
    <div className="field">
      <Label htmlFor={field.id} optional={!area.required}>
        {label}
      </Label>
      <SteadyTextarea className="input" name={name} rows={5} {...field.aria} {...area} id={field.id} defaultValue={written ?? area.defaultValue} />
      <Below field={field} help={help} />
    </div>
  )
}

type Choices = Wording & {
  options: { value: string; label: string }[]
  defaultValue?: string
  required?: boolean
}

/** One of several, as a list to choose from. */
export function Select({ name, label, help, error, state, options, defaultValue, required }: Choices) {
  const field = useField({ name, help, error, state })
  const chosen = state?.values?.[name] ?? defaultValue
  return (
    <div className="field">
      <Label htmlFor={field.id} optional={!required}>
        {label}
      </Label>
      <select key={chosen} className="input" name={name} id={field.id} required={required} {...field.aria} defaultValue={chosen}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Below field={field} help={help} />
    </div>
  )
}

type Wired = { id: string; sentence: string | undefined; aria: { 'aria-invalid'?: true; 'aria-describedby'?: string } }

function useField({ name, help, error, state, id: given }: Pick<Wording, 'name' | 'help' | 'error' | 'state'> & { id?: string | undefined }): Wired {
  const own = useId()
  const id = given ?? `${name}-${own}`
  const sentence = error ?? state?.fields?.[name]
  const described = [sentence && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ')
  return {
    id,
    sentence,
    aria: { ...(sentence && { 'aria-invalid': true }), ...(described && { 'aria-describedby': described }) },
  }
}

function Label({ htmlFor, optional, children }: { htmlFor: string; optional: boolean; children: ReactNode }) {
  return (
    <label className="field-label" htmlFor={htmlFor}>
      {children}
      {optional && <span className="field-optional"> (optional)</span>}
    </label>
  )
}

function Below({ field, help }: { field: Wired; help: ReactNode }) {
  return (
    <>
      {field.sentence && (
        <p className="field-error" id={`${field.id}-error`}>
          {field.sentence}
        </p>
      )}
      {help && (
        <div className="field-help" id={`${field.id}-help`}>
          {help}
        </div>
      )}
    </>
  )
}
