import { reader } from '#lib/database.ts'
import { houseRuleWords } from '#lib/moderation/rules/house-rules.ts'

/** Names that no rule in force has any more are offered so many at most, and names of rules in force. */
const most = { former: 20, inForce: 200 }

/**
 * What texts that wait can carry, as findings name them: rules of the house that refuse nothing, then by name those in force, and
 * the names that rules had before where something still waits under them.
 */
export async function readHoldReasons(): Promise<string[]> {
  const house = houseRuleWords.filter(({ does }) => does !== 'refuse').map(({ name }) => name)
  const named = await reader().$queryRaw<{ name: string; inForce: boolean }[]>`
    SELECT v.name, bool_or(v.version = coalesce(r.in_force_version, 0)) AS "inForce"
    FROM rule r JOIN rule_version v ON v.rule_id = r.id WHERE r.state <> 'draft' GROUP BY v.name`
  const [inForce, former] = [true, false].map((is) => named.filter((each) => each.inForce === is).map(({ name }) => name))
  const set = [...(inForce ?? []).slice(0, most.inForce), ...(await stillWaiting(former ?? [], most.former))]
  return [...house, ...set.toSorted((one, other) => one.localeCompare(other, 'en'))]
}

/** Those names that something waits under. As many looks into the index as there are such names: nearly always none, however long the queue. */
async function stillWaiting(names: string[], left: number): Promise<string[]> {
  if (names.length === 0 || left <= 0) return []
  const item = await reader().reviewItem.findFirst({ where: { state: 'waiting', heldBy: { hasSome: names } }, select: { heldBy: true } })
  const found = names.filter((name) => item?.heldBy.includes(name))
  return found.length === 0 ? [] : [...found, ...(await stillWaiting(names.filter((name) => !found.includes(name)), left - found.length))]
}
