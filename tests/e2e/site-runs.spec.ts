import { expect, test } from './test.ts'
import { demoPassword } from '../setup/demo-people.ts'

test('the process lives and is ready', async ({ request }) => {
  expect((await request.get('/healthz')).status()).toBe(200)
  expect((await request.get('/readyz')).status()).toBe(200)
})

test('the front page leads to an essay', async ({ page }) => {
  await page.goto('/')
  await page.locator('main a[href^="/posts/"]').first().click()
  await expect(page).toHaveURL(/\/posts\/[^/]+$/)
  await expect(page.locator('main h1')).toBeVisible()
})

test('every demo person that is printed at the first start has a password', () => {
  for (const handle of ['ada', 'mo', 'noor', 'rae', 'nia', 'sol', 'ida']) expect(demoPassword(handle)).toMatch(/\S{12,}/)
})
