import { readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { acceptedCoding, isPackable, packAs } from '#lib/http/documents/pack-body.ts'

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.0, gzip;q=0', null],
  ['gzip;q=1.0, br;q=0.5', 'br'],
  ['*', 'br'],
  ['br;q=0, *', 'gzip'],
  ['*;q=0', null],
  ['identity', null],
  ['BR', 'br'],
  ['', null],
  [undefined, null],
  [',;q=,;;', null],
])('who accepts %s gets %s', (header, coding) => {
  expect(acceptedCoding(header)).toBe(coding)
})

test('what is packed can be unpacked', async () => {
  const body = Buffer.from('A page of words. '.repeat(200))
  expect(brotliDecompressSync(await packAs('br', body, 'quick'))).toEqual(body)
  expect(gunzipSync(await packAs('gzip', body, 'best'))).toEqual(body)
})

test('what somebody waits for is packed with less effort than what is kept, and little larger', async () => {
  const body = readFileSync(path.join(import.meta.dirname, '../../../docs/performance.md'))
  const [good, quick] = [(await packAs('br', body, 'good')).length, (await packAs('br', body, 'quick')).length]
  expect(quick).toBeGreaterThan(good)
  expect(quick).toBeLessThan(1.1 * good)
})

test.each([1_200, 20_000, 400_000, 5_000_000])('a text of %i letters is packed as small as with the widest window', async (length) => {
  // Words that come again as far away as they can.
  const words = Array.from({ length: length / 60 }, (_, place) => `${(place * 7_919) % 104_729} of ${place % 13}`).join(' ')
  const body = Buffer.from((words + words).slice(0, length))
  const widest = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
  expect((await packAs('br', body, 'good')).length).toBeLessThanOrEqual(widest.length * 1.01)
})

test.each([
  ['text/html; charset=utf-8', true],
  ['application/json', true],
  ['application/atom+xml; charset=utf-8', true],
  ['application/speculationrules+json', true],
  ['image/svg+xml', true],
  ['image/png', false],
  ['font/woff2', false],
  ['', false],
])('of long bodies, one of type %s is packed: %s', (type, packable) => {
  expect(isPackable(type, Buffer.alloc(2_000))).toBe(packable)
  expect(isPackable(type, Buffer.alloc(200))).toBe(false)
})
