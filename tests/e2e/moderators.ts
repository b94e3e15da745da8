import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { forgetLimits } from './forget-limits.ts'
import { onSite } from './tell-now.ts'
import { pageOf, sameOrigin } from './visitors.ts'

const slug = 'the-book-next-to-it'

/** Somebody writes; the ids of the items in the queue, in the order of the texts. */
export async function leaveTexts(browser: Browser, texts: string[], handle = 'rae'): Promise<string[]> {
  const writer = await pageOf(browser, handle)
  const items: string[] = []
  await forgetLimits()
  for (const body of texts) {
    const answer = await writer.request.post(`/api/v1/posts/${slug}/comments`, { headers: { ...sameOrigin(writer), 'Idempotency-Key': randomUUID() }, data: { body } })
    expect(answer.status(), await answer.text()).toBe(202)
    items.push(remember(await itemAbout((await answer.json()).id)))
  }
  await writer.context().close()
  return items
}

/**
 * What waits about a comment.
 * @throws when nothing of this kind waits
 */
export async function itemAbout(commentId: string, kind = 'comment'): Promise<{ id: string; version: number; submittedAt: Date }> {
  const [item] = await onSite<{ id: string; version: number; submittedAt: Date }>(
    `SELECT id, version, submitted_at AS "submittedAt" FROM review_item WHERE comment_id = $1::uuid AND kind::text = $2 AND state = 'waiting'`, [commentId, kind])
  if (!item) throw new Error(`No ${kind} about ${commentId} waits`)
  return item
}

/** Whatever still waits of these is approved: only so many texts of one person may wait. */
export async function clear(moderator: Page, ids: string[]) {
  for (const { id, version } of await waitingOf(ids)) {
    await moderator.request.post(`/api/v1/moderation/items/${id}/decisions`, { headers: sameOrigin(moderator), data: { action: 'approve', version } })
  }
}

/** Which of these items still wait. */
export function waitingOf(ids: string[]): Promise<{ id: string; version: number }[]> {
  return onSite("SELECT id, version FROM review_item WHERE id = ANY ($1::uuid[]) AND state = 'waiting' ORDER BY submitted_at, id", [ids])
}

/** Just before each text that was left, in the queue. */
const before = new Map<string, string>()

function remember({ id, submittedAt }: { id: string; submittedAt: Date }): string {
  const place = [new Date(submittedAt.getTime() - 1).toISOString(), '00000000-0000-0000-0000-000000000000']
  before.set(id, Buffer.from(JSON.stringify(place)).toString('base64url'))
  return id
}

/** Where a text that was left stands first in the list, whatever waits from stories told before. */
export function deskAt(itemId: string): string {
  return `/moderation?mode=one&after=${before.get(itemId)}&item=${itemId}`
}

/**
 * Opens the desk at a text that was left, and waits until its keys work.
 * @param site where the moderator reaches the site; empty for its own address
 */
export async function openDesk(moderator: Page, itemId: string, site = '') {
  await moderator.goto(`${site}${deskAt(itemId)}`)
  await expect(moderator.locator('input[name=onward]')).toHaveCount(0)
}
