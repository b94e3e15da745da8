import { describe, expect, test } from 'vitest'
import { commands, keysOf, sayKeys } from '#components/writing/editor/commands.ts'
import type { EditorCommand } from '#components/writing/editor/commands.ts'

const pressed = (keys: Partial<Parameters<typeof keysOf>[0]>) => ({ key: '', code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...keys })

describe('keys', () => {
  test.each<[string, Partial<Parameters<typeof keysOf>[0]>, boolean, string]>([
    ['Ctrl and a letter', { key: 'b', code: 'KeyB', ctrlKey: true }, false, 'Mod-b'],
    ['Command on a Mac', { key: 'b', code: 'KeyB', metaKey: true }, true, 'Mod-b'],
    ['Ctrl on a Mac is something else', { key: 'b', code: 'KeyB', ctrlKey: true }, true, ''],
    ['a letter alone', { key: 'b', code: 'KeyB' }, false, ''],
    ['the place of a letter on a Greek keyboard', { key: 'β', code: 'KeyB', ctrlKey: true }, false, 'Mod-b'],
    ['the letter where another keyboard has it', { key: 'b', code: 'KeyN', ctrlKey: true }, false, 'Mod-b'],
    ['a digit whatever Shift makes of it', { key: '^', code: 'Digit6', ctrlKey: true, shiftKey: true }, false, 'Mod-Shift-6'],
    ['AltGr, which types letters', { key: '@', code: 'KeyQ', ctrlKey: true, altKey: true }, false, ''],
  ])('%s', (_, keys, mac, said) => {
    expect(keysOf(pressed(keys), mac)).toBe(said)
  })

  test('are said as they stand on the keyboard', () => {
    expect(sayKeys('Mod-Shift-9', false)).toBe('Ctrl Shift 9')
    expect(sayKeys('Mod-b', true)).toBe('⌘ B')
  })

  test('belong to one command each', () => {
    const keys = commands.flatMap(({ key }: EditorCommand) => key ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })
})
