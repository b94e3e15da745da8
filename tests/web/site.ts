import { randomUUID } from 'node:crypto'
import { afterAll } from 'vitest'
import { writer } from '#lib/database.ts'
import { digestOf, makeSecret } from '#lib/people/make-secret.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { buildApp } from '../../scripts/build-app.ts'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { serveSite } from '../../scripts/serve-site.ts'
import type { Site } from '../../scripts/serve-site.ts'

export { findAll, readHtml, findWithin, tagsIn, textOf, fillForm } from './read-html.ts'

/** The production server on a port of its own; the database is the one of the test file unless another is given. @param hear is told its log, which else stands in the output of the run */
export async function startSite(environment: Record<string, string> = {}, hear?: (text: string) => void): Promise<Site & { port: number }> {
  await buildApp()
  const port = await findFreePort()
  const site = await serveSite({ host: '127.0.0.1', port, environment: { AFTERWORD_ORIGIN: `http://127.0.0.1:${port}`, ...environment }, ...(hear && { hear }) })
  afterAll(site.stop)
  return { ...site, port }
}

/** The cookie of somebody who is signed in. */
export async function cookieOf(person: SignedIn): Promise<string> {
  const secret = makeSecret()
  await writer().session.create({
    data: { id: digestOf(secret), personId: person.id, expiresAt: new Date(Date.now() + 3_600_000) },
    select: { id: true },
  })
  return `afterword-session=${secret}`
}

/** The API token of somebody. */
export async function tokenOf(person: SignedIn): Promise<string> {
  const token = `test-${randomUUID()}`
  await writer().apiToken.create({ data: { digest: digestOf(token), personId: person.id }, select: { id: true } })
  return token
}
