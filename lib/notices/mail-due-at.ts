import type { NoticeRhythm } from '#database'
import { nextHour } from '#lib/time-zones.ts'

/** The hour of the day at which daily mail is written, by its reader's clock: early, so that it is there at breakfast. */
export const dailyHour = 6

const hour = 3_600_000

/** When a notice goes out by mail that may be told from a moment on; null when it does not. @param timeZone of its reader */
export function mailDueAt(rhythm: NoticeRhythm, dueAt: Date, timeZone: string): Date | null {
  if (rhythm === 'off') return null
  if (rhythm === 'at_once') return dueAt
  if (rhythm === 'hourly') return new Date(Math.ceil(dueAt.getTime() / hour) * hour)
  return nextHour(dueAt, dailyHour, timeZone)
}
