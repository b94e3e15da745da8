import { useId } from 'react'
import { Printed } from '#components/moderation/keys/key.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { reasons } from '#lib/comments/reasons.ts'
import type { FormState } from '#lib/form-state.ts'

/** Why, for many at once: each writer reads the sentence that stands beside the reason. */
export function ReasonFields({ state }: { state: FormState }) {
  const id = useId()
  const error = state.fields?.reasonCode
  const chosen = state.values?.reasonCode
  return (
    <div className="select-reasons">
      <fieldset className="choices" key={chosen} aria-describedby={error ? id : undefined}>
        <legend className="field-label">Why? Each writer reads the sentence.</legend>
        {error && (
          <p className="field-error" id={id} role="alert">
            {error}
          </p>
        )}
        {reasons.map(({ code, label, sentence }, place) => (
          <label key={code} className="choice">
            <input type="radio" name="reasonCode" value={code} defaultChecked={chosen === code} required data-reason={place + 1} />
            <span>
              <Printed name={String(place + 1)} /> {label}
            </span>
            <span className="choice-sentence">{sentence || 'Only your own words below.'}</span>
          </label>
        ))}
      </fieldset>
      <TextArea name="reasonNote" label="In your own words" rows={2} maxLength={2000} state={state} help="Follows the sentence. Each writer reads this too." />
    </div>
  )
}
