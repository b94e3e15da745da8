import type { Does } from '#components/moderation/key-table.ts'

/** What a key presses: something on the card one is at, in its line of the list, or on the desk itself. Never on another card. */
export function pressable(does: Does, card: HTMLElement | null): HTMLElement | null {
  const wanted = `[data-does="${does}"]:not([hidden] *)`
  const line = document.querySelector('.desk-list li:has([aria-current])')
  const own = card?.querySelector<HTMLElement>(wanted) ?? line?.querySelector<HTMLElement>(wanted)
  if (own) return own
  const others = [...document.querySelectorAll<HTMLElement>(`.desk ${wanted}`)]
  return others.find((each) => !each.closest('.desk-frame, .desk-list li')) ?? null
}

/** Opens a form and leads to what is filled in first. */
export function openPanel(panel: HTMLDetailsElement | null) {
  if (!panel) return
  panel.open = true
  const checked = panel.querySelector<HTMLElement>('input[type=radio]:checked')
  const first = checked ?? panel.querySelector<HTMLElement>('input:not([type=hidden]), textarea')
  first?.focus()
}

/** Back to the card; what was written stays in the form. */
export function closePanel(card: HTMLElement | null, panel: HTMLDetailsElement | null) {
  if (!panel) return
  panel.open = false
  card?.focus({ preventScroll: true })
}

/** A form that is on its way already is not sent twice. */
export function sendOpenPanel(panel: HTMLDetailsElement): boolean {
  const form = panel.querySelector('form')
  if (form && !form.querySelector('[aria-disabled="true"]')) form.requestSubmit()
  return true
}

/** A reason that needs words leads to the field for them. */
export function chooseReason(panel: HTMLDetailsElement, number: string): boolean {
  const radio = panel.querySelector<HTMLInputElement>(`[data-reason="${number}"]`)
  if (!radio) return false
  radio.checked = true
  const words = radio.value === 'other' ? panel.querySelector<HTMLElement>('textarea') : null
  const field = words ?? radio
  field.focus()
  return true
}

/** Control and Enter send a form from the field where Enter is a new line. */
export function sendWithWords(event: KeyboardEvent) {
  const field = event.target instanceof HTMLTextAreaElement && event.key === 'Enter' ? event.target : null
  field?.closest<HTMLFormElement>('form[data-verdict]')?.requestSubmit()
}

export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])')
}

/** Enter on a link or button presses that, whatever else is open. */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary') !== null
}
