import { reader } from '#lib/database.ts'
import { rehearsalResult } from '#lib/moderation/rules/rehearsal-result.ts'
import type { Example, RehearsalResult } from '#lib/moderation/rules/rehearsal-result.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A text of the past that rule and people say something about. */
export type RehearsedText = {
  decisionId: string
  seq: number
  itemId: string
  action: string
  writer: string
  /** When it was decided. */
  at: Date
  html: string
  /** What the rule says, empty when nothing. */
  message: string
  matches: string[]
}

/** A rehearsal, running or done. */
export type Rehearsed = {
  id: string
  version: number
  at: Date
  by: string
  total: number
  examined: number
  finished: boolean
  since: Date | null
  texts: RehearsalResult['texts']
  spoke: RehearsalResult['spoke']
  unknown: number
  examples: Record<keyof RehearsalResult['examples'], RehearsedText[]>
}

/** The newest rehearsal of a version of a rule, with the texts it found worth looking at. */
export async function readRehearsal(viewer: Viewer, ruleId: string, version: number): Promise<Outcome<Rehearsed | null>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const row = await reader().rehearsal.findFirst({
    where: { ruleId, ruleVersion: version },
    orderBy: { at: 'desc' },
    select: { id: true, at: true, total: true, examined: true, finishedAt: true, result: true, by: { select: { name: true } } },
  })
  if (!row) return done(null)
  const { texts, spoke, unknown, since, examples } = rehearsalResult.parse(row.result)
  const found = await readTexts(Object.values(examples).flat())
  const look = (wanted: Example[]) => wanted.flatMap(({ decisionId, message, matches }) => {
    const text = found.get(decisionId)
    return text ? [{ ...text, message, matches }] : []
  })
  return done({
    id: row.id, version, at: row.at, by: row.by.name, total: row.total, examined: row.examined, finished: row.finishedAt !== null,
    since: since === null ? null : new Date(since), texts, spoke, unknown,
    examples: { contradicted: look(examples.contradicted), noticed: look(examples.noticed), missed: look(examples.missed) },
  })
}

async function readTexts(examples: Example[]): Promise<Map<string, Omit<RehearsedText, 'message' | 'matches'>>> {
  const rows = await reader().decision.findMany({
    where: { id: { in: examples.map(({ decisionId }) => decisionId) } },
    select: {
      id: true, seq: true, action: true, at: true, reviewItemId: true,
      commentRevision: { select: { html: true, comment: { select: { author: { select: { name: true } }, guest: { select: { name: true } } } } } },
    },
  })
  return new Map(rows.map(({ id, seq, action, at, reviewItemId, commentRevision }) => {
    const comment = commentRevision?.comment
    const writer = comment?.author?.name ?? comment?.guest?.name ?? ''
    return [id, { decisionId: id, seq: Number(seq), itemId: reviewItemId, action, at, writer, html: commentRevision?.html ?? '' }]
  }))
}
