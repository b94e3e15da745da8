import { z } from 'zod'

/** A date as precisely as it is known: `2012`, `2012-10` or `2012-10-05`. */
export const partialDate = z.string().trim().refine(isPartialDate, {
  error: 'A date is a year (2012), a month (2012-10) or a day (2012-10-05).',
})

/** Whether it is a year, a month or a day that there is in the calendar. */
export function isPartialDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? []
  if (!year || Number(year) === 0) return false
  if (!month) return true
  if (Number(month) < 1 || Number(month) > 12) return false
  return !day || (Number(day) >= 1 && Number(day) <= daysOf(Number(year), Number(month)))
}

/** The last day of a month. `Date.UTC` takes years below 100 for others, so leap years are worked out here. */
function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** `2012`, `October 2012`, `5 October 2012`. */
export function sayPartialDate(date: string): string {
  const [year = '', month, day] = date.split('-')
  return [day && String(Number(day)), month && months[Number(month) - 1], String(Number(year))].filter(Boolean).join(' ')
}
