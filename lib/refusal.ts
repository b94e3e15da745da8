/** Why something was not done. Each code has one HTTP status; see {@link statusOf}. */
export type RefusalCode =
  | 'malformed'
  | 'invalid'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'media-type'
  | 'too-many'
  | 'unavailable'

/** An expected no: a code for programs and one plain sentence for the person. Exceptions are bugs, these are not. */
export type Refusal = {
  ok: false
  code: RefusalCode
  message: string
  /** Sentences for single fields of a form, by field name. */
  fields?: Record<string, string>
  /** What is true instead, for conflicts: the present state of the thing. */
  present?: Record<string, unknown>
  retryAfterSeconds?: number
}

/** What was done it to: for the audit row. */
export type Subject = { type: string; id: string }

/** A yes with its value; `about` names what the audit row is about. */
export type Done<Value> = { ok: true; value: Value; about?: Subject }

/** What a command or a check answers. */
export type Outcome<Value> = Done<Value> | Refusal

/** A yes. */
export function done<Value>(value: Value, about?: Subject): Done<Value> {
  return about ? { ok: true, value, about } : { ok: true, value }
}

/** A no with its sentence. */
export function refuse(code: RefusalCode, message: string, more: Omit<Refusal, 'ok' | 'code' | 'message'> = {}): Refusal {
  return { ok: false, code, message, ...more }
}

/** A no about one field of a form; the sentence stands beside that field. */
export function refuseField(field: string, message: string): Refusal {
  return refuse('invalid', message, { fields: { [field]: message } })
}

const statuses: Record<RefusalCode, number> = {
  malformed: 400,
  invalid: 422,
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'media-type': 415,
  'too-many': 429,
  unavailable: 503,
}

/** The HTTP status of a refusal. */
export function statusOf(refusal: Refusal): number {
  return statuses[refusal.code]
}
