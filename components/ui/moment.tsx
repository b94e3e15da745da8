type Props = {
  at: Date
  /** `day` for what is read long after; `minute` where the order of an hour matters. */
  precision?: 'day' | 'minute'
  className?: string
}

const months = { short: monthsAs('short'), long: monthsAs('long') }

function monthsAs(month: 'short' | 'long'): string[] {
  const format = new Intl.DateTimeFormat('en-GB', { month, timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, number) => format.format(Date.UTC(2026, number)))
}

/** A moment in words, to the minute: `3 Mar 2026, 14:05 UTC`. A page says hundreds of them, and `Intl` takes ten times as long for each. */
export function sayMinute(at: Date): string {
  return `${at.getUTCDate()} ${months.short[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${twoDigits(at.getUTCHours())}:${twoDigits(at.getUTCMinutes())} UTC`
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

/** A day in words: `3 March 2026`. */
export function sayDay(at: Date): string {
  return `${at.getUTCDate()} ${months.long[at.getUTCMonth()]} ${at.getUTCFullYear()}`
}

/** A moment, readable and exact. Universal time, so that everybody is served the same page. */
export function Moment({ at, precision = 'day', className }: Props) {
  return (
    <time className={className} dateTime={at.toISOString()} title={sayMinute(at)}>
      {precision === 'minute' ? sayMinute(at) : sayDay(at)}
    </time>
  )
}
