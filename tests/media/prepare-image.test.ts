import { readdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { prepareInWorker } from '#lib/media/prepare-in-worker.ts'
import type { PreparedImage } from '#lib/media/image-task.ts'
import { blackPng, emptyPieces, jpegThatSays, movingPng, packedToBurst, phonePhoto, photograph, shreddedPng } from './bad-files.ts'

async function prepared(bytes: Uint8Array): Promise<PreparedImage> {
  const outcome = await prepareInWorker(bytes)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}

async function refusalOf(bytes: Uint8Array) {
  const outcome = await prepareInWorker(bytes)
  if (outcome.ok) throw new Error('It was taken')
  return outcome
}

const text = (words: string) => Buffer.from(words, 'latin1')

describe('what is no image of ours is refused', () => {
  test.each<[string, () => Uint8Array, string, string]>([
    ['a drawing that is a program', () => text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'media-type', 'JPEG, PNG and WebP'],
    ['a GIF that is a script as well', () => text('GIF89a/*\0\0\0\0*/=1;alert(1)//'), 'media-type', 'JPEG, PNG and WebP'],
    ['nothing at all', () => new Uint8Array(), 'media-type', 'JPEG, PNG and WebP'],
    ['a page', () => text('<!doctype html><script>alert(1)</script>'), 'media-type', 'JPEG, PNG and WebP'],
    ['a drawing that begins like a PNG', () => Buffer.concat([blackPng(1, 1).subarray(0, 8), text('<svg xmlns="http://www.w3.org/2000/svg"/>')]), 'invalid', 'cannot be read'],
    ['the beginning of a JPEG', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'invalid', 'cannot be read'],
    ['a PNG of 36 million pixels and some', () => blackPng(6_001, 6_000), 'invalid', 'more pixels than we can take'],
    ['a JPEG that says that it has 60 million pixels and some', () => jpegThatSays(10_001, 6_000), 'invalid', 'more pixels than we can take'],
    ['900 million pixels in a hundred kilobytes', () => blackPng(30_000, 30_000), 'invalid', 'more pixels than we can take'],
    ['a PNG that moves', movingPng, 'invalid', 'moves'],
    ['a PNG in two hundred thousand pieces', shreddedPng, 'invalid', 'cannot be read'],
    ['a million pieces of nothing', emptyPieces, 'invalid', 'cannot be read'],
  ])('%s', async (_, bytes, code, sentence) => {
    const file = bytes()
    await prepareInWorker(new Uint8Array())
    const began = performance.now()
    const refusal = await refusalOf(file)
    expect(performance.now() - began).toBeLessThan(1_000)
    expect([refusal.code, refusal.message]).toEqual([code, expect.stringContaining(sentence)])
  })

  test('a WebP that moves', async () => {
    const frames = Buffer.concat([Buffer.alloc(300 * 300 * 3, 0), Buffer.alloc(300 * 300 * 3, 200)])
    const file = await sharp(frames, { raw: { width: 300, height: 600, channels: 3, pageHeight: 300 } }).webp({ delay: [100, 100] }).toBuffer()
    expect((await refusalOf(file)).message).toContain('moves')
  })

  test.each(['jpeg', 'png', 'webp'] as const)('half of a %s', async (format) => {
    const whole = await photograph(640, 480).toFormat(format).toBuffer()
    expect((await refusalOf(whole.subarray(0, whole.length / 2))).message).toContain('cannot be read')
  })
})

test.each(packedToBurst)('a PNG with what is packed to burst in it (%s) is taken without it, in under a second', async (_, bytes) => {
  const file = bytes()
  await prepareInWorker(new Uint8Array())
  const began = performance.now()
  expect(await prepared(file)).toMatchObject({ width: 100, height: 100 })
  expect(performance.now() - began).toBeLessThan(1_000)
})

test('the process that reads images stays within its memory', async () => {
  await prepareInWorker(new Uint8Array())
  const image = await photograph(5_000, 5_000).png({ progressive: true, compressionLevel: 1 }).toBuffer()
  await prepared(image)
  const peaks = readdirSync('/proc').filter((id) => /^\d+$/.test(id)).flatMap((id) => {
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('image-worker.ts')) return []
      const status = readFileSync(`/proc/${id}/status`, 'utf8')
      return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) === process.pid ? [Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024] : []
    } catch {
      return []
    }
  })
  expect(peaks).toHaveLength(1)
  expect(peaks[0]).toBeLessThan(700)
}, 30_000)

describe('what is taken', () => {
  test('is turned as it is meant to be seen, and says nothing of where and by whom it was made', async () => {
    const file = await phonePhoto()
    expect(file.includes('Ada Canary')).toBe(true)
    const image = await prepared(file)
    expect([image.width, image.height]).toEqual([480, 640])
    for (const bytes of [...image.webp.map((size) => size.bytes), image.jpeg]) {
      const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata()
      expect([exif, xmp, iptc, icc, orientation]).toEqual([undefined, undefined, undefined, undefined, undefined])
      expect(Buffer.from(bytes).includes('Ada Canary')).toBe(false)
    }
  })

  test.each(['png', 'webp'] as const)('says nothing of that in a drawing either, which keeps its pixels, as %s', async (format) => {
    const lines = Buffer.from(Array.from({ length: 300 * 200 * 3 }, (_, at) => (Math.floor(at / 3) % 300 < 20 ? 0 : 255)))
    const drawn = sharp(lines, { raw: { width: 300, height: 200, channels: 3 } }).withExif({ IFD0: { Artist: 'Ada Canary' } }).withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Ada Canary</x:xmpmeta>')
    const file = await (format === 'png' ? drawn.png() : drawn.webp({ lossless: true })).toBuffer()
    expect(file.includes('Ada Canary')).toBe(true)
    const image = await prepared(file)
    for (const bytes of [...image.webp.map((size) => size.bytes), image.jpeg]) {
      const { exif, xmp, iptc, icc } = await sharp(bytes).metadata()
      expect([exif, xmp, iptc, icc, Buffer.from(bytes).includes('Ada Canary')]).toEqual([undefined, undefined, undefined, undefined, false])
    }
    // Nothing but the exact way keeps a white that is white and a black that is black.
    expect([...new Set(await sharp(image.webp.at(-1)?.bytes).raw().toBuffer())].toSorted((one, other) => one - other)).toEqual([0, 255])
  })

  test('comes in every size that its name will promise', async () => {
    const image = await prepared(await photograph(2_000, 1_000).jpeg().toBuffer())
    const sizes = await Promise.all(image.webp.map(async ({ width, bytes }) => ({ width, is: await sharp(bytes).metadata() })))
    expect(sizes.map(({ width, is }) => [width, is.format, is.width, is.height])).toEqual([480, 800, 1_200, 1_600, 2_000].map((width) => [width, 'webp', width, width / 2]))
    expect(await sharp(image.jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 1_200, height: 600 })
  })

  test.each<[string, () => Promise<Buffer>, number, number]>([
    ['larger than any page shows is made smaller', () => photograph(3_000, 1_500).jpeg().toBuffer(), 2_400, 1_200],
    ['very long keeps its shape', async () => blackPng(10, 20_000), 2, 4_800],
    ['one pixel high stays one pixel high', async () => blackPng(20_000, 1), 2_400, 1],
    ['in the colours of a printing press', () => photograph(300, 200).toColourspace('cmyk').jpeg().toBuffer(), 300, 200],
    ['with sixteen bits a colour', () => photograph(300, 200).toColourspace('rgb16').png().toBuffer(), 300, 200],
    ['in grey', () => photograph(300, 200).greyscale().jpeg().toBuffer(), 300, 200],
    ['with its own profile of colours', () => photograph(300, 200).withIccProfile('p3').png().toBuffer(), 300, 200],
    ['partly transparent', () => photograph(300, 200).ensureAlpha(0.5).png().toBuffer(), 300, 200],
    ['a WebP', () => photograph(300, 200).webp().toBuffer(), 300, 200],
    ['progressive', () => photograph(300, 200).jpeg({ progressive: true }).toBuffer(), 300, 200],
  ])('%s', async (_, file, width, height) => {
    const image = await prepared(await file())
    expect([image.width, image.height]).toEqual([width, height])
    expect(await sharp(image.webp.at(-1)?.bytes).metadata()).toMatchObject({ width, height, space: 'srgb', depth: 'uchar' })
  })

  test('shows the colours that it showed', async () => {
    const red = await sharp({ create: { width: 40, height: 40, channels: 3, background: { r: 200, g: 40, b: 30 } } }).withIccProfile('p3').png().toBuffer()
    const was = await sharp(red).toColourspace('srgb').raw().toBuffer()
    const is = await sharp((await prepared(red)).webp[0]?.bytes).raw().toBuffer()
    for (let at = 0; at < 3; at++) expect(Math.abs((is[at] ?? 0) - (was[at] ?? 0))).toBeLessThan(8)
  })
})

test('what is no JPEG, PNG or WebP is not read by the library either', async () => {
  await import('#lib/media/prepare-image.ts')
  for (const file of ['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'GIF89a\u0001\0\u0001\0\0\0\0,\0\0\0\0\u0001\0\u0001\0\0\u0002\0;']) {
    await expect(sharp(text(file)).metadata()).rejects.toThrow()
  }
})
