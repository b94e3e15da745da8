import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deskKeys, formKeys, keyed, whatDoes } from '#components/moderation/keys/key-table.ts'
import type { Does } from '#components/moderation/keys/key-table.ts'

const all = Object.keys(deskKeys) as Does[]

/** Everything that draws the desk. */
const folder = 'components/moderation'
const sources = readdirSync(folder, { encoding: 'utf8', recursive: true }).filter((file) => file.endsWith('.tsx') || file.endsWith('/verdict-words.ts')).map((file) => readFileSync(`${folder}/${file}`, 'utf8')).join('\n')

describe('the keys of the desk', () => {
  it('are one character each, and no two the same', () => {
    const keys = Object.values(deskKeys).map(({ key }) => key)
    expect(keys.filter((key) => key.length !== 1)).toEqual([])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('are not those that a form takes while it is open', () => {
    const keys: string[] = Object.values(deskKeys).map(({ key }) => key)
    expect(keys.filter((key) => /[1-9]/.test(key) || formKeys.some((row) => row.keys.includes(key)))).toEqual([])
  })

  it.each(all)('%s is found by its key, with and without the shift key', (does) => {
    expect(whatDoes(deskKeys[does].key)).toBe(does)
    expect(whatDoes(deskKeys[does].key.toUpperCase())).toBe(does)
    expect(keyed(does)).toEqual({ 'data-does': does, 'aria-keyshortcuts': deskKeys[does].key })
  })

  it('are no others', () => {
    expect(['b', 'Enter', 'Escape', 'Tab', ' ', 'ArrowDown', '1'].map(whatDoes)).toEqual(Array(7).fill(null))
  })

  it.each(all)('%s is printed on something that it presses', (does) => {
    const printed = new RegExp(`keyed\\('${does}'\\)|does: '${does}'|\\bto="${does}"`)
    expect(sources).toMatch(printed)
  })

  it('are printed from the table alone', () => {
    expect(sources.match(/aria-keyshortcuts=/g)).toBeNull()
  })
})
