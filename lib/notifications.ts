import pg from 'pg'

/** What the database's triggers announce at commit; the payloads are written in the migration that makes them. */
export const channels = ['afterword_stale', 'afterword_queue', 'afterword_presence', 'afterword_bulk', 'afterword_rehearsal'] as const
export type Channel = (typeof channels)[number]

type Hub = {
  databaseUrl: string
  client: pg.Client | null
  connected: boolean
  stopped: boolean
  failures: number
  retry?: NodeJS.Timeout
  heartbeat?: NodeJS.Timeout
  listeners: Set<{ channel: Channel; hear: (payload: string) => void }>
  watchers: Set<(connected: boolean) => void>
  doubters: Set<() => void>
  /** Whether everything was heard: what is being asked, and what will be asked after it for all who came meanwhile. */
  hearing: Promise<boolean> | null
  hearingNext: Promise<boolean> | null
}

/** Next bundles this file apart from `server.ts`; one process must still have one connection. */
const shared = globalThis as typeof globalThis & { afterwordNotifications?: Hub }

function hub(): Hub {
  return (shared.afterwordNotifications ??= {
    databaseUrl: '',
    client: null,
    connected: false,
    stopped: true,
    failures: 0,
    listeners: new Set(),
    watchers: new Set(),
    doubters: new Set(),
    hearing: null,
    hearingNext: null,
  })
}

/** A connection that says nothing may be dead without either end knowing; asked this often, in milliseconds. */
const heartbeatEvery = 10_000
const heartbeatPatience = 5_000
const longestPause = 5_000

/** People wait for the answer, so it is given up sooner, in milliseconds. */
const answerPatience = 1_000

/**
 * Keeps one connection that listens to everything the database announces, and makes it anew whenever it is lost.
 * @returns when the first attempt has ended, well or not
 */
export async function startNotifications(databaseUrl: string): Promise<void> {
  Object.assign(hub(), { databaseUrl, stopped: false })
  await connect()
}

/** Closes the connection for good. */
export async function stopNotifications(): Promise<void> {
  const state = hub()
  state.stopped = true
  clearTimeout(state.retry)
  const client = state.client
  lose(client)
  await client?.end().catch(() => {})
}

/** Whether everything that is committed now will be heard. What somebody caches is worth nothing while it will not. */
export function notificationsConnected(): boolean {
  return hub().connected
}

/**
 * Waits until this process has heard of everything that was committed before the call: PostgreSQL sends what is announced before it
 * says that it is ready again. Where no answer comes in time, those who keep something are told that it may be old. All who come while another
 * is being answered are answered together, by what is asked after that.
 * @returns false where it cannot be known
 */
export function hearEverything(): Promise<boolean> {
  const state = hub()
  if (!state.hearing) return (state.hearing = hearNow())
  return (state.hearingNext ??= state.hearing.then(() => {
    state.hearingNext = null
    return (state.hearing = hearNow())
  }))
}

async function hearNow(): Promise<boolean> {
  const heard = (await hearAnswer('SELECT 1')) !== null
  if (!hub().hearingNext) hub().hearing = null
  return heard
}

/**
 * The same with a question of one row, on the connection that listens: however busy all others are, that one is free.
 * @returns the answer; null where it cannot be known
 */
export async function hearAnswer(text: string): Promise<pg.QueryResultRow | null> {
  const { client, connected } = hub()
  // The type of pg does not know the setting of one query.
  const question: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: answerPatience }
  const answer = client !== null && connected ? await client.query<pg.QueryResultRow>(question).then(({ rows }) => rows[0] ?? null, whyNot) : null
  const heard = hub().client === client && hub().connected ? answer : null
  if (!heard) for (const doubt of hub().doubters) doubt()
  return heard === 'refused' ? null : heard
}

/** Who says that this may not be asked, or not now, has said all that there was before. */
function whyNot(error: unknown): 'refused' | null {
  return error instanceof pg.DatabaseError && /^(42|55)/.test(error.code ?? '') ? 'refused' : null
}

/** Some question to the database had no answer. Where this connection has none either, it is given up at once and not at its next heartbeat: who asks from now on is told. */
export function suspectSilence(): void {
  const { client, connected } = hub()
  const question: pg.QueryConfig & { query_timeout: number } = { text: 'SELECT 1', query_timeout: answerPatience }
  if (client !== null && connected) client.query(question).catch(() => lose(client))
}

/**
 * Is told when it cannot be known whether something was missed, though the connection seems to be there.
 * @returns a function that ends it
 */
export function onDoubt(doubt: () => void): () => void {
  hub().doubters.add(doubt)
  return () => hub().doubters.delete(doubt)
}

/** Hears one channel from now on. @returns a function that ends it */
export function onNotification(channel: Channel, hear: (payload: string) => void): () => void {
  const listener = { channel, hear }
  hub().listeners.add(listener)
  return () => hub().listeners.delete(listener)
}

/**
 * Is told whenever the connection is lost or made again. After a loss anything may have been missed.
 * @returns a function that ends it
 */
export function onConnectionChange(hear: (connected: boolean) => void): () => void {
  hub().watchers.add(hear)
  return () => hub().watchers.delete(hear)
}

async function connect() {
  const state = hub()
  const client = new pg.Client({
    connectionString: state.databaseUrl,
    application_name: 'afterword notifications',
    connectionTimeoutMillis: heartbeatPatience,
    query_timeout: heartbeatPatience,
    keepAlive: true,
  })
  state.client = client
  client.on('error', () => lose(client))
  client.on('end', () => lose(client))
  client.on('notification', ({ channel, payload }) => announce(channel, payload ?? ''))
  try {
    await client.connect()
    for (const channel of channels) await client.query(`LISTEN ${channel}`)
    if (state.client === client) gain(client)
  } catch {
    lose(client)
  }
}

function gain(client: pg.Client) {
  const state = hub()
  state.connected = true
  state.failures = 0
  state.heartbeat = setInterval(() => client.query('SELECT 1').catch(() => lose(client)), heartbeatEvery)
  state.heartbeat.unref()
  for (const hear of state.watchers) hear(true)
}

function lose(client: pg.Client | null) {
  const state = hub()
  if (!client || state.client !== client) return
  const wasConnected = state.connected
  state.client = null
  state.connected = false
  clearInterval(state.heartbeat)
  client.end().catch(() => {})
  if (wasConnected) for (const hear of state.watchers) hear(false)
  if (!state.stopped) tryAgain()
}

/** After 0.1 s, then twice as long each time, never all processes at once. */
function tryAgain() {
  const state = hub()
  const pause = Math.min(longestPause, 100 * 2 ** state.failures++) * (0.5 + Math.random() / 2)
  state.retry = setTimeout(connect, pause)
}

function announce(channel: string, payload: string) {
  for (const listener of hub().listeners) if (listener.channel === channel) listener.hear(payload)
}
