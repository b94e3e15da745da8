import { Prisma } from '#database'
import { insideQuestion, known, momentOf } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'
import { publicReader, reader } from '#lib/database.ts'
import { shorten } from '#lib/posts/shorten.ts'
import { isSignedIn } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** A text that its writer has begun, for the form that it belongs into. */
export type DraftHere = {
  /** Null while it is on its way through the door: nobody is signed in yet. */
  id: string | null
  parentId: string | null
  body: string
  version: number
  savedAt: Date
  /** Another text for the same place; null when there is none. */
  aside: { body: string; at: Date } | null
}

type DraftRow = { id: string; answers: string; parentId: string | null; body: string; version: number; savedAt: string; aside: string; asideAt: string | null }

/** The viewer's drafts under one post, by what they answer: the id of a comment, or of the post. Nobody else ever sees them. */
export function draftsUnder(viewer: Viewer, postId: string): Question<Map<string, DraftHere>> {
  if (!isSignedIn(viewer)) return known(new Map())
  return insideQuestion(Prisma.sql`
    SELECT d.id, d.answers, d.parent_id AS "parentId", d.body, d.version, d.saved_at AS "savedAt", d.aside, d.aside_at AS "asideAt"
    FROM reply_draft d WHERE d.person_id = ${viewer.id}::uuid AND d.post_id = ${postId}::uuid ORDER BY d.saved_at DESC`,
  (drafts: DraftRow[]) => new Map(drafts.map(({ id, answers, parentId, body, version, savedAt, aside, asideAt }) => [
    answers,
    { id, parentId, body, version, savedAt: momentOf(savedAt), aside: asideAt === null ? null : { body: aside, at: momentOf(asideAt) } },
  ])))
}

/** A draft in its writer's list. */
export type ListedDraft = {
  id: string
  version: number
  body: string
  excerpt: string
  savedAt: Date
  aside: string
  post: { slug: string; title: string } | null
  /** Whose comment it answers. `gone`: it is not here any more, so there is no place to send it from. */
  parent: { id: string; name: string } | 'essay' | 'gone'
}

/** Signs of a text in the list. */
const excerptLength = 160

/** All that somebody has begun and not sent, newest first. */
export async function listDrafts(viewer: Viewer): Promise<ListedDraft[]> {
  if (!isSignedIn(viewer)) return []
  const drafts = await reader().replyDraft.findMany({ where: { personId: viewer.id }, orderBy: [{ savedAt: 'desc' }, { id: 'asc' }] })
  const [posts, parents] = await Promise.all([
    publicReader().publishedPost.findMany({ where: { id: { in: drafts.map(({ postId }) => postId) } }, select: { id: true, slug: true, title: true } }),
    publicReader().publishedComment.findMany({
      where: { id: { in: drafts.flatMap(({ parentId }) => parentId ?? []) }, tombstone: false },
      select: { id: true, authorName: true },
    }),
  ])
  return drafts.map(({ id, version, body, savedAt, aside, postId, parentId }) => {
    const parent = parents.find((each) => each.id === parentId)
    return {
      id, version, body, excerpt: shorten(body, excerptLength), savedAt, aside,
      post: posts.find((each) => each.id === postId) ?? null,
      parent: parentId === null ? 'essay' : parent ? { id: parent.id, name: parent.authorName ?? 'somebody' } : 'gone',
    }
  })
}
