import { z } from 'zod'
import { Prisma } from '#database'
import { ask, bytesOf, insideQuestion, known, momentOf } from '#lib/ask.ts'
import type { Question } from '#lib/ask.ts'

/** Where a comment stands in its thread, in reading order and in order of time. */
export type Place = { id: string; path: Uint8Array<ArrayBuffer>; at: Date }

/**
 * Where a comment stands that is public, or was when the page before was read: those pages named it as the place to go on from.
 * Null for what was never public, which is as if it did not exist. A view cannot answer this, because what has gone in between
 * is in none; only a place comes out, and no page shows it.
 */
export async function readKnownPlace(postId: string, id: string): Promise<Place | null> {
  return ask(knownPlace(postId, id))
}

/** The same, to be asked together with others. */
export function knownPlace(postId: string, id: string): Question<Place | null> {
  if (!z.uuid().safeParse(id).success) return known(null)
  return insideQuestion(Prisma.sql`
    SELECT c.id, c.path, c.submitted_at AS at FROM comment c WHERE c.id = ${id}::uuid AND c.post_id = ${postId}::uuid AND (c.shown OR EXISTS (
      -- It was public itself, or held the place of something below it that was. An undone approval leaves no date, but a decision.
      SELECT FROM comment below
      LEFT JOIN review_item i ON i.comment_id = below.id
      LEFT JOIN decision d ON d.review_item_id = i.id
      WHERE below.post_id = c.post_id AND below.path >= c.path AND below.path < c.path || '\\xff'::bytea
        AND (below.published_at IS NOT NULL OR d.to_state = 'published')))`,
  ([place]: { id: string; path: string; at: string }[]) => (place ? { id: place.id, path: bytesOf(place.path), at: momentOf(place.at) } : null))
}
