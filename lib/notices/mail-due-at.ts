import type { NoticeRhythm } from '#database'

/** The hour of the day, in universal time, at which daily mail is written: early morning in Europe, so that it is there at breakfast. */
export const dailyHour = 6

const hour = 3_600_000
const day = 24 * hour

/** When a notice goes out by mail that may be told from a moment on; null when it does not. Hours and days begin for all at once. */
export function mailDueAt(rhythm: NoticeRhythm, dueAt: Date): Date | null {
  if (rhythm === 'off') return null
  if (rhythm === 'at_once') return dueAt
  if (rhythm === 'hourly') return new Date(Math.ceil(dueAt.getTime() / hour) * hour)
  return new Date(Math.ceil((dueAt.getTime() - dailyHour * hour) / day) * day + dailyHour * hour)
}
