import { setTimeout as sleep } from 'node:timers/promises'
import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { isDatabaseAway, logFailure } from '#lib/http/log-failure.ts'
import { decideBulkItem } from '#lib/moderation/bulk/decide-bulk-item.ts'
import { leaveOutItems } from '#lib/moderation/bulk/leave-out-items.ts'
import { leaseSeconds, takeBulkItems } from '#lib/moderation/bulk/take-bulk-items.ts'
import type { TakenItems } from '#lib/moderation/bulk/take-bulk-items.ts'
import { whyLeftOut } from '#lib/moderation/bulk/why-left-out.ts'
import { onNotification } from '#lib/notifications.ts'
import { readViewer } from '#lib/people/read-viewer.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import { anonymous, operator, permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

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
  const viewer = (await readViewer(byId)) ?? anonymous
  const leaveOut = (which: number[], why: string) => runCommand(leaveOutItems, operator, { bulkId, positions: which, why })
  for (const [place, position] of positions.entries()) {
    if (isEnding() || performance.now() > until) return
    const refused = permitRole(viewer, 'moderator') ? lostRole : await decideOne(viewer, bulkId, position)
    if (refused?.present?.stopped) return
    if (refused?.present?.lostRole) {
      await leaveOut(positions.slice(place), `${viewer.name} was no moderator any more when its turn came.`)
      return
    }
    if (refused) await leaveOut([position], whyLeftOut(refused))
  }
}

const lostRole = refuse('forbidden', 'Who asked for this is no moderator any more.', { present: { lostRole: true } })

/** Tries at one item that fails for a reason nobody foresaw, with this pause between them, in milliseconds. */
const tries = 3
const pause = 500

/** @returns why it was not decided; null when it was */
async function decideOne(viewer: Viewer, bulkId: string, position: number): Promise<Refusal | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await runCommand(decideBulkItem, viewer, { bulkId, position })
      return outcome.ok ? null : outcome
    } catch (error) {
      // Without a database all of them wait. One that is broken must not keep the others.
      if (isDatabaseAway(error)) throw error
      logFailure('bulk item', error)
      if (attempt === tries) return refuse('unavailable', 'Something went wrong on our side with this one.')
      await sleep(pause)
    }
  }
}
