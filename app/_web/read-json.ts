import type { z } from 'zod'
import { refuseInput } from '#lib/command.ts'
import { bodyLimitOf } from '#lib/http/read-body.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { cleanText } from '#lib/rendering/check-text.ts'

/** The JSON body of a request, its texts cleaned as those of a form are, checked by a schema. */
export async function readJson<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<Outcome<z.output<Schema>>> {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/json') return refuse('media-type', 'Please send JSON, with the content type application/json.')
  const text = await request.text()
  const limit = bodyLimitOf({ url: new URL(request.url).pathname })
  if (Buffer.byteLength(text) > limit) return refuse('too-large', `This is larger than ${limit / 1024} kB.`)
  const json = parse(text)
  if (json === undefined) return refuse('malformed', 'This is not JSON.')
  const cleaned = clean(json, 0)
  if (cleaned === undefined) return refuse('malformed', 'Part of this text is damaged: it holds half a character, or is nested too deeply.')
  const checked = schema.safeParse(cleaned)
  return checked.success ? done(checked.data) : refuseInput(checked.error)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Every text in a value brought into clean form; undefined when one cannot be. No body of ours is nested deeper than this. */
function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.isWellFormed() ? cleanText(value) : undefined
  if (typeof value !== 'object' || value === null) return value
  if (depth > 5) return undefined
  const entries = Object.entries(value).map(([name, each]) => [name, clean(each, depth + 1)] as const)
  if (entries.some(([name, each]) => each === undefined || !name.isWellFormed())) return undefined
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries)
}
