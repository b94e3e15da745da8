import { logFailure } from '#lib/http/log-failure.ts'
import { readChanges } from '#lib/moderation/live/read-changes.ts'
import type { DeskChanges } from '#lib/moderation/live/read-changes.ts'
import { onConnectionChange, onNotification } from '#lib/notifications.ts'
import { operator } from '#lib/viewer.ts'

/** `heard`: it was told by the database's announcements, so everything before it has been told as well. */
export type Told = DeskChanges & { heard: boolean }

type Feed = {
  listeners: Set<(told: Told) => void>
  /** Items that changed and were not read yet. */
  ids: Set<string>
  /** An announcement has come since the last reading. */
  heard: boolean
  /** Everything that changed since then is to be read: what was announced meanwhile was not heard. */
  since: Date | null
  /** Until then everything has been heard. By our own clock until the database has said its own. */
  knownAt: Date
  reading: boolean
  wanted: boolean
  timer?: NodeJS.Timeout
  expiry?: NodeJS.Timeout
  endings: (() => void)[]
}

/** Next bundles this file apart from others; one process must still read once for all who follow. */
const shared = globalThis as typeof globalThis & { afterwordDeskFeed?: Feed }

function feed(): Feed {
  return (shared.afterwordDeskFeed ??= {
    listeners: new Set(), ids: new Set(), heard: false, since: null, knownAt: new Date(), reading: false, wanted: false, endings: [],
  })
}

/** Announcements of so many milliseconds are read together; a bulk makes hundreds. */
const burst = 100

/** The database is asked again after so many milliseconds when it could not answer. */
const patience = 1_000

/**
 * Tells what changes on the desk from now on. However many follow, what changed is read once.
 * @returns a function that ends it
 */
export function followDesk(hear: (told: Told) => void): () => void {
  const state = feed()
  state.listeners.add(hear)
  if (state.listeners.size === 1) begin(state)
  return () => {
    state.listeners.delete(hear)
    if (state.listeners.size === 0) end(state)
  }
}

function begin(state: Feed) {
  const note = (id?: string) => {
    if (id) state.ids.add(id)
    state.heard = true
    schedule(state, burst)
  }
  state.endings = [
    onNotification('afterword_queue', note),
    onNotification('afterword_presence', () => note()),
    onConnectionChange((connected) => {
      if (!connected) return
      state.since = state.knownAt
      note()
    }),
  ]
  // From the first reading on it is known until when everything has been heard.
  note()
}

function end(state: Feed) {
  for (const stop of state.endings) stop()
  clearTimeout(state.timer)
  clearTimeout(state.expiry)
  delete shared.afterwordDeskFeed
}

function schedule(state: Feed, wait: number) {
  // What was being read when the last one left comes too late.
  if (state.listeners.size === 0) return
  state.wanted = true
  if (!state.reading) state.timer ??= setTimeout(() => void read(state), wait).unref()
}

async function read(state: Feed) {
  const { heard, since, ids } = state
  Object.assign(state, { timer: undefined, reading: true, wanted: false, heard: false, since: null, ids: new Set() })
  const told = await readTold(since ? { since } : { ids: [...ids] }, heard)
  state.reading = false
  if (told) tell(state, told)
  else putBack(state, { heard, since, ids })
  if (state.wanted) schedule(state, told ? burst : patience)
}

async function readTold(of: Parameters<typeof readChanges>[1], heard: boolean): Promise<Told | null> {
  try {
    const changes = await readChanges(operator, of)
    return changes.ok ? { ...changes.value, heard } : null
  } catch (error) {
    logFailure('desk-feed', error)
    return null
  }
}

function putBack(state: Feed, { heard, since, ids }: Pick<Feed, 'heard' | 'since' | 'ids'>) {
  for (const id of ids) state.ids.add(id)
  state.heard ||= heard
  if (since && (!state.since || since < state.since)) state.since = since
  state.wanted = true
}

function tell(state: Feed, told: Told) {
  if (state.listeners.size === 0) return
  if (told.heard) state.knownAt = told.at
  for (const hear of state.listeners) hear(told)
  clearTimeout(state.expiry)
  // Nothing is announced when a presence runs out: a tab that was killed says nothing.
  if (told.freeAt) state.expiry = setTimeout(() => schedule(state, 0), told.freeAt.getTime() - told.at.getTime() + burst).unref()
}
