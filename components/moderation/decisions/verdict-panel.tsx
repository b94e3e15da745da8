'use client'

import { useState } from 'react'
import type { FocusEvent, FormEvent, ReactNode, ToggleEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { VerdictForm } from '#components/moderation/decisions/verdict-bar.tsx'
import type { VerdictWords } from '#components/moderation/decisions/verdict-words.ts'
import { keyed } from '#components/moderation/keys/key-table.ts'
import { Key, Printed } from '#components/moderation/keys/key.tsx'

type Props = Omit<VerdictForm, 'children'> & {
  words: VerdictWords
  /** What every form of the card names. */
  fields: ReactNode
  /** Whether what was filled in can be sent; if so, one goes on to the next card while it is on its way. */
  isWhole: (form: FormData) => boolean
  onOpen?: () => void
  onClose?: () => void
  /** One writes in it from the start: Enter is a new line there. */
  inWords?: boolean
  children: ReactNode
}

/** A verdict that asks for something first. Opens without a script; one at a time on a card. */
export function VerdictPanel({ item, verdict, words, sending, onLeave, fields, isWhole, onOpen, onClose, inWords = false, children }: Props) {
  const { state, action, pending } = sending
  const [writing, setWriting] = useState(inWords)
  const unanswered = state.status === 'refused' && state.fields !== undefined && state.values?.action === verdict

  function leaveWhenWhole(event: FormEvent<HTMLFormElement>) {
    if (isWhole(new FormData(event.currentTarget))) onLeave()
  }

  /** What is printed on the button sends it from where one is. */
  function noteField(event: FocusEvent) {
    setWriting(inWords || event.target instanceof HTMLTextAreaElement)
  }

  function noteOpening(event: ToggleEvent<HTMLDetailsElement>) {
    if (event.newState === 'open') onOpen?.()
    else onClose?.()
  }

  return (
    <details className="desk-panel" name={`forms-${item.id}`} data-panel={words.does} open={unanswered || undefined} onToggle={noteOpening}>
      <summary className="button button-plain" {...keyed(words.does)}>
        {words.text} <Key of={words.does} />
      </summary>
      <form action={action} data-verdict={words.does} onSubmit={leaveWhenWhole} onFocus={noteField}>
        {fields}
        <input type="hidden" name="action" value={verdict} />
        {children}
        <div className="actions">
          <Button aria-disabled={pending || undefined} onClick={(event) => pending && event.preventDefault()}>
            {words.text.replace(' …', '')} <Printed name={writing ? 'Ctrl Enter' : 'Enter'} />
          </Button>
        </div>
      </form>
    </details>
  )
}

/** Whether a field of a form holds words. */
export function holdsWords(form: FormData, name: string): boolean {
  const value = form.get(name)
  return typeof value === 'string' && value.trim() !== ''
}
