import { Prisma } from '#database'
import type { CommentState, ReviewKind } from '#database'
import { ask, insideQuestion, known } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { reasonSentence } from '#lib/comments/reasons.ts'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { publicReader, reader } from '#lib/database.ts'
import { fixed } from '#lib/kept-plans.ts'
import { noticeRows } from '#lib/moderation/notices/notice-rows.ts'
import type { NoticeRow } from '#lib/moderation/notices/notice-rows.ts'
import { readUntoldVerdicts } from '#lib/moderation/notices/untold-verdicts.ts'
import type { UntoldVerdicts } from '#lib/moderation/notices/untold-verdicts.ts'
import { slugOfProposal, titleOfProposal } from '#lib/moderation/proposals/title-of-proposal.ts'
import { askedOf } from '#lib/notices/asked.ts'
import { mayBeShown } from '#lib/notices/still-wanted.ts'
import { isPublishedKind } from '#lib/notices/topics.ts'
import { readContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import type { ContentNotes } from '#lib/posts/content-notes/content-notes.ts'
import { sayContentNotes } from '#lib/posts/content-notes/say-content-notes.ts'
import { knownOf } from '#lib/posts/known-text.ts'
import type { KnownEssay } from '#lib/posts/known-text.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { hasRole, isSignedIn } from '#lib/viewer.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'

/** Something that somebody is told. */
export type Notice = {
  id: string
  /** verdict, undone, report, appeal, second-look, message; invitation; reply, mention, thanks, essay, branch, thread, post */
  kind: string
  /** Of how many things this line tells: 1, or all that was said in a day in a conversation that the viewer follows, or under an essay of theirs. */
  count: number
  /** Who wrote what was published, each once, the newest first. */
  by: string[]
  at: Date
  unread: boolean
  /** The essay that it is about; of one that readers cannot see any more no address. */
  post: (KnownEssay & { id: string }) | null
  commentId: string | null
  /** How the comment stands now. */
  state: CommentState | null
  /** The beginning of it: of what was published, as it stands now; of what was decided about, for its writer alone. */
  excerpt: string
  /** What stands before it, where somebody else's words are quoted. */
  notes: ContentNotes | null
  /** What was decided, on which kind of item, and why. */
  action: string
  on: ReviewKind | null
  reason: string
  /** The essay of one's own that it is about, which was sent to be published. */
  sent: { postId: string; title: string; slug: string; state: CommentState } | null
  /** The proposal that it is about, by the title of its work. */
  proposal: { id: string; title: string; slug: string | null; state: CommentState } | null
  /** The essay that the viewer is asked to write with others; its title may be empty. */
  asked: { postId: string; title: string; by: string } | null
  /** The case that it is about, for those who take part in it. */
  caseId: string | null
  /** The viewer opened that case. */
  ownCase: boolean
}

export type Notices = { notices: Notice[]; next: string | null; unread: number }

/** Lines of a page, each of which is one notice, or what was said in one day in a conversation. */
const linesPerPage = 30

/** The header counts no further. */
export const unreadCounted = 100

/**
 * What may be told: said by now, and never of what was taken back before it was, of what nobody sees any more, or by somebody whom the
 * viewer mutes; of what the team says among itself, to moderators.
 */
function mayBeTold(viewer: SignedIn, now: Date): Prisma.Sql {
  const team = hasRole(viewer, 'moderator') ? Prisma.empty : Prisma.sql`
    AND n.kind <> 'second-look' AND (n.kind <> 'message' OR EXISTS (
      SELECT FROM review_item r WHERE r.decision_id = n.decision_id AND r.kind = 'appeal' AND r.opened_by_id = n.person_id))`
  return Prisma.sql`n.person_id = ${viewer.id}::uuid AND n.due_at <= ${now}::timestamptz AND n.cancelled_at IS NULL ${team} AND ${mayBeShown}`
}

/** A line as the database puts it together: its newest notice, how many there are, and by whom. */
type Line = { id: string; at: Date; count: number; unread: boolean; comment_ids: string[] }

/** What the viewer has been told, newest first. `after` is the `next` of the page before. */
export async function readNotices(viewer: SignedIn, now: Date, after = ''): Promise<Notices> {
  const cursor = after ? decodeCursor(after) : null
  const found = await reader().$queryRaw<Line[]>`
    SELECT * FROM (
      SELECT (array_agg(id ORDER BY due_at DESC, id DESC))[1] AS id, max(due_at) AS at, count(*)::int AS count, bool_or(unread) AS unread,
        (array_agg(comment_id ORDER BY due_at DESC, id DESC))[1:20] AS comment_ids
      FROM (SELECT n.id, n.kind, n.due_at, n.post_id, n.comment_id, n.read_at IS NULL AS unread FROM notice n WHERE ${mayBeTold(viewer, now)}) told
      GROUP BY CASE WHEN kind IN ('thread', 'branch', 'essay') THEN concat_ws(' ', kind = 'essay', post_id, date_trunc('day', due_at), unread) ELSE id::text END
    ) line
    ${cursor ? Prisma.sql`WHERE (at, id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : Prisma.empty}
    ORDER BY at DESC, id DESC LIMIT ${linesPerPage + 1}`
  const page = found.slice(0, linesPerPage)
  const last = page.at(-1)
  return {
    notices: await fillLines(page, viewer, now),
    next: found.length > linesPerPage && last ? encodeCursor({ at: last.at, id: last.id }) : null,
    unread: await countUnreadNotices(viewer, now),
  }
}

/** How much of it the viewer has not read, counted no further than {@link unreadCounted}. */
export async function countUnreadNotices(viewer: Viewer, now: Date): Promise<number> {
  return ask(unreadNotices(viewer, now))
}

/** The same, to be asked together with others. */
export function unreadNotices(viewer: Viewer, now: Date): Question<number> {
  if (!isSignedIn(viewer)) return known(0)
  return insideQuestion(
    Prisma.sql`SELECT count(*)::int AS unread FROM (SELECT FROM notice n WHERE ${mayBeTold(viewer, now)} AND n.read_at IS NULL LIMIT ${fixed(unreadCounted)}) counted`,
    ([counted]: { unread: number }[]) => counted?.unread ?? 0,
  )
}

async function fillLines(lines: Line[], viewer: SignedIn, now: Date): Promise<Notice[]> {
  const rows = await ask(noticeRows(lines.map(({ id }) => id)))
  const untold = rows.some(({ decision }) => decision) ? await readUntoldVerdicts(viewer, now) : { waiting: new Set<string>(), edits: new Map<string, string>() }
  const written = await readPublished(lines.flatMap(({ comment_ids: ids }) => ids).filter((id) => id !== null))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return lines.flatMap((line) => {
    const row = byId.get(line.id)
    return row ? [shapeNotice(row, line, { viewer, written, untold, now })] : []
  })
}

type Published = { id: string; authorName: string | null; text: string | null }

/** As everybody sees it now. */
async function readPublished(ids: string[]): Promise<Map<string, Published>> {
  const rows = await publicReader().publishedComment.findMany({ where: { id: { in: ids }, tombstone: false }, select: { id: true, authorName: true, text: true } })
  return new Map(rows.map((row) => [row.id, row]))
}

type Known = { viewer: SignedIn; written: Map<string, Published>; untold: UntoldVerdicts; now: Date }

/** As the one who sent it is told that it stands. */
function toldAs<State extends CommentState>(state: State, id: string, { waiting }: UntoldVerdicts): State | 'held' {
  return (state === 'rejected' || state === 'returned') && waiting.has(id) ? 'held' : state
}

function shapeNotice({ id, kind, dueAt, readAt, comment, decision, post: essay }: NoticeRow, line: Line, { viewer, written, untold, now }: Known): Notice {
  const own = comment?.authorId === viewer.id && comment.state !== 'withdrawn' ? (untold.edits.get(comment.id) ?? comment.currentRevision?.text ?? '') : null
  const about = caseOf(kind, decision, viewer)
  const published = isPublishedKind(kind)
  return {
    id, kind, at: dueAt,
    count: line.count,
    by: kind === 'thanks' ? authorsOf(essay) : published ? namesOf(line, written, essay) : [],
    unread: readAt === null,
    post: kind === 'invitation' ? null : essayOf(essay, comment, now),
    commentId: comment?.id ?? null,
    state: comment && toldAs(comment.state, comment.id, untold),
    excerpt: published ? publishedExcerpt(comment?.id, written, essay) : own !== null ? shorten(own, excerptLength) : (decision?.reviewItem.chosenName?.name ?? ''),
    notes: published && essay?.publishedRevision ? readContentNotes(essay.publishedRevision) : null,
    action: decision?.undoes?.action ?? decision?.action ?? '',
    on: decision?.reviewItem.kind ?? null,
    // A report is told its outcome; the reason is between moderators and the writer.
    reason: kind === 'verdict' || kind === 'appeal' ? reasonSentence(decision?.reasonCode ?? '', decision?.reasonNote ?? '', decision?.reviewItem.kind) : '',
    proposal: shapeProposal(decision?.reviewItem.proposal ?? null, untold),
    asked: kind === 'invitation' && essay ? { postId: essay.id, ...askedOf(essay, viewer.id) } : null,
    sent: shapeSent(decision?.reviewItem.guestPost ?? null, untold),
    caseId: about?.id ?? null,
    ownCase: about?.openedById === viewer.id,
  }
}

/** What was published is public, or there would be no notice; a text of one's own may stand below an essay that is not. */
function essayOf(essay: NoticeRow['post'], comment: NoticeRow['comment'], now: Date): Notice['post'] {
  if (essay) return essay.publishedRevision && { id: essay.id, slug: essay.slug, title: essay.publishedRevision.title }
  return comment && { id: comment.post.id, ...knownOf(comment.post, now) }
}

function shapeProposal(proposal: NonNullable<NoticeRow['decision']>['reviewItem']['proposal'], untold: UntoldVerdicts): Notice['proposal'] {
  return proposal && { id: proposal.id, title: titleOfProposal(proposal), slug: slugOfProposal(proposal), state: toldAs(proposal.state, proposal.id, untold) }
}

function shapeSent(sent: NonNullable<NoticeRow['decision']>['reviewItem']['guestPost'], untold: UntoldVerdicts): Notice['sent'] {
  return sent && { postId: sent.postId, title: sent.currentRevision.title, slug: sent.post.slug, state: toldAs(sent.state, sent.postId, untold) }
}

const excerptLength = 120

function namesOf({ comment_ids: ids }: Line, written: Known['written'], essay: NoticeRow['post']): string[] {
  const names = ids.flatMap((id) => (id ? [written.get(id)?.authorName ?? 'Somebody'] : []))
  return names.length > 0 ? [...new Set(names)] : authorsOf(essay)
}

function authorsOf(essay: NoticeRow['post']): string[] {
  return essay?.authorships.map(({ person }) => person.name) ?? []
}

function publishedExcerpt(commentId: string | undefined, written: Known['written'], essay: NoticeRow['post']): string {
  const own = essay?.publishedRevision
  // Of a text with notes the notice says the notes and none of the text: it comes unasked.
  const beginning = own && sayContentNotes(readContentNotes(own)) === '' ? own.standfirst : ''
  return shorten((commentId ? written.get(commentId)?.text : beginning) ?? '', excerptLength)
}

/** The appeal or second look that a notice leads to. */
function caseOf(kind: string, decision: NoticeRow['decision'], viewer: SignedIn): { id: string; openedById: string | null } | null {
  if (!decision) return null
  if (kind === 'appeal' || kind === 'second-look') return decision.reviewItem
  if (kind !== 'message') return null
  const mine = decision.readAgain.filter(({ openedById, messages }) => openedById === viewer.id || messages.some(({ byId }) => byId === viewer.id))
  return mine[0] ?? null
}
