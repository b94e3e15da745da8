/**
 * What is known of somebody’s visits to a thread, in milliseconds of universal time. What was approved after `since` is new in
 * the visit that is going on; everything that was approved until `until` has stood on a page of theirs; `at` is when they were last
 * here.
 */
export type Visit = { since: number; until: number; at: number }

/** Whoever comes back to a thread within half an hour is still on the same visit: what was new stays marked. */
export const visitLasts = 30 * 60_000

/**
 * An approval bears the time at which its transaction began and can be seen when that ends, which takes ten seconds at most (see
 * lib/command.ts). A page that is made now is sure to show what was approved until so long ago.
 */
const approvalsLandWithin = 10_000

/** Until when a page that is made at a moment is sure to show everything. */
export function shownUntil(made: number): number {
  return made - approvalsLandWithin
}

/**
 * The visit as it is once somebody was here.
 * @param before null for somebody who was never here: nothing is new to them but what comes from now on
 * @param shown until when the page in front of them shows everything, see {@link shownUntil}
 */
export function noteVisitAt(before: Visit | null, shown: number, now: number): Visit {
  if (!before) return { since: shown, until: shown, at: now }
  return { since: newSince(before, now), until: Math.max(before.until, shown), at: Math.max(before.at, now) }
}

/** After which moment an approval is new to somebody who is here now, if they have been here before. */
export function newSince({ since, until, at }: Visit, now: number): number {
  return now - at <= visitLasts ? since : until
}
