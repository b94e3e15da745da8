import { closeDatabase } from '#lib/database.ts'
import { closeLimits } from '#lib/limits.ts'
import { chores, operations, timed } from './operations.ts'
import type { OperationName } from './operations.ts'
import { plansOf, vacuum } from './plans-of.ts'
import type { PlanCost } from './read-plan.ts'
import { statementsOf } from './statements.ts'

/** What a worker is asked; it does one thing at a time, on the database of its environment. */
export type Request =
  | { do: 'measure'; name: OperationName }
  | { do: 'plans'; name: OperationName }
  | { do: 'shown'; name: OperationName }
  | { do: 'cost'; name: OperationName }
  | { do: 'chore'; name: keyof typeof chores; given: object }
  | { do: 'vacuum' }
  | { do: 'end' }

/** What something took: statements and transactions, and milliseconds at the database, each way there and back included. */
export type WritingCost = { statements: number; transactions: number; database: number; whole: number }

const nothing: WritingCost = { statements: 0, transactions: 0, database: 0, whole: 0 }

export type Answer = { ok: true; milliseconds: number; plans: PlanCost[]; shown: number; cost: WritingCost } | { ok: false; error: string }

process.noDeprecation = true

process.on('message', (request: Request) => {
  void answer(request).then(
    ({ milliseconds = 0, plans = [], shown = 0, cost = nothing }) => process.send?.({ ok: true, milliseconds, plans, shown, cost } satisfies Answer),
    (error: unknown) => process.send?.({ ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies Answer),
  )
})

async function answer(request: Request): Promise<{ milliseconds?: number; plans?: PlanCost[]; shown?: number; cost?: WritingCost }> {
  if (request.do === 'measure') return { milliseconds: await timed(operations[request.name]) }
  if (request.do === 'plans') return { plans: await plansOfOperation(request.name) }
  if (request.do === 'shown') return { shown: Number(await operations[request.name]()) }
  if (request.do === 'cost') return { cost: await costOf(request.name) }
  if (request.do === 'chore') return { milliseconds: await chores[request.name](request.given as never) }
  if (request.do === 'vacuum') {
    await vacuum()
    return {}
  }
  await Promise.all([closeDatabase(), closeLimits()])
  setImmediate(() => process.disconnect())
  return {}
}

async function costOf(name: OperationName): Promise<WritingCost> {
  const began = performance.now()
  const statements = await statementsOf(operations[name])
  const whole = performance.now() - began
  return {
    statements: statements.length,
    transactions: statements.filter(({ text }) => /^\s*BEGIN/i.test(text)).length,
    database: statements.reduce((sum, { took = 0 }) => sum + took, 0),
    whole,
  }
}

/** Two of them in a row need two decisions before them. */
const undone: OperationName[] = ['one decision taken back']

async function plansOfOperation(name: OperationName): Promise<PlanCost[]> {
  // What it looks up once, to have something to measure with, is no part of it.
  if (!undone.includes(name)) await operations[name]()
  return plansOf(operations[name])
}
