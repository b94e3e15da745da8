import type { FileKind } from './file-kind.ts'

/** What the process for images is given: the bytes of one file, as they came. */
export type ImageTask = { bytes: Uint8Array }

/** Why an image was not taken. */
export type ImageRefusal = 'kind' | 'pixels' | 'moves' | 'damaged'

/** One image in all its sizes, without anything of the file that it came in but what is to be seen. */
export type PreparedImage = {
  width: number
  height: number
  /** By width, the image's own last. */
  webp: { width: number; bytes: Uint8Array }[]
  jpeg: Uint8Array
}

export type ImageAnswer = { ok: true; image: PreparedImage } | { ok: false; reason: ImageRefusal }

/**
 * Above what cameras and screens make, and below what a few kilobytes could ask of memory and time. A JPEG is read in a smaller size at
 * once, the others pixel by pixel.
 */
export const mostPixels: Record<FileKind, number> = { jpeg: 60_000_000, png: 36_000_000, webp: 36_000_000 }
