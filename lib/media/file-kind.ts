export type FileKind = 'jpeg' | 'png' | 'webp'

/**
 * What a file is by its own first bytes, whatever it calls itself; null for everything that is not taken. So nothing else than these
 * three ever reaches a decoder.
 */
export function fileKind(bytes: Uint8Array): FileKind | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  return word(bytes, 0) === 'RIFF' && word(bytes, 8) === 'WEBP' ? 'webp' : null
}

/** Whether a PNG or WebP holds more than one picture. */
export function moves(bytes: Uint8Array, kind: FileKind): boolean {
  if (kind === 'webp') return word(bytes, 12) === 'VP8X' && ((bytes[20] ?? 0) & 2) !== 0
  return kind === 'png' && pngChunks(bytes).some(({ name }) => name === 'acTL')
}

/** Whether a file keeps every pixel as it was; a JPEG never does. */
export function isExact(bytes: Uint8Array, kind: FileKind): boolean {
  return kind === 'png' || (kind === 'webp' && ['VP8L', 'VP8X'].includes(word(bytes, 12)) && Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).includes('VP8L'))
}

type Chunk = { name: string; start: number; end: number }

/** Chunks of a PNG. Encoders cut 16 MB into some thousands; a million of them take seconds to look through and hold nothing to be seen. */
const mostChunks = 20_000

/** Whether a PNG is cut into so many chunks that nobody meant it as a picture. */
export function isShredded(bytes: Uint8Array, kind: FileKind): boolean {
  return kind === 'png' && pngChunks(bytes).length > mostChunks
}

/** The chunks of a PNG, as far as they are whole and not far too many. */
function pngChunks(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  for (let start = 8; start + 12 <= bytes.length && chunks.length <= mostChunks; ) {
    const end = start + 12 + view.getUint32(start)
    if (end > bytes.length) break
    chunks.push({ name: word(bytes, start + 4), start, end })
    start = end
  }
  return chunks
}

/** What a PNG needs to be seen as it was meant; all else is words, times and thumbnails, some of them packed to burst. */
const neededChunks = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'gAMA', 'cHRM', 'sRGB', 'sBIT'])

/** Bytes of a profile of colours that is unpacked: those of cameras and screens have a few thousand. */
const largestProfile = 32 * 1024

/** A PNG with nothing in it but what is to be seen. What is not whole is left to the decoder, which refuses it. */
export function barePng(bytes: Uint8Array): Uint8Array {
  const kept = pngChunks(bytes).filter(({ name, start, end }) => neededChunks.has(name) || (name === 'iCCP' && end - start <= largestProfile))
  const ends = kept.at(-1)?.name === 'IEND'
  if (!ends) return bytes
  return Buffer.concat([bytes.subarray(0, 8), ...kept.map(({ start, end }) => bytes.subarray(start, end))])
}

function startsWith(bytes: Uint8Array, start: number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}

function word(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}
