import { expect, test } from './test.ts'
import type { Locator, Page } from '@playwright/test'
import { essay } from './visitors.ts'

/** The text of the essay; comments are texts as well. */
const text = '.e-content:not(.comment-text)'

/** A demo essay under which one branch goes ten levels deep. */
const deep = '/posts/the-book-next-to-it'

async function open(page: Page, address: string, width: number) {
  await page.setViewportSize({ width, height: 800 })
  await page.goto(address)
  await page.evaluate(() => document.fonts.ready)
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('It is not shown')
  return { ...box, right: box.x + box.width, bottom: box.y + box.height }
}

test('from 1100 pixels a note stands in the margin, level with its mark', async ({ page }) => {
  await open(page, essay, 1100)
  const essayBox = await boxOf(page.locator(text))
  const mark = await boxOf(page.locator('.footnote-ref a').first())
  const note = await boxOf(page.locator('.footnotes li').first())
  expect(note.x).toBeGreaterThan(essayBox.right)
  expect(Math.abs(note.y - mark.y)).toBeLessThan(24)
})

test('notes and contents in the margin never overlap, however close their marks are', async ({ page }) => {
  await open(page, essay, 1100)
  // Every mark in one line, and one after the other so long that it reaches past the next.
  await page.evaluate(() => {
    const list = document.querySelector('.footnotes > ol')
    const first = document.querySelector('.e-content p')
    list?.replaceChildren()
    for (let number = 1; number <= 6; number++) {
      first?.insertAdjacentHTML('afterbegin', `<sup class="footnote-ref"><a id="e-fnref${number}" href="#e-fn${number}">${number}</a></sup>`)
      list?.insertAdjacentHTML('beforeend', `<li id="e-fn${number}"><p>${'A long note. '.repeat(number * 3)}</p></li>`)
    }
  })
  const notes = await page.locator('.footnotes li').all()
  const boxes = await Promise.all([page.getByRole('navigation', { name: 'Contents' }), ...notes].map(boxOf))
  expect(boxes).toHaveLength(7)
  for (const [index, box] of boxes.slice(1).entries()) expect(box.y).toBeGreaterThanOrEqual(boxes[index]?.bottom ?? Infinity)
})

test('on a narrow screen notes stand below the text, and the contents are folded above it', async ({ page }) => {
  await open(page, essay, 390)
  const last = await boxOf(page.locator(`${text} > :not(.footnotes)`).last())
  expect((await boxOf(page.locator('.footnotes'))).y).toBeGreaterThan(last.bottom)
  const contents = page.getByRole('group').filter({ hasText: 'Contents' })
  await expect(contents.getByRole('link').first()).toBeHidden()
  await contents.getByText('Contents').click()
  await expect(contents.getByRole('link').first()).toBeVisible()
})

test('numbers hang in the margin where there is one', async ({ page }) => {
  await open(page, deep, 1100)
  const number = page.locator('.comment-number').first()
  const name = page.locator('.comment-name').first()
  expect((await boxOf(number)).right).toBeLessThan((await boxOf(name)).x)
  await page.setViewportSize({ width: 390, height: 800 })
  expect((await boxOf(number)).x).toBeGreaterThan(0)
})

test('ten levels deep, a reply on the smallest phone still has a line to be read in, and says whom it answers', async ({ page }) => {
  await open(page, deep, 320)
  const texts = await page.locator('.comment-text').all()
  const widths = await Promise.all(texts.map(async (text) => (await boxOf(text)).width))
  expect(Math.min(...widths)).toBeGreaterThan(230)
  const deepest = page.getByRole('article').filter({ has: page.getByRole('heading', { name: /, level 10$/ }) }).first()
  await expect(deepest.getByText('in reply to')).toBeVisible()
})

test('the permanent address of a reply leads to its place and marks it', async ({ page }) => {
  await open(page, deep, 1100)
  const comment = page.locator('.comment').nth(3)
  const id = await comment.getAttribute('id')
  await page.goto(`/c/${id?.replace('comment-', '')}`)
  await expect(page).toHaveURL(`${deep}#${id}`)
  await expect(page.locator('.comment:target')).toHaveAttribute('id', id ?? '')
})

test('on paper there is the text and nothing to press, black on white', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await open(page, essay, 700)
  for (const name of ['Site', 'Contents']) await expect(page.getByRole('navigation', { name })).toBeHidden()
  await expect(page.getByRole('link', { name: /^Reply to / }).first()).toBeHidden()
  const colours = await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor])
  expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
})
