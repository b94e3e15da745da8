'use client'

import { FormAnswer } from '#components/people/form-answer.tsx'
import { Field } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'

export type CoverImage = { url: string; small: string; width: number; height: number; alt: string }

type Props = {
  action: FormAction
  postId: string
  cover: Cover | null
  images: CoverImage[]
  /** Where its answer is shown, see answering-form.tsx. */
  here: string
}

/** The picture above the essay and in previews of it, of those that it has. It belongs to the text, so readers get it when that is published. */
export function CoverForm({ action, postId, cover, images, here }: Props) {
  const [state, submit] = useFormAction(action, here)
  const kept = useKeptWords(state)
  const decoration = cover !== null && cover.alt === ''
  return (
    <form className="form" action={submit} {...kept} noValidate>
      <FormAnswer state={state} />
      <input type="hidden" name="postId" value={postId} />
      <Covers images={images} chosen={state.values?.media ?? cover?.media ?? ''} error={state.fields?.media} />
      <Field name="alt" label="What is to be seen on it" defaultValue={cover?.alt} state={state} help="For those who cannot see it." />
      <label className="choice">
        <input key={chosenDecoration(state, decoration)} type="checkbox" name="decoration" value="yes" defaultChecked={chosenDecoration(state, decoration) === 'yes'} />
        <span>It is decoration: there is nothing to be said of it</span>
      </label>
      <Field name="caption" label="Caption" defaultValue={cover?.caption} state={state} />
      <Field name="credit" label="Credit" defaultValue={cover?.credit} state={state} help="Whose picture it is." />
      <div className="actions">
        <SubmitButton look="plain" pending="Saving …">
          Save the cover
        </SubmitButton>
      </div>
    </form>
  )
}

function chosenDecoration({ values }: FormState, stored: boolean): string {
  return values ? (values.decoration ?? 'no') : stored ? 'yes' : 'no'
}

function Covers({ images, chosen, error }: { images: CoverImage[]; chosen: string; error: string | undefined }) {
  return (
    <fieldset className="publishing-covers">
      <legend className="field-label">Picture</legend>
      {error && <p className="field-error">{error}</p>}
      <label className="choice">
        <input key={`none ${chosen}`} type="radio" name="media" value="" defaultChecked={chosen === ''} />
        <span>None</span>
      </label>
      <div className="publishing-pictures">
        {images.map(({ url, small, width, height, alt }, index) => (
          <label key={url}>
            <input key={chosen} type="radio" name="media" value={url} defaultChecked={chosen === url} />
            <img src={small} width={width} height={height} alt={alt || `Picture ${index + 1}`} loading="lazy" />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
