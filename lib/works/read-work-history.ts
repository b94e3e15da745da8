import { z } from 'zod'
import type { WorkRevisionReason } from '#database'
import { publicReader } from '#lib/database.ts'
import { readChanges } from '#lib/works/facts/changes.ts'
import { sayChanges } from '#lib/works/facts/say-fact.ts'
import type { SaidChange } from '#lib/works/facts/say-fact.ts'
import type { Proposer } from '#lib/works/read-work.ts'

/** One change of a work, as everybody may read it. */
export type WorkChange = {
  id: string
  at: Date
  cause: WorkRevisionReason
  /** Null for what moderators do as such, and for who has left. */
  by: Proposer | null
  /** What the proposer said to it, or why it was locked or merged. */
  note: string
  changes: SaidChange[]
}

const changesPerPage = 30

/** A page of a work's history, newest first. `older` is the id after which older ones follow, null at the end. Null: no such place. */
export async function readWorkHistory(workId: string, before: string | undefined): Promise<{ changes: WorkChange[]; older: string | null } | null> {
  const start = before === undefined || !z.uuid().safeParse(before).success ? null : await publicReader().publishedWorkRevision.findUnique({ where: { id: before }, select: { id: true, at: true, workId: true } })
  if (before !== undefined && start?.workId !== workId) return null
  const rows = await publicReader().publishedWorkRevision.findMany({
    where: { workId, ...(start && { OR: [{ at: { lt: start.at } }, { at: start.at, id: { lt: start.id } }] }) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: changesPerPage + 1,
  })
  const people = await readPeople(rows.flatMap(({ proposerId }) => proposerId ?? []))
  const changes = rows.slice(0, changesPerPage).map(({ id, at, cause, proposerId, note, changes: stored }) => ({
    id, at, cause, note, by: people.get(proposerId ?? '') ?? null,
    changes: sayChanges(readChanges(stored)),
  }))
  return { changes, older: rows.length > changesPerPage ? (changes.at(-1)?.id ?? null) : null }
}

async function readPeople(ids: string[]): Promise<Map<string, Proposer>> {
  const people = await publicReader().publishedPerson.findMany({ where: { id: { in: ids } }, select: { id: true, handle: true, name: true } })
  return new Map(people.map(({ id, ...person }) => [id, person]))
}
