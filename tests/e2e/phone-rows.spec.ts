import type { Locator } from '@playwright/test'
import { publishEssay } from './authors.ts'
import { expectNoBarrier } from './barriers.ts'
import { expect, test } from './test.ts'
import { pageOf } from './visitors.ts'

/** Two rows of targets are higher than this, one is not, in pixels. */
const oneRow = 72

async function expectOneRow(part: Locator) {
  const box = await part.boundingBox()
  expect(box?.height ?? 0).toBeGreaterThan(20)
  expect(box?.height ?? 0).toBeLessThan(oneRow)
}

for (const javaScriptEnabled of [true, false]) {
  test(`on a phone the head of a page and the parts of an essay take a row each, and bring the rest up when asked (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const phone = { javaScriptEnabled, viewport: { width: 390, height: 844 } }
    const [ada, ida] = [await pageOf(browser, 'ada', phone), await pageOf(browser, 'ida', phone)]
    const { id, path } = await publishEssay(ada)
    for (const address of [path, `/write/${id}`, `/write/${id}/conversation`]) {
      await ada.goto(address)
      await expectOneRow(ada.getByRole('banner'))
    }
    await ada.goto(`/write/${id}/publish`)
    const parts = ada.getByRole('navigation', { name: 'This essay' })
    await expectOneRow(parts)
    await expect(parts.getByRole('link', { name: 'Preview' })).toBeHidden()
    await parts.getByRole('button', { name: /Publishing/ }).click()
    if (javaScriptEnabled) await expectNoBarrier(ada)
    await parts.getByRole('link', { name: 'Preview' }).click()
    await expect(ada).toHaveURL(`/write/${id}/preview`)

    await ida.goto(path)
    await expectOneRow(ida.getByRole('banner'))
    const site = ida.getByRole('navigation', { name: 'Site' })
    await site.getByRole('button', { name: 'Menu' }).click()
    for (const name of ['Works', 'Write', 'Administration', 'Search']) await expect(site.getByRole('link', { name, exact: true })).toBeVisible()
    await expect(site.getByRole('button', { name: 'Sign out' })).toBeVisible()
    await ida.keyboard.press('Escape')
    await expect(site.getByRole('link', { name: 'Administration' })).toBeHidden()
    await expect(site.getByRole('button', { name: 'Menu' })).toBeFocused()
  })
}
