import { reader } from '#lib/database.ts'
import { measuresInForce } from '#lib/people/measures-in-force.ts'
import type { MeasureInForce } from '#lib/people/measures-in-force.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Somebody as an administrator sees them. */
export type Member = {
  handle: string
  name: string
  /** Administrators alone see it, to help people back in. */
  email: string | null
  emailVerified: boolean
  role: 'reader' | 'author' | 'moderator' | 'administrator'
  createdAt: Date
  measures: MeasureInForce[]
}

/** Somebody's rights here, for administrators. */
export async function readMember(viewer: Viewer, handle: string, now: Date): Promise<Outcome<Member>> {
  const refusal = permitRole(viewer, 'administrator')
  if (refusal) return refusal
  const person = await reader().person.findUnique({
    where: { handle },
    select: { id: true, handle: true, name: true, email: true, emailVerifiedAt: true, role: true, createdAt: true },
  })
  if (!person) return refuse('not-found', 'There is nobody with this handle.')
  const { id, emailVerifiedAt, ...member } = person
  return done({ ...member, emailVerified: emailVerifiedAt !== null, measures: await measuresInForce(reader(), id, now) })
}
