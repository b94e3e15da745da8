import { useId } from 'react'
import type { FormState } from '#lib/form-state.ts'

type Props = {
  name: string
  label: string
  options: { value: string; label: string; /** What follows from it. */ means: string }[]
  defaultValue: string
  state: FormState
}

/** One of a few, each with what follows from it, all to be seen at once. */
export function OneOf({ name, label, options, defaultValue, state }: Props) {
  const id = useId()
  const [chosen, error] = [state.values?.[name] ?? defaultValue, state.fields?.[name]]
  return (
    <fieldset className="choices" key={chosen} aria-describedby={error ? id : undefined}>
      <legend className="field-label">{label}</legend>
      {error && (
        <p className="field-error" id={id}>
          {error}
        </p>
      )}
      {options.map(({ value, label: words, means }) => (
        <label key={value} className="choice">
          <input type="radio" name={name} value={value} required defaultChecked={chosen === value} />
          <span>{words}</span>
          <span className="choice-sentence">{means}</span>
        </label>
      ))}
    </fieldset>
  )
}
