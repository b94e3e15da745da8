import { isRecord, readBeside } from '#lib/posts/writing/beside.ts'
import type { EssayDraft } from './essay-draft.ts'

/** A text that somebody kept while another one was being written. `by` is a name, or `you` for the same person elsewhere. */
export type TheirText = EssayDraft & { savedAt: string; by: string }

/** What became of a saving. */
export type SaveAnswer =
  /** `worksKept` is false where the works in the form could not be: a row is half filled in, perhaps. */
  | { kind: 'kept'; version: number; words: number; minutes: number; worksKept: boolean }
  /** `keptAt` is the page with both texts, where the server has set ours aside; null when it could not. */
  | { kind: 'conflict'; version: number; theirs: TheirText; keptAt: string | null }
  | { kind: 'signed-out' }
  | { kind: 'refused'; message: string; fields: Record<string, string> }
  | { kind: 'failed'; retryAfterSeconds?: number }

/** A browser sends no more than this after a page is gone, in bytes. */
export const farewellBytes = 60_000

type Sending = { postId: string; version: number; reason: 'autosave' | 'saved'; keepalive?: boolean }

/** In milliseconds: after so long without an answer there is no connection, whatever the browser thinks. */
const patience = 30_000

/** Sends a text to be kept. Never throws: what goes wrong on the way is an answer too. */
export async function sendDraft(draft: EssayDraft, { postId, version, reason, keepalive }: Sending): Promise<SaveAnswer> {
  try {
    const response = await fetch(`/write/${postId}/save`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ version, ...draft, reason }),
      signal: AbortSignal.timeout(patience),
      ...(keepalive && { keepalive }),
    })
    return readAnswer(response.status, await response.json().catch(() => null), response.headers.get('retry-after'))
  } catch {
    return { kind: 'failed' }
  }
}

/** What an answer of the server says. Whatever cannot be read is a failure, and is tried again. */
export function readAnswer(status: number, body: unknown, retryAfter: string | null): SaveAnswer {
  if (!isRecord(body)) return { kind: 'failed', ...waitOf(retryAfter) }
  if (status === 200 && typeof body.version === 'number') {
    return { kind: 'kept', version: body.version, words: Number(body.words ?? 0), minutes: Number(body.minutes ?? 1), worksKept: body.worksKept !== false }
  }
  if (status === 401) return { kind: 'signed-out' }
  if (status === 409) return readConflict(body) ?? { kind: 'refused', message: String(body.detail ?? ''), fields: {} }
  if (status === 408 || status === 429 || status >= 500 || status < 400) return { kind: 'failed', ...waitOf(retryAfter) }
  return { kind: 'refused', message: String(body.detail ?? 'This was not taken.'), fields: isRecord(body.fields) ? stringsIn(body.fields) : {} }
}

function readConflict({ present }: Record<string, unknown>): SaveAnswer | null {
  if (!isRecord(present) || typeof present.version !== 'number' || !isRecord(present.theirs)) return null
  const { title, standfirst, source, savedAt, by } = stringsIn(present.theirs)
  const beside = readBeside(present.theirs)
  if (title === undefined || standfirst === undefined || source === undefined || !beside) return null
  const keptAt = typeof present.conflict === 'string' ? present.conflict : null
  return { kind: 'conflict', version: present.version, theirs: { title, standfirst, source, ...beside, savedAt: savedAt ?? '', by: by ?? '' }, keptAt }
}

function waitOf(retryAfter: string | null): { retryAfterSeconds?: number } {
  const seconds = Number(retryAfter)
  return retryAfter !== null && Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}
}

function stringsIn(record: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
