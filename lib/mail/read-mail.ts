import type { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

export type KeptMail = {
  id: string
  to: string
  subject: string
  /** Empty when it has left, and while what it tells of is not written: that is done when it leaves. */
  text: string
  createdAt: Date
  sentAt: Date | null
  attempts: number
  /** The kind of failure of the last try. */
  trouble: string
  /** Null after a failure: it was given up. */
  nextTryAt: Date | null
}

/**
 * Mail, for administrators: what could not be sent, then the newest of the rest, each at most 100. Where no SMTP is set, this is the only
 * way to read it.
 */
export async function readMail(viewer: Viewer): Promise<Outcome<KeptMail[]>> {
  const refusal = permitRole(viewer, 'administrator')
  if (refusal) return refusal
  const page = { orderBy: { createdAt: 'desc' }, take: 100, select: shape } satisfies Prisma.MailFindManyArgs
  const failed = await reader().mail.findMany({ ...page, where: inTrouble })
  return done([...failed, ...(await reader().mail.findMany({ ...page, where: { NOT: inTrouble } }))])
}

const inTrouble = { sentAt: null, trouble: { not: '' } } satisfies Prisma.MailWhereInput
const shape = { id: true, to: true, subject: true, text: true, createdAt: true, sentAt: true, attempts: true, trouble: true, nextTryAt: true } satisfies Prisma.MailSelect
