import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dropCopy, readCopy, writeCopy } from '#components/comments/drafts/local-copy.ts'

const place = { slug: 'an-essay', parentId: '' }
const now = Date.parse('2026-11-22T10:00:00Z')
let kept: Map<string, string>

beforeEach(() => {
  kept = new Map()
  const localStorage = {
    get length() {
      return kept.size
    },
    key: (place: number) => [...kept.keys()][place] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  }
  vi.stubGlobal('window', { localStorage })
})

afterEach(() => vi.unstubAllGlobals())

const write = (by: string, body: string) => writeCopy(place, { body, at: now, by })
const offered = (by: string) => readCopy(place, by, now)?.body

test('what one person writes in a shared browser neither shows nor overwrites the words of another', () => {
  write('rae', 'Rae’s words, not sent yet')
  expect(offered('nia')).toBeUndefined()
  write('nia', 'Nia’s words')
  dropCopy(place, 'nia')
  expect([offered('rae'), offered('nia')]).toEqual(['Rae’s words, not sent yet', undefined])
})

test('what was written before signing in is offered to whoever comes in, unless they have words of their own there', () => {
  write('', 'Words of nobody yet')
  expect([offered('rae'), offered('')]).toEqual(['Words of nobody yet', 'Words of nobody yet'])
  write('rae', 'Rae’s own')
  expect([offered('rae'), offered('nia')]).toEqual(['Rae’s own', 'Words of nobody yet'])
})

test('an emptied field is forgotten, and what is thirty days old goes', () => {
  write('rae', 'Something')
  write('rae', '  ')
  expect(offered('rae')).toBeUndefined()
  write('nia', 'Old words')
  expect(readCopy(place, 'nia', now + 31 * 86_400_000)).toBeNull()
  expect(kept.size).toBe(0)
})
