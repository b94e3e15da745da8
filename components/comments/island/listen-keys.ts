import { keysAreOn } from './key-setting.ts'
import { whatDoes } from './key-table.ts'
import type { Does } from './key-table.ts'
import type { OpenThread } from './open-thread.ts'

/** Keys that may be held down. */
const repeating: Does[] = ['next', 'previous']

/** Listens for the keys of the conversation: never while somebody writes, never with Ctrl, Alt or Meta, and never when they are off. */
export function listenForKeys({ signal }: OpenThread, help: HTMLDialogElement, act: (does: Does) => void) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (help.open) {
      if (whatDoes(event.key) === 'help') help.close()
      return
    }
    if (!keysAreOn() || isWriting(event.target) || isElsewhere(event.target)) return
    const does = event.key === 'Enter' && isComment(event.target) ? 'fold' : whatDoes(event.key)
    if (!does || (event.repeat && !repeating.includes(does))) return
    event.preventDefault()
    act(does)
  }, { signal })
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=button], [type=submit])')
}

/** Another dialog is open. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog[open]') !== null
}

/** Enter on a link or button inside presses that. */
function isComment(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('article[data-comment]')
}
