import type { Page } from '@playwright/test'
import { openLine, publishEssay } from './authors.ts'
import { expectNoBarrier } from './barriers.ts'
import { expect, test } from './test.ts'
import { pageOf, sameOrigin } from './visitors.ts'

/** Ada saves another text, and publishes it if she means it to be read. */
async function change(ada: Page, id: string, title: string, source: string, publishes = true) {
  const now = await ada.goto(`/write/${id}`)
  expect(now?.status()).toBe(200)
  const version = Number(await ada.locator('#writing input[name=version]').inputValue())
  const data = { version, title, standfirst: '', source, contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' }
  expect((await ada.request.post(`/write/${id}/save`, { headers: sameOrigin(ada), data })).status()).toBe(200)
  await ada.goto(`/write/${id}/publish`)
  if (!publishes) return
  await ada.getByRole('button', { name: 'Publish this text' }).click()
  await expect(ada.getByText('Readers see the present text.')).toBeVisible()
}

async function allow(ada: Page, id: string, words: string) {
  await ada.goto(`/write/${id}/publish`)
  const earlier = await openLine(ada, 'Earlier texts')
  await earlier.getByLabel('Earlier published texts').selectOption(words)
  await earlier.getByRole('button', { name: 'Save' }).click()
  await expect(earlier.getByRole('status')).toContainText('Saved')
}

for (const javaScriptEnabled of [true, false]) {
  test(`readers look back at what an essay said when its author lets them, and see no other text (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const ada = await pageOf(browser, 'ada', { javaScriptEnabled: false })
    const { id, path, title } = await publishEssay(ada)
    await change(ada, id, title, 'A hinge holds a gate.')
    await change(ada, id, title, 'Nobody has read that a hinge holds a lid.', false)
    await change(ada, id, title, 'A hinge holds a window.')
    const reader = await (await browser.newContext({ javaScriptEnabled, viewport: { width: javaScriptEnabled ? 1280 : 390, height: 844 } })).newPage()
    await reader.goto(path)
    await expect(reader.getByRole('link', { name: 'earlier texts' })).toHaveCount(0)
    expect((await reader.goto(`${path}/history`))?.status()).toBe(404)

    await allow(ada, id, 'Readers may see what it said before')
    await reader.goto(path)
    await reader.getByRole('link', { name: 'earlier texts' }).click()
    const lines = reader.getByRole('main').getByRole('listitem')
    await expect(lines).toHaveCount(3)
    if (javaScriptEnabled) await expectNoBarrier(reader)
    await lines.first().getByRole('link', { name: /^What changed/ }).click()
    await expect(reader.locator('.text-changes del')).toContainText('gate')
    await expect(reader.locator('.text-changes ins')).toContainText('window')
    if (javaScriptEnabled) await expectNoBarrier(reader)
    await reader.getByRole('link', { name: 'all its texts' }).click()
    await lines.last().getByRole('link', { name: title }).click()
    await expect(reader.getByRole('article')).toContainText('A hinge holds a door.')
    const first = reader.url()
    for (const address of [path, `${path}/history`, first]) {
      await reader.goto(address)
      expect(await reader.content(), address).not.toContain('a hinge holds a lid')
    }

    await allow(ada, id, 'Readers see the present text only')
    for (const address of [`${path}/history`, first]) expect((await reader.goto(address))?.status(), address).toBe(404)
    await reader.goto(path)
    await expect(reader.getByRole('link', { name: 'earlier texts' })).toHaveCount(0)
  })
}
