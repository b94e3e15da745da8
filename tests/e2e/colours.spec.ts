import type { CDPSession, Page } from '@playwright/test'
import { expect, test } from './test.ts'
import { essay, pageOf } from './visitors.ts'

const paper = { light: 'rgb(253, 252, 249)', dark: 'rgb(22, 21, 19)' }

const paperOf = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
const choose = (page: Page, name: 'Light' | 'Dark' | 'As the device') =>
  page.getByRole('form', { name: 'Colours' }).getByRole('button', { name, exact: false }).click()

test('without a script a choice of colours holds on every page, and leads back to where it was made', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, colorScheme: 'light' })).newPage()
  await page.goto(essay)
  await choose(page, 'Dark')
  await expect(page).toHaveURL(`${essay}#colours`)
  await expect(page.getByRole('button', { name: 'Dark (chosen)' })).toBeInViewport()
  for (const address of [essay, '/', '/people/ada', '/sign-in', '/no/such/page']) {
    await page.goto(address)
    expect(await paperOf(page), address).toBe(paper.dark)
    expect(await page.locator('meta[name="theme-color"]').first().getAttribute('content')).toBe('#161513')
  }
  await page.goto(essay)
  await choose(page, 'As the device')
  expect(await paperOf(page)).toBe(paper.light)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await paperOf(page)).toBe(paper.dark)
})

test('with a script the page stays where it is, and the next page knows', async ({ browser }) => {
  const page = await pageOf(browser, 'rae', { colorScheme: 'dark' })
  await page.goto(essay)
  await page.evaluate(() => Object.assign(window, { same: true }))
  const remembered = page.waitForResponse('**/theme')
  await choose(page, 'Light')
  expect(await paperOf(page)).toBe(paper.light)
  await expect(page.getByRole('button', { name: 'Light (chosen)' })).toBeFocused()
  expect(await page.evaluate(() => 'same' in window)).toBe(true)
  await remembered
  await page.goto('/')
  expect(await paperOf(page)).toBe(paper.light)
})

/** What the window shows from the moment that somebody asks for a page until it is whole, as the lightness of each picture from 0 to 255. */
async function lightnessWhileLoading(page: Page, address: string): Promise<number[]> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const pictures: string[] = []
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    pictures.push(data)
    void session.send('Page.screencastFrameAck', { sessionId })
  })
  // A style sheet that is late is when a page would flash.
  await page.route('**/*.css*', async (route) => {
    await new Promise((done) => setTimeout(done, 900))
    await route.continue()
  })
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 })
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForTimeout(300)
  await session.send('Page.stopScreencast')
  const reader = await page.context().newPage()
  const lightness = await reader.evaluate(async (all) => {
    const canvas = new OffscreenCanvas(64, 64)
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    const of: number[] = []
    for (const each of all) {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${each}`)).blob())
      pen?.drawImage(picture, 0, 0, 64, 64)
      const points = pen?.getImageData(0, 0, 64, 64).data ?? []
      let sum = 0
      for (let at = 0; at < points.length; at += 4) sum += ((points[at] ?? 0) + (points[at + 1] ?? 0) + (points[at + 2] ?? 0)) / 3
      of.push(Math.round(sum / (points.length / 4)))
    }
    return of
  }, pictures)
  await reader.close()
  return lightness
}

for (const [theme, device] of [['dark', 'light'], ['light', 'dark'], ['system', 'dark']] as const) {
  test(`nothing flashes when ${theme} is chosen on a device that is ${device}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ colorScheme: device, bypassCSP: true })
    await context.addCookies([{ name: 'afterword_theme', value: theme, url: baseURL ?? '' }])
    const page = await context.newPage()
    await page.goto('/people/ada')
    const lightness = await lightnessWhileLoading(page, essay)
    expect(lightness.length).toBeGreaterThan(1)
    if (theme === 'light') expect(Math.min(...lightness)).toBeGreaterThan(180)
    else expect(Math.max(...lightness)).toBeLessThan(75)
  })
}

test('pages for the three choices differ in three attributes, so that one stored page can serve them all', async ({ request }) => {
  const read = async (theme: string) => {
    const html = await (await request.get(essay, { headers: { cookie: `afterword_theme=${theme}` } })).text()
    // What the framework adds for its own half of a page is not stored; the moment of a page is the moment of whichever was stored.
    return html.replaceAll(/<script.*?<\/script>/gs, '').replaceAll(/ (nonce|data-shown-until)="[^"]*"/g, '')
  }
  const [system, dark] = [await read('system'), await read('dark')]
  expect(dark).toContain('data-theme="dark"')
  const dressed = system
    .replace('data-theme="system"', 'data-theme="dark"')
    .replace('name="theme-color" content="#fdfcf9"', 'name="theme-color" content="#161513"')
    .replace('name="color-scheme" content="light dark"', 'name="color-scheme" content="dark"')
  expect(dressed).toBe(dark)
})

test('a cookie that says nothing known is as none, and only a page of ours can choose', async ({ request }) => {
  for (const theme of ['blue', '', 'dark%22%3E', 'x'.repeat(3000)]) {
    const html = await (await request.get('/', { headers: { cookie: `afterword_theme=${theme}` } })).text()
    expect(html, theme).toContain('data-theme="system"')
  }
  const elsewhere = await request.post('/theme', { form: { theme: 'dark' }, headers: { origin: 'https://elsewhere.example' }, maxRedirects: 0 })
  expect([elsewhere.status(), elsewhere.headers()['set-cookie']]).toEqual([403, undefined])
})

test('where the device chooses every colour, all that has an edge or a state still shows it', async ({ browser }) => {
  const page = await pageOf(browser, 'rae', { forcedColors: 'active' })
  await page.goto(essay)
  const seen = await page.evaluate(() => {
    const style = (selector: string) => {
      const element = document.querySelector(selector)
      if (!element) throw new Error(selector)
      return getComputedStyle(element)
    }
    return {
      field: style('.reply-form textarea').borderTopWidth,
      button: style('.reply-form .button').borderTopWidth,
      others: style('.theme-choice [value="dark"]').textDecorationLine,
      chosen: style('.theme-choice [value="system"]').textDecorationLine,
      hairline: style('.replies-1').borderInlineStartStyle,
    }
  })
  expect(seen).toEqual({ field: '1px', button: '1px', others: 'underline', chosen: 'none', hairline: 'solid' })
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).toBe('solid')
})
