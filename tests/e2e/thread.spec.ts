import { expect, test } from './test.ts'
import type { Page } from '@playwright/test'
import { expectNoViolations } from './barriers.ts'
import { pageOf } from './visitors.ts'

/** A demo essay with a branch of more than ten levels, and a comment that is gone above replies. */
const deep = '/posts/the-book-next-to-it'

/** What a link or button is called when it is heard alone, without the places that are named twice because they are one. */
async function namesOf(page: Page): Promise<string[]> {
  const controls = page.locator('#conversation').locator('.thread a:not(.comment-name a), .thread summary, .thread button')
  return controls.evaluateAll((all) => all.map((control) => control.getAttribute('aria-label') ?? control.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''))
}

test('to ears, a conversation is a list of articles in lists, each of which says who speaks, to whom, how deep and since when', async ({ page }) => {
  await page.goto(deep)
  const conversation = page.getByRole('region', { name: 'The conversation' })
  await expect(conversation).toMatchAriaSnapshot(`
    - region "The conversation":
      - heading "The conversation" [level=2]
      - paragraph: /\\d+ replies/
      - navigation "Order of the conversation":
        - link "Newest first"
        - link "By time"
      - status
      - list
  `)
  await expect(conversation.getByRole('listitem').filter({ has: page.getByText('arrangement is a document') }).first()).toMatchAriaSnapshot(`
    - listitem:
      - article:
        - heading "A comment that is no longer here" [level=3]
      - group:
        - text: /2 replies to a comment that is no longer here/
        - list:
          - listitem:
            - article:
              - heading /Margaret Dunne ?, replying to a comment that is no longer here, level 2/ [level=3]:
                - link "Margaret Dunne"
              - link /\\d+ \\w+ \\d{4}, comment by Margaret Dunne/:
                - time
              - paragraph: /Whoever has the corridor/
              - paragraph:
                - link /^Reply to Margaret Dunne/
                - link /^Report the comment by Margaret Dunne/
            - group:
              - text: /1 reply to Margaret Dunne/
              - list:
                - listitem:
                  - article:
                    - heading /Beatriz Nogueira ?, replying to Margaret Dunne, level 3/ [level=3]
  `)
})

test('no two links or buttons of a conversation are called alike', async ({ page }) => {
  await page.goto(deep)
  const names = await namesOf(page)
  expect(names.length).toBeGreaterThan(40)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

for (const { width, hasTouch } of [{ width: 1280, hasTouch: false }, { width: 390, hasTouch: true }, { width: 320, hasTouch: true }]) {
  test(`a branch folds and unfolds by ${hasTouch ? 'a finger' : 'a mouse'} at the end of the line below its comment, on which nothing else lies (${width} pixels)`, async ({ browser }) => {
    const page = await (await browser.newContext({ viewport: { width, height: 800 }, hasTouch, isMobile: hasTouch })).newPage()
    await page.goto(deep)
    const branch = page.locator('details.branch').filter({ hasText: 'Whoever has the corridor' }).last()
    const line = branch.locator('summary').first()
    const press = () => (hasTouch ? line.tap() : line.click())
    await expect(branch).toHaveAttribute('open')
    await press()
    await expect(branch).not.toHaveAttribute('open')
    await press()
    await expect(branch).toHaveAttribute('open')
    const links = await page.locator('.comment-foot a:visible').evaluateAll((all) => all.map((link) => {
      link.scrollIntoView({ block: 'center', behavior: 'instant' })
      const { left, top, width, height } = link.getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      return hit === link ? '' : `${link.getAttribute('aria-label')}: ${hit?.outerHTML.slice(0, 60)}`
    }))
    expect(links.filter(Boolean)).toEqual([])
  })
}

test('whoever goes to reply finds the cursor in the field, signed in or not', async ({ browser }) => {
  for (const page of [await (await browser.newContext()).newPage(), await pageOf(browser, 'rae')]) {
    await page.goto(deep)
    await page.getByRole('link', { name: /^Reply to Margaret Dunne/ }).first().click()
    await expect(page.getByRole('textbox', { name: 'Your reply to Margaret Dunne' })).toBeFocused()
  }
})

test('a branch folds and unfolds by keyboard, also without a script', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto(deep)
  const answered = page.locator('.thread > li').filter({ has: page.locator('details.branch') }).first()
  const reply = answered.locator('.branch article').first()
  await expect(reply).toBeVisible()
  await answered.locator('summary').first().focus()
  await page.keyboard.press('Enter')
  await expect(reply).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(reply).toBeVisible()
})

test('a deep branch goes on at a page of its own, and leads back to the place that it left', async ({ page }) => {
  await page.goto(deep)
  const left = await page.locator('li', { has: page.locator('> .continued') }).locator('> article').first().getAttribute('id')
  await page.getByRole('link', { name: /^Continue this thread/ }).first().click()
  await expect(page.getByRole('heading', { level: 2, name: /^What was said to / })).toBeVisible()
  await expect(page.locator('.thread article').first()).toHaveAttribute('id', left ?? '')
  expect(await page.locator('.thread article').count()).toBeGreaterThan(1)
  await expectNoViolations(page)
  await page.getByRole('link', { name: 'back to where it goes on from' }).first().click()
  await expect(page).toHaveURL(`${deep}#${left}`)
  await expect(page.locator('.comment:target')).toHaveAttribute('id', left ?? '')
})

for (const [order, name] of [['newest', 'Newest first'], ['oldest', 'By time']] as const) {
  test(`a conversation is read ${name.toLowerCase()}, and each reply says whom it answers`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 720 })
    await page.goto(deep)
    await page.getByRole('link', { name }).click()
    await expect(page).toHaveURL(`${deep}?order=${order}#conversation`)
    const times = await page.locator('.thread time').evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''))
    expect(times.length).toBeGreaterThan(10)
    expect(times).toEqual(order === 'oldest' ? times.toSorted() : times.toSorted().toReversed())
    await expect(page.locator('.thread .replies')).toHaveCount(0)
    await expect(page.getByText(/^in reply to /).first()).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await page.goto(`${deep}?order=${order}`)
    await expectNoViolations(page)
  })
}
