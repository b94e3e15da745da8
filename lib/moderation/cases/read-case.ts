import { Prisma } from '#database'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { reader } from '#lib/database.ts'
import { speaksForTheTeam } from '#lib/moderation/cases/answer-case.ts'
import { compareTexts } from '#lib/compare-texts.ts'
import type { DiffPart } from '#lib/compare-texts.ts'
import { readMessageLines, readReportLines } from '#lib/moderation/cases/read-case-lines.ts'
import type { Lines, MessageLine, ReportLine } from '#lib/moderation/cases/read-case-lines.ts'
import { sayReportReason } from '#lib/moderation/cases/report-reasons.ts'
import { snapshot } from '#lib/moderation/decisions/can-be-undone.ts'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import { done } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** Who did something; no handle where there is no account behind it. */
export type CasePerson = { name: string; handle: string | null }

/** A decision made earlier, as the card tells it. */
export type EarlierDecision = { id: string; action: string; by: CasePerson; at: Date; reason: string; passage: string; html: string }

/** What one reader says is wrong, and how that reader's earlier reports ended. */
export type CaseReport = {
  id: string
  by: CasePerson
  at: Date
  reason: string
  note: string
  record: { agreed: number; dismissed: number }
}

export type CaseMessage = { id: string; by: CasePerson; byOpener: boolean; body: string; teamOnly: boolean; at: Date }

/** What stands on a card besides the text, by the kind of item. */
export type CaseFacts = {
  /** The text that the present one is held against: the approved one for an edit, the returned one for a text sent again. */
  changes: { from: 'approved' | 'returned'; parts: DiffPart[] } | null
  /** The return that the present text answers. */
  returned: EarlierDecision | null
  /** The newest, oldest first, and how many there are in all. */
  reports: CaseReport[]
  reportCount: number
  /** The decision that is to be read again. */
  about: EarlierDecision | null
  openedBy: CasePerson | null
  /** Likewise. */
  messages: CaseMessage[]
  messageCount: number
  /** This viewer may say something in it, and may say it to the team alone. */
  mayAnswer: boolean
  mayAnswerTheTeam: boolean
}

/** What belongs to each of these items beside its text, by their ids, in as many queries for a page of them as for one. */
export async function readCases(viewer: Viewer, itemIds: string[]): Promise<Outcome<Map<string, CaseFacts>>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const rows = await reader().reviewItem.findMany({ where: { id: { in: itemIds } }, select: caseShape })
  const [sources, reports, messages] = await Promise.all([
    readSources(rows), readReportLines(itemIds), readMessageLines(rows.map((row) => ({ id: row.id, ofTeam: speaksForTheTeam(viewer, row) }))),
  ])
  const records = await readRecords(itemIds, [...reports.values()].flatMap(({ newest }) => newest))
  return done(new Map(rows.map((row) => [row.id, shapeCase(row, { viewer, sources, reports, messages, records })])))
}

const personShape = { select: { name: true, handle: true } } as const

const decisionShape = {
  id: true, action: true, at: true, reasonCode: true, reasonNote: true, passage: true, commentRevisionId: true, by: personShape,
  commentRevision: { select: { html: true } },
} satisfies Prisma.DecisionSelect

const caseShape = {
  id: true, kind: true, state: true, openedById: true, commentRevisionId: true,
  openedBy: personShape,
  comment: { select: { authorId: true, approvedRevisionId: true } },
  decision: { select: decisionShape },
  decisions: {
    where: { undoesId: null, undoneBy: { is: null } },
    orderBy: { seq: 'desc' },
    take: 10,
    select: { ...decisionShape, before: true },
  },
} satisfies Prisma.ReviewItemSelect

type CaseRow = Prisma.ReviewItemGetPayload<{ select: typeof caseShape }>
type DecisionRow = Prisma.DecisionGetPayload<{ select: typeof decisionShape }>
type Known = {
  viewer: Viewer
  sources: Map<string, string>
  reports: Map<string, Lines<ReportLine>>
  messages: Map<string, Lines<MessageLine>>
  records: Map<string, CaseReport['record']>
}

const noLines = { newest: [], count: 0 }

function shapeCase(row: CaseRow, { viewer, sources, reports, messages, records }: Known): CaseFacts {
  const [reported, said] = [reports.get(row.id) ?? noLines, messages.get(row.id) ?? noLines]
  const ofTeam = speaksForTheTeam(viewer, row)
  const returned = row.decisions.find(({ action }) => action === 'return')
  const talks = (row.kind === 'appeal' || row.kind === 'second_look') && row.state === 'waiting'
  return {
    changes: shapeChanges(row, sources),
    returned: returned && returned.commentRevisionId !== row.commentRevisionId ? shapeDecision(returned) : null,
    reports: reported.newest.map((report) => ({
      id: report.id,
      by: nameOf(report),
      at: report.at,
      reason: sayReportReason(report.reasonCode),
      note: report.note,
      record: records.get(report.byId ?? '') ?? { agreed: 0, dismissed: 0 },
    })),
    reportCount: reported.count,
    about: row.decision && shapeDecision(row.decision),
    openedBy: row.openedById ? nameOf(row.openedBy) : null,
    messages: said.newest.map((message) => ({
      id: message.id,
      by: nameOf(message),
      byOpener: message.byId !== null && message.byId === row.openedById,
      body: message.body,
      teamOnly: message.teamOnly,
      at: message.at,
    })),
    messageCount: said.count,
    mayAnswer: talks,
    mayAnswerTheTeam: talks && ofTeam && row.kind === 'appeal',
  }
}

function shapeDecision({ id, action, by, at, reasonCode, reasonNote, passage, commentRevision }: DecisionRow): EarlierDecision {
  return {
    id, action, at, passage,
    by: by ?? { name: theSite, handle: null },
    reason: reasonSentence(reasonCode, reasonNote),
    html: commentRevision?.html ?? '',
  }
}

function nameOf(person: { name: string | null; handle: string | null } | null): CasePerson {
  return { name: person?.name ?? 'Somebody who is gone', handle: person?.handle ?? null }
}

function shapeChanges(row: CaseRow, sources: Map<string, string>): CaseFacts['changes'] {
  const before = comparedWith(row)
  const [old, now] = [sources.get(before?.id ?? ''), sources.get(row.commentRevisionId ?? '')]
  return before && old !== undefined && now !== undefined ? { from: before.from, parts: compareTexts(old, now) } : null
}

/** The text that this one is held against; null when it is nobody's second version. */
function comparedWith(row: CaseRow): { id: string; from: 'approved' | 'returned' } | null {
  if (row.kind === 'comment_edit') {
    const id = approvedBefore(row)
    return id && id !== row.commentRevisionId ? { id, from: 'approved' } : null
  }
  const returned = row.kind === 'comment' ? row.decisions.find(({ action }) => action === 'return') : undefined
  return returned?.commentRevisionId && returned.commentRevisionId !== row.commentRevisionId ? { id: returned.commentRevisionId, from: 'returned' } : null
}

/** What readers saw when the edit was judged; what they see now while it waits. */
function approvedBefore({ state, decisions, comment }: CaseRow): string | null {
  const judged = state === 'waiting' ? undefined : decisions[0]
  const kept = judged && snapshot.safeParse(judged.before)
  return kept?.success ? kept.data.comment.approvedRevisionId : (comment?.approvedRevisionId ?? null)
}

async function readSources(rows: CaseRow[]): Promise<Map<string, string>> {
  const ids = rows.flatMap((row) => {
    const before = comparedWith(row)
    return before && row.commentRevisionId ? [before.id, row.commentRevisionId] : []
  })
  if (ids.length === 0) return new Map()
  const found = await reader().commentRevision.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, source: true } })
  return new Map(found.map(({ id, source }) => [id, source]))
}

/** How the earlier reports of these reporters were decided; what is still open, or was settled by itself, says nothing. */
async function readRecords(itemIds: string[], reports: ReportLine[]): Promise<Map<string, CaseReport['record']>> {
  const reporters = [...new Set(reports.flatMap(({ byId }) => byId ?? []))]
  if (reporters.length === 0) return new Map()
  const counted = await reader().$queryRaw<(CaseReport['record'] & { reporter: string })[]>`
    SELECT r.reporter_id AS reporter, count(*) FILTER (WHERE d.action = 'hide')::int AS agreed, count(*) FILTER (WHERE d.action = 'dismiss')::int AS dismissed
    FROM report r
    JOIN decision d ON d.review_item_id = r.review_item_id AND d.undoes_id IS NULL
      AND NOT EXISTS (SELECT FROM decision undo WHERE undo.undoes_id = d.id)
    WHERE r.reporter_id = ANY(${reporters}::uuid[]) AND r.review_item_id <> ALL(${itemIds}::uuid[])
    GROUP BY r.reporter_id`
  return new Map(counted.map(({ reporter, ...record }) => [reporter, record]))
}
