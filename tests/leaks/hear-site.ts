import { afterAll } from 'vitest'
import { env } from '#lib/env.ts'
import { buildApp } from '../../scripts/build-app.ts'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { startServer } from '../web/server-process.ts'
import type { ServerProcess } from '../web/server-process.ts'

/** A server in a process of its own, and everything that it has written to its log. */
export type HeardSite = Pick<ServerProcess, 'url' | 'port' | 'said'>

/** The production server on the database of the test file, which writes down everything that it ever does. */
export async function hearSite(): Promise<HeardSite> {
  await buildApp()
  const server = await startServer({ database: env().DATABASE_URL, port: await findFreePort(), environment: { LOG_LEVEL: 'debug' } })
  afterAll(server.kill)
  return server
}
