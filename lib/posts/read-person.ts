import { publicReader } from '#lib/database.ts'
import type { Choosable } from '#lib/posts/content-notes/choosable.ts'
import { findShownPeople } from '#lib/posts/find-shown-people.ts'
import { readPostList } from '#lib/posts/read-post-list.ts'
import type { PostList } from '#lib/posts/read-post-list.ts'
import { readRepliesOf } from '#lib/posts/read-recent-replies.ts'
import type { QuotedReply } from '#lib/posts/read-recent-replies.ts'
import { readWorksAddedTo } from '#lib/works/read-works-added-to.ts'
import type { AddedTo } from '#lib/works/read-works-added-to.ts'

/** Somebody as everybody may see them. */
export type PersonPage = {
  handle: string
  name: string
  pronouns: string
  biographyHtml: string
  website: string
  essays: PostList
  replies: QuotedReply[]
  /** Works to whose pages they have added. */
  works: AddedTo[]
}

/** Replies shown on a person's page. */
const repliesShown = 10

/**
 * A person with what is public of theirs. Null when there is nobody of that handle, when they have no page (see
 * {@link findShownPeople}), or when `before` names no essay: from outside, who only reads does not exist.
 */
export async function readPerson(handle: string, before: string | undefined, leaveOut: readonly Choosable[] = []): Promise<PersonPage | null> {
  const person = await publicReader().publishedPerson.findUnique({
    where: { handle },
    select: { id: true, handle: true, name: true, pronouns: true, biographyHtml: true, website: true },
  })
  if (!person || !(await findShownPeople([person.id])).has(person.id)) return null
  const [essays, replies, works] = await Promise.all([
    readPostList({ authorships: { some: { personId: person.id } } }, before, leaveOut),
    before === undefined ? readRepliesOf(person, repliesShown, leaveOut) : [],
    before === undefined ? readWorksAddedTo(person.id) : [],
  ])
  if (!essays) return null
  const { id: _, ...shown } = person
  return { ...shown, essays, replies, works }
}
