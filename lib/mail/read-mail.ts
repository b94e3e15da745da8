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

/** The newest mail, for administrators: where no SMTP is set, this is the only way to read it. At most 100. */
export async function readMail(viewer: Viewer): Promise<Outcome<KeptMail[]>> {
  const refusal = permitRole(viewer, 'administrator')
  if (refusal) return refusal
  const mail = await reader().mail.findMany({
    orderBy: { createdAt: 'desc' },
    take: 100,
    select: { id: true, to: true, subject: true, text: true, createdAt: true, sentAt: true, attempts: true, trouble: true, nextTryAt: true },
  })
  return done(mail)
}
