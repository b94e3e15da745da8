import type { z } from 'zod'
import '#lib/input-words.ts'
import { Prisma } from '#database'
import { writer } from '#lib/database.ts'
import type { Transaction } from '#lib/database.ts'
import { gatherJobs, jobsGathered } from '#lib/gathered-jobs.ts'
import { keepPlan } from '#lib/kept-plans.ts'
import { hearEverything } from '#lib/notifications.ts'
import { orderedId } from '#lib/ordered-id.ts'
import { reportTrouble } from '#lib/log.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome, Refusal, Subject } from '#lib/refusal.ts'
import { noteRefused } from '#lib/security-log.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer, ViewerRole } from '#lib/viewer.ts'

/** One change of state. Every change that Afterword makes is one of these, carried out by {@link runCommand}. */
export type Command<Schema extends z.ZodType, Loaded, Value> = {
  /** Verb and noun, as in the audit log: `post-reply`. */
  name: string
  input: Schema
  /** Who may even ask. Checked before anything is read, so that a refusal never tells what exists. */
  least: ViewerRole
  /** Somebody suspended may do it all the same: it takes back what is their own, or asks for justice, and puts nothing before readers. */
  suspendedToo?: true
  /** Waits for everything that this person has under way, and what they begin meanwhile waits for it. */
  alone?: true
  /** Carried out many times a minute and worth nothing afterwards: leaves no audit row. */
  unrecorded?: true
  /** Reads, and locks, what the command is about. A refusal here ends it. */
  load(tx: Transaction, input: z.output<Schema>, now: Date, viewer: Viewer): Promise<Loaded | Refusal>
  /** Null when this viewer may do this to this subject now. */
  permit(viewer: Viewer, subject: Loaded, now: Date): Refusal | null
  /** The change. A refusal takes everything back. */
  perform(context: Performance<z.output<Schema>, Loaded>): Promise<Outcome<Value>>
}

export type Performance<Input, Loaded> = { tx: Transaction; viewer: Viewer; input: Input; subject: Loaded; now: Date }

/** Gives a command its types. */
export function command<Schema extends z.ZodType, Loaded, Value>(definition: Command<Schema, Loaded, Value>) {
  return definition
}

/**
 * Carries out one command: role, parse, transaction, load, permit, perform, audit row. Texts are checked and rendered while
 * parsing, before the transaction opens.
 * All of it happens or nothing; deadlocks and serialisation failures are tried again.
 * @param at the moment it happens; the database's clock when left out. Demo content, imports and tests give one.
 */
export async function runCommand<Schema extends z.ZodType, Loaded, Value>(
  definition: Command<Schema, Loaded, Value>,
  viewer: Viewer,
  raw: unknown,
  at?: Date,
): Promise<Outcome<Value>> {
  const input = await receive(definition, viewer, raw)
  if (!input.ok) return refused(input, viewer, definition.name)
  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await attemptOnce(definition, viewer, input.value, at)
      // Whoever is told that it is done finds it done: nothing that this process keeps is older.
      await hearEverything()
      return outcome
    } catch (error) {
      if (error instanceof TakenBack) return refused(error.refusal, viewer, definition.name)
      const again = isTransient(error) || (viewer.role === 'operator' && neverBegan(error))
      if (attempt === 5 || !again) throw error
      await pause(attempt)
    }
  }
}

/**
 * Passes a refusal on, after the security log was told of it where somebody has not the right to what they asked for. Whatever becomes of that, they are refused.
 * @param what a word of ours for it: the name of a command, or of a page
 */
export async function refused(refusal: Refusal, { id }: Viewer, what: string): Promise<Refusal> {
  if (refusal.code !== 'forbidden' || id === null) return refusal
  await noteRefused(writer(), id, what).catch((error: unknown) => reportTrouble(`A refusal could not be written down (${databaseCode(error) || 'unknown'}).`))
  return refusal
}

/**
 * Carries a command out as part of another, within its open transaction: everything that {@link runCommand} does but for the
 * audit row, which is the other's. After a refusal the other must be refused as well, so that nothing of it is left behind.
 */
export async function carryOutWithin<Schema extends z.ZodType, Loaded, Value>(
  tx: Transaction,
  definition: Command<Schema, Loaded, Value>,
  viewer: Viewer,
  raw: unknown,
  now: Date,
): Promise<Outcome<Value>> {
  const input = await receive(definition, viewer, raw)
  return input.ok ? carryOut(tx, definition, viewer, input.value, now) : input
}

async function receive<Schema extends z.ZodType, Loaded, Value>(
  definition: Command<Schema, Loaded, Value>,
  viewer: Viewer,
  raw: unknown,
): Promise<Outcome<z.output<Schema>>> {
  const stranger = permitRole(definition.suspendedToo ? { ...viewer, suspended: false } : viewer, definition.least)
  if (stranger) return stranger
  const parsed = await definition.input.safeParseAsync(raw)
  return parsed.success ? done(parsed.data) : refuseInput(parsed.error)
}

function attemptOnce<Schema extends z.ZodType, Loaded, Value>(
  definition: Command<Schema, Loaded, Value>,
  viewer: Viewer,
  input: z.output<Schema>,
  at: Date | undefined,
) {
  return writer().$transaction(async (tx) => {
    const { now, left } = await begin(tx, viewer, definition.alone ?? false)
    gatherJobs(tx)
    const outcome = left ? refuse('signed-out', hasLeft) : await carryOut(tx, definition, viewer, input, at ?? now)
    if (!outcome.ok) throw new TakenBack(outcome)
    await record(tx, definition.unrecorded ? null : eventRow(definition.name, viewer, outcome.about, at ?? now))
    return outcome
  }, patience)
}

/**
 * The database's time, and whether who acts has left since their request came in. Until the transaction ends they cannot leave: a
 * request of theirs is in before that, or changes nothing (migration 20261122151400).
 */
async function begin(tx: Transaction, viewer: Viewer, alone: boolean): Promise<{ now: Date; left: boolean }> {
  const [first] = await tx.$queryRaw<{ now: Date; left: boolean }[]>`${keepPlan}
    SELECT coalesce(NOT person_may_begin(${viewer.id}::uuid, ${alone}), false) AS left, date_trunc('milliseconds', clock_timestamp()) AS now`
  if (!first) throw new Error('The database gave no time')
  return first
}

const hasLeft = 'This account was deleted, so nothing more is kept under it.'

async function carryOut<Schema extends z.ZodType, Loaded, Value>(
  tx: Transaction,
  definition: Command<Schema, Loaded, Value>,
  viewer: Viewer,
  input: z.output<Schema>,
  now: Date,
): Promise<Outcome<Value>> {
  const subject = await definition.load(tx, input, now, viewer)
  if (isRefusal(subject)) return subject
  return definition.permit(viewer, subject, now) ?? definition.perform({ tx, viewer, input, subject, now })
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false
}

/** The last statement of a command: its row in the audit log, and the jobs that follow from it. */
async function record(tx: Transaction, event: Prisma.Sql | null): Promise<void> {
  const jobs = jobsGathered(tx)
  if (event && jobs) await tx.$queryRaw`${keepPlan} WITH recorded AS (${event}) ${jobs}`
  else if (event ?? jobs) await tx.$queryRaw`${keepPlan} ${event ?? jobs}`
}

function eventRow(name: string, viewer: Viewer, about: Subject | undefined, now: Date): Prisma.Sql {
  return Prisma.sql`INSERT INTO audit_event (id, at, command, person_id, subject_type, subject_id)
    VALUES (${orderedId()}::uuid, ${now}::timestamptz, ${name}, ${viewer.id}::uuid, ${about?.type ?? ''}, ${about?.id ?? ''})`
}

/** In milliseconds: how long a burst may queue for a connection, and how long one command may take. */
const patience = { maxWait: 10_000, timeout: 10_000 }

/** Thrown inside a transaction so that a refusal leaves nothing behind. */
class TakenBack extends Error {
  refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

/** What a schema says about an input, as a refusal: one sentence for each field. */
export function refuseInput(error: z.ZodError): Refusal {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.') || 'form'] ??= issue.message
  return refuse('invalid', Object.values(fields)[0] ?? 'Something in this form is not right.', { fields })
}

/** Serialisation failure, deadlock, lock timeout: nothing was written, and trying again may succeed. */
const transientCodes = ['40001', '40P01', '55P03', 'P2034']

function isTransient(error: unknown): boolean {
  return transientCodes.includes(databaseCode(error))
}

/**
 * No connection was free in time, so nothing was done. People are told so, who may have gone by now; the site's own work, which nobody waits for, waits
 * again: it may have begun on a machine that was busy with something else for as long as that.
 */
export function neverBegan(error: unknown): boolean {
  return databaseCode(error) === 'P2028' && error instanceof Error && error.message.includes('Unable to start a transaction')
}

/**
 * The code of a database error as Prisma or PostgreSQL names it, empty when it is something else. Never log the error
 * itself: constraint errors print the whole row.
 */
export function databaseCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('originalCode' in error && typeof error.originalCode === 'string') return error.originalCode
  const inner = 'cause' in error ? databaseCode(error.cause) : ''
  const meta = 'meta' in error && typeof error.meta === 'object' && error.meta !== null && 'driverAdapterError' in error.meta
  if (meta) return databaseCode((error.meta as { driverAdapterError: unknown }).driverAdapterError) || codeOf(error)
  return inner || codeOf(error)
}

function codeOf(error: object): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt * (0.5 + Math.random())))
}
