import { Prisma } from '#database'

/** How many days one may look back, today included. */
export const insightDays = [7, 30, 90, 365] as const
export type InsightDays = (typeof insightDays)[number]

/** Whole days by universal time, the last one as far as it has come. Short ranges are told by day, longer ones by week from Monday. */
export type InsightRange = { days: InsightDays; from: Date; to: Date; step: 'day' | 'week' }

const day = 86_400_000

/** What is asked for in an address; 30 days when it is none of them. */
export function insightRange(asked: unknown, now: Date): InsightRange {
  const days = insightDays.find((each) => String(each) === asked) ?? 30
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  return { days, from: new Date(today - (days - 1) * day), to: now, step: days === 7 ? 'day' : 'week' }
}

/** The beginnings of the steps of a range, from the one that its first day lies in. */
export function stepsOf({ from, to, step }: InsightRange): Date[] {
  const first = step === 'day' ? from : new Date(from.getTime() - ((from.getUTCDay() + 6) % 7) * day)
  const length = step === 'day' ? day : 7 * day
  const count = Math.floor((to.getTime() - first.getTime()) / length) + 1
  return Array.from({ length: count }, (_, index) => new Date(first.getTime() + index * length))
}

/** A condition on a moment. */
export function within(column: Prisma.Sql, { from, to }: InsightRange): Prisma.Sql {
  return Prisma.sql`${column} >= ${from} AND ${column} <= ${to}`
}
