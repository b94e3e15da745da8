import type { Reader, Transaction } from '#lib/database.ts'

/** Whether something was decided about a proposal and its proposer is not told yet: until then it waits, for them, and may wait again. */
export async function isVerdictUntold(db: Pick<Reader | Transaction, '$queryRaw'>, proposalId: string): Promise<boolean> {
  return (await findUntold(db, [proposalId])).has(proposalId)
}

/** Of which of these proposals that is so. */
export async function findUntold(db: Pick<Reader | Transaction, '$queryRaw'>, proposalIds: readonly string[]): Promise<Set<string>> {
  if (proposalIds.length === 0) return new Set()
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT i.proposal_id AS id FROM review_item i JOIN decision d ON d.review_item_id = i.id JOIN notice n ON n.decision_id = d.id JOIN proposal p ON p.id = i.proposal_id
    WHERE i.proposal_id = ANY (${[...proposalIds]}::uuid[]) AND n.kind = 'verdict' AND n.person_id = p.person_id AND n.due_at > now() AND n.cancelled_at IS NULL
      AND d.action IN ('return', 'reject') AND p.state IN ('returned', 'rejected')`
  return new Set(rows.map(({ id }) => id))
}
