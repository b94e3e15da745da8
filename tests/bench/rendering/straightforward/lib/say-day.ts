const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

export function sayDay(at: Date): string {
  return day.format(at)
}
