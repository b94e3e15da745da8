import { Prisma } from '#database'

/** As SQL, of a row `i` of `review_item`: the id of the text that waits or was judged, whatever sort of thing it is about. */
export const textIdOfItem = Prisma.sql`coalesce(i.comment_revision_id, i.name_id, i.proposal_revision_id, i.post_revision_id)`

/** The same of its words, from their beginning; empty when there are none. What is not needed is not looked up. @param length in characters */
export function wordsOfItem(length: number): Prisma.Sql {
  return Prisma.sql`coalesce(
    (SELECT left(r.text, ${length}::int) FROM comment_revision r WHERE r.id = i.comment_revision_id),
    (SELECT left(n.name, ${length}::int) FROM chosen_name n WHERE n.id = i.name_id),
    (SELECT left(r.text, ${length}::int) FROM proposal_revision r WHERE r.id = i.proposal_revision_id),
    (SELECT left(r.title || '. ' || r.text, ${length}::int) FROM post_revision r WHERE r.id = i.post_revision_id), '')`
}

/** The same of how that stands now. */
export const stateOfItem = Prisma.sql`coalesce(
  (SELECT c.state FROM comment c WHERE c.id = i.comment_id),
  (SELECT n.state FROM chosen_name n WHERE n.id = i.name_id),
  (SELECT p.state FROM proposal p WHERE p.id = i.proposal_id),
  (SELECT g.state FROM guest_post g WHERE g.id = i.guest_post_id))`

/** As SQL, of a row `d` of `decision`: the words that it was about, from their beginning. What is no comment is named by what the decision kept. */
export function wordsOfDecision(length: number): Prisma.Sql {
  return Prisma.sql`coalesce(
    (SELECT left(r.text, ${length}::int) FROM comment_revision r WHERE r.id = d.comment_revision_id),
    (SELECT left(n.name, ${length}::int) FROM review_item i JOIN chosen_name n ON n.id = i.name_id WHERE i.id = d.review_item_id),
    (SELECT left(r.text, ${length}::int) FROM review_item i JOIN proposal_revision r ON r.id = ${textIdKept} WHERE i.id = d.review_item_id AND i.proposal_id IS NOT NULL),
    (SELECT left(r.title || '. ' || r.text, ${length}::int) FROM review_item i JOIN post_revision r ON r.id = ${textIdKept} WHERE i.id = d.review_item_id AND i.guest_post_id IS NOT NULL), '')`
}

/** As SQL, of a decision `d` about an item `i`: the text of it that was judged. Who takes a decision back judges none. */
export const textIdKept = Prisma.sql`coalesce((d.before #>> '{comment,currentRevisionId}')::uuid, i.proposal_revision_id, i.post_revision_id)`
