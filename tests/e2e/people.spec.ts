import { expect, test } from './test.ts'
import type { Browser, Page } from '@playwright/test'
import { enter, newcomer, signUp, signUpByForm } from './visitors.ts'

/** Without a mail server administrators hand mail on: Ida looks up the newest to somebody and finds the link in it. */
async function linkFor(browser: Browser, email: string, subject: RegExp): Promise<string> {
  const page = await browser.newPage()
  await enter(page, 'ida', '/admin/mail')
  const mail = page.getByRole('listitem').filter({ hasText: email }).filter({ hasText: subject }).first()
  const text = (await mail.locator('pre').textContent()) ?? ''
  await page.close()
  const address = /https?:\S+token=\S+/.exec(text)?.[0] ?? ''
  return address.replace(/^https?:\/\/[^/]+/, '')
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('Nia proves her address, signs out, comes back by a link, and chooses a new password', async ({ page, browser, baseURL }) => {
      const nia = await signUpByForm(page, '/account')
      await expect(page.getByRole('main')).toContainText('not verified yet')
      await page.goto(await linkFor(browser, nia.email, /Is this your address/))
      await page.getByRole('button', { name: 'Yes, this is my account' }).click()
      await expect(page.getByRole('main')).toContainText('Your address is verified.')
      await signOut(page)
      expect((await page.context().cookies()).map(({ name }) => name)).toEqual([])

      await page.goto('/account')
      await expect(page).toHaveURL(/\/sign-in\?then=%2Faccount$/)
      await page.getByLabel('E-mail address', { exact: true }).fill(nia.email)
      await page.getByRole('button', { name: 'Send me a link' }).click()
      await expect(page.getByText('If an account has this address')).toBeVisible()
      const link = await linkFor(browser, nia.email, /sign-in link/)
      await page.goto(link)
      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
      await expect(page).toHaveURL(`${baseURL}/account`)

      await page.getByLabel('New password', { exact: true }).fill('another four words here')
      await page.getByRole('button', { name: 'Change password' }).click()
      await expect(page.getByText('Your password is changed.')).toBeVisible()
      await page.goto(link)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link was used already')
      await expect(page.getByRole('button', { name: 'Send me a link' })).toBeVisible()
    })

    test('Nia writes a few lines about herself, and a wrong address of a site loses none of them', async ({ page }) => {
      await signUp(page, '/account')
      await page.getByLabel(/^About you/).fill('Reads *slowly*.')
      await page.getByLabel(/^Website/).fill('javascript:alert(1)')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByLabel(/^Website/)).toHaveAccessibleDescription(/address of a web page/)
      await expect(page.getByLabel(/^About you/)).toHaveValue('Reads *slowly*.')
      await page.getByLabel(/^Website/).fill('example.org')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByText('Saved.')).toBeVisible()
      await page.reload()
      await expect(page.getByLabel(/^About you/)).toHaveValue('Reads *slowly*.')
      await expect(page.getByLabel(/^Website/)).toHaveValue('https://example.org')
    })

    test('Nia signs out a browser that she left signed in elsewhere', async ({ page, browser }) => {
      const nia = await signUp(page, '/account')
      const other = await browser.newPage({ javaScriptEnabled })
      await other.goto('/sign-in?then=%2Faccount')
      await other.getByLabel('E-mail address or handle').fill(nia.handle)
      await other.getByLabel('Password', { exact: true }).fill(nia.password)
      await other.getByRole('button', { name: 'Sign in', exact: true }).click()
      const lines = other.getByRole('listitem').filter({ hasText: /^Since .*, until/ })
      await expect(lines).toHaveCount(2)
      await other.getByRole('button', { name: /^Sign out there/ }).click()
      await expect(lines).toHaveCount(1)
      await expect(lines).toContainText('in this browser')
      await page.goto('/account')
      await expect(page).toHaveURL(/\/sign-in/)
      await other.close()
    })

    test('somebody who loses a right, or is suspended, is out at the next page', async ({ page, browser }) => {
      const nia = await signUp(page, '/account')
      const office = await browser.newPage()
      await enter(office, 'ida', `/admin/people/${nia.handle}`)
      for (const role of ['moderator', 'reader']) {
        await office.getByLabel('Role').selectOption(role)
        await office.getByRole('button', { name: 'Change role' }).click()
        await expect(office.getByText('Changed.')).toBeVisible()
        await page.goto('/account')
        await expect(page).toHaveURL(/\/sign-in/)
        await page.getByLabel('E-mail address or handle').fill(nia.handle)
        await page.getByLabel('Password', { exact: true }).fill(nia.password)
        await page.getByRole('button', { name: 'Sign in', exact: true }).click()
        await expect(page.getByRole('main')).toContainText(`@${nia.handle}, ${role}`)
        await office.reload()
      }
      await office.goto(`/moderation/people/${nia.handle}`)
      const [pace, until, dismissal] = [office.getByLabel('Between two texts'), office.getByLabel(/^Until/), office.getByRole('checkbox', { name: /^Reject all that waits/ })]
      for (const part of [pace, until, dismissal]) await expect(part).toBeHidden()
      await office.getByRole('radio', { name: /^Slow/ }).check()
      await expect(pace).toBeVisible()
      await expect(dismissal).toBeHidden()
      await office.getByRole('radio', { name: /^Suspended/ }).check()
      await expect(pace).toBeHidden()
      await expect(until).toBeVisible()
      await expect(dismissal).toBeVisible()
      await expect(dismissal).not.toBeChecked()
      await office.getByLabel('Reason').fill('A test of patience')
      await office.getByRole('button', { name: 'Take this measure' }).click()
      await expect(office.getByRole('region', { name: 'In force' })).toContainText('A test of patience')
      await page.goto('/account')
      await expect(page).toHaveURL(/\/sign-in/)
      await page.getByLabel('E-mail address or handle').fill(nia.handle)
      await page.getByLabel('Password', { exact: true }).fill(nia.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page.getByRole('main').getByRole('alert')).toContainText('A test of patience')
      await office.close()
    })
  })
}

test('an address that somebody has and one that nobody has get the same page', async ({ browser }) => {
  const texts: string[] = []
  for (const email of ['ada@example.org', newcomer().email]) {
    const page = await browser.newPage()
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address', { exact: true }).fill(email)
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await expect(page.getByText('If an account has this address')).toBeVisible()
    texts.push(await page.getByRole('main').innerText())
    await page.close()
  }
  expect(texts[0]).toBe(texts[1])
})

test('no address of next-auth lets anybody in or out by itself', async ({ request }) => {
  for (const path of ['signin', 'signin/password', 'signout', 'session', 'csrf', 'providers', 'callback/password', 'callback/link', 'callback/sign-up', 'error']) {
    expect((await request.get(`/api/auth/${path}`, { maxRedirects: 0 })).status(), path).toBe(404)
  }
  const looked = await request.get('/sign-out', { maxRedirects: 0 })
  expect([looked.status(), looked.headers().location, looked.headers()['set-cookie']]).toEqual([303, '/', undefined])
  expect((await request.post('/sign-out', { headers: { origin: 'https://evil.example' }, maxRedirects: 0 })).status()).toBe(403)
})
