import { Prisma } from '#database'

/** What has no end goes on, what has one is over when that moment has come. This is the one place where the rule stands. */
function goesOn(end: Prisma.Sql, moment: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce(${end} > ${moment}, true)`
}

/** Whether a row of `person` may not write at a moment, by the measures that a trigger sums up there. */
export function isSuspendedAt(moment: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(suspended_at IS NOT NULL AND ${goesOn(Prisma.sql`suspended_until`, moment)})`
}

/** The same, now by the database's clock. */
export const isSuspended = isSuspendedAt(Prisma.sql`now()`)

/** Whether a row `m` of `measure` still stands at a moment: nobody lifted it, and its time is not over. */
export function standsAt(moment: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(m.lifted_at IS NULL AND ${goesOn(Prisma.sql`m.until`, moment)})`
}

/** Whether it does something to its person, too. A note never does. */
export function isInForceAt(moment: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(m.kind <> 'note' AND ${standsAt(moment)})`
}

/** Whether a row `p` of `person` is banned: unlike the suspended they are not even let in. */
export const isBanned = Prisma.sql`EXISTS (
  SELECT FROM measure m WHERE m.person_id = p.id AND m.kind = 'banned' AND ${standsAt(Prisma.sql`now()`)})`
