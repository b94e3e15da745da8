import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { signIn } from './visitors.ts'

// The demo content is there, and other files decide at the same time: every story here is about texts of its own.

const slug = 'the-book-next-to-it'

/** Everybody signs in once. */
const doors = new Map<string, Promise<Awaited<ReturnType<BrowserContext['storageState']>>>>()

async function openDoor(browser: Browser, handle: string) {
  const context = await browser.newContext({ javaScriptEnabled: false })
  await signIn(await context.newPage(), handle)
  const state = await context.storageState()
  await context.close()
  return state
}

async function pageOf(browser: Browser, handle: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  if (!doors.has(handle)) doors.set(handle, openDoor(browser, handle))
  const context = await browser.newContext({ ...options, storageState: await doors.get(handle) })
  return context.newPage()
}

/** Somebody writes; the ids of the items in the queue, in the order of the texts. */
async function leaveTexts(browser: Browser, texts: string[], handle = 'rae'): Promise<string[]> {
  const [writer, mo] = await Promise.all([pageOf(browser, handle), pageOf(browser, 'mo')])
  await Promise.all([writer.goto('/'), mo.goto('/')])
  const comments: string[] = []
  for (const body of texts) {
    const answer = await writer.request.post(`/api/v1/posts/${slug}/comments`, { headers: { ...sameOrigin(writer), 'Idempotency-Key': randomUUID() }, data: { body } })
    expect(answer.status(), await answer.text()).toBe(202)
    comments.push((await answer.json()).id)
  }
  const items = await readQueue(mo)
  await Promise.all([writer.context().close(), mo.context().close()])
  return comments.map((comment) => items.find((item) => item.subject.id === comment)?.id ?? '')
}

async function readQueue(mo: Page): Promise<{ id: string; version: number; subject: { id: string } }[]> {
  const items = []
  for (let after = ''; ; ) {
    const page = await (await mo.request.get(`/api/v1/moderation/queue${after && `?after=${after}`}`, { headers: sameOrigin(mo) })).json()
    items.push(...page.items)
    if (!page.next) return items
    after = page.next
  }
}

function sameOrigin(page: Page) {
  return { Origin: new URL(page.url()).origin }
}

const text = (what: string) => `${what} ${randomUUID()}`
const card = (page: Page) => page.locator('.desk-frame:visible')
/** The text of the card alone: the same words may stand in the conversation beside another one. */
const judged = (page: Page) => card(page).locator('.desk-text')
const heard = (page: Page) => page.locator('p[role=status]')

/** Opens the desk at an item and waits until its keys work. */
async function openDesk(page: Page, itemId: string) {
  await page.goto(`/moderation?item=${itemId}`)
  await expect(page.locator('input[name=onward]')).toHaveCount(0)
}

/** Goes on with the key for the next card until this text is there; other people's texts may stand between. */
async function stepTo(page: Page, wanted: string) {
  await expect(async () => {
    if (await judged(page).getByText(wanted).isVisible()) return
    await page.keyboard.press('j')
    await expect(judged(page).getByText(wanted)).toBeVisible({ timeout: 500 })
  }).toPass()
}

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
}

test('Mo clears four texts by keyboard alone, and readers see what was approved', async ({ browser, request }) => {
  const texts = ['A first thought', 'A second thought', 'A third thought', 'A fourth thought'].map(text)
  const [first = ''] = await leaveTexts(browser, texts)
  const [one = '', two = '', three = '', four = ''] = texts
  const mo = await pageOf(browser, 'mo')
  await openDesk(mo, first)

  await mo.keyboard.press('a')
  await expect(heard(mo)).toHaveText('Approved: comment by Rae Pettifer. Undo with u.')
  await expect(card(mo)).toBeFocused()

  await stepTo(mo, two)
  await mo.keyboard.press('r')
  await expect(card(mo).getByRole('radio', { name: 'Spam' })).toBeFocused()
  await mo.keyboard.press('a')
  await expect(heard(mo)).toHaveText('The reasons are open. Esc closes them.')
  await mo.keyboard.press('2')
  await expect(card(mo).getByRole('radio', { name: 'Not about the essay' })).toBeChecked()
  await mo.keyboard.press('Enter')
  await expect(heard(mo)).toHaveText('Rejected: comment by Rae Pettifer. Undo with u.')

  await mo.keyboard.press('u')
  await expect(heard(mo)).toHaveText('Taken back: comment by Rae Pettifer waits again.')
  await expect(card(mo)).toBeFocused()
  await expect(judged(mo).getByText(two)).toBeVisible()
  await mo.keyboard.press('a')
  await expect(heard(mo)).toHaveText('Approved: comment by Rae Pettifer. Undo with u.')

  await stepTo(mo, three)
  await mo.keyboard.press('a')
  await expect(mo.locator('.desk-row[data-phase=decided]')).toHaveCount(3)

  await stepTo(mo, four)
  await mo.keyboard.press('r')
  await mo.keyboard.press('9')
  await expect(card(mo).getByLabel('In your own words')).toBeFocused()
  await mo.keyboard.type('As a jack of all trades I undo nothing here?')
  await expect(card(mo).getByLabel('In your own words')).toHaveValue('As a jack of all trades I undo nothing here?')
  await mo.keyboard.press('Control+Enter')
  await expect(heard(mo)).toHaveText('Rejected: comment by Rae Pettifer. Undo with u.')
  await expect(mo.locator('.desk-row[data-phase=decided]')).toHaveCount(4)

  const essay = await (await request.get(`/posts/${slug}`)).text()
  expect([one, two, three, four].map((each) => essay.includes(each))).toEqual([true, true, true, false])

  await mo.goto('/moderation/log')
  await expect(mo.getByRole('row').filter({ hasText: four })).toContainText('As a jack of all trades')
  await expect(mo.getByRole('row').filter({ hasText: two }).filter({ hasText: 'Not about the essay' })).toContainText('taken back')
})

test('the same without JavaScript', async ({ browser, request }) => {
  const texts = ['Plain first', 'Plain second', 'Plain third'].map(text)
  const [first = '', second = ''] = await leaveTexts(browser, texts, 'ada')
  const [one = '', two = ''] = texts
  const mo = await pageOf(browser, 'mo', { javaScriptEnabled: false })

  await mo.goto(`/moderation?item=${first}`)
  await card(mo).getByRole('button', { name: 'Approve' }).click()
  await expect(mo.locator('.notice')).toContainText('Approved: comment by Ada Fenwick.')
  await expect(card(mo)).toHaveCount(1)
  await expect(judged(mo).getByText(one)).toHaveCount(0)

  await mo.goto(`/moderation?item=${second}`)
  await card(mo).getByText('Reject …').click()
  await card(mo).getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(card(mo).getByText('Please say why, so that the writer knows.')).toBeVisible()
  await card(mo).getByRole('radio', { name: 'Not about the essay' }).check()
  await card(mo).getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(mo.locator('.notice')).toContainText('Rejected: comment by Ada Fenwick.')

  await mo.locator('.notice').getByRole('button', { name: 'Undo' }).click()
  await expect(mo.locator('.notice')).toContainText('Taken back: comment by Ada Fenwick waits again.')
  await expect(judged(mo).getByText(two)).toBeVisible()
  await card(mo).getByRole('button', { name: 'Approve' }).click()
  await expect(mo.locator('.notice')).toContainText('Approved: comment by Ada Fenwick.')

  const essay = await (await request.get(`/posts/${slug}`)).text()
  expect(texts.map((each) => essay.includes(each))).toEqual([true, true, false])
})

test('who decides second is told who was first, and keeps the words', async ({ browser }) => {
  const texts = ['Two hands one', 'Two hands two'].map(text)
  const [first = '', second = ''] = await leaveTexts(browser, texts)
  const [mo, noor] = await Promise.all([pageOf(browser, 'mo'), pageOf(browser, 'noor')])
  await Promise.all([openDesk(mo, first), openDesk(noor, first)])

  await noor.keyboard.press('a')
  await expect(heard(noor)).toContainText('Approved')
  await mo.keyboard.press('r')
  await mo.keyboard.press('9')
  await mo.keyboard.type('Please keep to the book.')
  await card(mo).getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(heard(mo)).toContainText('Not decided: comment by Rae Pettifer. Noor Siddiqui was first')
  await mo.locator(`.desk-row[href*="${first}"]`).click()
  await expect(card(mo).getByText('Noor Siddiqui approved this first. Your decision was not made.')).toBeVisible()
  await expect(card(mo).getByText('Please keep to the book.')).toBeVisible()

  await stepTo(noor, texts[1] ?? '')
  await noor.keyboard.press('a')
  await expect(noor.locator(`.desk-row[href*="${second}"]`)).toContainText('Approved')
  await stepTo(mo, texts[1] ?? '')
  await mo.keyboard.press('a')
  await expect(heard(mo)).toHaveText('Approved: comment by Rae Pettifer. Somebody else had done the same. Undo with u.')
  await mo.goto('/moderation/log')
  await expect(mo.getByRole('row').filter({ hasText: texts[1] })).toHaveCount(1)
})

test('the last decision is taken back after the page was loaded anew, and others from the log', async ({ browser }) => {
  const [one = '', two = ''] = [text('Later one'), text('Later two')]
  const [first = '', second = ''] = await leaveTexts(browser, [one, two])
  const ida = await pageOf(browser, 'ida')
  for (const itemId of [first, second]) {
    await openDesk(ida, itemId)
    await ida.keyboard.press('a')
    await expect(heard(ida)).toContainText('Approved')
  }
  await ida.goto('/moderation')
  await expect(ida.locator('input[name=onward]')).toHaveCount(0)
  await ida.keyboard.press('u')
  await expect(ida.locator('.notice')).toHaveText('Taken back: comment by Rae Pettifer waits again.')
  await expect(judged(ida).getByText(two)).toBeVisible()

  await ida.goto('/moderation/log')
  await ida.getByRole('row').filter({ hasText: one }).getByRole('button', { name: 'Undo' }).click()
  await expect(ida.getByRole('row').filter({ hasText: one })).toContainText('Taken back')
  await ida.reload()
  await expect(ida.getByRole('row').filter({ hasText: one })).toHaveCount(2)
})

test('the desk is for moderators and administrators', async ({ browser, page }) => {
  for (const path of ['/moderation', '/moderation/log']) {
    await page.goto(path)
    await expect(page).toHaveURL(new RegExp(`/sign-in\\?then=${encodeURIComponent(path)}$`))
    for (const [handle, status] of [['rae', 403], ['ada', 403], ['ida', 200]] as const) {
      const visitor = await pageOf(browser, handle)
      expect((await visitor.goto(path))?.status(), `${handle} at ${path}`).toBe(status)
      await visitor.context().close()
    }
  }
})

test('an address that names no item, or no page, says so', async ({ browser }) => {
  const mo = await pageOf(browser, 'mo')
  for (const item of [randomUUID(), 'nonsense']) {
    await mo.goto(`/moderation?item=${item}`)
    await expect(mo.locator('.notice')).toContainText('There is no such item in the queue.')
  }
  expect((await mo.goto('/moderation?after=nonsense'))?.status()).toBe(404)
  expect((await mo.goto('/moderation/log?after=nonsense'))?.status()).toBe(404)
})

test('keys can be turned off, and stay off', async ({ browser }) => {
  const [first = ''] = await leaveTexts(browser, [text('Without keys')])
  const mo = await pageOf(browser, 'mo')
  await openDesk(mo, first)
  await mo.keyboard.press('?')
  await mo.getByLabel('Single keys work on this page').uncheck()
  await mo.keyboard.press('Escape')
  await openDesk(mo, first)
  await mo.keyboard.press('a')
  await mo.keyboard.press('r')
  await expect(card(mo).getByRole('button', { name: 'Approve' })).toBeVisible()
  await expect(card(mo).getByRole('radio', { name: 'Spam' })).toBeHidden()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the desk and the log, ${colorScheme}, wide and narrow`, async ({ browser }) => {
    test.setTimeout(180_000)
    const [first = ''] = await leaveTexts(browser, [text('See [this](https://a.example/) and think of a casino')])
    for (const width of [1440, 320]) {
      const mo = await pageOf(browser, 'mo', { colorScheme, viewport: { width, height: 900 } })
      await openDesk(mo, first)
      await expectNoViolations(mo)
      await mo.keyboard.press('r')
      await expect(card(mo).getByRole('radio', { name: 'Spam' })).toBeVisible()
      await expectNoViolations(mo)
      await mo.keyboard.press('Escape')
      await mo.keyboard.press('?')
      await expectNoViolations(mo)
      await mo.goto(`/moderation?after=${endOfQueue}`)
      await expect(mo.getByRole('heading', { name: 'Nothing newer waits.' })).toBeVisible()
      await expectNoViolations(mo)
      await mo.goto('/moderation/log')
      await expectNoViolations(mo)
      expect(await mo.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      await mo.context().close()
    }
  })
}

/** After everything that could wait. */
const endOfQueue = Buffer.from(JSON.stringify(['2999-01-01T00:00:00.000Z', randomUUID()])).toString('base64url')
