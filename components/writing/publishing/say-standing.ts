import { sayDay } from '#components/ui/moment.tsx'
import { whichOfTwo } from '#lib/time-zones.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

type Standing = Pick<Publishing, 'standing' | 'appears' | 'timeZone' | 'password'>

/** How a post stands with its readers, in a sentence or two. */
export function sayStanding({ standing, appears, timeZone, password }: Standing): string {
  if (standing === 'archived') return 'Put away. Nobody but its authors sees it.'
  if (password) return password.since ? `A draft that whoever has its password reads, as it was on ${sayDay(password.since)}.` : 'A draft with a password. Nobody but its authors sees it yet.'
  if (standing === 'draft') return 'A draft. Nobody but its authors sees it.'
  if (!appears) return ''
  if (standing === 'scheduled') return `Appears on ${sayByClock(appears, timeZone)}.`
  if (standing === 'unlisted') return `Published on ${sayDay(appears)}, in no list: whoever has its address reads it.`
  return `Published on ${sayDay(appears)}. It stands in lists, feeds and search.`
}

/** `24 December 2026, 09:30 in Europe / Berlin (08:30 UTC)`; of a time that the clock shows twice, which of the two. */
export function sayByClock(at: Date, timeZone: string): string {
  const there = format(at, timeZone, { dateStyle: 'long', timeStyle: 'short' })
  if (timeZone === 'UTC') return `${there} UTC`
  const which = whichOfTwo(at, timeZone)
  return `${there} in ${sayZone(timeZone)} (${which ? `the ${which} time that the clocks show this, ` : ''}${format(at, 'UTC', { timeStyle: 'short' })} UTC)`
}

/** `America/Argentina/Buenos_Aires` as people read it. */
export function sayZone(zone: string): string {
  return zone.replaceAll('_', ' ').replaceAll('/', ' / ')
}

function format(at: Date, timeZone: string, shape: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...shape, timeZone }).format(at).replace(' at ', ', ')
}
