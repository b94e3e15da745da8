import { Prisma } from '#database'

/** Whether a row of `person` is suspended at this moment: a suspension with an end is over when that has come. */
export const isSuspended = Prisma.sql`(suspended_at IS NOT NULL AND coalesce(suspended_until > now(), true))`
