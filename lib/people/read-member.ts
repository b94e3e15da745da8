import { reader } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Somebody as an administrator sees them. */
export type Member = {
  handle: string
  name: string
  role: 'reader' | 'author' | 'moderator' | 'administrator'
  createdAt: Date
  suspension: { since: Date; until: Date | null; reason: string } | null
}

/** Somebody's rights here, for administrators. */
export async function readMember(viewer: Viewer, handle: string, now: Date): Promise<Outcome<Member>> {
  const refusal = permitRole(viewer, 'administrator')
  if (refusal) return refusal
  const person = await reader().person.findUnique({
    where: { handle },
    select: { handle: true, name: true, role: true, createdAt: true, suspendedAt: true, suspendedUntil: true, suspensionReason: true },
  })
  if (!person) return refuse('not-found', 'There is nobody with this handle.')
  const { suspendedAt: since, suspendedUntil: until, suspensionReason: reason, ...member } = person
  const suspended = since !== null && (until === null || until > now)
  return done({ ...member, suspension: suspended ? { since, until, reason } : null })
}
