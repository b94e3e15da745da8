/** Days that a deleted draft is kept, with every text that was saved of it. The database refuses fewer (migration 20261123110000). */
export const deletedDays = 30

/** When nothing of a draft will be left that was deleted at a moment. */
export function goneAt(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + deletedDays * 86_400_000)
}
