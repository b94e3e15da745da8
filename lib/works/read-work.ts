import { publicReader } from '#lib/database.ts'
import { readDocument } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'

/** A work as everybody may read of it. */
export type Work = {
  id: string
  slug: string
  title: string
  kind: string
  year: number | null
  /** Its first outline, empty for none. */
  outline: string
  /** The facts that this is made of; a proposal names them as what its proposer saw. */
  revisionId: string
  document: Document
  changedAt: Date
  /** Who proposed what, by the id of the proposal: the names that may be shown. */
  proposers: Map<string, Proposer>
}

export type Proposer = { handle: string; name: string }

/** A work by its present address. Null when there is none there. */
export async function readWork(slug: string): Promise<Work | null> {
  const row = await publicReader().publishedWork.findUnique({
    where: { slug }, select: { id: true, slug: true, title: true, kind: true, year: true, outline: true, revisionId: true, facts: true, changedAt: true },
  })
  if (!row) return null
  const { facts, ...work } = row
  return { ...work, document: readDocument(facts), proposers: await readProposers(row.id) }
}

/** The present address of a work that once had this one, or was merged; null when there is none. */
export async function findWorkAddress(slug: string): Promise<string | null> {
  const address = await publicReader().publishedWorkAddress.findUnique({ where: { slug }, select: { current: true } })
  return address?.current ?? null
}

/** Those whose proposals are part of a work. Who has left is not among them. */
async function readProposers(workId: string): Promise<Map<string, Proposer>> {
  const rows = await publicReader().$queryRaw<{ proposalId: string; handle: string; name: string }[]>`
    SELECT DISTINCT r.proposal_id AS "proposalId", w.handle, w.name
    FROM published_work_revision r JOIN published_person w ON w.id = r.proposer_id
    WHERE r.work_id = ${workId}::uuid AND r.proposal_id IS NOT NULL`
  return new Map(rows.map(({ proposalId, handle, name }) => [proposalId, { handle, name }]))
}
