/** A count as one reads it: 1,234; below ten with one digit after the point, when it has one. */
export function sayCount(count: number): string {
  return count.toLocaleString('en-GB', { maximumFractionDigits: count < 10 ? 1 : 0 })
}

/** A share of one as a percentage. @param digits after the point */
export function sayShare(share: number, digits = 0): string {
  return `${(share * 100).toLocaleString('en-GB', { maximumFractionDigits: digits })}%`
}

/** A unit in which lengths of time up to `longest` seconds read well. */
export function unitFor(longest: number): { name: string; sign: string; seconds: number } {
  if (longest < 2 * 3600) return { name: 'minutes', sign: 'min', seconds: 60 }
  return longest < 4 * 86_400 ? { name: 'hours', sign: 'h', seconds: 3600 } : { name: 'days', sign: 'd', seconds: 86_400 }
}

/** A length of time in words: `3.4 hours`, `25 minutes`. */
export function sayLength(seconds: number): string {
  const { name, seconds: size } = unitFor(seconds)
  const count = Math.round((seconds / size) * 10) / 10
  return `${sayCount(count)} ${count === 1 ? name.slice(0, -1) : name}`
}

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** A day without its year: `3 Mar`. */
export function sayDay(at: Date): string {
  return short.format(at)
}

/** The day below a column of a plot, for as many as a phone has room for. */
export function tickOf(rows: { start: Date }[], place: number): string | undefined {
  const every = Math.max(1, Math.ceil(rows.length / 4))
  const start = rows[place]?.start
  return start && place % every === 0 ? sayDay(start) : undefined
}
