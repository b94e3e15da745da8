import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { isDatabaseAway, logFailure } from '#lib/http/log-failure.ts'
import { decideBulkItem } from '#lib/moderation/decide-bulk-item.ts'
import { leaveOutItems } from '#lib/moderation/leave-out-items.ts'
import { leaseSeconds, takeBulkItems } from '#lib/moderation/take-bulk-items.ts'
import type { TakenItems } from '#lib/moderation/take-bulk-items.ts'
import { whyLeftOut } from '#lib/moderation/why-left-out.ts'
import { onNotification } from '#lib/notifications.ts'
import { readViewer } from '#lib/people/read-viewer.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { operator, permitRole } from '#lib/viewer.ts'

/** A bulk whose process died is found this soon after its lease is over, in milliseconds. New ones announce themselves. */
const lookEvery = 5_000

/** Bulks that one process works on at a time; each keeps one connection busy. */
const mostAtOnce = 3

/**
 * Works on bulks from now on: at once when the database announces one, and on those that another process left unfinished. Any
 * number of processes may do this.
 * @returns a function that ends it, when the items in hand are decided
 */
export function keepBulksGoing(): () => Promise<void> {
  const running = new Map<string, Promise<void>>()
  let ending = false
  const look = async () => {
    const waiting = ending ? [] : await readUnattended()
    for (const id of waiting.filter((each) => !running.has(each)).slice(0, mostAtOnce - running.size)) {
      running.set(id, continueBulk(id, () => ending).catch((error: unknown) => logFailure('bulk', error)).finally(() => running.delete(id)).then(wake))
    }
  }
  const wake = () => void look().catch((error: unknown) => logFailure('bulk', error))
  const timer = setInterval(wake, lookEvery)
  timer.unref()
  const stopHearing = onNotification('afterword_bulk', wake)
  wake()
  return async () => {
    ending = true
    stopHearing()
    clearInterval(timer)
    await Promise.all(running.values())
  }
}

/** Bulks that are not finished and that no process works on, oldest first. */
async function readUnattended(): Promise<string[]> {
  const rows = await reader().$queryRaw<{ id: string }[]>`
    SELECT id FROM bulk WHERE finished_at IS NULL AND stopped_at IS NULL AND coalesce(leased_until <= now(), true) ORDER BY at LIMIT 20`
  return rows.map(({ id }) => id)
}

/** Works on one bulk until it is finished or broken off, or another process has it. */
export async function continueBulk(bulkId: string, isEnding: () => boolean = () => false): Promise<void> {
  for (let held = ''; !isEnding(); ) {
    const taken = await runCommand(takeBulkItems, operator, { bulkId, held })
    if (!taken.ok || taken.value.positions.length === 0) return
    await decideTaken(taken.value, isEnding)
    held = taken.value.leasedUntil.toISOString()
  }
}

/** Decides what was taken. Stops well before the lease is over, so that it can be taken anew. */
async function decideTaken({ bulkId, byId, positions }: TakenItems, isEnding: () => boolean): Promise<void> {
  const until = performance.now() + (leaseSeconds * 1000) / 3
  for (const [place, position] of positions.entries()) {
    if (isEnding() || performance.now() > until) return
    const viewer = await readViewer(byId)
    if (!viewer || permitRole(viewer, 'moderator')) {
      const why = `${viewer?.name || 'Who asked for this'} was no moderator any more when its turn came.`
      await runCommand(leaveOutItems, operator, { bulkId, positions: positions.slice(place), why })
      return
    }
    const outcome = await runCommand(decideBulkItem, viewer, { bulkId, position }).catch(brokenItem)
    if (!outcome.ok && outcome.present?.stopped) return
    if (!outcome.ok) await runCommand(leaveOutItems, operator, { bulkId, positions: [position], why: whyLeftOut(outcome) })
  }
}

/** One item that cannot be decided for a reason nobody foresaw must not keep the others. Without a database all of them wait. */
function brokenItem(error: unknown): Refusal {
  if (isDatabaseAway(error)) throw error
  logFailure('bulk item', error)
  return refuse('unavailable', 'Something went wrong on our side with this one.')
}
