const units = [{ seconds: 86_400, word: 'day' }, { seconds: 3_600, word: 'hour' }, { seconds: 60, word: 'minute' }]

/** A time to wait, never told too short: `40 seconds`, `90 minutes`, `2 hours`. */
export function sayWait(seconds: number): string {
  const unit = units.find((each) => seconds >= each.seconds * 2 || seconds === each.seconds)
  const count = Math.ceil(seconds / (unit?.seconds ?? 1))
  const word = unit?.word ?? 'second'
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
