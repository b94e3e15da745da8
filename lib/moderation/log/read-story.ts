import type { CommentState, ReviewKind, RevisionReason, Severity } from '#database'
import { reader } from '#lib/database.ts'
import { speaksForTheTeam } from '#lib/moderation/cases/answer-case.ts'
import { sayReportReason } from '#lib/moderation/cases/report-reasons.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { readEntries } from '#lib/moderation/log/read-log.ts'
import type { LogEntry } from '#lib/moderation/log/read-log.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { readChanges } from '#lib/works/facts/changes.ts'
import { sayChanges } from '#lib/works/facts/say-fact.ts'
import type { SaidChange } from '#lib/works/facts/say-fact.ts'

/** What a rule found in a text. */
export type StoryFinding = { rule: string; severity: Severity; message: string; matches: string[] }

/** One thing that happened, in the story of what a decision was about. */
export type StoryEvent =
  | { what: 'text'; at: Date; id: string; by: string; reason: RevisionReason; html: string; findings: StoryFinding[] }
  | { what: 'name'; at: Date; id: string; by: string; name: string; findings: StoryFinding[] }
  | { what: 'proposal'; at: Date; id: string; by: string; again: boolean; changes: SaidChange[]; comment: string; findings: StoryFinding[] }
  | { what: 'decision'; at: Date; id: string; entry: LogEntry }
  | { what: 'report'; at: Date; id: string; by: string; reason: string; note: string }
  | { what: 'asked'; at: Date; id: string; by: string; kind: ReviewKind; noun: string }
  | { what: 'message'; at: Date; id: string; by: string; body: string; teamOnly: boolean }

export type Story = {
  entry: LogEntry
  /** How the comment, or the name, stands now. */
  state: CommentState | null
  events: StoryEvent[]
  /** Hexadecimal, as `verify` and the export know them. */
  chain: { previousHash: string; hash: string }
  /** Whether there is a decision with the next number. */
  newer: boolean
}

/** More of one sort than this is no story any more; nobody has come near. */
const most = 500

/** A decision by its number, with everything that happened to what it was about: texts, findings, decisions, undos, what was said. */
export async function readStory(viewer: Viewer, number: string): Promise<Outcome<Story>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const found = /^[1-9][0-9]{0,17}$/.test(number) ? await reader().decision.findUnique({ where: { seq: BigInt(number) }, select: chainShape }) : null
  if (!found) return refuse('not-found', 'There is no decision of this number.')
  const { commentId, chosenName, proposal, guestPost } = found.reviewItem
  const items = await reader().reviewItem.findMany({ where: commentId ? { commentId } : { id: found.reviewItemId }, orderBy: { createdAt: 'asc' }, take: most, select: itemShape })
  const decided = await reader().decision.findMany({ where: { reviewItemId: { in: items.map(({ id }) => id) } }, orderBy: { seq: 'desc' }, take: most, select: { id: true } })
  const entries = await readEntries(viewer, [...new Set([found.id, ...decided.map(({ id }) => id)])])
  const texts = commentId ? await reader().commentRevision.findMany({ where: { commentId }, orderBy: { createdAt: 'asc' }, take: most, select: textShape }) : []
  const entry = entries.find(({ id }) => id === found.id)
  if (!entry) return refuse('not-found', 'There is no decision of this number.')
  const events = [...texts.map((text) => shapeText(text, items)), ...(chosenName ? [shapeName(chosenName, items)] : []), ...(proposal ? shapeForms(proposal, items) : []), ...(guestPost ? shapeEssays(guestPost, items) : []), ...items.flatMap((item) => shapeItem(item, viewer)), ...entries.map(shapeDecision)]
  return done({
    entry,
    state: found.reviewItem.comment?.state ?? chosenName?.state ?? proposal?.state ?? guestPost?.state ?? null,
    events: events.sort(inOrder),
    chain: { previousHash: hex(found.previousHash), hash: hex(found.hash) },
    newer: (await reader().decision.findUnique({ where: { seq: found.seq + 1n }, select: { id: true } })) !== null,
  })
}

const names = { select: { name: true } } as const

const chainShape = {
  id: true, seq: true, previousHash: true, hash: true, reviewItemId: true,
  reviewItem: {
    select: {
      commentId: true, comment: { select: { state: true } },
      chosenName: { select: { id: true, name: true, state: true, chosenAt: true, person: names } },
      guestPost: { select: { state: true, person: names, post: { select: { revisions: { where: { reason: 'submitted' }, orderBy: { createdAt: 'asc' }, take: most, select: { id: true, html: true, reason: true, createdAt: true } } } } } },
      proposal: { select: { state: true, person: names, revisions: { orderBy: { createdAt: 'asc' }, take: most, select: { id: true, changes: true, comment: true, createdAt: true, reason: true } } } },
    },
  },
} as const

const textShape = {
  id: true, html: true, reason: true, createdAt: true, editor: names,
  comment: { select: { author: names, guest: names } },
} as const

const itemShape = {
  id: true, kind: true, createdAt: true, openedById: true, openedBy: names,
  findings: { orderBy: { id: 'asc' }, take: most, select: { revisionId: true, rule: true, severity: true, message: true, matches: true } },
  reports: { orderBy: { at: 'asc' }, take: most, select: { id: true, at: true, reasonCode: true, note: true, reporter: names } },
  messages: { orderBy: { at: 'asc' }, take: most, select: { id: true, at: true, body: true, teamOnly: true, by: names } },
} as const

type Named = { name: string } | null
type TextRow = { id: string; html: string; reason: RevisionReason; createdAt: Date; editor: Named; comment: { author: Named; guest: Named } }
type ItemRow = {
  id: string; kind: ReviewKind; createdAt: Date; openedById: string | null; openedBy: Named
  findings: (StoryFinding & { revisionId: string | null })[]
  reports: { id: string; at: Date; reasonCode: string; note: string; reporter: Named }[]
  messages: { id: string; at: Date; body: string; teamOnly: boolean; by: Named }[]
}

function shapeText({ id, html, reason, createdAt, editor, comment }: TextRow, items: ItemRow[]): StoryEvent {
  const by = editor?.name ?? comment.author?.name ?? comment.guest?.name ?? ''
  return { what: 'text', at: createdAt, id, by, reason, html, findings: findingsOf(id, items) }
}

type NameRow = { id: string; name: string; chosenAt: Date; person: { name: string } }

function shapeName({ id, name, chosenAt, person }: NameRow, items: ItemRow[]): StoryEvent {
  return { what: 'name', at: chosenAt, id, by: person.name, name, findings: findingsOf(id, items) }
}

type EssaysRow = { person: Named; post: { revisions: { id: string; html: string; reason: RevisionReason; createdAt: Date }[] } }

function shapeEssays({ person, post: { revisions } }: EssaysRow, items: ItemRow[]): StoryEvent[] {
  return revisions.map(({ id, html, reason, createdAt }) => ({ what: 'text', at: createdAt, id, by: person?.name ?? '', reason, html, findings: findingsOf(id, items) }))
}

type FormsRow = { person: Named; revisions: { id: string; changes: unknown; comment: string; createdAt: Date; reason: RevisionReason }[] }

function shapeForms({ person, revisions }: FormsRow, items: ItemRow[]): StoryEvent[] {
  return revisions.map(({ id, changes, comment, createdAt, reason }) => ({
    what: 'proposal', at: createdAt, id, by: person?.name ?? '', again: reason === 'resubmitted', changes: sayChanges(readChanges(changes)), comment, findings: findingsOf(id, items),
  }))
}

function findingsOf(textId: string, items: ItemRow[]): StoryFinding[] {
  return items.flatMap((item) => item.findings).filter((finding) => finding.revisionId === textId).map(({ revisionId: _, ...finding }) => finding)
}

function shapeDecision(entry: LogEntry): StoryEvent {
  return { what: 'decision', at: entry.at, id: entry.id, entry }
}

function shapeItem({ id, kind, createdAt, openedById, openedBy, reports, messages }: ItemRow, viewer: Viewer): StoryEvent[] {
  const ofTeam = speaksForTheTeam(viewer, { kind, openedById })
  const asks = kind === 'appeal' || kind === 'second_look'
  return [
    ...(asks ? [{ what: 'asked' as const, at: createdAt, id, by: openedBy?.name ?? '', kind, noun: kindModule(kind).noun }] : []),
    ...reports.map((report) => ({ what: 'report' as const, at: report.at, id: report.id, by: report.reporter?.name ?? '', reason: sayReportReason(report.reasonCode), note: report.note })),
    ...messages.filter(({ teamOnly }) => ofTeam || !teamOnly).map(({ by, ...message }) => ({ what: 'message' as const, ...message, by: by?.name ?? '' })),
  ]
}

/** What is of one moment stands in the order in which it can have happened. */
const order: StoryEvent['what'][] = ['text', 'name', 'proposal', 'report', 'asked', 'message', 'decision']

function inOrder(a: StoryEvent, b: StoryEvent): number {
  if (a.what === 'decision' && b.what === 'decision') return a.entry.seq - b.entry.seq
  return a.at.getTime() - b.at.getTime() || order.indexOf(a.what) - order.indexOf(b.what)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
