import { afterAll, beforeAll } from 'vitest'
import { makeMailbox } from './mailbox.ts'
import type { Mailbox } from './mailbox.ts'

export type PostOffice = Mailbox

/** Opens a mail server while the tests of this file run. */
export function openPostOffice(): PostOffice {
  const office = makeMailbox()
  beforeAll(office.open)
  afterAll(office.close)
  return office
}

/** `rae@example.org: A reply to your comment`, for each mail. */
export function envelopes({ received }: PostOffice): string[] {
  return received.map(({ to, subject }) => `${[to].flat()[0]?.text}: ${subject}`)
}
