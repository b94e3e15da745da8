import { currentViewer } from '#app/_web/viewer.ts'
import { respondFailure, route } from '#app/_web/handler.ts'
import { databaseTime } from '#lib/database-time.ts'
import { readRange } from '#lib/http/read-range.ts'
import { requestContext } from '#lib/http/request-context.ts'
import { isKept, mayShow } from '#lib/media/may-show.ts'
import type { Shown } from '#lib/media/may-show.ts'
import { isMediaPass } from '#lib/media/media-pass.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { readMediaFile } from '#lib/media-name.ts'
import type { MediaFile } from '#lib/media-name.ts'

/** In seconds: so long a cache elsewhere shows a picture without asking whether it is still public. */
const keptFor = 3600

type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> }

/** One file of an image. What is not there, and what is not for whoever asks, answers alike. */
async function show(request: Request, context: Context): Promise<Response> {
  const fileName = String((await context.params)?.name ?? '')
  const file = readMediaFile(fileName)
  try {
    const shown = file ? await shownTo(request, file) : null
    if (!file || !shown) return nothing()
    const headers = headersOf(file, fileName, shown)
    if (request.headers.get('if-none-match')?.includes(headers.ETag)) return new Response(null, { status: 304, headers })
    const bytes = await mediaStore().get(fileName)
    return bytes ? answerWith(bytes, headers, request) : nothing()
  } catch (error) {
    return respondFailure('media', error)
  }
}

/** All of a file, or the part of it that was asked for. */
function answerWith(bytes: Uint8Array<ArrayBuffer>, headers: Headers, request: Request): Response {
  const range = readRange(request.headers, { size: bytes.length, etag: headers.ETag })
  if (range === 'outside') return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${bytes.length}` } })
  const part = range === null ? bytes : bytes.subarray(range.from, range.to + 1)
  const context = requestContext()
  if (context) context.length = part.length
  if (range === null) return new Response(part, { headers })
  return new Response(part, { status: 206, headers: { ...headers, 'Content-Range': `bytes ${range.from}-${range.to}/${bytes.length}` } })
}

async function shownTo(request: Request, { name }: MediaFile): Promise<Shown> {
  const shown = await mayShow(name, currentViewer)
  if (shown) return shown
  const pass = new URL(request.url).searchParams.get('pass') ?? ''
  return pass !== '' && isMediaPass(name, pass, await databaseTime()) && (await isKept(name)) ? 'viewer' : null
}

type Headers = ReturnType<typeof headersOf>

/**
 * A name stands for the same bytes for ever, but what is public may be taken down: a cache keeps it for an hour, asks again then, and is told in a few
 * bytes that it still holds. Who may see what is not published changes, so that is asked again each time.
 */
function headersOf({ kind }: MediaFile, fileName: string, shown: 'everybody' | 'viewer') {
  return {
    'Content-Type': kind === 'jpeg' ? 'image/jpeg' : 'image/webp',
    'Cache-Control': shown === 'everybody' ? `public, max-age=${keptFor}, must-revalidate` : 'private, no-cache',
    'Accept-Ranges': 'bytes',
    ETag: `"${fileName}"`,
  }
}

/** Not to be remembered: the picture may be published in the next minute. */
function nothing(): Response {
  return new Response('There is nothing at this address.\n', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'private, no-store' } })
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: show })
