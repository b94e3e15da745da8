import { IncomingMessage } from 'node:http'
import { isUpload, uploadLimit } from './uploads.ts'

/** What a form or a request to the API may weigh, in bytes: the longest comment six times over. */
export const bodyLimit = 256 * 1024

/** The same below /moderation: a list of 60,000 words, or 5,000 texts that are chosen one by one. */
export const deskBodyLimit = 960 * 1024

/**
 * The same below /write: 500,000 characters of four bytes each, and what stands around them. An essay holds fewer; one that is too long must
 * be read before it can be given back.
 */
export const writingBodyLimit = 2560 * 1024

/** What the body of this request may weigh, in bytes. */
export function bodyLimitOf({ url = '', method }: { url?: string; method?: string }): number {
  if (isUpload({ url, method })) return uploadLimit
  if (/^\/moderation(?:[/?]|$)/.test(url)) return deskBodyLimit
  return /^\/write(?:[/?]|$)/.test(url) ? writingBodyLimit : bodyLimit
}

/** Why a body was not taken: too large, too many at once, or the connection ended before it was complete. */
export type BodyRefusal = 'too-large' | 'crowded' | 'aborted'

/** Whether a body follows the head of this request. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** Whether the head alone already promises too much. */
export function promisesTooMuch(request: IncomingMessage): boolean {
  return Number(request.headers['content-length'] ?? 0) > bodyLimitOf(request)
}

/**
 * Reads a body, counting. Stops at the first byte over the limit, or for which there is no room, and leaves the rest with the sender.
 * @param take says whether there is room for so many bytes more
 */
export function readBody(request: IncomingMessage, take: (bytes: number) => boolean): Promise<Buffer | BodyRefusal> {
  if (promisesTooMuch(request)) return Promise.resolve('too-large')
  return new Promise((resolve) => {
    const most = bodyLimitOf(request)
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      const fits = size <= most
      if (fits && take(chunk.length)) return void chunks.push(chunk)
      request.pause()
      chunks.length = 0
      resolve(fits ? 'crowded' : 'too-large')
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', () => resolve('aborted'))
    request.once('close', () => resolve('aborted'))
  })
}

/** The same request with a body that has been read: it comes once more, whole. */
export function replayRequest(request: IncomingMessage, body: Buffer): IncomingMessage {
  const replay = new IncomingMessage(request.socket)
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  Object.assign(replay, { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor })
  headers['content-length'] = String(body.length)
  delete headers['transfer-encoding']
  replay.complete = true
  replay.push(body)
  replay.push(null)
  return replay
}
