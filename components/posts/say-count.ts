/** How many public replies there are, as a line says it. */
export function sayReplies(count: number): string {
  if (count === 0) return 'No replies yet'
  return count === 1 ? '1 reply' : `${count.toLocaleString('en-GB')} replies`
}

/** How long a text takes to read. */
export function sayReadingTime(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}

/** How many essays there are of a series. */
export function sayParts(count: number): string {
  return count === 1 ? 'one essay, so far' : `${count} essays`
}
