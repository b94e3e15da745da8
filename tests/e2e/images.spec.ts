import sharp from 'sharp'
import { expect, test } from './test.ts'
import { expectNoBarrier } from './barriers.ts'
import { pageOf } from './visitors.ts'

test('Ada sends an image without any script, puts its line into the text, and nobody else sees it yet', async ({ browser, request }) => {
  const page = await pageOf(browser, 'ada', { javaScriptEnabled: false })
  const looking = await pageOf(browser, 'ada')
  const expectPlain = async () => {
    await looking.goto(page.url())
    await expectNoBarrier(looking)
  }
  await page.goto('/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  await page.getByRole('link', { name: 'Images' }).click()
  await expect(page.getByText('There are none yet.')).toBeVisible()
  await expectPlain()

  const slope = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#8c2f1b' } }).png().toBuffer()
  await page.getByLabel('The file').setInputFiles({ name: 'river.png', mimeType: 'image/png', buffer: Buffer.from('GIF89a, really') })
  await page.getByLabel(/^What is to be seen/).fill('A red river')
  await page.getByRole('button', { name: 'Send the image' }).click()
  await expect(page.getByText('JPEG, PNG and WebP are.')).toBeVisible()
  await expect(page.getByLabel('What is to be seen')).toHaveValue('A red river')
  await page.getByLabel('The file').setInputFiles({ name: 'river.png', mimeType: 'image/png', buffer: slope })
  await page.getByRole('button', { name: 'Send it again' }).click()

  const line = await page.getByLabel('Markdown for the text').inputValue()
  expect(line).toMatch(/^!\[A red river\]\(\/media\/[0-9a-f]{24}-900x600\.webp\)$/)
  await expectPlain()
  await page.getByRole('link', { name: 'Text', exact: true }).click()
  await page.locator('textarea[name=source]').fill(`It begins here.\n\n${line}\n\nHe ||drowns||.`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'Preview' }).click()
  await expect(page.getByRole('img', { name: 'A red river' })).toBeVisible()
  const spoiler = page.locator('details[data-spoiler]').filter({ hasText: 'drowns' })
  await expect(spoiler).not.toHaveAttribute('open')
  await page.getByText('spoiler', { exact: true }).click()
  await expect(spoiler).toHaveAttribute('open')
  await expectPlain()

  const address = /\((.*)\)/.exec(line)?.[1] ?? ''
  expect((await page.request.get(address)).status()).toBe(200)
  expect((await request.get(address)).status()).toBe(404)
})
