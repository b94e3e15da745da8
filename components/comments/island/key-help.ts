import { keysAreOn, turnKeys } from './key-setting.ts'
import { threadKeys } from './key-table.ts'
import { make } from './make-element.ts'

/** All keys of the conversation, and the switch that turns them off. */
export function makeKeyHelp(onSwitch: () => void): HTMLDialogElement {
  const box = make('input', { type: 'checkbox' })
  box.checked = keysAreOn()
  box.addEventListener('change', () => {
    turnKeys(box.checked)
    onSwitch()
  })
  const close = make('button', { class: 'button button-plain' }, 'Close')
  const rows = Object.values(threadKeys).map(({ key, does }) => make('div', {}, make('dt', {}, make('kbd', {}, key)), make('dd', {}, does)))
  return make(
    'dialog',
    { class: 'thread-help', 'aria-labelledby': 'thread-help-title' },
    make('form', { method: 'dialog' }, make('h2', { id: 'thread-help-title' }, 'Keys of the conversation'), close),
    make('dl', {}, ...rows),
    make('label', {}, box, ' Single keys work in conversations'),
  )
}
