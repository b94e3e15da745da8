import type { Rating } from '#lib/works/read-post-works.ts'
import type { WorkRole } from '#lib/works/works-form.ts'

const roles: Record<WorkRole, string> = { review: 'Review', about: 'About it', mention: 'Mentions it' }

/** What an essay has to do with a work: `Review, 4 of 5`. */
export function sayRole(role: WorkRole, rated: Rating | null): string {
  return rated ? `${roles[role]}, ${sayRating(rated)}` : roles[role]
}

/** `3.5 of 5`: without its scale a number says nothing. */
export function sayRating({ rating, scale }: Rating): string {
  return `${rating.toLocaleString('en-GB')} of ${scale}`
}
