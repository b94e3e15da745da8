import { z } from 'zod'
import { momentFromOutside } from '#lib/moment.ts'

/** A place in a list ordered by time and id. Travels as one opaque word. */
export type Cursor = { at: Date; id: string }

const shape = z.tuple([momentFromOutside, z.uuid()])

/** The word for a place. */
export function encodeCursor({ at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

/** The place that a word stands for; null when it is not one of ours. */
export function decodeCursor(word: string): Cursor | null {
  try {
    const [at, id] = shape.parse(JSON.parse(Buffer.from(word, 'base64url').toString('utf8')))
    return { at: new Date(at), id }
  } catch {
    return null
  }
}
