import type { Browser, Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { onSite } from './tell-now.ts'
import { openLine } from './authors.ts'
import { expect, test } from './test.ts'
import { signUp, unheardOf } from './visitors.ts'

/** Somebody new, on their own browser; a reader unless a role is given. */
async function somebody(browser: Browser, javaScriptEnabled: boolean, role = 'author'): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })).newPage()
  const { handle } = await signUp(page)
  if (role !== 'reader') await onSite('UPDATE person SET role = $2::role WHERE handle = $1', [handle, role])
  return page
}

/** A draft with a paragraph in it. @returns its title */
async function begin(page: Page): Promise<{ id: string; title: string }> {
  const title = `Left lying ${unheardOf().replace(/\D/g, '')}`
  await page.goto('/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  await page.waitForURL(/\/write\/[\da-f-]{36}/)
  const id = /[\da-f-]{36}/.exec(page.url())?.[0] ?? ''
  const data = { version: 1, title, standfirst: '', source: 'Nobody has read this.', contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' }
  expect((await page.request.post(`/write/${id}/save`, { headers: { Origin: new URL(page.url()).origin }, data })).status()).toBe(200)
  return { id, title }
}

for (const javaScriptEnabled of [true, false]) {
  for (const role of ['author', 'reader']) {
    test(`a draft is deleted, lies among the deleted ones, and is brought back as it was (${role}, JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
      const page = await somebody(browser, javaScriptEnabled, role)
      const { id, title } = await begin(page)
      await page.goto('/write')
      await page.getByRole('link', { name: `Delete ${title}` }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Delete “${title}”`)
      await expect(page.getByRole('main')).toContainText('No reader has ever seen it.')
      await expect(page.getByRole('main')).toContainText('For 30 days you can bring it back as it was')
      if (javaScriptEnabled) await expectNoBarrier(page)
      await page.getByRole('button', { name: `Delete this draft ${title}` }).click()

      await page.waitForURL('**/write/deleted')
      await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible()
      if (javaScriptEnabled) await expectNoBarrier(page)
      expect((await page.goto(`/write/${id}`))?.status()).toBe(404)
      await page.goto('/write')
      await expect(page.getByRole('main')).not.toContainText(title)
      await page.getByRole('link', { name: 'One deleted draft' }).click()
      await page.getByRole('button', { name: `Bring it back ${title}` }).click()

      await page.waitForURL(`**/write/${id}`)
      await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(title)
      await expect(page.locator('#writing-source')).toHaveValue('Nobody has read this.')
      await page.goto('/write/deleted')
      await expect(page.getByRole('main')).toContainText('Nothing is here.')
    })
  }
}

test('what readers saw is not deleted, and the page says why', async ({ browser }) => {
  const page = await somebody(browser, false)
  const { id } = await begin(page)
  await page.goto(`/write/${id}/publish`)
  await (await openLine(page, 'On your desk')).getByRole('link', { name: 'Delete this draft' }).click()
  await expect(page.getByRole('button', { name: /Delete this draft/ })).toBeVisible()
  await page.goto(`/write/${id}/publish`)
  const day = page.getByLabel('An earlier date')
  await expect(day).toBeHidden()
  await page.getByText('With an earlier date').click()
  await day.fill('2031-01-01')
  await page.getByRole('button', { name: 'Publish now' }).click()
  await expect(day).toHaveValue('2031-01-01')
  await expect(day).toHaveAttribute('aria-invalid', 'true')
  await day.fill('2019-05-24')
  await page.getByRole('button', { name: 'Publish now' }).click()
  await expect(page.getByText('Published on 24 May 2019.')).toBeVisible()
  const date = await openLine(page, 'Date')
  await date.getByLabel('The date that it bears').fill('2018-01-02')
  await date.getByRole('button', { name: 'Correct the date' }).click()
  await expect(page.getByText('Published on 2 January 2018.')).toBeVisible()
  await page.goto(`/write/${id}/history`)
  await expect(page.getByRole('main')).toContainText('it bears the date of 2 January 2018, not of 24 May 2019')
  await page.goto(`/write/${id}/delete`)
  await expect(page.getByRole('main')).toContainText('What readers saw is never deleted')
  await expect(page.getByRole('button', { name: /Delete this draft/ })).toHaveCount(0)
})
