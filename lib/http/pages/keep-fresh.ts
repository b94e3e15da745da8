import { hearAnswer, notificationsConnected, onConnectionChange, onDoubt, onNotification } from '#lib/notifications.ts'
import { doubtReplica } from '#lib/replica.ts'
import { lastTurn } from './last-turn.ts'
import type { PageAddress } from './page-address.ts'
import type { PageStore } from './page-store.ts'
import { readAnnouncement } from './stale-pages.ts'

/**
 * In milliseconds. What is kept is sent only while it is proved that everything committed so long ago was heard: a connection can be dead
 * without either end knowing.
 */
const longestUnproved = 1_000
/** The proof is asked for anew while pages are read, before it is too old to be used. */
const proveAfter = 400
/** Nobody waits for a proof that just failed. */
const tryAgainAfter = 500

/** Whether what is kept may be sent, and what is made may be kept. Says so at once nearly always. */
export type IsFresh = () => boolean | Promise<boolean>

/** Empties a store of what is stale as soon as the database says so, and of everything while it cannot be heard. What a replica had until then proves nothing any more. */
export function keepFresh(store: PageStore): { isFresh: IsFresh; stop: () => void } {
  const forget = (isStale: (page: PageAddress) => boolean) => {
    store.drop(isStale)
    doubtReplica()
  }
  const nothingIsKnown = () => forget(() => true)
  const stops = [
    onNotification('afterword_stale', (payload) => forget(readAnnouncement(payload))),
    onConnectionChange(nothingIsKnown),
    onDoubt(nothingIsKnown),
  ]
  let provedAt = -Infinity
  let failedAt = -Infinity
  let turn: string | null = null
  let proving: Promise<boolean> | null = null

  const prove = async () => {
    const asked = performance.now()
    const heard = await hearAnswer(lastTurn)
    if (!heard || performance.now() - asked > longestUnproved) return false
    const present = String(heard.turn)
    if (present !== turn) nothingIsKnown()
    turn = present
    provedAt = asked
    return true
  }
  const proveOnce = () => (proving ??= prove().catch(() => false).then((proved) => {
    proving = null
    if (!proved) failedAt = performance.now()
    return proved
  }))

  const isFresh = () => {
    if (!notificationsConnected()) return false
    const now = performance.now()
    const age = now - provedAt
    if (age > longestUnproved) return now - failedAt > tryAgainAfter && proveOnce()
    if (age > proveAfter) void proveOnce()
    return true
  }
  return { isFresh, stop: () => stops.forEach((stop) => stop()) }
}
