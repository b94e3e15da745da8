import type { DraftHere } from '#lib/comments/drafts/read-drafts.ts'
import { openText } from '#lib/comments/drafts/seal-text.ts'
import { reader } from '#lib/database.ts'
import { digestOf } from '#lib/people/make-secret.ts'

/** What a browser carries through the door, under one post, by what it answers. @param secret what its cookie holds */
export async function readCarriedUnder(secret: string, postId: string, now: Date): Promise<Map<string, DraftHere>> {
  if (!secret) return new Map()
  const carried = await reader().carriedText.findMany({ where: { holder: digestOf(secret), postId, expiresAt: { gt: now } } })
  return new Map(carried.flatMap(({ answers, parentId, sealed, at }) => {
    const body = openText(sealed, secret, answers)
    return body === null ? [] : [[answers, { id: null, parentId, body, version: 0, savedAt: at, aside: null }] as const]
  }))
}

/** Whether a browser carries anything at all, to be said at the door. */
export async function carriesText(secret: string, now: Date): Promise<boolean> {
  if (!secret) return false
  const found = await reader().carriedText.findFirst({ where: { holder: digestOf(secret), expiresAt: { gt: now } }, select: { id: true } })
  return found !== null
}
