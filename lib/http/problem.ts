import { statusOf } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'

/** A refusal as the API says it: `application/problem+json`, RFC 9457. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  /** Sentences for single fields of the request. */
  fields?: Record<string, string>
  /** For conflicts: what is true instead. */
  present?: Record<string, unknown>
  /** Names this request in the server's log. */
  request?: string
}

export const problemType = 'application/problem+json'

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  411: 'Length required',
  413: 'Too large',
  415: 'Unsupported media type',
  417: 'Expectation failed',
  422: 'Not right yet',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Unavailable',
}

/** A problem by its status and one sentence. */
export function problem(status: number, detail: string, more: Partial<Problem> = {}): Problem {
  return { type: 'about:blank', title: titles[status] ?? 'Refused', status, detail, ...more }
}

/** A refusal of the core as a problem. */
export function problemOf(refusal: Refusal): Problem {
  const { fields, present } = refusal
  return problem(statusOf(refusal), refusal.message, { ...(fields && { fields }), ...(present && { present }) })
}
