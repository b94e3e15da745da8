import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { forgetLimits } from './forget-limits.ts'
import { pageOf, sameOrigin } from './visitors.ts'

const slug = 'the-book-next-to-it'

type Waiting = { id: string; version: number; submittedAt: string; subject: { id: string } }

/** Somebody writes; the ids of the items in the queue, in the order of the texts. */
export async function leaveTexts(browser: Browser, texts: string[], handle = 'rae'): Promise<string[]> {
  const [writer, mo] = await Promise.all([pageOf(browser, handle), pageOf(browser, 'mo')])
  await Promise.all([writer.goto('/'), mo.goto('/')])
  const comments: string[] = []
  await forgetLimits()
  for (const body of texts) {
    const answer = await writer.request.post(`/api/v1/posts/${slug}/comments`, { headers: { ...sameOrigin(writer), 'Idempotency-Key': randomUUID() }, data: { body } })
    expect(answer.status(), await answer.text()).toBe(202)
    comments.push((await answer.json()).id)
  }
  const items = await readQueue(mo)
  await Promise.all([writer.context().close(), mo.context().close()])
  return comments.map((comment) => {
    const item = items.find(({ subject }) => subject.id === comment)
    return item ? remember(item) : ''
  })
}

/** Whatever still waits of these is approved: only so many texts of one person may wait. */
export async function clear(moderator: Page, ids: string[]) {
  const waiting = (await readQueue(moderator)).filter(({ id }) => ids.includes(id))
  for (const { id, version } of waiting) {
    await moderator.request.post(`/api/v1/moderation/items/${id}/decisions`, { headers: sameOrigin(moderator), data: { action: 'approve', version } })
  }
}

/** Everything that waits, the oldest first. */
export async function readQueue(mo: Page): Promise<Waiting[]> {
  const items: Waiting[] = []
  for (let after = ''; ; ) {
    const page = await (await mo.request.get(`/api/v1/moderation/queue${after && `?after=${after}`}`, { headers: sameOrigin(mo) })).json()
    items.push(...page.items)
    if (!page.next) return items
    after = page.next
  }
}

/** Just before each text that was left, in the queue. */
const before = new Map<string, string>()

function remember({ id, submittedAt }: Waiting): string {
  const place = [new Date(Date.parse(submittedAt) - 1).toISOString(), '00000000-0000-0000-0000-000000000000']
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
