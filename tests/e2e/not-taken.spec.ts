import type { Page } from '@playwright/test'
import { digestOf } from '#lib/people/make-secret.ts'
import { askForLink } from '../people/stories.ts'
import { expectNoBarrier } from './barriers.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { essay, signUp, unheardOf } from './visitors.ts'

test.describe.configure({ mode: 'parallel' })

// What was sent and never reached its form: the reason is said, and every word is still there.

const form = (page: Page) => page.locator('form').filter({ has: page.locator('textarea[name=body]') }).last()
const words = (page: Page) => form(page).getByRole('textbox')
const send = (page: Page) => form(page).getByRole('button', { name: 'Send reply' })

/** The form names an action that no build has any more, as on a page that was opened before the site was renewed. What a script says of that is told in tests/e2e/meanwhile.spec.ts. */
async function makeOlder(page: Page) {
  for (const each of await form(page).locator('input[name^="$ACTION"]').all()) await each.evaluate((field: HTMLInputElement) => {
    const older = (name: string) => name.replace(/[0-9a-f]{38,}/g, (id) => id.replace(/^(..).{6}/, '$1000000'))
    Object.assign(field, { name: older(field.name), value: older(field.value) })
  })
}

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

    test('a sign-in link that becomes too old while it is looked at says so, and another can be sent', async ({ page }) => {
      const token = await askForLink('rae@example.org')
      await page.goto(`/sign-in/link?token=${token}`)
      await expect(page.getByRole('heading', { name: /^Welcome back/ })).toBeVisible()
      await onSite('UPDATE mail_link SET expires_at = now() WHERE id = $1', [digestOf(token)])
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page.getByRole('heading', { name: 'This link is too old' })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Send me a link' })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toHaveCount(0)
      if (javaScriptEnabled) await expectNoBarrier(page)
    })
  })
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a reply on a page of an older build is still there, and nothing offers to send it where nothing takes it', async ({ page }) => {
    await signUp(page, essay)
    const text = unheardOf()
    await words(page).fill(text)
    await makeOlder(page)
    await send(page).click()
    await expect(page.getByText(/has changed since.*, so it was not taken/)).toBeVisible()
    await expect(page.locator('textarea').filter({ hasText: text })).toHaveValue(text)
    await expect(page.getByRole('button', { name: 'Send it again' })).toHaveCount(0)
  })
})
