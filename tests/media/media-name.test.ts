import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filesOf, jpegOf, mediaIn, mediaUrl, mediaUrlOf, readMediaFile, readMediaUrl, srcsetOf, widthsOf } from '#lib/media-name.ts'

const random = '0123456789abcdef01234567'
const name = `${random}-1600x900`
const url = `/media/${name}.webp`

test('an address says how large its image is', () => {
  expect(readMediaUrl(url)).toEqual({ name, width: 1600, height: 900 })
})

test.each([
  '', '/media/', '/media/x.webp', `/media/${random}-1600x900.png`, `/media/${random}-0x900.webp`, `/media/${random}-01x900.webp`, `/media/${random}-16000x900.webp`,
  `/media/${random.toUpperCase()}-1600x900.webp`, `/media/../media/${name}.webp`, `https://e.org${url}`, `${url}?x`, `/media/${name}-480w.webp`, ` ${url}`,
])('%j is no address of an image', (other) => {
  expect(readMediaUrl(other)).toBeNull()
  expect(mediaUrl.safeParse(other).success).toBe(false)
})

test.each([
  [`${name}.webp`, 1600], [`${name}-480w.webp`, 480], [`${name}-1200w.webp`, 1200],
])('%s is a file of %i pixels', (file, shownWidth) => {
  expect(readMediaFile(file)).toEqual({ name, width: 1600, height: 900, kind: 'webp', shownWidth })
})

test.each([`${name}-481w.webp`, `${name}-1600w.webp`, `${name}-480w.jpg`, `${name}-00480w.webp`, `${name}.gif`, name, `${name}.webp/..`, `../${name}.webp`])('%s is no file of an image', (file) => {
  expect(readMediaFile(file)).toBeNull()
})

const sizes = fc.record({ width: fc.integer({ min: 1, max: 2400 }), height: fc.integer({ min: 1, max: 4800 }) })

describe('whatever its size', () => {
  test('every file of an image is one, and every address in its srcset is that of a file', () => {
    fc.assert(fc.property(sizes, ({ width, height }) => {
      const media = { name: `${random}-${width}x${height}`, width, height }
      const files = filesOf(media)
      expect(new Set(files).size).toBe(files.length)
      for (const file of files) expect(readMediaFile(file)).toMatchObject(media)
      for (const part of srcsetOf(mediaUrlOf(media.name)).split(', ').filter(Boolean)) {
        const [address = '', wide = ''] = part.split(' ')
        expect(readMediaFile(address.slice('/media/'.length))).toMatchObject({ ...media, shownWidth: Number.parseInt(wide) })
      }
      expect(files).toContain(jpegOf(mediaUrlOf(media.name)).slice('/media/'.length))
      expect(widthsOf(media).at(-1)).toBe(width)
    }))
  })
})

test('a text uses an image whichever of its files it names, once', () => {
  const other = `/media/${'f'.repeat(24)}-40x30.webp`
  const text = `![a](${url}) <img srcset="/media/${name}-480w.webp 480w"> /media/${name}.jpg {"media":"${other}"} /media/x.webp /media/${random}-1600x9000000.webp`
  expect(mediaIn(text)).toEqual([url, other])
})
