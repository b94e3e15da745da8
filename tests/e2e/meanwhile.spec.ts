import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { nestedReply, signUp, unheardOf } from './visitors.ts'

// What changes between opening a form and sending it. Each story puts the site back as it was: others are told there.

const slug = 'the-line-that-is-not-there'
const essay = `/posts/${slug}`

/** Sends the form that is open; the status of what the browser gets. */
async function send(page: Page): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST' && (response.request().isNavigationRequest() || 'next-action' in response.request().headers())),
    page.getByRole('button', { name: 'Send reply' }).click(),
  ])
  return answer.status()
}

/** Whatever field it stands in. */
async function expectKept(page: Page, text: string) {
  await expect(async () => {
    const fields = await page.locator('textarea').evaluateAll((areas) => areas.map((area) => (area as HTMLTextAreaElement).value))
    expect(fields.filter((value) => value === text)).toHaveLength(1)
  }).toPass()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a conversation that was closed meanwhile says so, and every word is still there', async ({ page }) => {
      await signUp(page, essay)
      const text = unheardOf()
      await page.getByLabel('Your reply to the essay').fill(text)
      await onSite("UPDATE post SET comments_mode = 'closed' WHERE slug = $1", [slug])
      try {
        expect(await send(page)).toBe(422)
        await expect(page.getByRole('main')).toContainText(/closed/)
        await expectKept(page, text)
        if (javaScriptEnabled) await expectNoBarrier(page)
      } finally {
        await onSite("UPDATE post SET comments_mode = 'open' WHERE slug = $1", [slug])
      }
      expect(await onSite("SELECT c.id FROM comment c JOIN comment_revision r ON r.id = c.current_revision_id WHERE r.source = $1", [text])).toEqual([])
    })

    test('an essay that was taken down meanwhile says so, and every word is still there', async ({ page }) => {
      await signUp(page, essay)
      const text = unheardOf()
      await page.getByLabel('Your reply to the essay').fill(text)
      await onSite("UPDATE post SET state = 'archived' WHERE slug = $1", [slug])
      try {
        expect(await send(page)).toBe(404)
        await expect(page.getByText(/is not here any more/)).toBeVisible()
        await expect(page.getByText(/Your text is still here/)).toBeVisible()
        await expectKept(page, text)
        if (javaScriptEnabled) await expectNoBarrier(page)
      } finally {
        await onSite("UPDATE post SET state = 'published' WHERE slug = $1", [slug])
      }
    })

    for (const [where, label] of [['the essay', 'Your reply to the essay'], ['a comment', /^Your reply to /]] as const) {
      test(`somebody who was suspended meanwhile, answering ${where}, is told so, and every word is still there`, async ({ page }) => {
        const { handle } = await signUp(page, essay)
        const text = unheardOf()
        if (where === 'a comment') await nestedReply(page).getByRole('link', { name: /^Reply to / }).click()
        await page.getByLabel(label).fill(text)
        await onSite("INSERT INTO measure (id, person_id, kind, reason, at) SELECT gen_random_uuid(), id, 'suspended', 'A pause.', now() FROM person WHERE handle = $1", [handle])
        expect(await send(page)).toBe(403)
        await expect(page.getByText('Your account is suspended').first()).toBeVisible()
        await expectKept(page, text)
        if (javaScriptEnabled) await expectNoBarrier(page)
      })
    }
  })
}
