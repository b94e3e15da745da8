import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery, SqlResultSet } from '@prisma/driver-adapter-utils'
import { restReplica } from '#lib/replica.ts'

/** What took too long there takes too long anywhere. */
const tookTooLong = '57014'

/** Connections that only read: what the first cannot answer, the second does. */
export function replicaOrPrimary(replica: SqlDriverAdapterFactory, primary: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  return {
    provider: replica.provider,
    adapterName: replica.adapterName,
    connect: async () => {
      const [first, second] = await Promise.all([replica.connect(), primary.connect()])
      return Object.assign(first, {
        queryRaw: askEither(first.queryRaw.bind(first), second.queryRaw.bind(second)),
        dispose: disposeBoth(first.dispose.bind(first), second.dispose.bind(second)),
      } satisfies Partial<SqlDriverAdapter>)
    },
  }
}

type Ask = (query: SqlQuery) => Promise<SqlResultSet>

function askEither(first: Ask, second: Ask): Ask {
  return (query) => first(query).catch((error: unknown) => {
    if (isDriverAdapterError(error) && error.cause.originalCode === tookTooLong) throw error
    restReplica()
    return second(query)
  })
}

function disposeBoth(first: () => Promise<void>, second: () => Promise<void>) {
  return async () => void (await Promise.all([first(), second()]))
}
