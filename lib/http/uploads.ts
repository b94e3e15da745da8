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

let uploads = 0

/** Whether there is room for one more upload. @returns a function that makes room again, or null where there is none */
export function takeUploadRoom(): (() => void) | null {
  if (uploads >= mostUploads) return null
  uploads++
  let given = false
  return () => {
    if (!given) uploads--
    given = true
  }
}
