import { createHash } from 'node:crypto'
import { isHeld } from '#lib/http/is-held.ts'

type Known = { tag: string; since: Date }

/** What this process last gave out under each address. */
const known = new Map<string, Known>()
const mostKnown = 2_000

/**
 * A text with its validators, or 304 for somebody who has it. `Last-Modified` is the moment since which this process gives out
 * exactly this, and a date counts only when it names that moment: what is taken away from a list moves none of the dates in it.
 * @param address by which the text is known again, with what distinguishes it in the query
 */
export function validatedAnswer(request: Request, { address, text, type, now = new Date() }: { address: string; text: string; type: string; now?: Date }): Response {
  const tag = `W/"${createHash('sha256').update(text).digest('base64url')}"`
  const modified = unchangedSince(address, tag, now).toUTCString()
  const headers = { ETag: tag, 'Last-Modified': modified }
  const asked = { ifNoneMatch: request.headers.get('if-none-match'), ifModifiedSince: request.headers.get('if-modified-since') }
  if (isHeld(asked, { etag: tag, lastModified: modified })) return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'Content-Type': type } })
}

/** To the second, as HTTP says it. A second text within one second counts as of the next, so that no date names two texts. */
function unchangedSince(address: string, tag: string, now: Date): Date {
  const last = known.get(address)
  if (last?.tag === tag) return last.since
  const since = new Date(Math.max(Math.floor(now.getTime() / 1_000) * 1_000, (last?.since.getTime() ?? 0) + 1_000))
  known.delete(address)
  known.set(address, { tag, since })
  const [oldest] = known.keys()
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
  return since
}
