import { reader } from '#lib/database.ts'
import { houseRuleWords } from '#lib/moderation/house-rules.ts'

/** What texts that wait can carry: rules of the house that refuse nothing, then those that were ever switched on, by name. As findings name them. */
export async function readHoldReasons(): Promise<string[]> {
  const set = await reader().rule.findMany({ where: { state: { not: 'draft' } }, orderBy: { name: 'asc' }, take: 200, select: { name: true } })
  return [...new Set([...houseRuleWords.filter(({ does }) => does !== 'refuse').map(({ name }) => name), ...set.map(({ name }) => name)])]
}
