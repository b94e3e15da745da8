import { readHindrance } from '#lib/accounts/hindrances.ts'
import { countSoleEssays } from '#lib/accounts/own-essays.ts'
import { reader } from '#lib/database.ts'
import { digestOf } from '#lib/people/make-secret.ts'
import { needsPresentPassword } from '#lib/people/read-account.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** How long after signing in without a password somebody can leave, in minutes. */
const freshMinutes = 30

/**
 * What shows that it is really them who leave: the password, or nothing more because they came in by a link, or without a password
 * at all, within the last half hour.
 */
export async function needsPasswordToLeave(personId: string, secret: string): Promise<'password' | 'nothing' | 'sign-in-again'> {
  if (await needsPresentPassword(personId, secret)) return 'password'
  const rows = await reader().$queryRaw<{ fresh: boolean }[]>`
    SELECT s.created_at > now() - make_interval(mins => ${freshMinutes}::int) AS fresh
    FROM session s WHERE s.id = ${digestOf(secret)} AND s.person_id = ${personId}::uuid`
  return rows[0]?.fresh ? 'nothing' : 'sign-in-again'
}

/** What the page says before somebody leaves. */
export async function readLeaving(viewer: SignedIn, secret: string, now: Date) {
  const [needs, hindrance, essays, counts, person] = await Promise.all([
    needsPasswordToLeave(viewer.id, secret),
    readHindrance(reader(), viewer.id, now),
    countSoleEssays(reader(), viewer.id),
    reader().comment.groupBy({ by: ['state'], where: { authorId: viewer.id }, _count: true }),
    reader().person.findUniqueOrThrow({ where: { id: viewer.id }, select: { email: true } }),
  ])
  const count = (...states: string[]) => counts.filter(({ state }) => states.includes(state)).reduce((sum, { _count }) => sum + _count, 0)
  return { needs, hindrance, essays, published: count('published'), waiting: count('held', 'returned'), hasAddress: person.email !== null }
}
