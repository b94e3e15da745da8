import { bannedWords } from '#lib/screening/rules/banned-words.ts'
import { closedThread } from '#lib/screening/rules/closed-thread.ts'
import { empty } from '#lib/screening/rules/empty.ts'
import { newPerson } from '#lib/screening/rules/new-person.ts'
import { repeat } from '#lib/screening/rules/repeat.ts'
import { tooLong } from '#lib/screening/rules/too-long.ts'
import { tooManyLinks } from '#lib/screening/rules/too-many-links.ts'
import { tooManyWaiting } from '#lib/screening/rules/too-many-waiting.ts'
import { severities } from '#lib/screening/screening.ts'
import type { Facts, Finding, Rule, Submission } from '#lib/screening/screening.ts'

/** Every rule, in the order in which a moderator reads the findings. */
export const rules: Rule[] = [empty, tooLong, closedThread, repeat, tooManyWaiting, tooManyLinks, bannedWords, newPerson]

/**
 * Runs all rules on a text. All findings are kept; the first of the severest ones decides. A rule that fails, or lacks a
 * fact, holds the text: nothing is ever let through because a check broke.
 */
export function screenText(submission: Submission, facts: Facts, all: Rule[] = rules): { findings: Finding[]; severest: Finding | null } {
  const findings = all.flatMap((rule) => examine(rule, submission, facts) ?? [])
  return { findings, severest: severestOf(findings) }
}

function examine(rule: Rule, submission: Submission, facts: Facts): Finding | null {
  try {
    const found = rule.examine(submission, facts)
    return found && { rule: rule.name, ...found }
  } catch {
    return { rule: rule.name, severity: 'hold', message: 'This check could not be made.', matches: [] }
  }
}

function severestOf(findings: Finding[]): Finding | null {
  return findings.reduce<Finding | null>((worst, each) => (worst && rank(worst) >= rank(each) ? worst : each), null)
}

function rank(finding: Finding): number {
  return severities.indexOf(finding.severity)
}
