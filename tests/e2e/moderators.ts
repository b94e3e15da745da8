import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { forgetLimits } from './forget-limits.ts'
import { pageOf, sameOrigin } from './visitors.ts'

const slug = 'the-book-next-to-it'

type Waiting = { id: string; version: number; subject: { id: string } }

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
  return comments.map((comment) => items.find((item) => item.subject.id === comment)?.id ?? '')
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
