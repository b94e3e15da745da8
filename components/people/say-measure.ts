const units = [
  { seconds: 604_800, one: 'a week', many: 'weeks' },
  { seconds: 86_400, one: 'a day', many: 'days' },
  { seconds: 3_600, one: 'an hour', many: 'hours' },
  { seconds: 60, one: 'a minute', many: 'minutes' },
  { seconds: 1, one: 'a second', many: 'seconds' },
]

/** How often one text may be sent: `an hour`, `every 10 minutes`. */
export function sayPace(seconds: number): string {
  const unit = units.find((each) => seconds % each.seconds === 0 && seconds >= each.seconds)
  if (!unit) return 'at a time'
  const count = seconds / unit.seconds
  return count === 1 ? unit.one : `every ${count} ${unit.many}`
}

/** What a measure is called in the team’s pages. */
export const measureNames = { note: 'Note', held: 'Held', slow: 'Slow', suspended: 'Suspended', banned: 'Banned' } as const
