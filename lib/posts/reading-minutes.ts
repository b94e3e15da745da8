/** Words a minute at which people read prose on a screen without hurry. */
const wordsPerMinute = 250

/** Whole minutes that a text takes to read, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute))
}
