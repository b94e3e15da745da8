/** The names of time zones that people choose from, by continent and city; `UTC` first. Programs may name others that mean the same. */
export function listTimeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
}

/** Whether a name from outside is one of a time zone, of those that programs know: `Europe/Berlin`, `UTC`. */
export function isTimeZone(name: string): boolean {
  if (name.length > 60 || !/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * The first moment from `from` on at which a clock in a time zone shows a full hour of the day. On a day on which that hour is left out, the moment at
 * which it would have been; on one that has it twice, one of both.
 */
export function nextHour(from: Date, hour: number, timeZone: string): Date {
  const today = new Date(from.getTime() + offsetAt(from.getTime(), timeZone))
  for (let later = 0; later < 2; later++) {
    const moment = momentOf(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + later, hour), timeZone)
    if (moment >= from.getTime()) return new Date(moment)
  }
  return new Date(momentOf(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + 2, hour), timeZone))
}

/**
 * The moment at which a clock in a time zone shows a time of a day: `2026-12-24`, `09:30`. Of an hour that it shows twice, when the clocks go
 * back, the first; null for one that is left out when they go forward.
 */
export function momentByClock(day: string, time: string, timeZone: string): Date | null {
  return momentsByClock(day, time, timeZone)[0] ?? null
}

/** Every moment at which a clock shows a time of a day, the first one first: none, one, or two. */
function momentsByClock(day: string, time: string, timeZone: string): Date[] {
  const shown = Date.parse(`${day}T${time}:00Z`)
  const offsets = new Set([shown - aDay, shown + aDay].map((near) => offsetAt(near, timeZone)))
  const moments = [...offsets].map((offset) => shown - offset).filter((moment) => moment + offsetAt(moment, timeZone) === shown)
  return moments.toSorted((a, b) => a - b).map((moment) => new Date(moment))
}

/** Which of the two it is when a clock shows the time of a moment twice, on the day on which it goes back; null when it shows it once. */
export function whichOfTwo(moment: Date, timeZone: string): 'first' | 'second' | null {
  const { day, time } = clockAt(moment, timeZone)
  const [first, second] = momentsByClock(day, time, timeZone)
  if (!first || !second) return null
  return moment < second ? 'first' : 'second'
}

const aDay = 86_400_000

/** What a clock in a time zone shows at a moment, as {@link momentByClock} takes it. */
export function clockAt(moment: Date, timeZone: string): { day: string; time: string } {
  const shown = new Date(moment.getTime() + offsetAt(moment.getTime(), timeZone)).toISOString()
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) }
}

/** The moment at which a clock shows a time, given as if it were universal time. */
function momentOf(shown: number, timeZone: string): number {
  const near = shown - offsetAt(shown, timeZone)
  return shown - offsetAt(near, timeZone)
}

/** How far a clock in a time zone is ahead of universal time at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const whole = Math.floor(moment / 1000) * 1000
  const parts = clockIn(timeZone).formatToParts(whole)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - whole
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
  clocks.set(timeZone, clock)
  return clock
}
