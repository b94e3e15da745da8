'use client'

import { startTransition, useActionState, useEffect, useRef } from 'react'
import type { FormEvent, KeyboardEvent, ReactNode, RefObject } from 'react'
import { Button } from '#components/ui/button.tsx'
import { manyAsking, manyPlain } from '#components/moderation/bulk/many-verdicts.ts'
import { selection } from '#components/moderation/bulk/select-box.tsx'
import { tickAll, useTicked } from '#components/moderation/bulk/use-ticked.ts'
import type { Ticked } from '#components/moderation/bulk/use-ticked.ts'
import { ReasonFields } from '#components/moderation/decisions/reason-fields.tsx'
import { useScripted, useSteadyAction } from '#components/moderation/decisions/use-steady-action.ts'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { deskKeys } from '#components/moderation/keys/key-table.ts'
import { Key } from '#components/moderation/keys/key.tsx'
import { chooseReason, isPressable, isWriting, sendForm } from '#components/moderation/keys/press-key.ts'
import type { FormAction } from '#lib/form-state.ts'
import { fresh } from '#lib/form-state.ts'

type Props = {
  action: FormAction
  /** Where the form stands, for browsers that send it without a script. */
  here: string
  /** What any of the boxes could be decided as; with a script, only what all that are ticked share is offered. */
  offered: string[]
}

/**
 * How many boxes are ticked, and one decision about all of them. The boxes stand in the list; they belong to this form. It is sent
 * by its buttons alone: Enter on a box, or by a slip, decides nothing.
 */
export function SelectBar({ action, here, offered }: Props) {
  const [state, start, pending] = useActionState(useSteadyAction(action), fresh, here)
  const form = useRef<HTMLFormElement>(null)
  const reasons = useRef<HTMLDetailsElement>(null)
  const ticked = useTicked(form)
  const scripted = useScripted()
  const keys = useDesk() !== null
  const kept = scripted || state.status !== 'refused' ? [] : Object.entries(state.values ?? {}).filter(([name]) => /^(item|kept)-/.test(name))
  const { count, all, shared } = ticked
  const verdicts = scripted ? shared : offered
  const asking = verdicts.filter((verdict) => verdict in manyAsking)

  // What is missing is shown where it is missing, also when one sends from the end of the reasons.
  useEffect(() => {
    if (state.status === 'refused') form.current?.querySelector('.field-error')?.scrollIntoView({ block: 'nearest' })
  }, [state])

  /** With a script the form is not emptied by its answer: what was ticked and written stays until it is done. */
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    if (pending || !(submitter instanceof HTMLButtonElement) || submitter.name !== 'action') return
    const sent = new FormData(event.currentTarget, submitter)
    if (!(submitter.value in manyAsking)) for (const name of ['reasonCode', 'reasonNote']) sent.delete(name)
    startTransition(() => start(sent))
  }

  /** The reasons are a form like those of the cards: a number chooses, Enter sends them, Esc closes. */
  function press(event: KeyboardEvent<HTMLFormElement>) {
    const panel = reasons.current
    const { target, key, ctrlKey, metaKey, altKey, nativeEvent } = event
    if (!panel?.open || !(target instanceof Node) || !panel.contains(target) || nativeEvent.isComposing) return
    const modified = ctrlKey || metaKey
    if (key === 'Escape') {
      panel.open = false
      panel.querySelector('summary')?.focus()
    } else if (key === 'Enter' && (isWriting(target) ? modified : !isPressable(target))) {
      sendForm(event.currentTarget, nativeEvent, panel.querySelector<HTMLElement>('button[name=action]'))
    } else if (isWriting(target) || modified || altKey || !chooseReason(panel, key)) return
    event.preventDefault()
  }

  const refused = state.status === 'refused' ? state.fields?.items ?? (state.fields ? undefined : state.message) : undefined
  const idle = scripted && count === 0
  return (
    <form id={selection} ref={form} className="select-bar" action={start} onSubmit={send} onKeyDown={press} noValidate={scripted} aria-label="Many at once">
      {/* What Enter presses by itself in any field of the form: outside a dialog, this sends nothing. */}
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" formMethod="dialog" formNoValidate />
      {kept.map(([name, version]) => (
        <input key={name} type="hidden" name={name.replace(/^item/, 'kept')} value={version} />
      ))}
      {refused && <p role="alert" className="field-error">{refused}</p>}
      <div className="select-line">
        <p role="status">{scripted ? sayTicked(ticked, keys) : sayPlainly(kept.length, offered)}</p>
        {scripted && all > 0 && count < all && <Tool form={form} tick={true}>{`All ${all}`}</Tool>}
        {scripted && count > 0 && <Tool form={form} tick={false}>Clear</Tool>}
      </div>
      <div className="select-verdicts" hidden={idle || verdicts.length === 0}>
        {verdicts.map((verdict) => manyPlain[verdict] && (
          <Button key={verdict} look="plain" name="action" value={verdict} formNoValidate aria-disabled={pending || undefined}>
            {pending ? 'Sending …' : manyPlain[verdict]}
          </Button>
        ))}
        <details ref={reasons} hidden={asking.length === 0} open={state.fields?.reasonCode || state.fields?.reasonNote ? true : undefined}>
          <summary className="button button-plain">{sayAsking(asking)} …</summary>
          <ReasonFields state={state} />
          <div className="select-send">
            {asking.map((verdict) => (
              <Button key={verdict} name="action" value={verdict} aria-disabled={pending || undefined}>
                {scripted && count > 0 ? `${manyAsking[verdict]} ${count}` : manyAsking[verdict]}
              </Button>
            ))}
          </div>
        </details>
      </div>
    </form>
  )
}

const alone = 'Appeals and second looks are decided one by one.'

/** `Reject`, or `Reject or take down`. */
function sayAsking(verdicts: string[]): string {
  const [first = '', ...others] = verdicts.map((verdict) => manyAsking[verdict] ?? '')
  return [first, ...others.map((other) => other.toLowerCase())].join(' or ')
}

function sayTicked({ count, all, shared }: Ticked, keys: boolean): ReactNode {
  if (count > 0) return shared.length > 0 ? `${count} selected` : `${count} selected. Reports are decided apart from texts, so nothing fits all of them.`
  if (all === 0) return alone
  if (!keys) return 'Tick what to decide at once.'
  return (
    <>
      Select with <span className="visually-hidden">the key {deskKeys.select.key}</span>
      <Key of="select" />
    </>
  )
}

function sayPlainly(kept: number, offered: string[]): string {
  if (kept > 0) return `${kept} selected before; tick more if you like.`
  return offered.length > 0 ? 'Tick what to decide at once.' : alone
}

type ToolProps = { form: RefObject<HTMLFormElement | null>; tick: boolean; children: string }

function Tool({ form, tick, children }: ToolProps) {
  return (
    <Button type="button" look="text" onClick={() => tickAll(form.current, tick)}>
      {children}
    </Button>
  )
}
