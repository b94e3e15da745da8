import { describe, expect, test } from 'vitest'
import { readRange } from '#lib/http/read-range.ts'

const of = (range: string | null, held?: string) =>
  readRange(new Headers({ ...(range !== null && { range }), ...(held && { 'if-range': held }) }), { size: 1000, etag: '"a"' })

describe('the bytes that are asked for', () => {
  test.each([
    ['bytes=0-0', { from: 0, to: 0 }],
    ['bytes=100-199', { from: 100, to: 199 }],
    ['bytes=900-', { from: 900, to: 999 }],
    ['bytes=900-5000', { from: 900, to: 999 }],
    ['bytes=-100', { from: 900, to: 999 }],
    ['bytes=-5000', { from: 0, to: 999 }],
    ['bytes=1000-', 'outside'],
    ['bytes=-0', 'outside'],
    [null, null],
    ['bytes=-', null],
    ['bytes=5-4', null],
    ['bytes=0-1,5-6', null],
    ['lines=0-1', null],
    ['bytes=0x1-2', null],
  ])('%s', (range, expected) => {
    expect(of(range)).toEqual(expected)
  })

  test('hold for the version that the asker has, and for no other', () => {
    expect(of('bytes=0-9', '"a"')).toEqual({ from: 0, to: 9 })
    expect(of('bytes=0-9', '"b"')).toBeNull()
  })
})
