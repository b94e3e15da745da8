import type { Visit } from '#lib/comments/visits/visit-rule.ts'

/** The visits of somebody without an account, as their browser keeps them: by the slug of the post. */
export type KeptVisits = Record<string, Visit>

/** So many threads are remembered; the one that was not looked at for longest is forgotten first. */
export const mostKept = 100

/** What a browser kept, as far as it can be read. */
export function readKept(kept: unknown): KeptVisits {
  if (typeof kept !== 'object' || kept === null) return {}
  return Object.fromEntries(Object.entries(kept).filter(([, visit]) => isVisit(visit)))
}

function isVisit(value: unknown): value is Visit {
  if (typeof value !== 'object' || value === null) return false
  return ['since', 'until', 'at'].every((name) => Number.isFinite(Reflect.get(value, name)))
}

/** With one visit more. */
export function keepVisit(kept: KeptVisits, slug: string, visit: Visit): KeptVisits {
  const all = Object.entries({ ...kept, [slug]: visit })
  return Object.fromEntries(all.toSorted(([, one], [, other]) => other.at - one.at).slice(0, mostKept))
}
