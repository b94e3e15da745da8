'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { useDesk } from '#components/moderation/desk/desk-provider.tsx'
import { KeyHelp } from '#components/moderation/keys/key-help.tsx'
import { deskKeys, keyed, whatDoes } from '#components/moderation/keys/key-table.ts'
import type { Does } from '#components/moderation/keys/key-table.ts'
import { Key } from '#components/moderation/keys/key.tsx'
import {
  chooseReason, closePanel, holdsUnsentWords, isOnItsWay, isPressable, isWriting, openPanel, pressable, pressAgain, sendForm, sendWithWords,
} from '#components/moderation/keys/press-key.ts'
import { selection } from '#components/moderation/bulk/select-box.tsx'
import { useKeySetting } from '#components/moderation/keys/use-key-setting.ts'

/** Keys that also act while one is at the bar for many: none of them decides. */
const besideMany: Does[] = ['next', 'previous', 'select', 'fresh', 'search', 'help']

/** Keys that lead to another page, or make this one anew. */
const leaving: Does[] = ['mode', 'person']

const formOpen = 'A form is open. Esc closes it, and nothing in it is lost.'
const wordsUnsent = 'A form here holds words that were not sent. Send or empty it first: they would be lost.'

/** How the desk was shown last: who changes that is led back to the card. */
let modeBefore: string | undefined

/**
 * Listens for the keys that are printed on the buttons, and reads out what was done. Every key presses what is on the page
 * already, so nothing works by key alone. No key acts while somebody writes in a field.
 */
export function DeskKeys() {
  const context = useDesk()
  const help = useRef<HTMLDialogElement>(null)
  const [on, setOn] = useKeySetting()

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!context || event.defaultPrevented || event.isComposing) return
    if (event.ctrlKey || event.metaKey) return sendWithWords(event)
    if (event.altKey) return
    if (help.current?.open) {
      if (event.key === deskKeys.help.key) help.current.close()
      return
    }
    const card = document.querySelector<HTMLElement>('.desk-frame[data-selected]')
    const panel = openPanelAt(event.target, card)
    if (event.key === 'Escape') return closePanel(card, panel)
    if (!on || isWriting(event.target)) return
    const does = whatDoes(event.key)
    const atMany = event.target instanceof Element && event.target.closest(`#${selection}`) !== null
    if (atMany && !(does && besideMany.includes(does))) return
    if (!atMany && panel && actInPanel(event, panel)) return event.preventDefault()
    if (!does || (event.repeat && does !== 'next' && does !== 'previous')) return
    event.preventDefault()
    act(does, card, panel)
  })

  /** Keys that a form takes while it is open: numbers for reasons, Enter to send it. The key that opened it never sends it. */
  function actInPanel(event: KeyboardEvent, panel: HTMLDetailsElement): boolean {
    if (chooseReason(panel, event.key)) return true
    const own = whatDoes(event.key) === panel.dataset.panel
    if (own && !event.repeat) pressAgain(panel)
    const sends = event.key === 'Enter' && !isPressable(event.target)
    if (sends) sendForm(panel.querySelector('form'), event)
    return own || sends
  }

  function act(does: Does, card: HTMLElement | null, panel: HTMLDetailsElement | null) {
    if (does === 'help') return openHelp()
    if (does === 'next' || does === 'previous') return step(card, does)
    if (does === 'undo') return undoLast(panel)
    if (panel && card?.querySelector(`[data-does="${does}"]`)) return say(formOpen)
    if (leaving.includes(does) && holdsUnsentWords()) return say(panel ? formOpen : wordsUnsent)
    const target = pressable(does, card)
    if (!target) return say(card?.querySelector<HTMLElement>('[data-held]')?.dataset.held ?? deskKeys[does].nothing)
    if (isOnItsWay(target.closest('form'))) return
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
  function undoLast(panel: HTMLDetailsElement | null) {
    const { undoable = [], standings = {} } = context?.desk ?? {}
    const last = undoable.at(-1)
    const untouched = Object.values(standings).every(({ told }) => told)
    const place = last ? `.desk-frame form[data-undo="${last.decisionId}"]` : '.desk-recent [data-last] form[data-undo]'
    const form = last || untouched ? document.querySelector<HTMLFormElement>(place) : null
    if (!form) return say(deskKeys.undo.nothing)
    if (!form.closest('.desk-frame') && holdsUnsentWords()) return say(panel ? formOpen : wordsUnsent)
    sendForm(form, { repeat: false })
  }

  useEffect(() => {
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  useEffect(() => {
    const mode = document.querySelector<HTMLElement>('.desk')?.dataset.mode
    if (modeBefore !== undefined && modeBefore !== mode) document.querySelector<HTMLElement>('.desk-frame[data-selected]')?.focus()
    modeBefore = mode
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

/** The form that is open where one is, else the first that is open on the card. */
function openPanelAt(target: EventTarget | null, card: HTMLElement | null): HTMLDetailsElement | null {
  const around = target instanceof Element ? target.closest<HTMLDetailsElement>('.desk-frame details[data-panel][open]') : null
  return around ?? card?.querySelector<HTMLDetailsElement>('details[data-panel][open]:not([hidden] *)') ?? null
}
