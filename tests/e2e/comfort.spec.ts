import { randomUUID } from 'node:crypto'
import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'
import { browserArguments } from '../setup/browser-arguments.ts'
import { forgetLimits } from './forget-limits.ts'
import { readPaper } from './read-paper.ts'
import { expect, test } from './test.ts'
import { commentWith, essay, pageOf, sameOrigin, unheardOf } from './visitors.ts'

const withNotes = '/posts/the-book-next-to-it'

async function open(page: Page, address: string, width: number, height = 800) {
  await page.setViewportSize({ width, height })
  await page.goto(address)
  await page.evaluate(() => document.fonts.ready)
}

const contents = (page: Page) => page.getByRole('navigation', { name: 'Contents' })
const sectionRead = (page: Page) => contents(page).locator('[aria-current="true"]')
const readOn = (page: Page, heading: string) =>
  page.locator('.essay .e-content').getByRole('heading', { name: heading, exact: true }).evaluate((element) => element.scrollIntoView({ block: 'start' }))

test('contents in the margin say which section is read, and move nothing', async ({ page }) => {
  await open(page, withNotes, 1440)
  await expect(sectionRead(page)).toHaveCount(0)
  for (const heading of ['The law of the good neighbour', 'Four ways to put a book down', 'Find out more']) {
    await readOn(page, heading)
    const before = await page.evaluate(() => scrollY)
    await expect(sectionRead(page)).toHaveText(heading)
    await expect(sectionRead(page)).toBeInViewport()
    expect(await page.evaluate(() => scrollY)).toBe(before)
  }
  await page.evaluate(() => scrollTo(0, 0))
  await expect(sectionRead(page)).toHaveCount(0)
})

test('contents that are longer than the window scroll by themselves and keep the section in sight', async ({ page }) => {
  await open(page, withNotes, 1440, 260)
  await readOn(page, 'Find out more')
  await expect(sectionRead(page)).toHaveText('Find out more')
  await expect(sectionRead(page)).toBeInViewport()
  const list = await contents(page).evaluate((nav) => [nav.scrollTop > 0, nav.scrollHeight > nav.clientHeight])
  expect(list).toEqual([true, true])
})

test('contents that go along never cover a note', async ({ page }) => {
  for (const width of [1100, 1280, 1408, 1440, 1920]) {
    await open(page, withNotes, width, 900)
    await page.locator('.footnote-ref a').last().evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const covered = await page.evaluate(() => {
      const list = document.querySelector('.contents-follow')?.getBoundingClientRect()
      return [...document.querySelectorAll('.footnotes li, .e-content > p')].filter((each) => {
        const box = each.getBoundingClientRect()
        return list && box.left < list.right && box.right > list.left && box.top < list.bottom && box.bottom > list.top
      }).length
    })
    expect(covered, `${width} pixels`).toBe(0)
  }
})

test('without a script the contents are plain links, and none is marked', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1440, height: 800 } })).newPage()
  await page.goto(withNotes)
  await contents(page).getByRole('link', { name: 'Find out more' }).click()
  await expect(page.locator('.essay .e-content').getByRole('heading', { name: 'Find out more' })).toBeInViewport()
  await expect(sectionRead(page)).toHaveCount(0)
})

/** What a style sheet for paper leaves to be seen, as one line of text. */
async function onPaper(page: Page): Promise<string> {
  return page.evaluate(() => {
    const seen: string[] = []
    const walk = (element: Element) => {
      const style = getComputedStyle(element)
      if (style.display === 'none' || style.visibility === 'hidden') return
      if (element instanceof HTMLElement && element.checkVisibility && !element.checkVisibility({ contentVisibilityAuto: true })) return
      for (const node of element.childNodes) {
        if (node instanceof Element) walk(node)
        else seen.push(node.textContent ?? '')
      }
      const after = getComputedStyle(element, '::after').content
      if (after !== 'none' && after !== 'normal') seen.push(after)
    }
    walk(document.body)
    return seen.join(' ').replaceAll(/\s+/g, ' ')
  })
}

test('on paper the essay stands alone, with its notes and each address once, until somebody wants the conversation', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: true, colorScheme: 'dark' })).newPage()
  await open(page, withNotes, 800)
  const addresses = await page.locator('.paper-addresses li').allInnerTexts()
  const links = await page.locator('.essay .e-content a[data-address]').count()
  expect(links).toBeGreaterThan(0)
  expect(new Set(addresses).size).toBe(addresses.length)
  await page.emulateMedia({ media: 'print' })
  const alone = await onPaper(page)
  expect(alone).toContain('An earlier version of this essay said')
  expect(alone).toContain('Corrected on')
  for (const address of addresses) expect(alone.split(address)).toHaveLength(2)
  expect(alone).not.toContain('The conversation')
  await page.emulateMedia({ media: 'screen' })
  await page.getByLabel('Print the conversation too').check()
  await page.emulateMedia({ media: 'print' })
  const whole = await onPaper(page)
  expect(whole).toContain('The conversation')
  for (const word of ['Reply', 'Report', 'Sign in', 'Search', 'Print the conversation', 'Light', 'Skip to']) expect(whole, word).not.toMatch(new RegExp(`\\b${word}\\b`))
})

test('a conversation on paper is what everybody reads, without the own text that waits', async ({ browser }) => {
  const [nia, body] = [await pageOf(browser, 'nia'), unheardOf()]
  await nia.goto(withNotes)
  await forgetLimits()
  const answer = await nia.request.post(`/api/v1${withNotes}/comments`, { headers: { ...sameOrigin(nia), 'Idempotency-Key': randomUUID() }, data: { body } })
  expect(answer.status(), await answer.text()).toBe(202)
  await nia.goto(withNotes)
  await nia.getByLabel('Print the conversation too').check()
  await expect(commentWith(nia, body)).toBeVisible()
  await nia.emulateMedia({ media: 'print' })
  await expect(nia.getByRole('heading', { name: 'The conversation' })).toBeVisible()
  await expect(commentWith(nia, body)).toBeHidden()
})

test('what a browser prints holds the whole text, its notes and its addresses, and nothing to press', async ({ browser }) => {
  const page = await (await browser.newContext({ colorScheme: 'dark' })).newPage()
  await open(page, withNotes, 1440)
  const alone = readPaper(await page.pdf({ format: 'A4' }))
  expect(alone.length).toBeGreaterThan(2)
  const text = alone.join(' ')
  for (const words of ['The book next to it', 'did an alarming thing', 'Find out more', 'An earlier version of this essay', '[1]']) expect(text).toContain(words)
  for (const words of ['The conversation', 'Sign in', 'Contents', 'Guidelines', 'Further reading']) expect(text).not.toContain(words)
  await page.getByLabel('Print the conversation too').check()
  const whole = readPaper(await page.pdf({ format: 'A4' }))
  expect(whole.length).toBeGreaterThan(alone.length)
  expect(whole.join(' ')).toContain('The conversation')
})

test('what is folded is unfolded on paper, but not what gives something away', async ({ page }) => {
  await open(page, essay, 800)
  await page.locator('.essay .e-content').evaluate((text) => {
    for (const [name, spoiler] of [['The recipe', false], ['Spoiler', true]] as const) {
      const [fold, summary, words] = [document.createElement('details'), document.createElement('summary'), document.createElement('p')]
      summary.textContent = name
      words.textContent = `What ${name} hides`
      if (spoiler) fold.dataset.spoiler = ''
      fold.append(summary, words)
      text.append(fold)
    }
  })
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('What The recipe hides')).toBeVisible()
  await expect(page.getByText('What Spoiler hides')).toBeHidden()
})

/** The pages that most people see, each as whoever sees most of it. */
const pages: { who: string | null; address: string }[] = [
  { who: null, address: '/' },
  { who: null, address: withNotes },
  { who: 'ada', address: essay },
  { who: null, address: '/series/notes-from-the-catalogue' },
  { who: null, address: '/tags/attention' },
  { who: null, address: '/people/hester' },
  { who: null, address: '/guidelines' },
  { who: null, address: '/sign-up' },
  { who: 'rae', address: '/account/comments' },
  { who: 'rae', address: '/notifications' },
  { who: 'mo', address: '/moderation' },
  { who: 'ida', address: '/admin' },
]

/** WCAG 1.4.12, for whoever needs more air between letters, words, lines and paragraphs. */
const spacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'
/** Whatever holds words and cuts them off, or stands on other words. Empty is right. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} wide`)
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      if (style.clipPath !== 'none' || box.width <= 1 || !element.checkVisibility()) continue
      const scrolls = element.closest('pre, table, .contents-follow, textarea, select, [class*="scroll"]')
      // An excerpt of so many lines is meant to end there.
      if (scrolls || style.webkitLineClamp !== 'none') continue
      const hides = /hidden|clip/.test(style.overflowX + style.overflowY)
      if (hides && (element.scrollWidth > element.clientWidth + 2 || element.scrollHeight > element.clientHeight + 2)) found.push(`cut off: ${element.className || element.tagName}`)
      if (/^(A|BUTTON|H1|H2|H3|P|LI|TIME|SPAN)$/.test(element.tagName) && element.childElementCount === 0 && (box.right > innerWidth + 1 || box.left < -1)) {
        if (style.position !== 'absolute') found.push(`outside: ${element.textContent?.slice(0, 40)}`)
      }
    }
    return found
  })
}

for (const { who, address } of pages) {
  test(`${address} holds at 320 pixels, at 400 per cent and with wide spacing`, async ({ browser }) => {
    const options = { bypassCSP: true, reducedMotion: 'reduce' } as const
    const page = who ? await pageOf(browser, who, options) : await (await browser.newContext(options)).newPage()
    // 1280 by 1024 at 400 per cent is the second of these.
    for (const [width, height, style] of [[320, 720, ''], [320, 256, ''], [320, 720, spacing], [1280, 900, spacing]] as const) {
      await open(page, address, width, height)
      if (style) await page.addStyleTag({ content: style })
      expect.soft(await cutOff(page), `${address}, ${width} pixels ${style.slice(0, 30)}`).toEqual([])
    }
  })
}

test('every page holds where somebody has set their browser to letters twice as large', async ({ baseURL }) => {
  const large = await chromium.launch({ executablePath: process.env.CHROME_PATH, args: [...browserArguments, '--blink-settings=defaultFontSize=32'] })
  try {
    for (const { address } of pages.filter(({ who }) => who === null)) {
      const page = await (await large.newContext({ baseURL })).newPage()
      for (const width of [1280, 390]) {
        await open(page, address, width, 900)
        expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
        expect.soft(await cutOff(page), `${address}, ${width} pixels`).toEqual([])
      }
    }
  } finally {
    await large.close()
  }
})

test('long words, long names, text from right to left, tables and code stay within their column on the smallest phone', async ({ page }) => {
  await open(page, withNotes, 320)
  await page.evaluate(() => {
    const endless = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2)
    const set = (selector: string, text: string) => document.querySelectorAll(selector).forEach((element) => (element.textContent = text))
    set('.essay-title', endless)
    set('.standfirst', endless)
    set('.series-line a', endless)
    set('.byline .p-author', endless)
    set('.contents-list a', endless)
    set('.comment-name a', 'x'.repeat(60))
    set('.e-content > p:nth-of-type(2)', `${endless} مرحبا بالعالم، هذا نص طويل من اليمين إلى اليسار ${'https://example.org/'.padEnd(200, 'x')}`)
    set('.comment-text p', endless)
    set('.plain-lines a', endless)
    const [pre, table] = [document.createElement('pre'), document.createElement('table')]
    pre.tabIndex = table.tabIndex = 0
    pre.textContent = 'const x = 1 '.repeat(30)
    const row = table.insertRow()
    for (let cell = 0; cell < 12; cell++) row.insertCell().textContent = `Cell ${cell}`
    document.querySelector('.e-content')?.prepend(pre, table)
  })
  expect(await cutOff(page)).toEqual([])
  for (const box of ['.essay .e-content > pre', '.essay .e-content > table']) {
    expect(await page.locator(box).first().evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true)
    await page.locator(box).first().focus()
    // A key is lost while the browser has not drawn the box yet, which was put there a moment ago.
    await expect.poll(async () => {
      await page.keyboard.press('ArrowRight')
      return page.locator(box).first().evaluate((element) => element.scrollLeft)
    }).toBeGreaterThan(0)
  }
})

test('nothing moves by itself for whoever wants no motion', async ({ browser }) => {
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
  for (const address of [essay, '/', '/sign-in']) {
    await page.goto(address)
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
      const style = getComputedStyle(element)
      const lasts = (times: string) => times.split(',').some((time) => Number.parseFloat(time) > 0)
      return lasts(style.animationDuration) || lasts(style.transitionDuration) || style.scrollBehavior === 'smooth'
    }).map((element) => element.className))
    expect(moving, address).toEqual([])
  }
})

test('a series leads from part to part, and says what it holds', async ({ page }) => {
  await page.goto('/series/notes-from-the-catalogue')
  await page.getByRole('link', { name: 'In defence of Mr Casaubon' }).click()
  await expect(page.getByText(/^Part 1 of 2 of/).first()).toBeVisible()
  const series = page.getByRole('navigation', { name: 'The series' })
  await series.getByRole('link', { name: 'The book next to it' }).click()
  await expect(page).toHaveURL(withNotes)
  await expect(series.getByRole('link', { name: 'In defence of Mr Casaubon' })).toBeVisible()
  expect(await page.getByRole('navigation', { name: 'Further reading' }).getByRole('link').allInnerTexts()).not.toContain('In defence of Mr Casaubon')
  expect((await page.goto('/series/nothing-of-the-kind'))?.status()).toBe(404)
})

test('how the conversation is kept is one link away from every page and every place to write, and an administrator changes it without a script', async ({ browser }) => {
  const reader = await pageOf(browser, 'rae')
  await reader.goto(essay)
  await reader.getByRole('region', { name: 'Reply to the essay' }).getByRole('link', { name: 'how this conversation is kept' }).click()
  await expect(reader.getByRole('heading', { level: 1, name: 'How this conversation is kept' })).toBeVisible()
  await expect(reader.getByText(/^Half of all texts are read within /)).toBeVisible()
  await expect(reader.getByRole('contentinfo').getByRole('link', { name: 'Guidelines' })).toBeVisible()

  const administrator = await pageOf(browser, 'ida', { javaScriptEnabled: false })
  await administrator.goto('/admin/guidelines')
  const text = administrator.getByLabel('The text')
  const before = await text.inputValue()
  await text.fill(`${before}\n\n## In winter\n\nBe patient in *December*.`)
  await administrator.getByRole('button', { name: 'Save and show it' }).click()
  await expect(administrator.getByText('Saved. Everybody reads it from now on.')).toBeVisible()
  await expect(administrator.getByRole('listitem').filter({ hasText: 'Ida Thorsen' }).first()).toBeVisible()
  await reader.reload()
  await expect(reader.getByRole('heading', { name: 'In winter' })).toBeVisible()

  await administrator.getByRole('link', { name: 'The text that came with the program' }).click()
  await expect(administrator.getByText('This is an earlier version. Saving puts it back.')).toBeVisible()
  await administrator.getByRole('button', { name: 'Save and show it' }).click()
  await reader.reload()
  await expect(reader.getByRole('heading', { name: 'In winter' })).toBeHidden()
})
