'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { useDesk } from '#components/moderation/desk-provider.tsx'
import { deskKeys, keyed, whatDoes } from '#components/moderation/key-table.ts'
import type { Does } from '#components/moderation/key-table.ts'
import { KeyHelp } from '#components/moderation/key-help.tsx'
import { Key } from '#components/moderation/key.tsx'
import { chooseReason, closePanel, isPressable, isWriting, openPanel, pressable, sendOpenPanel, sendWithWords } from '#components/moderation/press-key.ts'
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
    if (help.current?.open) {
      if (event.key === deskKeys.help.key) help.current.close()
      return
    }
    const card = document.querySelector<HTMLElement>('.desk-frame[data-selected]')
    const panel = card?.querySelector<HTMLDetailsElement>('details[data-panel][open]:not([hidden] *)') ?? null
    if (event.key === 'Escape') return closePanel(card, panel)
    if (isWriting(event.target)) return
    if (panel && actInPanel(event, panel)) return event.preventDefault()
    const does = whatDoes(event.key)
    if (!does || (event.repeat && does !== 'next' && does !== 'previous')) return
    event.preventDefault()
    act(does, card, panel)
  })

  /** Keys that a form takes while it is open: numbers for reasons, Enter and its own key to send it. */
  function actInPanel(event: KeyboardEvent, panel: HTMLDetailsElement): boolean {
    if (/^[1-9]$/.test(event.key)) return chooseReason(panel, event.key)
    const sends = event.key === 'Enter' ? !isPressable(event.target) : whatDoes(event.key) === panel.dataset.panel
    return sends && !event.repeat && sendOpenPanel(panel)
  }

  function act(does: Does, card: HTMLElement | null, panel: HTMLDetailsElement | null) {
    if (does === 'help') return openHelp()
    if (does === 'next' || does === 'previous') return step(card, does)
    if (does === 'undo') return undoLast()
    if (panel && card?.querySelector(`[data-does="${does}"]`)) return say('A form is open. Esc closes it, and nothing in it is lost.')
    const target = pressable(does, card)
    if (!target) return say(card?.querySelector<HTMLElement>('[data-held]')?.dataset.held ?? deskKeys[does].nothing)
    if (target.closest('form')?.querySelector('[aria-disabled="true"]')) return
    if (target.tagName === 'SUMMARY') openPanel(target.closest('details'))
    else if (isWriting(target)) target.focus()
    else target.click()
  }

  function openHelp() {
    help.current?.showModal()
    help.current?.querySelector('button')?.focus()
  }

  function say(said: string) {
    context?.tell({ type: 'said', said })
  }

  function step(card: HTMLElement | null, does: 'next' | 'previous') {
    const link = card?.querySelector<HTMLElement>(`[data-does="${does}"]`)
    if (link) link.click()
    else context?.tell({ type: 'moved', step: does === 'next' ? 1 : -1 })
  }

  /** The last decision of this page; while there was none, the last one before it, unless that is taken back. */
  function undoLast() {
    const { undoable = [], standings = {} } = context?.desk ?? {}
    const last = undoable.at(-1)
    const untouched = Object.values(standings).every(({ told }) => told)
    const place = last ? `.desk-frame form[data-undo="${last.decisionId}"]` : '.desk-recent [data-last] form[data-undo]'
    const form = last || untouched ? document.querySelector<HTMLFormElement>(place) : null
    if (!form) return say(deskKeys.undo.nothing)
    form.requestSubmit()
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
      <button type="button" className="button button-text desk-help-button" {...keyed('help')} onClick={openHelp}>
        Keys <Key of="help" />
      </button>
      <KeyHelp ref={help} on={on} onSwitch={setOn} />
    </>
  )
}
