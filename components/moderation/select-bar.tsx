'use client'

import { startTransition, useActionState, useRef } from 'react'
import type { FormEvent, ReactNode, RefObject } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useDesk } from '#components/moderation/desk-provider.tsx'
import { Key } from '#components/moderation/key.tsx'
import { ReasonFields } from '#components/moderation/reason-fields.tsx'
import { selection } from '#components/moderation/select-box.tsx'
import { useScripted, useSteadyAction } from '#components/moderation/use-steady-action.ts'
import { tickAll, useTicked } from '#components/moderation/use-ticked.ts'
import type { FormAction } from '#lib/form-state.ts'
import { fresh } from '#lib/form-state.ts'

/**
 * How many boxes are ticked, and one decision about all of them. The boxes stand in the list; they belong to this form.
 * @param here where the form stands, for browsers that send it without a script
 */
export function SelectBar({ action, here }: { action: FormAction; here: string }) {
  const [state, start, pending] = useActionState(useSteadyAction(action), fresh, here)
  const form = useRef<HTMLFormElement>(null)
  const { count, all } = useTicked(form)
  const scripted = useScripted()
  const keys = useDesk() !== null
  const kept = scripted || state.status !== 'refused' ? [] : Object.entries(state.values ?? {}).filter(([name]) => /^(item|kept)-/.test(name))

  /** With a script the form is not emptied by its answer: what was ticked and written stays until it is done. */
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const sent = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter)
    startTransition(() => start(sent))
  }

  const refused = state.status === 'refused' ? state.fields?.items ?? (state.fields ? undefined : state.message) : undefined
  const idle = scripted && count === 0
  return (
    <form id={selection} ref={form} className="select-bar" action={start} onSubmit={send} noValidate={scripted} aria-label="Many at once">
      {kept.map(([name, version]) => (
        <input key={name} type="hidden" name={name.replace(/^item/, 'kept')} value={version} />
      ))}
      {refused && <p role="alert" className="field-error">{refused}</p>}
      <div className="select-line">
        <p role="status">{scripted ? sayTicked(count, all, keys) : kept.length > 0 ? `${kept.length} selected before; tick more if you like.` : 'Tick what to decide at once.'}</p>
        {scripted && all > 0 && count < all && <Tool form={form} tick={true}>{`All ${all}`}</Tool>}
        {scripted && count > 0 && <Tool form={form} tick={false}>Clear</Tool>}
      </div>
      <div className="select-verdicts" hidden={idle}>
        <Button look="plain" name="action" value="approve" formNoValidate aria-disabled={pending || undefined}>
          {pending ? 'Sending …' : 'Approve'}
        </Button>
        <details open={state.fields?.reasonCode || state.fields?.reasonNote ? true : undefined}>
          <summary className="button button-plain">Reject …</summary>
          <ReasonFields state={state} />
          <Button name="action" value="reject" aria-disabled={pending || undefined}>
            {scripted && count > 0 ? `Reject ${count}` : 'Reject'}
          </Button>
        </details>
      </div>
    </form>
  )
}

function sayTicked(count: number, all: number, keys: boolean): ReactNode {
  if (count > 0) return `${count} selected`
  if (all === 0) return 'Nothing here can be selected.'
  return keys ? <>Select with <Key of="select" /></> : 'Tick what to decide at once.'
}

type ToolProps = { form: RefObject<HTMLFormElement | null>; tick: boolean; children: string }

function Tool({ form, tick, children }: ToolProps) {
  return (
    <Button type="button" look="text" onClick={() => tickAll(form.current, tick)}>
      {children}
    </Button>
  )
}
