import { bannedWords } from '#lib/screening/rules/banned-words.ts'
import { closedThread } from '#lib/screening/rules/closed-thread.ts'
import { empty } from '#lib/screening/rules/empty.ts'
import { heldPerson } from '#lib/screening/rules/held-person.ts'
import { knownPeople } from '#lib/screening/rules/known-people.ts'
import { newPerson } from '#lib/screening/rules/new-person.ts'
import { repeat } from '#lib/screening/rules/repeat.ts'
import { slowPerson } from '#lib/screening/rules/slow-person.ts'
import { slowThread } from '#lib/screening/rules/slow-thread.ts'
import { tooLong } from '#lib/screening/rules/too-long.ts'
import { tooManyLinks } from '#lib/screening/rules/too-many-links.ts'
import { tooManyWaiting } from '#lib/screening/rules/too-many-waiting.ts'
import { severities } from '#lib/screening/screening.ts'
import type { Facts, Finding, Rule, Submission } from '#lib/screening/screening.ts'

/** What the house always checks, in the order in which a moderator reads the findings. */
export const houseRules: Rule[] = [empty, tooLong, closedThread, knownPeople, slowPerson, slowThread, repeat, tooManyWaiting, tooManyLinks, bannedWords, heldPerson, newPerson]

/**
 * Runs the rules of the house and those of the site on a text. All findings are kept; the first of the severest ones decides.
 * A rule that fails, or lacks a fact, holds the text: nothing is ever let through because a check broke.
 */
export function screenText(submission: Submission, facts: Facts, more: readonly Rule[] = [], house: readonly Rule[] = houseRules): { findings: Finding[]; severest: Finding | null } {
  const findings = [...house, ...more].flatMap((rule) => runRule(rule, submission, facts) ?? [])
  return { findings, severest: severestOf(findings) }
}

/** One rule on one text; a rule that fails holds. */
export function runRule(rule: Rule, submission: Submission, facts: Facts): Finding | null {
  const said = { rule: rule.name, ruleId: rule.id ?? null }
  try {
    const found = rule.examine(submission, facts)
    return found && { ...said, ...found }
  } catch {
    return { ...said, severity: 'hold', message: 'This check could not be made.', matches: [] }
  }
}

function severestOf(findings: Finding[]): Finding | null {
  return findings.reduce<Finding | null>((worst, each) => (worst && rank(worst) >= rank(each) ? worst : each), null)
}

function rank(finding: Finding): number {
  return severities.indexOf(finding.severity)
}
