const units = [
  { seconds: 86_400, long: 'day', short: 'd' },
  { seconds: 3_600, long: 'hour', short: 'h' },
  { seconds: 60, long: 'minute', short: 'min' },
]

/** A length of time as one says it: `under a minute`, `25 minutes`, `2 hours`, `3 days`. Rounded down to its largest unit. */
export function sayDuration(seconds: number): string {
  const unit = units.find((each) => seconds >= each.seconds)
  if (!unit) return 'under a minute'
  const count = Math.floor(seconds / unit.seconds)
  return `${count} ${unit.long}${count === 1 ? '' : 's'}`
}

/** The same where there is little room: `now`, `25 min`, `2 h`, `3 d`. */
export function sayShortDuration(seconds: number): string {
  const unit = units.find((each) => seconds >= each.seconds)
  return unit ? `${Math.floor(seconds / unit.seconds)} ${unit.short}` : 'now'
}

/** Seconds from a moment until now, never negative. */
export function secondsSince(at: Date, now: Date): number {
  return Math.max(0, (now.getTime() - at.getTime()) / 1000)
}
