import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { runCommand } from '#lib/command.ts'
import type { Command } from '#lib/command.ts'
import type { FormAction, FormState } from '#lib/form-state.ts'
import { insideSite } from '#lib/http/inside-site.ts'
import { isDatabaseAway, isOutOfTime, logFailure } from '#lib/http/log-failure.ts'
import { noteAction, setRefusal, setStatus } from '#lib/http/request-context.ts'
import { statusOf } from '#lib/refusal.ts'
import type { Outcome, Refusal } from '#lib/refusal.ts'
import type { Viewer } from '#lib/viewer.ts'
import { keepValues, readFields } from './form-fields.ts'
import type { Fields } from './form-fields.ts'
import { checkOrigin } from './origin.ts'
import { currentViewer } from './viewer.ts'

/** What happens around an action. All of it is optional. */
export type ActionOptions<Value> = {
  /** Fields whose values are never sent back; names with `password` in them never are. */
  secret?: readonly string[]
  /** After it was done and before the page is rendered again: cookies. */
  after?: (value: Value, fields: Fields) => Promise<void>
  /** Where to go on to, if anywhere; an address elsewhere leads to the front page. */
  redirectTo?: string | ((value: Value, fields: Fields) => string | null)
  /** The page in the browser stays as it is, so that what was just done does not vanish from under the hands. */
  keepPage?: true
  /** The page says by itself what a refusal means, and what to do instead: it is made anew then too. */
  showsRefusal?: true
  /** One sentence for the form when it was done. */
  message?: string | ((value: Value) => string)
  /** What the page is told of the value. Nothing when left out: a value may hold what only a cookie should. */
  show?: (value: Value) => unknown
}

/** What the work of an action is given. */
export type Sent = { viewer: Viewer; fields: Fields }

/**
 * A command as a server action. Its input is the form's fields, or what `input` makes of them.
 * `export const reply = commandAction(postReply)` in a file that begins with 'use server'.
 */
export function commandAction<Schema extends z.ZodType, Loaded, Value>(
  definition: Command<Schema, Loaded, Value>,
  options: ActionOptions<Value> & { input?: (fields: Fields) => unknown } = {},
): FormAction {
  const { input = (fields: Fields) => fields } = options
  return formAction(({ viewer, fields }) => runCommand(definition, viewer, input(fields)), options)
}

/**
 * The one way from a form to the core: proof of origin, clean strings, the person from the database, the work, and an answer
 * with the right status that loses nothing of what was typed.
 */
export function formAction<Value>(work: (sent: Sent) => Promise<Outcome<Value>>, options: ActionOptions<Value> = {}): FormAction {
  return async (_, form) => {
    const { secret = [] } = options
    noteAction()
    if (!(form instanceof FormData)) return { status: 'refused', message: 'This is not a form.' }
    try {
      const sent = await receive(form, secret)
      if (!sent.ok) return refused(sent, form, secret)
      const outcome = await work(sent.value)
      if (outcome.ok) return await finish(outcome.value, sent.value.fields, options)
      if (options.showsRefusal) refresh()
      return refused(outcome, form, secret)
    } catch (error) {
      unstable_rethrow(error)
      return failed(error, form, secret)
    }
  }
}

async function receive(form: FormData, secret: readonly string[]): Promise<Outcome<Sent>> {
  const elsewhere = checkOrigin('POST', await headers())
  if (elsewhere) return elsewhere
  const fields = readFields(form, secret)
  if (!fields.ok) return fields
  return { ok: true, value: { viewer: await currentViewer(), fields: fields.value } }
}

async function finish<Value>(value: Value, fields: Fields, { after, redirectTo, keepPage, message, show }: ActionOptions<Value>): Promise<FormState> {
  await after?.(value, fields)
  const target = typeof redirectTo === 'function' ? redirectTo(value, fields) : redirectTo
  if (target) redirect(insideSite(target))
  if (!keepPage) refresh()
  return { status: 'done', message: typeof message === 'function' ? message(value) : message, value: show?.(value) }
}

function refused(refusal: Refusal, form: FormData, secret: readonly string[]): FormState {
  const { message, fields, present } = refusal
  setRefusal(statusOf(refusal), message, refusal.retryAfterSeconds)
  return { status: 'refused', message, fields, values: keepValues(form, secret), value: present }
}

function failed(error: unknown, form: FormData, secret: readonly string[]): FormState {
  logFailure('action', error)
  const later = isDatabaseAway(error) ? sentences.away : isOutOfTime(error) ? sentences.outOfTime : null
  setStatus(later ? 503 : 500, later ? 5 : undefined)
  return {
    status: 'refused',
    message: later ?? sentences.broken,
    values: keepValues(form, secret),
  }
}

const sentences = {
  away: 'We cannot reach our database just now. Your text is still here; please send it again in a moment.',
  outOfTime: 'Too much is going on just now, so this was given up. Your text is still here; please send it again in a moment.',
  broken: 'Something went wrong on our side. Your text is still here.',
}
