import type { Does } from '#components/moderation/keys/key-table.ts'

/** What a key presses: something on the card one is at, in its line of the list, or on the desk itself. Never on another card. */
export function pressable(does: Does, card: HTMLElement | null): HTMLElement | null {
  const wanted = `[data-does="${does}"]:not([hidden] *, :disabled)`
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
  const chosen = panel.querySelector<HTMLElement>('[data-first]') ?? panel.querySelector<HTMLElement>('input[type=radio]:checked')
  const first = chosen ?? panel.querySelector<HTMLElement>('input:not([type=hidden]), textarea')
  first?.focus()
}

/** Back to the card; what was written stays in the form. */
export function closePanel(card: HTMLElement | null, panel: HTMLDetailsElement | null) {
  if (!panel) return
  panel.open = false
  card?.focus({ preventScroll: true })
}

/** The key of a form that is open: where the form takes what is selected, it takes it anew; else it leads back into the form. */
export function pressAgain(panel: HTMLDetailsElement) {
  const again = panel.querySelector<HTMLElement>('[data-again]')
  if (again) again.click()
  else openPanel(panel)
}

/**
 * The one way in which a key sends a form: not while the key is held down, and not a form that is on its way already.
 * @param by the button that it counts as, where a form has several
 */
export function sendForm(form: HTMLFormElement | null | undefined, { repeat }: { repeat: boolean }, by: HTMLElement | null = null) {
  if (form && !repeat && !isOnItsWay(form)) form.requestSubmit(by)
}

/** Its button says so. */
export function isOnItsWay(form: HTMLFormElement | null): boolean {
  return form?.querySelector('[aria-disabled="true"]') != null
}

/** Whether any form of the desk holds words that would be lost with the page. */
export function holdsUnsentWords(): boolean {
  return [...document.querySelectorAll<HTMLTextAreaElement>('.desk details textarea')].some((field) => field.value.trim() !== '')
}

/** A reason that needs words leads to the field for them. */
export function chooseReason(panel: HTMLDetailsElement, number: string): boolean {
  if (!/^[1-9]$/.test(number)) return false
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
  sendForm(field?.closest<HTMLFormElement>('form[data-verdict]'), event)
}

export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])')
}

/** Enter on a link or button presses that, whatever else is open. */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary') !== null
}
