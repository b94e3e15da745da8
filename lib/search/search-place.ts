import { z } from 'zod'
import { momentFromOutside } from '#lib/moment.ts'

/**
 * Where a page of results ends. `begins`: of words that begin like the last one. By relevance the kinds stand in tiers, within one by
 * rank; ordered by time, tier and rank are 0.
 */
export type SearchPlace = { begins: boolean; tier: number; rank: number; at: Date; id: string }

const shape = z.tuple([z.boolean(), z.int().min(0).max(9), z.number().min(0).max(1e6), momentFromOutside, z.uuid()])

/** The word for a place. */
export function encodePlace({ begins, tier, rank, at, id }: SearchPlace): string {
  return Buffer.from(JSON.stringify([begins, tier, rank, at.toISOString(), id])).toString('base64url')
}

/** The place that a word stands for; null when it is not one of ours. */
export function decodePlace(word: string): SearchPlace | null {
  try {
    const [begins, tier, rank, at, id] = shape.parse(JSON.parse(Buffer.from(word, 'base64url').toString('utf8')))
    return { begins, tier, rank, at: new Date(at), id }
  } catch {
    return null
  }
}
