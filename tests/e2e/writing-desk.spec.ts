import type { Browser, Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { expect, test } from './test.ts'
import { pageOf } from './visitors.ts'

const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true })
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()

/** Ada begins an essay in a browser that runs no scripts. */
async function begin(browser: Browser): Promise<Page> {
  const page = await pageOf(browser, 'ada', { javaScriptEnabled: false })
  await page.goto('/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  await expect(page).toHaveURL(/\/write\/[0-9a-f-]{36}$/)
  return page
}

/** The same page with scripts, since axe is one. */
async function looked(browser: Browser, page: Page) {
  const other = await pageOf(browser, 'ada')
  await other.goto(page.url())
  await expectNoBarrier(other)
  await other.context().close()
}

async function write(page: Page, words: string, title = `On ${words.slice(0, 20)}`) {
  await page.getByLabel('Title', { exact: true }).fill(title)
  await text(page).fill(words)
  await save(page)
}

test('an essay is written, found again, looked at and brought back without a script', async ({ browser }) => {
  const page = await begin(browser)
  const here = page.url()
  await write(page, 'The *first* text of it.', 'A desk without scripts')
  await expect(page.getByText('Saved.')).toBeVisible()
  await write(page, 'The second text of it.', 'A desk without scripts')
  await expect(page.getByText(/5 words, 1 min to read, saved/)).toBeVisible()
  await page.goto('/write')
  await page.getByRole('link', { name: 'A desk without scripts', exact: true }).first().click()
  await expect(text(page)).toHaveValue('The second text of it.')

  await page.getByRole('link', { name: 'History', exact: true }).click()
  await page.getByRole('button', { name: 'Compare the two' }).click()
  await expect(page.locator('.text-changes')).toContainText('second')
  await looked(browser, page)
  await page.goto(`${here}/history`)
  await looked(browser, page)
  await page.getByRole('link', { name: /^Read of/ }).nth(1).click()
  await expect(page.locator('.prose em')).toHaveText('first')
  await looked(browser, page)
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await expect(page).toHaveURL(here)
  await expect(text(page)).toHaveValue('The *first* text of it.')
  await page.getByRole('link', { name: 'Preview', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A desk without scripts')
  await expect(page.locator('.prose em')).toHaveText('first')
})

test('two windows without scripts lose nothing of either text', async ({ browser }) => {
  const page = await begin(browser)
  const here = page.url()
  const other = await page.context().newPage()
  await other.goto(here)
  await write(other, 'It begins.\n\nThis window was first.', 'Two windows')
  await write(page, 'It begins.\n\nThat window was late.', 'Two windows')
  await expect(page.getByRole('heading', { name: 'There are two texts' })).toBeVisible()
  await expect(page.locator('.text-changes del').first()).toContainText('This')
  await expect(text(page)).toHaveValue(/That window was late\.\s+This window was first\./)
  await looked(browser, page)
  await page.getByRole('button', { name: 'Save this text' }).click()
  await expect(page).toHaveURL(here)
  await expect(text(page)).toHaveValue(/That window was late\.\s+This window was first\./)
  await page.goto(`${here}/history`)
  await expect(page.getByText('kept aside by Ada')).toBeVisible()
})

test('what is sent after the session has ended comes back, and is saved from there', async ({ browser }) => {
  const page = await begin(browser)
  const cookies = await page.context().cookies()
  await page.getByLabel('Title', { exact: true }).fill('After the end')
  await text(page).fill('Typed when the session\nwas over already.')
  await page.context().clearCookies()
  await save(page)
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await page.context().addCookies(cookies)
  await page.getByRole('button', { name: 'Send it again' }).click()
  await expect(text(page)).toHaveValue('Typed when the session\nwas over already.')
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('After the end')
})

test('a text of 500,000 characters is refused beside the field and stays in it', async ({ browser }) => {
  const page = await begin(browser)
  await text(page).fill('wort '.repeat(100_000))
  await save(page)
  await expect(page.getByText('This is 500,000 characters long; 300,000 is the most that fits. Nothing was lost.')).toBeVisible()
  expect((await text(page).inputValue()).length).toBe(500_000)
})

test('nobody else learns that there is such an essay', async ({ browser }) => {
  const page = await begin(browser)
  await write(page, 'For nobody else yet.')
  const parts = ['', '/preview', '/history']
  for (const who of ['rae', 'mo']) {
    const stranger = await pageOf(browser, who, { javaScriptEnabled: false })
    for (const part of parts) expect((await stranger.goto(page.url() + part))?.status(), `${who} ${part}`).toBe(404)
  }
  const ida = await pageOf(browser, 'ida', { javaScriptEnabled: false })
  await ida.goto(page.url())
  await expect(ida.getByText('You can change it because you administer the site.')).toBeVisible()
  const context = await browser.newContext({ javaScriptEnabled: false })
  const nobody = await context.newPage()
  await nobody.goto(page.url())
  await expect(nobody).toHaveURL(/\/sign-in\?then=/)
})
