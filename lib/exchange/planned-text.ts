import { createHash } from 'node:crypto'
import { RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'
import type { ConvertedText } from './convert-in-worker.ts'
import type { Place } from './wxr-trouble.ts'

/** What of a text is stored. */
export type PlannedText = { source: string; format: 'markdown' | 'html'; html: string; text: string; rendererVersion: number }

/** Something that is not as it was in the old blog, or may not be as its people expect. */
export type ImportProblem = { place: Place; sentence: string }

export function textFrom({ format, source, rendering }: ConvertedText): PlannedText {
  return { format, source, html: rendering.html, text: rendering.text, rendererVersion: RENDERER_VERSION }
}

/** A short name for something whose own id is missing or must not be seen, the same at each reading. */
export function fingerprintOf(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 24)
}
