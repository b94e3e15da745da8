import { z } from 'zod'

/**
 * An image of ours has one address, `/media/{24 hex}-{width}x{height}.webp`, with the pixels that it is shown with. Its other sizes
 * follow from that address alone, so that the renderer of texts need ask nobody.
 */
export type MediaName = { name: string; width: number; height: number }

/** One file of an image: itself, a smaller copy, or the JPEG for those who cannot show WebP. */
export type MediaFile = MediaName & { kind: 'webp'; shownWidth: number } | MediaName & { kind: 'jpeg' }

/** The path under which our own uploads are served; images of other paths on this site are refused. */
export const MEDIA_PATH = '/media/'

/** Widths of the smaller copies. A phone takes the first or second, a page of text the third or fourth. */
const steps = [480, 800, 1200, 1600]

/** The most that an image has after it was taken in, and the least of either side, in pixels. */
export const largest = { width: 2400, height: 4800 }

/** Wide enough for previews elsewhere and for mail. */
export const jpegWidth = 1200

const stem = String.raw`[0-9a-f]{24}-[1-9]\d{0,3}x[1-9]\d{0,3}`
const address = new RegExp(`^${MEDIA_PATH}(${stem})\\.webp$`)
const file = new RegExp(`^(${stem})(?:-([1-9]\\d{2,3})w)?\\.(webp|jpg)$`)
const within = new RegExp(`${MEDIA_PATH}(${stem})(?:-\\d+w)?\\.(?:webp|jpg)`, 'g')

/** What an address says about its image; null when it is not the address of one. */
export function readMediaUrl(url: string): MediaName | null {
  const name = address.exec(url)?.[1]
  return name === undefined ? null : sized(name)
}

/** What the name of a file says; null for names that no image has. */
export function readMediaFile(fileName: string): MediaFile | null {
  const [, name = '', step, kind] = file.exec(fileName) ?? []
  if (name === '') return null
  const media = sized(name)
  if (kind === 'jpg') return step === undefined ? { ...media, kind: 'jpeg' } : null
  const shownWidth = step === undefined ? media.width : Number(step)
  return step === undefined || stepsBelow(media.width).includes(shownWidth) ? { ...media, kind: 'webp', shownWidth } : null
}

/** The address of an image by its name. */
export function mediaUrlOf(name: string): string {
  return `${MEDIA_PATH}${name}.webp`
}

/** Every file that there is of an image, by name: for whoever writes or deletes them. */
export function filesOf({ name, width }: MediaName): string[] {
  return [...stepsBelow(width).map((step) => stepName(name, step)), `${name}.webp`, `${name}.jpg`]
}

/** Widths in which an image is kept, its own last. */
export function widthsOf({ width }: MediaName): number[] {
  return [...stepsBelow(width), width]
}

/** The file that shows an image in one of its widths. */
export function fileOfWidth({ name, width }: MediaName, shown: number): string {
  return shown === width ? `${name}.webp` : stepName(name, shown)
}

/** All sizes of an image, as the attribute `srcset` names them; empty where there is only one, or the address is none of ours. */
export function srcsetOf(url: string): string {
  const media = readMediaUrl(url)
  if (!media || stepsBelow(media.width).length === 0) return ''
  return widthsOf(media).map((width) => `${MEDIA_PATH}${fileOfWidth(media, width)} ${width}w`).join(', ')
}

/** The same image as JPEG, at most 1,200 pixels wide: for previews elsewhere and mail. An address that is none of ours stays as it is. */
export function jpegOf(url: string): string {
  const media = readMediaUrl(url)
  return media ? `${MEDIA_PATH}${media.name}.jpg` : url
}

/** The images that a text uses, by address, each once: in Markdown, HTML or JSON. */
export function mediaIn(text: string): string[] {
  return [...new Set([...text.matchAll(within)].map(([, name = '']) => mediaUrlOf(name)))]
}

/** The address of an image of ours, in a form or a request. Whether it is still there, only the database knows. */
export const mediaUrl = z.string().refine((url) => readMediaUrl(url) !== null, { error: 'Please choose one of the uploaded images.' })

function sized(name: string): MediaName {
  const [width = 0, height = 0] = name.slice(25).split('x').map(Number)
  return { name, width, height }
}

/** A copy that is hardly smaller than the image itself would help nobody. */
function stepsBelow(width: number): number[] {
  return steps.filter((step) => step <= width * 0.85)
}

function stepName(name: string, step: number): string {
  return `${name}-${step}w.webp`
}
