'use client'

import '#components/writing/writing.css'
import { startTransition, useId } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { FormAnswer } from '#components/people/form-answer.tsx'
import { Button } from '#components/ui/button.tsx'
import { SteadyTextarea } from '#components/ui/steady-textarea.tsx'
import { useFormAction } from '#components/ui/use-form-action.ts'
import { ContentNotesFields } from '#components/writing/fields/content-notes-fields.tsx'
import { WorksFields } from '#components/writing/fields/works-fields.tsx'
import type { WorkTitles } from '#components/writing/fields/works-fields.tsx'
import { useBeside } from '#components/writing/use-beside.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'
import type { Beside } from '#lib/posts/writing/beside.ts'

/** What stands in the form when it opens. */
export type WrittenText = { title: string; standfirst: string; source: string } & Beside

type Props = {
  action: FormAction
  /** Where the form stands, for browsers that send it without JavaScript. */
  here: string
  postId: string
  /** Of the draft that the writer has before them. */
  version: number
  lang: string
  text: WrittenText
  /** What the rows of works show: the titles of those that are known, by their addresses, and some to propose. */
  titles: WorkTitles
  /** Stands below the field of the text. */
  help: ReactNode
  /** The line of another text that this one is put together from, where it is a different one. */
  otherLines?: { title: string; standfirst: string }
  /** What is kept: when, by whom, how much. */
  kept: ReactNode
  button: string
}

/**
 * Writing an essay, as a form that works alone: title, standfirst, text, and what stands beside them. It is sent without being emptied: what is
 * typed while a saving is under way stays in it.
 */
export function WritingForm({ action, here, postId, version, lang, text, titles, help, otherLines, kept, button }: Props) {
  const [state, send, pending] = useFormAction(action, here)
  const { form: ref, beside, key, isPut } = useBeside(version, text)
  const answered = isPut ? {} : { state }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (event.defaultPrevented) return
    event.preventDefault()
    if (pending) return
    const form = new FormData(event.currentTarget)
    startTransition(() => send(form))
  }
  return (
    <form className="writing" id="writing" ref={ref} action={send} onSubmit={submit}>
      <FormAnswer state={state} />
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="version" defaultValue={version} />
      <Line name="title" label="Title" placeholder="Title" className="writing-title" state={state} stored={text.title} lang={lang} help={sayOther(otherLines?.title)} />
      <Line name="standfirst" label="Standfirst" placeholder="Standfirst" className="writing-standfirst" state={state} stored={text.standfirst} lang={lang} help={sayOther(otherLines?.standfirst)} />
      <Line name="source" label="Text" placeholder="Begin here" className="writing-source" id="writing-source" rows={16} state={state} stored={text.source} lang={lang} help={help} />
      <div className="writing-beside">
        <ContentNotesFields key={key} said={beside} {...answered} />
      </div>
      <div className="writing-beside">
        <WorksFields key={key} works={beside.works} titles={titles} {...answered} />
      </div>
      <div className="writing-foot">
        <Button aria-disabled={pending || undefined} data-pending="Saving …">
          {pending ? 'Saving …' : button}
        </Button>
        <p className="writing-kept">{kept}</p>
      </div>
    </form>
  )
}

function sayOther(line = ''): string {
  return line && `In the draft it is “${line}”.`
}

type LineProps = {
  name: 'title' | 'standfirst' | 'source'
  label: string
  /** The words in the empty field say what it is for; the field is set like what it becomes, and once filled it says so itself. */
  placeholder: string
  className: string
  id?: string
  rows?: number
  state: FormState
  stored: string
  lang: string
  help?: ReactNode
}

/** A field that grows with what is written. Nothing cuts what is too long: it is said, and can be made shorter. */
function Line({ name, label, placeholder, className, id, rows = 1, state, stored, lang, help }: LineProps) {
  const own = useId()
  const field = id ?? own
  const error = state.fields?.[name]
  const described = [error && `${own}-error`, help && `${own}-help`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label className="visually-hidden" htmlFor={field}>
        {label}
      </label>
      <SteadyTextarea
        className={`input ${className}`}
        name={name}
        id={field}
        rows={rows}
        lang={lang}
        placeholder={placeholder}
        defaultValue={state.values?.[name] ?? stored}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
      />
      {error && (
        <p className="field-error" id={`${own}-error`}>
          {error}
        </p>
      )}
      {help && (
        <div className="field-help" id={`${own}-help`}>
          {help}
        </div>
      )}
    </div>
  )
}
