import { inPieces, past, rowsAPiece } from '#lib/accounts/own-data/read-in-pieces.ts'
import { reader } from '#lib/database.ts'
import type { SignedIn } from '#lib/viewer.ts'

/** Every essay that somebody is an author of, with the texts that stand: the published one and the draft, or what it was when it was deleted; the dates that it was given; and its notes, each with all that it said. */
export async function* readMyPosts({ id: personId }: SignedIn): AsyncIterable<object> {
  const text = { select: { title: true, standfirst: true, source: true, format: true, contentAnswer: true, contentNotes: true, createdAt: true } } as const
  const notes = { orderBy: { version: 'asc' }, select: { kind: true, place: true, body: true, at: true, takenBack: true } } as const
  const posts = inPieces((after) =>
    reader().post.findMany({
      where: { authorships: { some: { personId } }, ...past(after) }, orderBy: { id: 'asc' }, take: rowsAPiece,
      select: { id: true, slug: true, state: true, createdAt: true, publishedAt: true, publishedRevision: text, draftRevision: text,
        deletedDraft: { select: { deletedAt: true, revision: text } }, givenDays: { orderBy: { at: 'asc' }, select: { was: true, given: true, at: true } }, updateNotes: { select: { versions: notes } } },
    }))
  for await (const { id: postId, publishedRevision, draftRevision, deletedDraft, givenDays, updateNotes, ...post } of posts) yield { postId, ...post, published: publishedRevision, draft: draftRevision, deleted: deletedDraft && { at: deletedDraft.deletedAt, text: deletedDraft.revision }, dates: givenDays, notes: updateNotes.map(({ versions }) => versions) }
}
