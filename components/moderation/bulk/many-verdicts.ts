/** What can be decided about many at once, in the order of the buttons. Appeals and second looks are read one by one. */
const ofTexts = ['approve', 'reject']
const ofReports = ['dismiss', 'hide']
const all = [...ofTexts, ...ofReports]

/** Verdicts that need a reason, and how both kinds stand on their buttons. */
export const manyAsking: Record<string, string> = { reject: 'Reject', hide: 'Take down' }
export const manyPlain: Record<string, string> = { approve: 'Approve', dismiss: 'Nothing wrong' }

/**
 * Those verdicts on one thing that it can share with others; none for what is decided by itself.
 * @param offered what can be done to it, or what its kind knows
 */
export function manyVerdicts(offered: readonly string[]): string[] {
  const fitting = offered.includes('approve') ? ofTexts : ofReports
  return fitting.filter((verdict) => offered.includes(verdict))
}

/** What all of these have in common; nothing when there are none. */
export function sharedVerdicts(each: readonly (readonly string[])[]): string[] {
  return each.length === 0 ? [] : all.filter((verdict) => each.every((verdicts) => verdicts.includes(verdict)))
}

/** What any of these knows: offered where nobody can see yet which are ticked. */
export function anyVerdicts(each: readonly (readonly string[])[]): string[] {
  return all.filter((verdict) => each.some((verdicts) => verdicts.includes(verdict)))
}
