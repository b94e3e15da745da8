import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { Sharp } from 'sharp'

// Files as they should not come, made here so that every byte of them is known.

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A grey PNG of one bit a pixel, all black: a square of 30,000 has some hundred kilobytes. */
export function blackPng(width: number, height: number, more: Buffer[] = []): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 1
  const pixels = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 })
  return Buffer.concat([pngStart, chunk('IHDR', head), ...more, chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

const zeros = (megabytes: number) => deflateSync(Buffer.alloc(megabytes * 1_000_000), { level: 9 })

/** Words, and a profile of colours, that unpack to a thousand times their size. */
export const packedToBurst: [string, () => Buffer][] = [
  // Packed once: it is the same each time, and takes half a second.
  ['zTXt', () => blackPng(100, 100, Array<Buffer>(20).fill(chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), zeros(100)]))))],
  ['iTXt', () => blackPng(100, 100, [chunk('iTXt', Buffer.concat([Buffer.from('a\0\u0001\0\0\0'), zeros(200)]))])],
  ['iCCP', () => blackPng(100, 100, [chunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), zeros(200)]))])],
  ['a small iCCP', () => blackPng(100, 100, [chunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), zeros(25)]))])],
]

/** A picture cut into more pieces than any program makes. */
export const shreddedPng = () => blackPng(100, 100, Array.from({ length: 200_000 }, () => chunk('tEXt', Buffer.from('a\0b'))))

/** Sixteen megabytes that begin like a PNG and hold a million empty pieces. */
export const emptyPieces = () => Buffer.concat([pngStart, Buffer.alloc(16_000_000)])

/** One PNG that says that it moves. */
export const movingPng = () => blackPng(20, 20, [chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]))])

/** The head of a JPEG of one grey pixel, with another size written into it. */
export function jpegThatSays(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([Buffer.from([0xff, 0xd8]), frame, Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0xff, 0xd9])])
}

/** A photograph, of noise over a slope. */
export function photograph(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3)
  for (let at = 0; at < data.length; at++) data[at] = ((at * 2_654_435_761) >>> 27) + ((at / data.length) * 200)
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** As a phone writes it: lying on its side, with where and by whom it was taken. */
export function phonePhoto(): Promise<Buffer> {
  return photograph(640, 480)
    .withExif({ IFD0: { Artist: 'Ada Canary', Orientation: '6' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}
