/**
 * When something happened, from the spellings that an export has for it, best first: UTC, a date with its zone, local time (read
 * as UTC, for the site's zone is not in the file). Drafts have zeros or the year -1; null when nothing tells a day.
 */
export function readMoment(spellings: { gmt: string; pubDate?: string; local: string }): Date | null {
  return plainMoment(spellings.gmt) ?? zonedMoment(spellings.pubDate ?? '') ?? plainMoment(spellings.local)
}

function plainMoment(text: string): Date | null {
  const parts = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)Z?$/.exec(text)
  return parts ? plausible(new Date(`${parts[1]}T${parts[2]}Z`)) : null
}

function zonedMoment(text: string): Date | null {
  return /\d{4} \d{2}:\d{2}:\d{2} (?:[+-]\d{4}|GMT|UTC)$/.test(text) ? plausible(new Date(text)) : null
}

/** Blogs begin in 1990 at the earliest, and nobody schedules for the next century. */
function plausible(moment: Date): Date | null {
  const year = moment.getUTCFullYear()
  return Number.isNaN(moment.getTime()) || year < 1990 || year > 2199 ? null : moment
}
