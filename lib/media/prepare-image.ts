import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { jpegWidth, largest, widthsOf } from '#lib/media-name.ts'
import { barePng, fileKind, isExact, isShredded, moves } from './file-kind.ts'
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
  if (isShredded(bytes, kind)) return { ok: false, reason: 'damaged' }
  if (moves(bytes, kind)) return { ok: false, reason: 'moves' }
  const input = kind === 'png' ? barePng(bytes) : bytes
  try {
    const { width, height } = await sharp(input, { limitInputPixels: false }).metadata()
    if (width * height > mostPixels[kind]) return { ok: false, reason: 'pixels' }
    const pixels = await readOnce(input, mostPixels[kind])
    const drawn = isExact(bytes, kind) && bytes.length < width * height * drawnBytes && (await looksDrawn(pixels))
    return { ok: true, image: await writeSizes(pixels, drawn) }
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

/** Pixels on each side of a sample. */
const sampleSide = 160

/**
 * Whether keeping pixels exactly may cost little, by samples from the middle and towards the corners: a photograph that came as PNG is found out in a
 * tenth of the time that writing it exactly would take.
 */
async function looksDrawn({ data, width, height, channels }: Pixels): Promise<boolean> {
  const [across, down] = [Math.min(sampleSide, width), Math.min(sampleSide, height)]
  let [exact, lossy] = [0, 0]
  for (const [x, y] of [[0.5, 0.5], [0.2, 0.2], [0.8, 0.2], [0.2, 0.8], [0.8, 0.8]] as const) {
    const region = { left: Math.round((width - across) * x), top: Math.round((height - down) * y), width: across, height: down }
    const sample = sharp(data, { raw: { width, height, channels } }).extract(region)
    exact += (await writeExact(sample)).length
    lossy += (await writeLossy(sample)).length
  }
  return exact <= lossy * mostOver
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

/** How many times the bytes of a lossy picture an exact one may have. */
const mostOver = 1.5

/** Of a drawing or a picture of a screen the letters stay sharp, where that costs little. */
async function writeWebp(image: Sharp, drawn: boolean): Promise<Buffer> {
  const lossy = await writeLossy(image)
  if (!drawn) return lossy
  const exact = await writeExact(image)
  return exact.length <= lossy.length * mostOver ? exact : lossy
}

function writeLossy(image: Sharp): Promise<Buffer> {
  return image.clone().webp({ quality: 80, effort: 2 }).toBuffer()
}

function writeExact(image: Sharp): Promise<Buffer> {
  return image.clone().webp({ nearLossless: true, quality: 60, effort: 1 }).toBuffer()
}
