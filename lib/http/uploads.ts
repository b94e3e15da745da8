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

let uploads = 0
const waiting: (() => void)[] = []

/**
 * Waits until there is room for one more upload. What waits is not read, so it costs the memory of its sender and not ours.
 * @param gone ends when its sender has gone
 * @returns a function that makes room again; null where there is none in time
 */
export async function takeUploadRoom(gone: AbortSignal): Promise<(() => void) | null> {
  if (uploads < mostUploads) uploads++
  else if (!(await waitForRoom(gone))) return null
  let given = false
  return () => {
    if (given) return
    given = true
    const next = waiting.shift()
    // Whoever is next has this very room: nobody who comes now is let in before.
    if (next) next()
    else uploads--
  }
}

/** @returns false when it was too long, when too many wait already, and when nobody waits any more */
function waitForRoom(gone: AbortSignal): Promise<boolean> {
  if (waiting.length >= mostWaiting || gone.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const finish = (room: boolean) => {
      clearTimeout(timer)
      gone.removeEventListener('abort', giveUp)
      const place = waiting.indexOf(enter)
      if (place !== -1) waiting.splice(place, 1)
      resolve(room)
    }
    const [enter, giveUp] = [() => finish(true), () => finish(false)]
    const timer = setTimeout(giveUp, waitingPatience)
    gone.addEventListener('abort', giveUp)
    waiting.push(enter)
  })
}
