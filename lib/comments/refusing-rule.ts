import type { Refusal } from '#lib/refusal.ts'
import type { Finding } from '#lib/screening/screening.ts'

/** Which rule is behind a refusal. It is not part of the refusal itself, which the writer is shown. */
const rules = new WeakMap<Refusal, string>()

/** Remembers the rule behind a refusal: its id, or the name of a rule of the house. */
export function refusedBy(refusal: Refusal, { rule, ruleId }: Finding): Refusal {
  rules.set(refusal, ruleId ?? rule)
  return refusal
}

/** The rule that {@link refusedBy} remembers; undefined when something else refused. */
export function refusingRule(refusal: Refusal): string | undefined {
  return rules.get(refusal)
}
