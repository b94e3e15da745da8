import { z } from 'zod'
import type { Transaction } from '#lib/database.ts'
import { dayFromOutside } from '#lib/moment.ts'

/** What a field says that holds no day. */
export const sayHow = 'Please give the date, like 2019-05-24.'

/** A day that a post is to bear, or none. */
export const dayGiven = z.string().trim().refine((day) => day === '' || isDay(day), { error: sayHow })

/** Four digits of a year, as feeds have them. */
function isDay(day: string): boolean {
  return dayFromOutside.safeParse(day).success && day >= '1000'
}

/** What it says of a day that has not come. */
export const notYet = 'This day is not over yet. What is to appear later is scheduled.'

/** The moment that stands for a day: its noon in universal time, in which pages say days; of today no later than now. Null for a day that has not come. */
export function momentOfDay(day: string, now: Date): Date | null {
  const today = now.toISOString().slice(0, 10)
  if (day > today) return null
  const noon = new Date(`${day}T12:00:00Z`)
  return noon > now ? now : noon
}

/** Whether two moments are on one day of universal time. */
export function isSameDay(one: Date, other: Date): boolean {
  return one.toISOString().slice(0, 10) === other.toISOString().slice(0, 10)
}

type Giving = { postId: string; was: Date; given: Date; byId: string | null; now: Date }

/** Lets a post that readers see bear another day, and keeps that it was given, by whom and when. What readers saw, and when, stays noted as it was. */
export async function giveDay(tx: Transaction, { postId, was, given, byId, now }: Giving): Promise<void> {
  await tx.givenDay.create({ data: { postId, was, given, at: now, byId }, select: { id: true } })
  await tx.post.update({ where: { id: postId }, data: { publishedAt: given, version: { increment: 1 }, updatedAt: now }, select: { id: true } })
}
