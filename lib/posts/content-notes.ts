import { z } from 'zod'

const shape = z.array(z.object({ topic: z.string(), degree: z.string() })).catch([])

export type ContentNote = z.output<typeof shape>[number]

/** The content notes of a stored revision; none when its author has not said. */
export function readContentNotes(stored: unknown): ContentNote[] {
  return shape.parse(stored ?? [])
}

/** `Before you read: grief (discussed), illness (mentioned).` Empty when there is nothing to say. */
export function sayContentNotes(stored: unknown): string {
  const notes = readContentNotes(stored)
  return notes.length === 0 ? '' : `Before you read: ${notes.map(({ topic, degree }) => `${topic} (${degree})`).join(', ')}.`
}
