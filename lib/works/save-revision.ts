import type { Prisma, WorkRevisionReason } from '#database'
import type { Transaction } from '#lib/database.ts'
import { refuse } from '#lib/refusal.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { AppliedChange } from '#lib/works/facts/apply-changes.ts'
import { documentSchema, emptyDocument, listOf, oneOf, readDocument } from '#lib/works/facts/document.ts'
import type { Document } from '#lib/works/facts/document.ts'
import { schemes } from '#lib/works/facts/identifiers.ts'

/** The present facts of a work under its lock; none of one that was taken down. */
export async function readPresentFacts(tx: Transaction, work: { currentRevisionId: string | null }): Promise<Document> {
  if (!work.currentRevisionId) return emptyDocument
  const { facts } = await tx.workRevision.findUniqueOrThrow({ where: { id: work.currentRevisionId }, select: { facts: true } })
  return readDocument(facts)
}

type NewRevision = {
  workId: string
  document: Document
  changes: readonly AppliedChange[]
  reason: WorkRevisionReason
  proposalId?: string
  byId?: string | null
  /** The work that is merged into this one, or parted from it. */
  mergedId?: string
  note?: string
  now: Date
}

/** Saves facts as the next revision of a work whose lock is held, and makes them the present ones. @returns its id */
export async function saveRevision(tx: Transaction, { workId, document, changes, reason, proposalId = '', byId = null, mergedId = '', note = '', now }: NewRevision): Promise<string> {
  const last = await tx.workRevision.findFirst({ where: { workId }, orderBy: { number: 'desc' }, select: { number: true } })
  const { id } = await tx.workRevision.create({
    data: {
      workId, number: (last?.number ?? 0) + 1, facts: asJson(document), changes: asJson(changes), reason,
      proposalId: proposalId || null, byId, mergedId: mergedId || null, note, createdAt: now,
    },
    select: { id: true },
  })
  await tx.work.update({ where: { id: workId }, data: { currentRevisionId: id, version: { increment: 1 } }, select: { id: true } })
  return id
}

/** What was checked by a schema holds nothing but what JSON can say. */
export function asJson(checked: Document | readonly unknown[]): Prisma.InputJsonValue {
  return checked as Prisma.InputJsonValue
}

/** What is wrong with facts as a whole, although each of them is right; null when nothing is. */
export async function refuseFacts(tx: Transaction, document: Document, workId: string | null): Promise<Refusal | null> {
  if (!oneOf(document, 'title') || !oneOf(document, 'kind')) return refuse('conflict', 'Every work has a title, and is of some kind.')
  if (!documentSchema.safeParse(document).success) return refuse('conflict', 'This is more than a page of facts can hold.')
  for (const { value: { scheme, value } } of listOf(document, 'identifiers')) {
    const taken = await tx.workIdentifier.findUnique({ where: { scheme_value: { scheme, value } }, select: { work: { select: { id: true, title: true } } } })
    if (taken && taken.work.id !== workId) return refuse('conflict', `${schemes[scheme].name} ${value} is ${taken.work.title} here. If the two are one, they can be merged.`)
  }
  return null
}
