import { logFailure } from '#lib/http/log-failure.ts'
import type { Outcome } from '#lib/refusal.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'
import { identify, respondFailure, respondRefusal } from './handler.ts'

/** Something to take along. Its parts are made while they are sent, so that a long one needs no more memory than a short one. */
export type Download = { fileName: string; type: string; parts: AsyncIterable<string> }

type Work = (asked: { viewer: Viewer; query: URLSearchParams; params: Record<string, string> }) => Promise<Outcome<Download>>
type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> }

/** Methods of an address that gives a file: whoever asks, by cookie or by token, goes the way of the API. */
export function download(work: Work) {
  return { GET: answer(work), HEAD: async (request: Request, context: Context) => withoutBody(await answer(work)(request, context)) }
}

function answer(work: Work) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      const viewer = await identify(request)
      if (!viewer.ok) return respondRefusal(viewer)
      const params = readParams((await context.params) ?? {})
      const outcome = params.ok ? await work({ viewer: viewer.value, query: new URL(request.url).searchParams, params: params.value }) : params
      return outcome.ok ? respond(outcome.value) : respondRefusal(outcome)
    } catch (error) {
      return respondFailure('download', error)
    }
  }
}

function readParams(params: Record<string, string | string[] | undefined>): Outcome<Record<string, string>> {
  const entries = Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value : ''] as const)
  return entries.some(([, value]) => value === '') ? refuse('not-found', 'There is nothing at this address.') : done(Object.fromEntries(entries))
}

function respond({ fileName, type, parts }: Download): Response {
  return new Response(streamOf(parts), { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${fileName}"` } })
}

/** Asked for the next part only when the one before has left. A reader who goes away ends it; a failure breaks it off, never short and whole. */
function streamOf(parts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  let left = false
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done: ended } = await iterator.next()
        if (left) return
        if (ended) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        logFailure('download', error)
        controller.error(error)
      }
    },
    async cancel() {
      left = true
      await iterator.return?.()
    },
  })
}

/** What was about to be made is not. */
async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel()
  return new Response(null, { status: response.status, headers: response.headers })
}
