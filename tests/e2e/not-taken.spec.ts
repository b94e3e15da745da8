import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'
import { enter, essay, signUp, unheardOf } from './visitors.ts'

test.describe.configure({ mode: 'parallel' })

// What was sent and never reached its form: the reason is said, and every word is still there.

const form = (page: Page) => page.locator('form').filter({ has: page.locator('textarea[name=body]') }).last()
const words = (page: Page) => form(page).getByRole('textbox')
const send = (page: Page) => form(page).getByRole('button', { name: 'Send reply' })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a reply larger than the site reads is still there, and its writer is told how much is read', async ({ page }) => {
      await signUp(page, essay)
      const text = 'word '.repeat(60_000)
      await words(page).evaluate((area: HTMLTextAreaElement, value) => void (area.value = value), text)
      await send(page).click()
      await expect(page.getByText(/larger than 256 kB, so we stopped reading/)).toBeVisible()
      if (!javaScriptEnabled) await page.goBack()
      await expect(words(page)).toHaveValue(text)
      await expect(send(page)).toBeEnabled()
    })
  })
}

test('a form about oneself that reaches nobody keeps what was written into it', async ({ page, context }) => {
  await enter(page, 'rae', '/account')
  const text = unheardOf()
  await page.getByLabel(/^About you/).fill(text)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/^We could not be reached/)).toBeVisible()
  await expect(page.getByLabel(/^About you/)).toHaveValue(text)
  await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible()
})
