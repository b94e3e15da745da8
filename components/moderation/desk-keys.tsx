'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { useDesk } from '#components/moderation/desk-provider.tsx'
import { KeyHelp } from '#components/moderation/key-help.tsx'
import { useKeySetting } from '#components/moderation/use-key-setting.ts'

/**
 * Listens for the keys that are printed on the buttons, and reads out what was done. Every key presses what is on the page
 * already, so nothing works by key alone. No key acts while somebody writes in a field.
 */
export function DeskKeys() {
  const context = useDesk()
  const help = useRef<HTMLDialogElement>(null)
  const [on, setOn] = useKeySetting()

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!on || !context || event.defaultPrevented || event.isComposing) return
    if (event.ctrlKey || event.metaKey || event.altKey) return sendWithWords(event)
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (help.current?.open) {
      if (key === '?') help.current.close()
      return
    }
    const card = document.querySelector<HTMLElement>('.desk-frame:not([hidden])')
    const panel = card?.querySelector<HTMLDetailsElement>('[data-panel="reject"]') ?? null
    if (key === 'Escape') return closePanel(card, panel)
    if (isWriting(event.target) || (event.repeat && key !== 'j' && key !== 'k')) return
    const acted = actOn(key, card, panel, event.target)
    if (acted) event.preventDefault()
  })

  /** Control and Enter send the reasons from the field where Enter is a new line. */
  function sendWithWords(event: KeyboardEvent) {
    const field = event.target instanceof HTMLTextAreaElement && event.key === 'Enter' ? event.target : null
    field?.closest<HTMLFormElement>('form[data-verdict]')?.requestSubmit()
  }

  function actOn(key: string, card: HTMLElement | null, panel: HTMLDetailsElement | null, target: EventTarget | null): boolean {
    if (key === '?') return open(help.current)
    if (key === 'j' || key === 'k') return step(card, key === 'j' ? 1 : -1)
    if (key === 'u') return undoLast()
    if (!card) return false
    if (key === 'a') return panel?.open ? say('The reasons are open. Esc closes them.') : submit(card, 'approve')
    if (key === 'r') return panel?.open ? submit(card, 'reject') : openPanel(panel)
    if (panel?.open && /^[1-9]$/.test(key)) return choose(panel, key)
    if (panel?.open && key === 'Enter' && !isPressable(target)) return submit(card, 'reject')
    return false
  }

  function say(said: string): boolean {
    context?.tell({ type: 'said', said })
    return true
  }

  function step(card: HTMLElement | null, by: 1 | -1): boolean {
    const link = card?.querySelector<HTMLElement>(`[data-step="${by}"]`)
    if (link) link.click()
    else context?.tell({ type: 'moved', step: by })
    return true
  }

  function submit(card: HTMLElement, verdict: 'approve' | 'reject'): boolean {
    const form = card.querySelector<HTMLFormElement>(`form[data-verdict="${verdict}"]`)
    const busy = form?.querySelector('[aria-disabled="true"]')
    if (!form) return say('This one is decided. Undo with u.')
    if (!busy) form.requestSubmit()
    return true
  }

  /** The last decision of this page; while there was none, the last one before it, unless that is taken back. */
  function undoLast(): boolean {
    const { undoable = [], standings = {} } = context?.desk ?? {}
    const last = undoable.at(-1)
    const untouched = Object.keys(standings).length === 0
    const place = last ? `.desk-frame form[data-undo="${last.decisionId}"]` : '.desk-recent [data-last] form[data-undo]'
    const form = last || untouched ? document.querySelector<HTMLFormElement>(place) : null
    if (!form) return say('There is nothing to undo.')
    form.requestSubmit()
    return true
  }

  useEffect(() => {
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  return (
    <>
      <p className="visually-hidden" role="status">
        {context?.desk.said}
      </p>
      <button type="button" className="button button-text desk-help-button" aria-keyshortcuts="?" onClick={() => open(help.current)}>
        Keys <kbd className="desk-key" aria-hidden="true">?</kbd>
      </button>
      <KeyHelp ref={help} on={on} onSwitch={setOn} />
    </>
  )
}

function open(dialog: HTMLDialogElement | null): boolean {
  dialog?.showModal()
  dialog?.querySelector('button')?.focus()
  return true
}

function openPanel(panel: HTMLDetailsElement | null): boolean {
  if (!panel) return false
  panel.open = true
  const chosen = panel.querySelector<HTMLElement>('input[type=radio]:checked') ?? panel.querySelector<HTMLElement>('input[type=radio]')
  chosen?.focus()
  return true
}

/** Back to the card; what was written stays in the panel. */
function closePanel(card: HTMLElement | null, panel: HTMLDetailsElement | null) {
  if (!panel?.open) return
  panel.open = false
  card?.focus({ preventScroll: true })
}

/** A reason that needs words leads to the field for them. */
function choose(panel: HTMLDetailsElement, number: string): boolean {
  const radio = panel.querySelector<HTMLInputElement>(`[data-reason="${number}"]`)
  if (!radio) return false
  radio.checked = true
  const words = radio.value === 'other' ? panel.querySelector<HTMLElement>('textarea') : null
  const field = words ?? radio
  field.focus()
  return true
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])')
}

/** Enter on a link or button presses that, whatever else is open. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary') !== null
}
