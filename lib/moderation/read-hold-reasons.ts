import { reader } from '#lib/database.ts'
import { houseRuleWords } from '#lib/moderation/house-rules.ts'

/** Names of rules that are offered at most. */
const mostNames = 200

/**
 * What texts that wait can carry, as findings name them: rules of the house that refuse nothing, then by name those in force, and
 * the names that rules had before where something still waits under them.
 */
export async function readHoldReasons(): Promise<string[]> {
  const house = houseRuleWords.filter(({ does }) => does !== 'refuse').map(({ name }) => name)
  const set = await reader().$queryRaw<{ name: string }[]>`
    SELECT name FROM (
      SELECT v.name FROM rule r JOIN rule_version v ON v.rule_id = r.id AND v.version = r.in_force_version
      UNION
      SELECT DISTINCT v.name FROM rule r JOIN rule_version v ON v.rule_id = r.id
      WHERE r.state <> 'draft' AND v.version IS DISTINCT FROM r.in_force_version
        AND EXISTS (SELECT FROM review_item i WHERE i.state = 'waiting' AND i.held_by @> ARRAY[v.name])
    ) named ORDER BY lower(name) LIMIT ${mostNames}`
  return [...new Set([...house, ...set.map(({ name }) => name)])]
}
