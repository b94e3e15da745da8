import { expect, test } from './test.ts'
import { expectNoViolations } from './barriers.ts'
import { clear, leaveTexts } from './moderators.ts'
import { pageOf, unheardOf } from './visitors.ts'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('from the front page to the very place in an essay where the words stand', async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto('/')
      await page.getByRole('banner').getByRole('searchbox', { name: 'Search' }).fill('windows thirteenth')
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/\/search\?q=windows\+thirteenth$/)
      await expect(page.getByRole('main').getByRole('searchbox')).toHaveValue('windows thirteenth')
      const result = page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^Five miles an hour/ }) })
      await expect(result.locator('mark').first()).toHaveText(/^(window|thirteenth)$/)
      await result.getByRole('heading').getByRole('link').click()
      await expect(page).toHaveURL(/\/posts\/five-miles-an-hour#e-/)
      const heading = page.locator(new URL(page.url()).hash)
      await expect(heading).toBeInViewport()
    })

    test('on a phone a link leads there, and a search is narrowed without a mouse', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 800 })
      await page.goto('/')
      await page.getByRole('banner').getByRole('link', { name: 'Search' }).click()
      const line = page.getByRole('main').getByRole('searchbox')
      await line.focus()
      await page.keyboard.type('film')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('status')).toHaveText(/results/)
      await page.getByText('Narrow it down').focus()
      await page.keyboard.press('Enter')
      await page.getByLabel('Handle of the writer').focus()
      await page.keyboard.type('ada')
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/person=ada/)
      await expect(page.getByLabel('Handle of the writer')).toHaveValue('ada')
      const said = await page.getByRole('main').locator('.search-title').allInnerTexts()
      expect(said.length).toBeGreaterThan(0)
      await page.getByRole('link', { name: 'Comments', exact: true }).click()
      for (const title of await page.getByRole('main').locator('.search-title').allInnerTexts()) expect(title).toMatch(/^Ada Fenwick on /)
    })
  })
}

test('a comment is found as soon as it is approved, and leads to where it stands', async ({ browser }) => {
  const text = unheardOf()
  const number = /\d+/.exec(text)?.[0] ?? ''
  const [item = ''] = await leaveTexts(browser, [text])
  const [reader, mo, rae] = await Promise.all([(await browser.newContext()).newPage(), pageOf(browser, 'mo'), pageOf(browser, 'rae')])
  for (const page of [reader, rae, mo]) {
    await page.goto(`/search?q=${number}`)
    await expect(page.getByRole('status').filter({ hasText: 'Nothing here has these words.' })).toBeVisible()
  }
  await clear(mo, [item])
  await reader.reload()
  await expect(reader.getByRole('main').locator('.search-snippet')).toHaveText(text)
  await expect(reader.locator('mark')).toHaveText(number)
  await expectNoViolations(reader)
  await reader.getByRole('main').locator('.search-title').getByRole('link').click()
  await expect(reader).toHaveURL(/\/posts\/.*#comment-/)
  await expect(reader.getByRole('article').filter({ hasText: text })).toBeInViewport()
})

test('a stroke of the key leads to the line, unless somebody writes', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto('/')
  const line = page.getByRole('banner').getByRole('searchbox')
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(line).toBeFocused({ timeout: 500 })
  }).toPass()
  await expect(line).toHaveValue('')
  await page.keyboard.type('a/b')
  await expect(line).toHaveValue('a/b')
})

test('what cannot be looked for is said beside the line, which keeps it', async ({ page }) => {
  await page.goto('/search?q=%3F%21')
  const line = page.getByRole('main').getByRole('searchbox')
  await expect(line).toHaveValue('?!')
  await expect(line).toHaveAccessibleDescription('There is no word in this search. Please write one or two.')
  await expectNoViolations(page)
})
