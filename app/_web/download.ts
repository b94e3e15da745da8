import { logFailure } from '#lib/http/log-failure.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'
import { readSession, readToken } from '#lib/people/read-session.ts'
import { done, refuse } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer, ViewerRole } from '#lib/viewer.ts'
import { bearerOf, identify, respondFailure, respondRefusal } from './handler.ts'
import { asksForPage, refusedPage } from './refused-page.ts'
import type { Origin } from './refused-page.ts'
import { sessionSecret } from './session.ts'
import { noteTurnedAway } from './turn-away.ts'

/** Something to take along. Its parts are made while they are sent, so that a long one needs no more memory than a short one. */
export type Download = { fileName: string; type: string; parts: AsyncIterable<string> }

type Work = (asked: { viewer: Viewer; query: URLSearchParams; params: Record<string, string> }) => Promise<Outcome<Download>>
type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> }

type Offer = {
  least: ViewerRole
  /** Where the link to it stands, for those who follow it and are refused. */
  from: (asked: URL) => Origin
}

/**
 * Methods of an address that gives a file to people of a role: whoever asks, by cookie or by token, goes the way of the API. Who
 * they are is asked again before each part, so a long file breaks off with the session, the token or the role. A refusal is a page
 * for a browser, and a problem for a program.
 */
export function download(offer: Offer, work: Work) {
  return { GET: answer(offer, work), HEAD: async (request: Request, context: Context) => withoutBody(await answer(offer, work)(request, context)) }
}

function answer({ least, from }: Offer, work: Work) {
  return async (request: Request, context: Context): Promise<Response> => {
    const refused = (refusal: Refusal) => varying(asksForPage(request) ? refusedPage(refusal, from(new URL(request.url))) : respondRefusal(refusal))
    try {
      const viewer = await identify(request)
      if (!viewer.ok) return refused(viewer)
      const stranger = permitRole(viewer.value, least)
      if (stranger) return refused(await noteTurnedAway(stranger, viewer.value))
      const params = readParams((await context.params) ?? {})
      const outcome = params.ok ? await work({ viewer: viewer.value, query: new URL(request.url).searchParams, params: params.value }) : params
      return outcome.ok ? respond(outcome.value, await askAgain(request, least)) : refused(outcome)
    } catch (error) {
      return respondFailure('download', error)
    }
  }
}

/** For those who keep answers: the same address answers otherwise to others. */
function varying(response: Response): Response {
  response.headers.append('Vary', 'Accept')
  return response
}

/** Whether whoever asked for it may still have it. Cookies can be read now and not later. */
async function askAgain(request: Request, least: ViewerRole): Promise<() => Promise<boolean>> {
  const token = bearerOf(request)
  const secret = token === null ? await sessionSecret() : ''
  return async () => {
    const viewer = token === null ? await readSession(secret) : await readToken(token)
    return viewer !== null && permitRole(viewer, least) === null
  }
}

function readParams(params: Record<string, string | string[] | undefined>): Outcome<Record<string, string>> {
  const entries = Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value : ''] as const)
  return entries.some(([, value]) => value === '') ? refuse('not-found', 'There is nothing at this address.') : done(Object.fromEntries(entries))
}

function respond({ fileName, type, parts }: Download, stands: () => Promise<boolean>): Response {
  return new Response(streamOf(parts, stands), { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${fileName}"` } })
}

/** Asked for the next part only when the one before has left. A reader who goes away ends it; a failure breaks it off, never short and whole. */
function streamOf(parts: AsyncIterable<string>, stands: () => Promise<boolean>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  let left = false
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (!(await stands())) {
          await iterator.return?.()
          controller.error(new Error('Whoever asked for this may not have it any more'))
          return
        }
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
