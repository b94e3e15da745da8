type Props = {
  at: Date
  /** `day` for what is read long after; `minute` where the order of an hour matters. */
  precision?: 'day' | 'minute'
  className?: string
}

const formats = {
  day: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
  minute: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }),
}

/** A moment in words, to the minute: `3 Mar 2026, 14:05 UTC`. */
export function sayMinute(at: Date): string {
  return `${formats.minute.format(at)} UTC`
}

/** A day in words: `3 March 2026`. */
export function sayDay(at: Date): string {
  return formats.day.format(at)
}

/** A moment, readable and exact. Universal time, so that everybody is served the same page. */
export function Moment({ at, precision = 'day', className }: Props) {
  return (
    <time className={className} dateTime={at.toISOString()} title={sayMinute(at)}>
      {precision === 'minute' ? sayMinute(at) : sayDay(at)}
    </time>
  )
}
