import pg from 'pg'
import { env } from '#lib/env.ts'
import { isReading, readPlan } from './read-plan.ts'
import type { PlanCost } from './read-plan.ts'
import { statementsOf } from './statements.ts'

/** How the very statements that something sends are carried out; those that write are left out. */
export async function plansOf(work: () => Promise<unknown>): Promise<PlanCost[]> {
  const statements = (await statementsOf(work)).filter(isReading)
  return withClient(async (client) => {
    const plans: PlanCost[] = []
    for (const statement of statements) plans.push(await readPlan(client, statement))
    return plans
  })
}

/** What the database's own housekeeping does in a quiet minute. */
export async function vacuum(): Promise<void> {
  await withClient((client) => client.query('VACUUM (ANALYZE)'))
}

async function withClient<Value>(work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
