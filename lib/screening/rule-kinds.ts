import { firstTexts } from '#lib/screening/kinds/first-texts.ts'
import { links } from '#lib/screening/kinds/links.ts'
import { oldThread } from '#lib/screening/kinds/old-thread.ts'
import { patternKind } from '#lib/screening/kinds/pattern.ts'
import { repeatKind } from '#lib/screening/kinds/repeat.ts'
import { speed } from '#lib/screening/kinds/speed.ts'
import { words } from '#lib/screening/kinds/words.ts'
import { find } from '#lib/screening/screening.ts'
import type { Evidence, Facts, Rule, Severity, Submission } from '#lib/screening/screening.ts'
import type { Look, NeededFact, RuleKind } from '#lib/screening/rule-kind.ts'

/** Every kind of rule that can be set, in the order in which they are offered. */
export const ruleKinds: readonly RuleKind[] = [
  forAll(links), forAll(words), forAll(patternKind), forAll(firstTexts), forAll(repeatKind), forAll(speed), forAll(oldThread),
]

/** A kind's settings go through its own schema first, so that each kind can be held together with the others. */
function forAll<Settings>(kind: RuleKind<Settings>): RuleKind {
  const { settings } = kind
  return { ...kind, say: (raw) => kind.say(settings.parse(raw)), needs: (raw) => kind.needs(settings.parse(raw)), prepare: (raw) => kind.prepare(settings.parse(raw)) }
}

/** The kind of that name; undefined when there is none. */
export function findRuleKind(name: string): RuleKind | undefined {
  return ruleKinds.find(({ kind }) => kind === name)
}

/** A rule as moderators set it. */
export type SetRule = { id: string; kind: string; name: string; settings: unknown; severity: Severity; sentence: string }

/** A rule that can be run, and the facts that it cannot do without. */
export type ReadyRule = Rule & { needs: readonly NeededFact[] }

/** Makes a rule ready to be run on many texts. One whose settings cannot be read any more fails on each text, and so holds it. */
export function makeRule(set: SetRule): ReadyRule {
  const made = prepareSafely(set)
  return {
    name: set.name,
    id: set.id,
    needs: made?.needs ?? [],
    examine(submission, facts) {
      if (!made) throw new Error('This rule cannot be read')
      return examine(set, made.needs, made.look, submission, facts)
    },
  }
}

function prepareSafely({ kind: name, settings }: SetRule): { needs: readonly NeededFact[]; look: Look } | null {
  try {
    const kind = findRuleKind(name)
    return kind ? { needs: kind.needs(settings), look: kind.prepare(settings) } : null
  } catch {
    return null
  }
}

/** A missing fact holds, whatever the rule itself would do. A refusal says what the moderators wrote for it. */
function examine({ severity, sentence }: SetRule, needs: readonly NeededFact[], look: Look, submission: Submission, facts: Facts): Evidence | null {
  const missing = needs.find((need) => facts[need] === null)
  if (missing) return find('hold', unknown[missing])
  const seen = look(submission, facts)
  return seen && find(severity, severity === 'refuse' ? sentence : seen.message, seen.matches)
}

const unknown: Record<NeededFact, string> = {
  approvedTexts: 'It is not known how many texts of this person were approved.',
  sentSecondsAgo: 'It is not known when this person sent texts before.',
  likeTexts: 'It is not known whether such a text was sent before.',
  postAgeDays: 'It is not known when this was published.',
}
