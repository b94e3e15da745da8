import { Turns } from './turns.ts'

/**
 * What an upload may weigh, in bytes: a photograph of 48 megapixels as cameras write it, and the words about it. Within the thirty
 * seconds that a request may take it arrives over four megabits a second.
 */
export const uploadLimit = 16 * 1024 * 1024

/** Uploads that one process holds at a time. Each is in its memory whole, and more than once on its way. */
const mostUploads = 3

/** Whether this request brings an image. */
export function isUpload({ method, url }: { method?: string | undefined; url?: string | undefined }): boolean {
  return method === 'POST' && /^\/write\/images(?:\?|$)/.test(url ?? '')
}

/** Whether a script asks, which reads a problem and not a page. */
export function asksForJson(accept: string | null | undefined): boolean {
  return /\bapplication\/json\b/i.test(accept ?? '') && !/\btext\/html\b/i.test(accept ?? '')
}

/** More than these wait unread, in the order in which they came; whoever comes after them is told to try again. */
const mostWaiting = 16

/** In milliseconds: a request has thirty seconds to arrive, and what waits must arrive after that. */
const waitingPatience = 15_000

const turns = new Turns({ atOnce: mostUploads, mostWaiting, patience: waitingPatience })

/**
 * Waits until there is room for one more upload. What waits is not read, so it costs the memory of its sender and not ours.
 * @param gone ends when its sender has gone
 * @returns a function that makes room again; null where there is none in time
 */
export function takeUploadRoom(gone: AbortSignal): Promise<(() => void) | null> {
  return turns.take(gone)
}
