import type { Made, PageMaking } from '#lib/http/pages/page-store.ts'

/** A page that is being made, without anybody who has to wait for their turn. */
export function makingOf(made: Promise<Made>, hasBegun = true): PageMaking {
  return { made, hasBegun, join: () => {} }
}
