import { inPieces, past, rowsAPiece } from '#lib/accounts/own-data/read-in-pieces.ts'
import { reader } from '#lib/database.ts'
import { databaseTime } from '#lib/database-time.ts'
import { readOwnCase } from '#lib/moderation/cases/read-own-case.ts'
import { readToldOf } from '#lib/moderation/cases/read-own-comment.ts'
import type { ToldDecision } from '#lib/moderation/cases/read-own-comment.ts'
import { knownOf, knownShape } from '#lib/posts/known-text.ts'
import { postPath } from '#lib/posts/post-path.ts'
import type { SignedIn } from '#lib/viewer.ts'

type Revision = { id: string; createdAt: Date; reason: string; source: string }

/** One own comment with all its texts, oldest first, and what was told about each. */
export type MyComment = {
  id: string
  /** Its address; of an essay that readers cannot see any more what it was called. */
  essay: string
  /** Where it can be seen, from the root of this site. */
  place: string
  inReplyTo: string | null
  state: string
  sentAt: Date
  publishedAt: Date | null
  texts: { at: Date; reason: string; markdown: string; verdicts: { at: Date; action: string; reason: string; passage: string }[] }[]
}

/** Every comment somebody wrote, taken back ones included, as far as their writer may know how it stands. */
export async function* readMyComments(viewer: SignedIn): AsyncIterable<MyComment> {
  const comments = inPieces(async (after) => {
    const rows = await reader().comment.findMany({
      where: { authorId: viewer.id, ...past(after) }, orderBy: { id: 'asc' }, take: rowsAPiece,
      select: {
        id: true, parentId: true, state: true, submittedAt: true, publishedAt: true, post: { select: knownShape },
        revisions: { orderBy: { id: 'asc' }, select: { id: true, createdAt: true, reason: true, source: true } },
      },
    })
    const [told, now] = await Promise.all([readToldOf(viewer, rows.map(({ id }) => id)), databaseTime()])
    return rows.map((row) => ({ ...row, told: told.get(row.id), now }))
  })
  for await (const { id, parentId, state, submittedAt, publishedAt, post, revisions, told, now } of comments) {
    const { slug, title } = knownOf(post, now)
    yield {
      id, essay: slug ?? title, place: placeOf(id, state, slug), inReplyTo: parentId, state: told?.state ?? state, sentAt: submittedAt, publishedAt: state === 'published' ? publishedAt : null,
      texts: revisions.map((revision) => shapeText(revision, told?.decisionsOn(revision.id) ?? [])),
    }
  }
}

/** In its place for everybody; where only its writer sees it, below its essay; and among the own comments when that is not there. */
function placeOf(id: string, state: string, slug: string | null): string {
  if (slug === null) return `/account/comments/${id}`
  return state === 'published' ? `/c/${id}` : postPath(slug)
}

function shapeText({ createdAt, reason, source }: Revision, decisions: ToldDecision[]): MyComment['texts'][number] {
  return { at: createdAt, reason, markdown: source, verdicts: decisions.map(({ at, action, reason: why, passage }) => ({ at, action, reason: why, passage })) }
}

/** Every appeal, with what was said in it. Moderators have no names there. */
export async function* readMyCases(viewer: SignedIn, now: Date): AsyncIterable<object> {
  const items = inPieces((after) =>
    reader().reviewItem.findMany({ where: { openedById: viewer.id, kind: 'appeal', ...past(after) }, orderBy: { id: 'asc' }, take: rowsAPiece, select: { id: true } }))
  for await (const { id } of items) {
    const mine = await readOwnCase(viewer, id, now)
    if (!mine) continue
    const { state, openedAt, comment, about, outcome, messages } = mine
    yield {
      commentId: comment.id, state, openedAt, about: shapeVerdict(about), outcome: outcome && shapeVerdict(outcome),
      messages: messages.map(({ own, body, at }) => ({ by: own ? 'you' : 'the moderators', at, markdown: body })),
    }
  }
}

function shapeVerdict({ at, action, reason, passage }: ToldDecision) {
  return { at, action, reason, passage }
}
