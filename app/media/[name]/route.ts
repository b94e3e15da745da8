import { currentViewer } from '#app/_web/viewer.ts'
import { respondFailure, route } from '#app/_web/handler.ts'
import { isKept, mayShow } from '#lib/media/may-show.ts'
import type { Shown } from '#lib/media/may-show.ts'
import { isMediaPass } from '#lib/media/media-pass.ts'
import { mediaStore } from '#lib/media/store/media-store.ts'
import { readMediaFile } from '#lib/media-name.ts'
import type { MediaFile } from '#lib/media-name.ts'

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
    return bytes ? new Response(bytes, { headers: { ...headers, 'Content-Length': String(bytes.length) } }) : nothing()
  } catch (error) {
    return respondFailure('media', error)
  }
}

async function shownTo(request: Request, { name }: MediaFile): Promise<Shown> {
  const shown = await mayShow(name, currentViewer)
  if (shown) return shown
  const pass = new URL(request.url).searchParams.get('pass') ?? ''
  return isMediaPass(name, pass, new Date()) && (await isKept(name)) ? 'viewer' : null
}

/** A name stands for the same bytes for ever. Who may see what is not published changes, so that is asked again each time. */
function headersOf({ kind }: MediaFile, fileName: string, shown: 'everybody' | 'viewer') {
  return {
    'Content-Type': kind === 'jpeg' ? 'image/jpeg' : 'image/webp',
    'Cache-Control': shown === 'everybody' ? 'public, max-age=31536000, immutable' : 'private, no-cache',
    ETag: `"${fileName}"`,
  }
}

function nothing(): Response {
  return new Response('There is nothing at this address.\n', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: show })
