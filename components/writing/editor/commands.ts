import type { Change, Written } from './markdown/change.ts'
import { insertBreak, insertCode, insertFootnote, insertLink, insertSpoiler, insertTable } from './markdown/insert-parts.ts'
import { toggleLines } from './markdown/toggle-lines.ts'
import { toggleMarks } from './markdown/toggle-marks.ts'

/** A button of the toolbar that changes the text in one step. */
export type EditorCommand = {
  name: string
  /** On the button. */
  label: string
  /** `Mod-` is Ctrl, or Command on a Mac. */
  key?: string
  /** What is typed instead, for the list of keys. */
  typed: string
  step: (written: Written) => Change | null
}

export const commands = [
  { name: 'bold', label: 'Bold', key: 'Mod-b', typed: '**bold**', step: (written) => toggleMarks(written, '**') },
  { name: 'italic', label: 'Italic', key: 'Mod-i', typed: '*italic*', step: (written) => toggleMarks(written, '*') },
  { name: 'link', label: 'Link', key: 'Mod-k', typed: '[words](https://…)', step: insertLink },
  { name: 'heading', label: 'Heading', key: 'Mod-Shift-h', typed: '## A heading', step: (written) => toggleLines(written, 'heading') },
  { name: 'quote', label: 'Quote', key: 'Mod-Shift-9', typed: '> Somebody’s words', step: (written) => toggleLines(written, 'quote') },
  { name: 'bullets', label: 'List', key: 'Mod-Shift-8', typed: '- an item', step: (written) => toggleLines(written, 'bullets') },
  { name: 'numbers', label: 'Numbers', key: 'Mod-Shift-7', typed: '1. an item', step: (written) => toggleLines(written, 'numbers') },
  { name: 'footnote', label: 'Footnote', key: 'Mod-Shift-6', typed: '[^1] in the text, [^1]: its words below', step: insertFootnote },
  { name: 'spoiler', label: 'Spoiler', key: 'Mod-Shift-s', typed: '||in a line||, or lines between :::spoiler and :::', step: insertSpoiler },
  { name: 'table', label: 'Table', typed: '| one | other |', step: insertTable },
  { name: 'break', label: 'Break', typed: '* * *', step: insertBreak },
  { name: 'code', label: 'Code', typed: '``` in the lines around', step: insertCode },
] as const satisfies EditorCommand[]

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** The keys that are pressed, as they are written here; empty without Ctrl or Command. Digits and letters count by their place where the layout has others there. */
export function keysOf({ key, code, ctrlKey, metaKey, shiftKey, altKey }: Pressed, mac: boolean): string {
  if (!(mac ? metaKey : ctrlKey) || altKey || (mac ? ctrlKey : metaKey)) return ''
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase()
  return `Mod-${shiftKey ? 'Shift-' : ''}${digit ?? letter ?? key}`
}

/** `Ctrl Shift 9`, for people. */
export function sayKeys(keys: string, mac: boolean): string {
  return keys.split('-').map((key) => (key === 'Mod' ? (mac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key)).join(' ')
}
