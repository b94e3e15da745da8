import { expect, test } from './test.ts'
import { expectNoBarrier } from './barriers.ts'
import { commentWith, essay, nestedReply, signUp } from './visitors.ts'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test('a reader follows a conversation and a branch without commenting, and lets both go', async ({ browser }) => {
      const page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 800 } })).newPage()
      await page.goto(essay)
      await expect(page.getByRole('link', { name: 'Sign in to follow this conversation' })).toBeVisible()
      await signUp(page, essay)
      await page.getByRole('button', { name: 'Follow this conversation' }).click()
      await expect(page.getByText('You follow this conversation.')).toBeVisible()

      await nestedReply(page).getByRole('link', { name: /^Follow the branch/ }).click()
      await page.getByRole('button', { name: 'Follow this branch' }).click()
      await expect(page.getByText('You follow this branch')).toBeVisible()
      if (javaScriptEnabled) await expectNoBarrier(page)

      await page.goto('/account')
      await page.getByRole('link', { name: 'Notices and mail' }).click()
      const followed = page.getByRole('listitem').filter({ hasText: 'Stop following' })
      await expect(followed).toHaveCount(2)
      await page.getByLabel('Replies to your comments').selectOption('Every hour, in one mail')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByText('Saved.')).toBeVisible()
      await expect(page.getByLabel('Replies to your comments')).toHaveValue('hourly')
      if (javaScriptEnabled) await expectNoBarrier(page)
      for (const left of [1, 0]) {
        await followed.first().getByRole('button').click()
        await expect(followed).toHaveCount(left)
      }
    })

    test('whom a reader mutes is folded for them and for nobody else, until they read them again', async ({ browser }) => {
      const page = await (await browser.newContext({ javaScriptEnabled })).newPage()
      await signUp(page, '/people/ada')
      await page.getByRole('button', { name: 'Mute Ada Fenwick' }).click()
      await expect(page.getByText('You muted Ada Fenwick')).toBeVisible()
      await page.goto(essay)
      const words = 'Did anybody at the elevator know why he was going?'
      const folded = page.getByRole('article').filter({ hasText: words }).filter({ has: page.locator('details.muted-text') })
      await expect(folded.getByText('A reply by somebody you muted')).toBeVisible()
      await expect(page.getByText(words)).toBeHidden()
      await folded.getByText('A reply by somebody you muted').click()
      await expect(page.getByText(words)).toBeVisible()

      const stranger = await (await browser.newContext({ javaScriptEnabled })).newPage()
      await stranger.goto(essay)
      await expect(commentWith(stranger, words).first()).toBeVisible()
      await expect(stranger.getByText('A reply by somebody you muted')).toHaveCount(0)

      await page.goto('/account/notices')
      await page.getByRole('button', { name: 'Read again Ada Fenwick' }).click()
      await expect(page.getByText('Nobody. Whom you mute')).toBeVisible()
      await page.goto(essay)
      await expect(page.getByText(words)).toBeVisible()
    })
  })
}

test.describe('a link that ends mail', () => {
  test('and is none of ours has a page of its own, for people and for programs', async ({ page, request }) => {
    for (const token of ['nonsense', 'a.b.c', '%0D%0Ax', 'x'.repeat(2_000)]) {
      const answer = await page.goto(`/unsubscribe/${token}`)
      expect(answer?.status(), token).toBe(404)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('We do not know this link')
      expect((await request.post(`/unsubscribe/${token}/now`, { form: { 'List-Unsubscribe': 'One-Click' } })).status(), token).toBe(404)
    }
  })
})
