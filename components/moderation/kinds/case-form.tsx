'use client'

import { useActionState, useEffect, useId, useRef, useState } from 'react'
import { FormAnswer } from '#components/people/form-answer.tsx'
import { useSteadyAction } from '#components/moderation/decisions/use-steady-action.ts'
import { Printed } from '#components/moderation/keys/key.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useKeptWords } from '#components/ui/use-kept-words.ts'
import { fresh } from '#lib/form-state.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'

type Props = {
  action: FormAction
  itemId: string
  /** Who will read it, as a sentence. */
  readers: string
  /** It may also be said to the team alone: who reads it is chosen each time. */
  withTeam: boolean
  /** Where the form stands, for browsers that send it without JavaScript. */
  here: string
}

/** Saying something in a case. What was said stands at the end of the lines above at once. */
export function CaseForm({ action, itemId, readers, withTeam, here }: Props) {
  const [state, send] = useActionState(useSteadyAction(action), fresh, here)
  const kept = useKeptWords(state)
  const said = useSaid(state)
  const panel = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (state.status !== 'done' || !panel.current?.open) return
    panel.current.open = false
    panel.current.querySelector('summary')?.focus()
  }, [state])

  return (
    <>
      {said.length > 0 && (
        <ol className="case-lines" role="list">
          {said.map(({ body, teamOnly }, place) => (
            <li key={place}>
              <p className="meta">You, just now{teamOnly && ' · for the team alone'}</p>
              <p className="case-words">{body}</p>
            </li>
          ))}
        </ol>
      )}
      {state.status === 'done' && <FormAnswer state={state} />}
      <details ref={panel} className="case-answer" data-panel="case" open={state.status === 'refused' || undefined}>
        <summary>Say something in this case</summary>
        <form className="form" action={send} {...kept} data-verdict="case" noValidate>
          {state.status === 'refused' && <FormAnswer state={state} />}
          <input type="hidden" name="itemId" value={itemId} />
          <TextArea name="body" label="Your words" rows={3} required help={withTeam ? undefined : readers} state={state} />
          {withTeam && <WhoReads state={state} />}
          <div className="actions">
            <SubmitButton look="plain" pending="Sending …">
              Send <Printed name="Ctrl Enter" />
            </SubmitButton>
          </div>
        </form>
      </details>
    </>
  )
}

/** Nothing is chosen beforehand: words for the team must not reach the writer by a slip. */
function WhoReads({ state }: { state: FormState }) {
  const id = useId()
  const error = state.fields?.readers
  const chosen = state.values?.readers
  return (
    <fieldset className="choices" key={chosen} aria-describedby={error ? id : undefined}>
      <legend className="field-label">Who reads this?</legend>
      <input type="hidden" name="choosesReaders" value="yes" />
      {error && (
        <p className="field-error" id={id}>
          {error}
        </p>
      )}
      <label className="choice">
        <input type="radio" name="readers" value="writer" required defaultChecked={chosen === 'writer'} />
        <span>To the writer, without your name</span>
      </label>
      <label className="choice">
        <input type="radio" name="readers" value="team" required defaultChecked={chosen === 'team'} />
        <span>For the team alone</span>
      </label>
    </fieldset>
  )
}

type Said = { body: string; teamOnly: boolean }

/** What was said since the page was made; the page shows what it was made with by itself. */
function useSaid(state: FormState): Said[] {
  const [said, setSaid] = useState<Said[]>([])
  const [seen, setSeen] = useState(state)
  if (seen !== state) {
    setSeen(state)
    const line = state.status === 'done' ? readSaid(state.value) : null
    if (line) setSaid([...said, line])
  }
  return said
}

function readSaid(value: unknown): Said | null {
  if (typeof value !== 'object' || value === null || !('body' in value) || !('teamOnly' in value)) return null
  const { body, teamOnly } = value
  return typeof body === 'string' && typeof teamOnly === 'boolean' ? { body, teamOnly } : null
}
