import { expect, test } from './test.ts'
import type { Page } from '@playwright/test'
import { essay, signIn, unheardOf } from './visitors.ts'

/** Everything that the browser refuses to load or run, and everything that breaks, from now on. */
function watch(page: Page): string[] {
  const seen: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|Hydration|hydrat/i.test(message.text())) seen.push(message.text())
  })
  page.on('pageerror', (error) => seen.push(error.message))
  return seen
}

for (const address of ['/', essay, '/people/ada', '/sign-in', '/sign-up', '/no/such/page']) {
  test(`everything that ${address} needs may run under its policy`, async ({ page }) => {
    const seen = watch(page)
    await page.goto(address, { waitUntil: 'networkidle' })
    expect(seen).toEqual([])
  })
}

test('a form works by script under the policy: it is answered without a new document', async ({ page }) => {
  const seen = watch(page)
  await page.goto('/sign-in', { waitUntil: 'networkidle' })
  await page.evaluate(() => Object.assign(window, { sameDocument: true }))
  await page.getByLabel('E-mail address or handle').fill('rae')
  await page.getByLabel('Password', { exact: true }).fill(unheardOf())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true)
  expect(seen).toEqual([])
})

test('the desk works under the policy', async ({ page }) => {
  const seen = watch(page)
  await signIn(page, 'mo', '/account')
  for (const address of ['/moderation/log', '/account']) await page.goto(address, { waitUntil: 'networkidle' })
  // The desk listens for as long as it is open, so its network is never idle.
  const live = page.waitForResponse((answer) => answer.url().includes('/moderation/live'))
  await page.goto('/moderation')
  expect((await live).status()).toBe(200)
  await expect(page.locator('input[name=onward]')).toHaveCount(0)
  expect(seen).toEqual([])
})

test.describe('an intruder', () => {
  test.use({ mayBreakPolicy: true })

  test('a script in a page does not run without the nonce of its policy', async ({ page }) => {
    const seen = watch(page)
    await page.route('**/sign-in', async (route) => {
      const answer = await route.fetch()
      const body = (await answer.text()).replace('</body>', '<script>window.intruder = true</script><img src="x" onerror="window.intruder = true"></body>')
      await route.fulfill({ response: answer, body })
    })
    await page.goto('/sign-in', { waitUntil: 'networkidle' })
    expect(await page.evaluate(() => 'intruder' in window)).toBe(false)
    expect(seen.length).toBeGreaterThan(0)
  })
})
