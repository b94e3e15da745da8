import type { z } from 'zod'
import { refuseInput, refused } from '#lib/command.ts'
import { readToken } from '#lib/people/read-session.ts'
import { isDatabaseAway, isOutOfTime, logFailure } from '#lib/http/log-failure.ts'
import { problem, problemOf, problemType } from '#lib/http/problem.ts'
import type { Problem } from '#lib/http/problem.ts'
import { noteViewer, requestContext } from '#lib/http/request-context.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'
import type { Operation } from '#lib/openapi/operation.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { checkOrigin } from './origin.ts'
import { readJson } from './read-json.ts'
import { pathPart } from './search-params.ts'
import { currentViewer } from './viewer.ts'

/** Addresses without parameters come without them. */
type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> }
type Answer = (request: Request, context: Context) => Promise<Response>
type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'

/** What the work of an operation is given: the asker and what was sent, checked by the operation's schemas. */
export type Asked<Params, Query, Body> = { viewer: Viewer; params: Params; query: Query; body: Body; headers: Headers }

/**
 * All methods of one address of the API. What is not given answers 405 with `Allow`; HEAD is GET without its body.
 * `export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: handler(…) })`
 */
export function route(answers: { GET?: Answer; POST?: Answer }): Record<Method, Answer> {
  const { GET, POST } = answers
  const allow = [...(GET ? ['GET', 'HEAD'] : []), ...(POST ? ['POST'] : []), 'OPTIONS'].join(', ')
  const refuseMethod = async () => respondProblem(problem(405, `This address understands ${allow}.`), { Allow: allow })
  return {
    GET: GET ?? refuseMethod,
    HEAD: GET ? async (request, context) => withoutBody(await GET(request, context)) : refuseMethod,
    POST: POST ?? refuseMethod,
    PUT: refuseMethod,
    PATCH: refuseMethod,
    DELETE: refuseMethod,
    OPTIONS: async () => new Response(null, { status: 204, headers: { Allow: allow } }),
  }
}

/**
 * The same for an address with the slug of a post: one that the post had before leads on to the present one, for every method, with what was
 * sent. @param below what stands behind the slug: `/comments`
 */
export function leadOn(answer: Answer, below: string): Answer {
  return async (request, context) => {
    const answered = await answer(request, context)
    if (answered.status !== 404) return answered
    try {
      const slug = pathPart(String((await context.params)?.slug ?? ''))
      const present = await findRedirect(`/posts/${slug}`)
      return present ? new Response(null, { status: 308, headers: { Location: `/api/v1${present}${below}${new URL(request.url).search}` } }) : answered
    } catch (error) {
      return respondFailure('lead-on', error)
    }
  }
}

function withoutBody(response: Response): Response {
  // What would go on for long ends here.
  void response.body?.cancel()
  return new Response(null, { status: response.status, headers: response.headers })
}

/**
 * The one way from a request of the API to the core: who asks, proof of origin for cookies, checked input, the work, and an
 * answer that holds nothing but what the operation describes. Refusals become `application/problem+json`.
 */
export function handler<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType, Value extends z.ZodType>(
  operation: Operation<Params, Query, Body, Value>,
  work: (asked: Asked<z.output<Params>, z.output<Query>, z.output<Body>>) => Promise<Outcome<unknown>>,
): Answer {
  return async (request, context) => {
    try {
      const asked = await receive(operation, request, context)
      const outcome = asked.ok ? await work(asked.value) : asked
      return outcome.ok ? respondValue(operation, outcome.value) : respondRefusal(outcome)
    } catch (error) {
      return respondFailure(operation.id, error)
    }
  }
}

async function receive<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType>(
  operation: Operation<Params, Query, Body>,
  request: Request,
  context: Context,
): Promise<Outcome<Asked<z.output<Params>, z.output<Query>, z.output<Body>>>> {
  const viewer = await identify(request)
  if (!viewer.ok) return viewer
  const stranger = operation.asks === 'anybody' ? null : permitRole(viewer.value, operation.asks)
  if (stranger) return refused(stranger, viewer.value, operation.id)
  const params = operation.params.safeParse((await context.params) ?? {})
  if (!params.success) return refuse('not-found', 'There is nothing at this address.')
  const query = operation.query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) return refuseInput(query.error)
  const headers = operation.headers?.safeParse(Object.fromEntries(Object.keys(operation.headers.shape).flatMap((name) => headerEntry(request, name))))
  if (headers?.success === false) return refuseInput(headers.error)
  const body = operation.body ? await readJson(request, operation.body) : done(undefined as z.output<Body>)
  if (!body.ok) return body
  return done({ viewer: viewer.value, params: params.data, query: query.data, body: body.value, headers: request.headers })
}

function headerEntry(request: Request, name: string): [string, string][] {
  const value = request.headers.get(name)
  return value === null ? [] : [[name, value]]
}

/** A token speaks for itself; a cookie is sent by the browser unasked, so the page that caused it must be ours. */
export async function identify(request: Request): Promise<Outcome<Viewer>> {
  const token = bearerOf(request)
  if (token !== null) {
    const viewer = await readToken(token)
    noteViewer(viewer?.role ?? 'anonymous')
    return viewer ? done(viewer) : refuse('signed-out', 'This token is not known, or was revoked.')
  }
  return checkOrigin(request.method, request.headers) ?? done(await currentViewer())
}

/** The token that a request shows, empty when it shows none that can be read; null when it does not try. */
export function bearerOf(request: Request): string | null {
  const authorization = request.headers.get('authorization')
  return authorization === null ? null : (/^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? '')
}

/** Dates become text first, as in JSON; what the schema does not name stays here. */
function respondValue(operation: Operation, value: unknown): Response {
  const { status, schema } = operation.answer
  return Response.json(schema.parse(JSON.parse(JSON.stringify(value))), { status })
}

/** A refusal as a problem that programs read. */
export function respondRefusal(refusal: Refusal): Response {
  const { retryAfterSeconds } = refusal
  return respondProblem(problemOf(refusal), {
    ...(refusal.code === 'signed-out' && { 'WWW-Authenticate': 'Bearer realm="Afterword"' }),
    ...(retryAfterSeconds !== undefined && { 'Retry-After': String(Math.ceil(retryAfterSeconds)) }),
  })
}

/** A failure of ours as a problem, after a line in the log. */
export function respondFailure(where: string, error: unknown): Response {
  logFailure(where, error)
  const request = requestContext()?.id
  if (isDatabaseAway(error)) return respondProblem(problem(503, 'The database cannot be reached just now. Nothing was changed.', { request }), { 'Retry-After': '5' })
  if (isOutOfTime(error)) return respondProblem(problem(503, 'Too much is going on just now, so this was given up. Nothing was changed; please try again in a moment.', { request }), { 'Retry-After': '5' })
  return respondProblem(problem(500, 'Something went wrong on our side. Nothing was changed.', { request }))
}

function respondProblem(body: Problem, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status: body.status, headers: { ...headers, 'Content-Type': problemType } })
}

/** For addresses below the API that nothing is at. */
export async function nothingHere(): Promise<Response> {
  return respondProblem(problem(404, 'There is nothing at this address. What there is stands in /api/v1/openapi.json.'))
}
