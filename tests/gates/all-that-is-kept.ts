import { rows, value } from '../database/fenced-database.ts'

const questions = new Map<string, Promise<string>>()

/**
 * A sum of every row of every table but those named, as one short text for each table. Two that are equal: nothing was written, and nothing
 * taken away.
 */
export async function allThatIsKept(leaveOut: readonly string[] = []): Promise<Record<string, string>> {
  const asked = leaveOut.join()
  const question = questions.get(asked) ?? write(leaveOut)
  questions.set(asked, question)
  return value<Record<string, string>>(await question)
}

async function write(leaveOut: readonly string[]): Promise<string> {
  const tables = (await rows(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)).map(({ name }) => String(name))
  const sums = tables.filter((name) => !leaveOut.includes(name)).map((name) =>
    `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM "${name}" t`)
  return `SELECT jsonb_object_agg(name, sum) FROM (${sums.join(' UNION ALL ')}) kept`
}

/** What only says that somebody was here, and what the jobs of a running site write by themselves. */
export const passing = ['_prisma_migrations', 'rate_limit', 'session', 'ping', 'mail_clock', 'notice', 'mail', 'audit_event', 'security_event', 'carried_text', 'made_anew']

/** What those jobs go on with that somebody began. */
const goingOn = ['bulk', 'bulk_item', 'rehearsal']

/** What nobody who is refused may have changed. */
export const standing = [...passing, ...goingOn]

/** All that is kept but for what passes, when the jobs that a scene began have done their work. */
export async function whenQuiet(leaveOut = standing): Promise<Record<string, string>> {
  const until = performance.now() + 20_000
  for (let last = ''; ;) {
    // Asked first: what is done between the two questions is in the second answer. Of a bulk that was stopped an item may still be in hand.
    const working = await value<boolean>(`SELECT EXISTS (SELECT FROM bulk WHERE finished_at IS NULL AND coalesce(stopped_at > now() - interval '3 seconds', true))`)
    const kept = await allThatIsKept(leaveOut)
    if ((JSON.stringify(kept) === last && !working) || performance.now() > until) return kept
    last = JSON.stringify(kept)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}
