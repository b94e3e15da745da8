import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { jpegWidth, largest, widthsOf } from '#lib/media-name.ts'
import { barePng, fileKind, isExact, moves } from './file-kind.ts'
import { mostPixels } from './image-task.ts'
import type { ImageAnswer, PreparedImage } from './image-task.ts'

// One image at a time and one thread for it: what else this machine does goes on. Nothing is remembered from one to the next.
sharp.concurrency(1)
sharp.cache(false)
// Every other format that the library could read stays shut, whatever a file pretends to be.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] })

/** A picture that is kept exactly, in fewer bytes a pixel than this, is no photograph. */
const drawnBytes = 0.6

const reading = { sequentialRead: true, failOn: 'error' } as const

/**
 * Reads one image and writes it anew in all its sizes: turned as it is meant to be seen, in sRGB, with nothing that was hidden in
 * its file. Runs in a process of its own (image-worker.ts).
 */
export async function prepareImage(bytes: Uint8Array): Promise<ImageAnswer> {
  const kind = fileKind(bytes)
  if (!kind) return { ok: false, reason: 'kind' }
  if (moves(bytes, kind)) return { ok: false, reason: 'moves' }
  const input = kind === 'png' ? barePng(bytes) : bytes
  try {
    const { width, height } = await sharp(input, { limitInputPixels: false }).metadata()
    if (width * height > mostPixels[kind]) return { ok: false, reason: 'pixels' }
    const drawn = isExact(bytes, kind) && bytes.length < width * height * drawnBytes
    return { ok: true, image: await writeSizes(await readOnce(input, mostPixels[kind]), drawn) }
  } catch {
    // The library has one kind of error for all that can be wrong with a file.
    return { ok: false, reason: 'damaged' }
  }
}

type Pixels = { data: Buffer; width: number; height: number; channels: 1 | 2 | 3 | 4 }

/** The image in its largest size, as plain pixels: turned, in sRGB, eight bits a colour. */
async function readOnce(input: Uint8Array, limitInputPixels: number): Promise<Pixels> {
  const { data, info } = await sharp(input, { ...reading, limitInputPixels })
    .autoOrient()
    .resize({ ...largest, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels as Pixels['channels'] }
}

async function writeSizes(pixels: Pixels, drawn: boolean): Promise<PreparedImage> {
  const { width, height } = pixels
  const webp: PreparedImage['webp'] = []
  for (const shown of widthsOf({ name: '', width, height })) webp.push({ width: shown, bytes: await writeWebp(sized(pixels, shown), drawn && shown * heightFor(width, height, shown) <= mostExact) })
  const jpeg = await sized(pixels, Math.min(width, jpegWidth)).flatten({ background: '#ffffff' }).jpeg({ quality: 82, mozjpeg: true }).toBuffer()
  return { width, height, webp, jpeg }
}

function sized({ data, width, height, channels }: Pixels, shown: number): Sharp {
  const image = sharp(data, { raw: { width, height, channels } })
  return shown === width ? image : image.resize(shown, heightFor(width, height, shown))
}

/** The height that goes with a smaller width, never nothing. */
function heightFor(width: number, height: number, shown: number): number {
  return Math.max(1, Math.round((height * shown) / width))
}

/** Pixels up to which keeping them exactly is tried: it takes ten times as long. */
const mostExact = 2_000_000

/** Of a drawing or a picture of a screen the letters stay sharp, where that costs little. */
async function writeWebp(image: Sharp, drawn: boolean): Promise<Buffer> {
  const lossy = await image.clone().webp({ quality: 80, effort: 2 }).toBuffer()
  if (!drawn) return lossy
  const exact = await image.clone().webp({ nearLossless: true, quality: 60, effort: 1 }).toBuffer()
  return exact.length <= lossy.length * 1.5 ? exact : lossy
}
