import { PrismaPg } from '@prisma/adapter-pg'
import { Client, DatabaseError } from 'pg'
import type { ClientBase, PoolConfig } from 'pg'
import { PrismaClient } from '#database'
import type { Prisma } from '#database'
import { env } from '#lib/env.ts'
import { impatientClient } from '#lib/impatient-client.ts'
import { nameOfPlan } from '#lib/kept-plans.ts'
import { admitReplica, mayAskReplica } from '#lib/replica.ts'
import { replicaOrPrimary } from '#lib/replica-or-primary.ts'

/** An open transaction that may write. Only the command runner makes one. */
export type Transaction = Prisma.TransactionClient

type ReadMethod = 'findMany' | 'findFirst' | 'findUnique' | 'findUniqueOrThrow' | 'findFirstOrThrow' | 'count' | 'aggregate' | 'groupBy'
type ReadOnly<Delegate> = Pick<Delegate, Extract<ReadMethod, keyof Delegate>>
type Model = Exclude<keyof PrismaClient, `$${string}` | symbol>
type PublishedModel = Extract<Model, `published${string}`>

/** Everything, for reading. Its type has no write methods and its connections are read-only. */
export type Reader = { [K in Model]: ReadOnly<PrismaClient[K]> } & Pick<PrismaClient, '$queryRaw'>

/** What the public may see: the published views and nothing else, by type and by database role. */
export type PublicReader = { [K in PublishedModel]: ReadOnly<PrismaClient[K]> } & Pick<PrismaClient, '$queryRaw'>

// Statements here take milliseconds; compiling one first, which PostgreSQL does when it guesses high, takes a tenth of a second.
const timeouts = '-c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000 -c TimeZone=UTC -c jit=off'
const modes = { write: '', read: '-c default_transaction_read_only=on', public: '-c default_transaction_read_only=on', search: '-c default_transaction_read_only=on' }

/** What the database gives a statement, in milliseconds. */
const statementTimeouts: Record<keyof typeof modes, number> = { write: 5_000, read: 2_000, public: 2_000, search: 1_000 }

/** Connections of each kind. A flood of searches takes none from the pages. */
const most: Record<keyof typeof modes, number> = { write: 10, read: 10, public: 10, search: 4 }

/** Kinds of connection that see what everybody sees. */
const ofEverybody: (keyof typeof modes)[] = ['public', 'search']

/** Milliseconds to get a connection. A database that takes calls and says nothing would else hold every request, and the pool, for good. */
const connectionTimeoutMillis = 10_000

/**
 * A new connection plans everything anew, which is most of what the first page after a rest would wait for: two of each kind stay, the others are closed after
 * five minutes. None keeps a process from ending, and one that a firewall has forgotten is found out.
 */
const resting = { min: 2, idleTimeoutMillis: 300_000, allowExitOnIdle: true, keepAlive: true }

type Kind = keyof typeof modes | 'public of replica' | 'search of replica'

/** Next bundles this file more than once; one process must still have one pool of each kind. */
const shared = globalThis as typeof globalThis & { afterwordClients?: Partial<Record<Kind, PrismaClient>> }

function client(mode: keyof typeof modes): PrismaClient {
  const clients = (shared.afterwordClients ??= {})
  return (clients[mode] ??= new PrismaClient({ adapter: connectionsOf(mode) }))
}

function connectionsOf(mode: keyof typeof modes, more: Partial<PoolConfig> = {}): PrismaPg {
  return new PrismaPg({
    connectionString: env().DATABASE_URL, max: most[mode], ...resting, connectionTimeoutMillis, options: `${timeouts} -c statement_timeout=${statementTimeouts[mode]} ${modes[mode]}`,
    Client: impatientClient(statementTimeouts[mode]),
    ...(ofEverybody.includes(mode) && { onConnect: takePublicRole }), ...more,
  }, { statementNameGenerator: ({ sql }) => nameOfPlan(sql) ?? '' })
}

/** A replica may be frozen, and then even says nothing of how long a statement may take; in milliseconds. Its silence says nothing of the primary. */
const replicaPatience = { connectionTimeoutMillis: 1_000, query_timeout: 1_500, Client }

/** The same from the replica, and from the primary where that fails. */
function clientOfReplica(mode: 'public' | 'search'): PrismaClient {
  const clients = (shared.afterwordClients ??= {})
  const admit = async (connection: ClientBase) => {
    await admitReplica(connection)
    await takePublicRole(connection)
  }
  return (clients[`${mode} of replica`] ??= new PrismaClient({
    adapter: replicaOrPrimary(connectionsOf(mode, { connectionString: env().DATABASE_REPLICA_URL, ...replicaPatience, onConnect: admit }), connectionsOf(mode)),
  }))
}

/** Asks nothing more of the replica that was; connections that are in use end when they are not. */
export function leaveReplica() {
  for (const kind of ['public of replica', 'search of replica'] as const) {
    void shared.afterwordClients?.[kind]?.$disconnect().catch(() => {})
    delete shared.afterwordClients?.[kind]
  }
}

/** What PostgreSQL says to a role that is not there, or not ours to take. */
const roleIsMissing = ['22023', '42501']

/** Where nobody may make roles, the views alone are the fence, and `afterword verify` says so. Any other failure is one. */
async function takePublicRole(connection: Pick<ClientBase, 'query'>): Promise<void> {
  await connection.query('SET ROLE afterword_public').catch((error: unknown) => {
    if (!(error instanceof DatabaseError) || !roleIsMissing.includes(error.code ?? '')) throw error
  })
}

/** Reads that know their viewer: own held texts, the queue, accounts. */
export function reader(): Reader {
  return client('read')
}

/** Reads for pages, feeds and lists that anybody may see. */
export function publicReader(): PublicReader {
  return mayAskReplica() ? clientOfReplica('public') : client('public')
}

/** The same for the search, whose statements have a time of their own: a second, after which PostgreSQL gives up (57014). */
export function searchReader(): PublicReader {
  return mayAskReplica() ? clientOfReplica('search') : client('search')
}

/** The only way to write. Called by the command runner alone; the architecture test holds that. */
export function writer(): PrismaClient {
  return client('write')
}

/** Ends all connections of this process. */
export async function closeDatabase(): Promise<void> {
  const clients = Object.values(shared.afterwordClients ?? {})
  shared.afterwordClients = {}
  await Promise.all(clients.map((each) => each.$disconnect()))
}
