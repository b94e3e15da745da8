import type { StandingVerdict } from '#lib/comments/standing-verdict.ts'

/** The decision that stands where it keeps the text from readers, so that its writer may ask to have it read again: by whatever kind of item it was made. */
export function appealableOf(standing: StandingVerdict | null): string | null {
  return standing && (standing.toState === 'rejected' || standing.toState === 'hidden') ? standing.id : null
}
