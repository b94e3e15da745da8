import { reader } from '#lib/database.ts'
import { houseRules } from '#lib/screening/screen-text.ts'

/** What texts can be held by: the rules of the house, then those that were ever switched on, by name. As findings name them. */
export async function readHoldReasons(): Promise<string[]> {
  const set = await reader().rule.findMany({ where: { state: { not: 'draft' } }, orderBy: { name: 'asc' }, take: 200, select: { name: true } })
  return [...new Set([...houseRules.map(({ name }) => name), ...set.map(({ name }) => name)])]
}
