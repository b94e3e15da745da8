import type { Browser, Page } from '@playwright/test'
import { openLine } from './authors.ts'
import { expectNoBarrier } from './barriers.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { signUp, unheardOf } from './visitors.ts'

/** Somebody new who writes here, on their own browser. */
async function author(browser: Browser, javaScriptEnabled: boolean): Promise<{ page: Page; handle: string }> {
  const page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } })).newPage()
  const { handle } = await signUp(page)
  await onSite("UPDATE person SET role = 'author' WHERE handle = $1", [handle])
  return { page, handle }
}

async function begin(page: Page): Promise<{ id: string; title: string; save: (version: number, source: string) => Promise<void> }> {
  await page.goto('/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  await page.waitForURL(/\/write\/[\da-f-]{36}/)
  const id = /[\da-f-]{36}/.exec(page.url())?.[0] ?? ''
  const title = `Of two ${unheardOf().replace(/\W/g, '')}`
  const save = async (version: number, source: string) => {
    const data = { version, title, standfirst: '', source, contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' }
    expect((await page.request.post(`/write/${id}/save`, { headers: { Origin: new URL(page.url()).origin }, data })).status()).toBe(200)
  }
  await save(1, 'A ferry, and then another.')
  return { id, title, save }
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

for (const javaScriptEnabled of [true, false]) {
  test(`somebody is asked to write, agrees, is named, and leaves again (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const [{ page: ann, handle: first }, { page: ben, handle: second }] = [await author(browser, javaScriptEnabled), await author(browser, javaScriptEnabled)]
    const { id, title } = await begin(ann)
    await ann.goto(`/write/${id}/publish`)
    const authors = await openLine(ann, 'Authors')
    await authors.getByLabel('Handle of another author').fill(second)
    await authors.getByRole('button', { name: 'Ask them' }).click()
    await expect(authors).toContainText('Asked, and not named above it')
    expect((await ben.goto(`/write/${id}`))?.status()).toBe(404)

    await ben.goto('/write')
    await part(ben, 'You are asked').getByRole('link', { name: title }).click()
    await expect(ben.getByRole('heading', { name: title })).toBeVisible()
    await expect(ben.getByText('A ferry, and then another.')).toBeVisible()
    if (javaScriptEnabled) await expectNoBarrier(ben)
    await ben.getByRole('button', { name: 'Agree' }).click()
    await ben.waitForURL(`**/write/${id}`)

    await ann.goto(`/write/${id}/publish`)
    await part(ann, 'Publish').getByRole('button', { name: 'Publish now' }).click()
    const link = ann.getByRole('link', { name: 'Read it' })
    await expect(link).toBeVisible()
    const address = (await link.getAttribute('href')) ?? ''
    await ann.goto(address)
    for (const handle of [first, second]) await expect(ann.locator(`.byline a[href="/people/${handle}"]`)).toBeVisible()
    await ben.goto(`/write/${id}/publish`)
    await (await openLine(ben, 'Authors')).getByRole('button', { name: 'Leave this essay' }).click()
    await ben.waitForURL('**/write')
    await ann.goto(address)
    await expect(ann.locator(`.byline a[href="/people/${second}"]`)).toHaveCount(0)
  })

  test(`a draft that was changed meanwhile says what is different, and the next press goes on (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const { page } = await author(browser, javaScriptEnabled)
    const { id, save } = await begin(page)
    await page.goto(`/write/${id}/publish`)
    await save(2, 'A ferry, and then a bridge.')
    await part(page, 'Publish').getByRole('button', { name: 'Publish now' }).click()
    await expect(part(page, 'Publish')).toContainText('The text was changed since you looked at it.')
    await expect(part(page, 'Publish').locator('del')).toContainText('another')
    await expect(part(page, 'Publish').locator('ins')).toContainText('a bridge')
    if (javaScriptEnabled) await expectNoBarrier(page)
    await part(page, 'Publish').getByRole('button', { name: 'Publish now' }).click()
    await page.getByRole('link', { name: 'Read it' }).click()
    await expect(page.getByText('A ferry, and then a bridge.')).toBeVisible()
  })
}
