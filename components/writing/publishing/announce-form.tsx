'use client'

import { useActionState } from 'react'
import { FormAnswer } from '#components/people/form-answer.tsx'
import { Field, TextArea } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import { fresh } from '#lib/form-state.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'

export type CoverImage = { url: string; small: string; width: number; height: number; alt: string }

type Props = {
  action: FormAction
  postId: string
  excerpt: string
  standfirst: string
  cover: { media: string; alt: string; caption: string; credit: string } | null
  images: CoverImage[]
}

/** The excerpt and the cover: what stands for the essay elsewhere. Both belong to the text, so readers get them when it is published. */
export function AnnounceForm({ action, postId, excerpt, standfirst, cover, images }: Props) {
  const [state, submit] = useActionState(action, fresh)
  const kept = useKeptWords(state)
  const decoration = cover !== null && cover.alt === ''
  return (
    <form className="form" action={submit} {...kept} noValidate>
      <FormAnswer state={state} />
      <input type="hidden" name="postId" value={postId} />
      <TextArea
        name="excerpt" label="Excerpt" rows={3} maxLength={600} defaultValue={excerpt} state={state}
        help={`Stands in feeds, search engines and previews. Left empty, ${standfirst ? 'the standfirst does' : 'the beginning of the text does, without what is folded'}.`}
      />
      {images.length === 0 ? (
        <p className="field-help">
          For a cover, <a href="#upload-cover">upload a picture</a> first.
        </p>
      ) : (
        <>
          <Covers images={images} chosen={state.values?.media ?? cover?.media ?? ''} error={state.fields?.media} />
          <Field name="alt" label="What is to be seen on it" defaultValue={cover?.alt} state={state} help="For those who cannot see it." />
          <label className="choice">
            <input key={chosenDecoration(state, decoration)} type="checkbox" name="decoration" value="yes" defaultChecked={chosenDecoration(state, decoration) === 'yes'} />
            <span>It is decoration: there is nothing to be said of it</span>
          </label>
          <Field name="caption" label="Caption" defaultValue={cover?.caption} state={state} />
          <Field name="credit" label="Credit" defaultValue={cover?.credit} state={state} help="Whose picture it is." />
        </>
      )}
      <div className="actions">
        <SubmitButton look="plain" pending="Saving …">
          Save for the next publishing
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
      <legend className="field-label">Cover</legend>
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
      <p className="field-help">
        <a href="#upload-cover">Upload another</a>
      </p>
    </fieldset>
  )
}
