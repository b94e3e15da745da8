import type { CommentState, ReviewKind, ReviewState, Severity } from '#database'
import { ask } from '#lib/ask.ts'
import { canBeUndone, permitUndo } from '#lib/moderation/decisions/can-be-undone.ts'
import { shapeSubject } from '#lib/moderation/decisions/load-subject.ts'
import { theSite } from '#lib/moderation/decisions/the-site.ts'
import { cardRows } from '#lib/moderation/desk/card-rows.ts'
import type { CardRow } from '#lib/moderation/desk/card-rows.ts'
import type { Matter, Subject, Verdict } from '#lib/moderation/kinds/kind.ts'
import { kindModule } from '#lib/moderation/kinds/registry.ts'
import { judgedIn } from '#lib/moderation/matters/matter-shape.ts'
import { readAlike } from '#lib/moderation/names/alike.ts'
import type { Alike } from '#lib/moderation/names/alike.ts'
import { plainHtml } from '#lib/moderation/names/plain-html.ts'
import { readPersonRecord } from '#lib/moderation/people/read-person-record.ts'
import type { PersonRecord } from '#lib/moderation/people/read-person-record.ts'
import { shapeProposal } from '#lib/moderation/proposals/proposal-facts.ts'
import type { ProposalFacts } from '#lib/moderation/proposals/proposal-facts.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { findShownPeople } from '#lib/posts/find-shown-people.ts'
import type { Viewer } from '#lib/viewer.ts'

/** How a person's earlier texts were decided. */
export type WriterRecord = { approved: number; rejected: number; returned: number; waiting: number }

/** One thing in the queue, as a moderator sees it. */
export type QueueItem = {
  id: string
  version: number
  kind: ReviewKind
  /** What one calls it: "edit". */
  noun: string
  state: ReviewState
  submittedAt: Date
  subject: { type: Matter['type']; id: string; revision: string; state: CommentState }
  /** What this viewer may do to it now. */
  actions: Verdict[]
  /** What could be done to it once the last decision was taken back. */
  actionsAfterUndo: Verdict[]
  findings: { rule: string; severity: Severity; message: string; matches: string[] }[]
  /** Null for a name, for a proposal and for an essay that was sent, which stand under no post. */
  post: { title: string; slug: string } | null
  /** Null for all else. */
  proposal: ProposalFacts | null
  /** The essay that a reader sent, as its page would be; null for all else. */
  essay: { title: string; standfirst: string; words: number; /** What its author says of topics that a reader may want to know of; empty for nothing. */ notes: string; /** Of its page, where readers see an earlier text of it. */ slug: string | null } | null
  /** Of a name: the one that readers know, or knew until it was approved. */
  formerName: string | null
  /** Whom the name could be taken for: the one that is asked for, else the writer's. */
  alike: Alike[]
  author: {
    id: string | null
    name: string
    handle: string | null
    joinedAt: Date | null
    suspended: boolean
    hasPage: boolean
    record: WriterRecord
    /** All that stands beside a text about its writer; null when the writer is gone. */
    known: PersonRecord | null
  }
  html: string
  text: string
  parent: { id: string; name: string; html: string } | null
  /** The newest decision about it, if there is one. */
  decision: { id: string; action: string; by: string; own: boolean; at: Date; canUndo: boolean } | null
}

/** Items in the order of their ids, in as few queries for a page of them as for one. */
export async function readItems(viewer: Viewer, ids: string[]): Promise<QueueItem[]> {
  const rows = await ask(cardRows(ids))
  const [writers, alike] = await Promise.all([readWriters(viewer, rows), readAlike(rows.flatMap(bornName))])
  const items = new Map(rows.map((row) => [row.id, shapeItem(row, { ...writers, alike }, viewer)]))
  return ids.flatMap((id) => items.get(id) ?? [])
}

function shapeItem(row: CardRow, writers: Beside, viewer: Viewer): QueueItem | [] {
  const { comment, chosenName, post } = row
  const subject = shapeSubject(row)
  if (!subject) return []
  const { text } = subject
  const kind = kindModule(row.kind)
  const decision = row.decisions[0]
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    noun: kind.noun,
    state: row.state,
    submittedAt: row.submittedAt,
    subject: { type: subject.matter.type, id: subject.matter.id, revision: text.id, state: subject.matter.state },
    actions: kind.permit(viewer, subject) ? [] : kind.possible(subject),
    actionsAfterUndo: kind.permit(viewer, subject) ? [] : kind.possible(asBefore(subject, decision)),
    findings: row.findings.filter((finding) => finding.revisionId === text.id).map(({ revisionId: _, ...finding }) => finding),
    post: post && !row.postRevision ? { slug: post.slug, title: post.publishedRevision?.title ?? post.draftRevision?.title ?? '' } : null,
    proposal: shapeProposal(row),
    essay: shapeEssay(row),
    formerName: chosenName && (chosenName.former ?? chosenName.person.name),
    alike: bornName(row).flatMap(writers.alike),
    author: shapeWriter(row, writers),
    html: htmlOf(row, text),
    text: text.text,
    parent: comment?.parent ? {
      id: comment.parent.id,
      name: comment.parent.author?.name ?? comment.parent.guest?.name ?? '',
      html: comment.parent.currentRevision?.html ?? '',
    } : null,
    decision: decision ? shapeDecision(decision, row, viewer) : null,
  }
}

function shapeEssay({ postRevision, guestPost, post }: CardRow): QueueItem['essay'] {
  if (!postRevision) return null
  const { title, standfirst, words } = postRevision
  return { title, standfirst, words, notes: sayContentNotes(readContentNotes(postRevision)), slug: guestPost?.state === 'published' ? (post?.slug ?? null) : null }
}

/** What was rendered when it was written; what never is, as plain words. */
function htmlOf({ commentRevision, comment, postRevision }: CardRow, { id, text }: Subject['text']): string {
  return [commentRevision, comment?.approvedRevision, postRevision].find((each) => each?.id === id)?.html ?? plainHtml(text)
}

/** A subject as it is again when its last decision is taken back. */
function asBefore(subject: Subject, decision: CardRow['decisions'][number] | undefined): Subject {
  const { item, matter } = subject
  return { ...subject, item: { ...item, state: 'waiting' }, matter: { ...matter, state: decision?.fromState ?? matter.state } }
}

function shapeDecision(decision: CardRow['decisions'][number], item: CardRow, viewer: Viewer): QueueItem['decision'] {
  const { id, action, at, by } = decision
  const matter = judgedIn(item)
  const canUndo = matter !== null && canBeUndone(decision, item, matter) && permitUndo(viewer, decision, item, matter) === null
  return { id, action, by: by?.name ?? theSite, own: by !== null && by.handle === viewer.handle, at, canUndo }
}

/** A name that a moderator may be about to let readers see: with a first text, or as one that is asked for. */
function bornName(row: CardRow): { personId: string; name: string }[] {
  const author = authorOf(row)
  return author ? [{ personId: author.id, name: row.chosenName?.name ?? author.name }] : []
}

/** Who has an account and sent it. */
function authorOf({ comment, chosenName, proposal, guestPost }: CardRow) {
  return chosenName?.person ?? proposal?.person ?? guestPost?.person ?? comment?.author ?? null
}

function shapeWriter(row: CardRow, { known, shown }: Writers): QueueItem['author'] {
  const author = authorOf(row)
  const guest = row.comment?.guest ?? null
  const record = known.get(author?.id ?? guest?.id ?? '') ?? null
  return {
    id: author?.id ?? guest?.id ?? null,
    name: author?.name ?? guest?.name ?? '',
    handle: author?.handle ?? null,
    joinedAt: author?.createdAt ?? null,
    suspended: record?.measures.some(({ kind }) => kind === 'suspended' || kind === 'banned') ?? false,
    hasPage: author !== null && shown.has(author.id),
    record: {
      approved: record?.approved ?? 0,
      rejected: (record?.rejected ?? 0) + (record?.hidden ?? 0),
      returned: record?.returned ?? 0,
      waiting: record?.waiting.count ?? 0,
    },
    known: record,
  }
}

/** What is known of the writers on a page, by the id of the person or guest, and who has a page. */
type Writers = { known: Map<string, PersonRecord>; shown: Set<string> }
type Beside = Writers & { alike: Awaited<ReturnType<typeof readAlike>> }

async function readWriters(viewer: Viewer, rows: CardRow[]): Promise<Writers> {
  const writers = [...new Set(rows.flatMap((row) => authorOf(row)?.id ?? row.comment?.guest?.id ?? []))]
  const [records, shown] = await Promise.all([readPersonRecord(viewer, writers, new Date()), findShownPeople(writers)])
  return { known: records.ok ? records.value : new Map(), shown }
}
