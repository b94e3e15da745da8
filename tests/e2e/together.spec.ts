import { randomUUID } from 'node:crypto'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { expect, test } from './test.ts'
import type { Browser, Page } from '@playwright/test'
import { expectNoViolations } from './barriers.ts'
import { clear, leaveTexts, openDesk } from './moderators.ts'
import { onSite } from './tell-now.ts'
import { pageOf } from './visitors.ts'

// Two people at one queue, each in a browser of their own. Other stories were told on this site: every story is about texts of its own.

test.describe.configure({ timeout: 120_000 })

const text = (what: string) => `${what} ${randomUUID()}`
const card = (page: Page) => page.locator('.desk-frame[data-selected]')
const row = (page: Page, itemId: string) => page.locator(`.desk-row[href*="${itemId}"]`)
const heard = (page: Page) => page.locator('.desk-tools p[role=status]')
const approve = (page: Page) => card(page).getByRole('button', { name: 'Approve', exact: true })

/** Opens the desk at a card and waits until it is held: whoever comes there afterwards is the second, also where the first request takes long. */
async function sitAt(page: Page, who: string, itemId: string) {
  await openDesk(page, itemId)
  await expect.poll(() => onSite('SELECT 1 FROM presence p JOIN person w ON w.id = p.person_id WHERE w.handle = $1 AND p.review_item_id = $2', [who, itemId])).toHaveLength(1)
}

/** Mo and Noor, and texts that wait; what is left of them is decided at the end. */
async function meet(browser: Browser, texts: string[], work: (who: { mo: Page; noor: Page; ids: string[] }) => Promise<void>, writer = 'rae') {
  const ids = await leaveTexts(browser, texts, writer)
  const [mo, noor] = await Promise.all([pageOf(browser, 'mo'), pageOf(browser, 'noor')])
  await work({ mo, noor, ids })
  const last = await pageOf(browser, 'ida')
  await clear(last, ids)
  await Promise.all([mo, noor, last].map((page) => page.context().close()))
}

test('who reads a card is said to the others, on the card and in the list, and they pass over it', async ({ browser }) => {
  await meet(browser, ['One', 'Two', 'Three'].map(text), async ({ mo, noor, ids: [one = '', two = '', three = ''] }) => {
    await sitAt(mo, 'mo', one)
    await openDesk(noor, one)
    await expect(card(noor).getByText('Mo Rahimi is reading this')).toBeVisible()
    await expect(row(noor, one)).toContainText('Mo Rahimi is reading this')
    await expect(approve(noor)).toBeHidden()
    await noor.keyboard.press('a')
    await expect(heard(noor)).toHaveText('Mo Rahimi is reading this. Take over with t.')
    await expect(approve(mo)).toBeVisible()
    await expect(row(mo, one)).not.toContainText('is reading this')

    await mo.keyboard.press('j')
    await expect(row(noor, two)).toContainText('Mo Rahimi is reading this')
    await expect(approve(noor)).toBeVisible()
    await noor.keyboard.press('a')
    await expect(heard(noor)).toContainText('Approved: comment by Rae Pettifer.')
    await expect(card(noor)).toHaveAttribute('data-item', three)
  })
})

test('a card is taken over, both are told, and what was typed is still there when it is taken back', async ({ browser }) => {
  await meet(browser, [text('Taken over')], async ({ mo, noor, ids: [one = ''] }) => {
    await sitAt(mo, 'mo', one)
    await expect(row(mo, one)).toBeVisible()
    await mo.keyboard.press('r')
    const words = card(mo).locator('details[data-panel=reject] textarea')
    await words.fill('Half a sentence about')
    await openDesk(noor, one)
    await expect(card(noor).getByText('Mo Rahimi is reading this')).toBeVisible()
    await noor.keyboard.press('t')
    await expect(approve(noor)).toBeVisible()
    await expect(heard(mo)).toHaveText('Noor Siddiqui has taken this card over.')
    await expect(words).toBeHidden()
    await expect(card(mo)).toBeFocused()
    await mo.keyboard.press('Enter')
    await card(mo).getByRole('button', { name: 'Take over' }).click()
    await expect(words).toHaveValue('Half a sentence about')
    await expect(card(noor).getByText('Mo Rahimi is reading this')).toBeVisible()
    await expect(row(noor, one)).not.toContainText('Rejected')
  })
})

test('what one decides stands at once where it was on the other’s desk, and the other takes it back', async ({ browser }) => {
  await meet(browser, ['Decided', 'Beside it'].map(text), async ({ mo, noor, ids: [one = '', two = ''] }) => {
    await sitAt(mo, 'mo', one)
    await row(mo, two).click()
    await openDesk(noor, one)
    await expect(approve(noor)).toBeVisible()
    await expect(row(mo, one)).toContainText('Noor Siddiqui is reading this')
    const place = await row(mo, one).boundingBox()
    await noor.keyboard.press('a')
    await expect(row(mo, one)).toContainText('Approved by Noor Siddiqui')
    expect(await row(mo, one).boundingBox()).toEqual(place)
    await expect(card(mo)).toHaveAttribute('data-item', two)

    await row(mo, one).click()
    await expect(card(mo).getByText('Noor Siddiqui approved this.')).toBeVisible()
    await expect(card(mo).getByText('Ask for a second look')).toBeVisible()
    await expect(approve(mo)).toBeHidden()
    await card(mo).getByRole('button', { name: 'Undo' }).click()
    await expect(heard(mo)).toContainText('waits again')
    await expect(row(noor, one)).toContainText('Waits again')
    await row(noor, one).click()
    await expect(card(noor).getByText('Mo Rahimi is reading this')).toBeVisible()
    await expect(approve(mo)).toBeVisible()
    await mo.keyboard.press('a')
    await expect(row(noor, one)).toContainText('Approved by Mo Rahimi')
  })
})

test('new ones are counted, and come to the end when one asks; place, focus and words stay', async ({ browser }) => {
  await meet(browser, [text('There before')], async ({ mo, ids }) => {
    await openDesk(mo, ids[0] ?? '')
    await mo.keyboard.press('r')
    const words = card(mo).locator('details[data-panel=reject] textarea')
    await words.fill('A draft')
    const before = await mo.locator('.desk-row').count()
    const top = await card(mo).boundingBox()
    const later = await leaveTexts(browser, [text('New one'), text('New two')], 'ada')
    ids.push(...later)
    const button = mo.getByRole('button', { name: /^\d+ new$/ })
    await expect(button).toBeVisible()
    await expect(heard(mo)).toHaveText(/^\d+ new\.$/)
    await expect(mo.locator('.desk-row')).toHaveCount(before)
    await expect(words).toBeFocused()
    expect((await card(mo).boundingBox())?.y).toBe(top?.y)

    await button.click()
    for (const id of later) await expect(row(mo, id)).toBeVisible()
    await expect(button).toBeHidden()
    await expect(card(mo)).toBeFocused()
    await expect(card(mo)).toHaveAttribute('data-item', ids[0] ?? '')
    await expect(words).toHaveValue('A draft')
    await row(mo, later[1] ?? '').click()
    await expect(card(mo).locator('.desk-text')).toContainText('New two')
    await mo.keyboard.press('a')
    await expect(heard(mo)).toContainText('Approved: comment by Ada Fenwick.')
  })
})

test('a tab that is closed frees its card at once, one that is killed within a minute', async ({ browser }) => {
  await meet(browser, [text('Closed and killed')], async ({ mo, noor, ids: [one = ''] }) => {
    await sitAt(mo, 'mo', one)
    await openDesk(noor, one)
    await expect(card(noor).getByText('Mo Rahimi is reading this')).toBeVisible()
    await mo.close({ runBeforeUnload: true })
    await expect(approve(noor)).toBeVisible()

    await noor.goto('/')
    const killed = await pageOf(browser, 'mo')
    await sitAt(killed, 'mo', one)
    await openDesk(noor, one)
    await expect(card(noor).getByText('Mo Rahimi is reading this')).toBeVisible()
    killed.goto('chrome://crash').catch(() => {})
    const killedAt = Date.now()
    // A tab that lives says so every fifteen seconds. So the card is free in sixteen, instead of forty-five, if nothing more is heard.
    await onSite(`UPDATE presence SET expires_at = now() + interval '16 seconds', since = since + interval '1 millisecond' WHERE review_item_id = $1`, [one])
    await expect(approve(noor)).toBeVisible({ timeout: 25_000 })
    expect(Date.now() - killedAt).toBeGreaterThan(10_000)
  })
})

test('who was away is told what happened meanwhile, as soon as the line is there again', async ({ browser, baseURL }) => {
  const wire = await layWire(baseURL ?? '')
  await meet(browser, ['While away', 'Still there'].map(text), async ({ mo, noor, ids: [one = '', two = ''] }) => {
    await openDesk(mo, one, wire.url)
    await row(mo, two).click()
    await openDesk(noor, one)
    await expect(approve(noor)).toBeVisible()
    await expect(row(mo, one)).toContainText('Noor Siddiqui is reading this')
    wire.cut()
    await expect(mo.getByText('Not live just now.')).toBeVisible({ timeout: 20_000 })
    await noor.keyboard.press('a')
    await expect(heard(noor)).toContainText('Approved')
    await expect(row(mo, one)).not.toContainText('Approved')
    wire.mend()
    await expect(row(mo, one)).toContainText('Approved by Noor Siddiqui', { timeout: 25_000 })
    await expect(mo.getByText('Not live just now.')).toBeHidden()
  })
  wire.end()
})

test('without JavaScript who reads it stands on the card with the time, and the verdicts stand beside it', async ({ browser }) => {
  await meet(browser, [text('Plain')], async ({ mo, ids: [one = ''] }) => {
    await openDesk(mo, one)
    await expect(approve(mo)).toBeVisible()
    const plain = await pageOf(browser, 'noor', { javaScriptEnabled: false })
    const shown = plain.locator('.desk-frame:not([hidden])')
    await expect(async () => {
      await plain.goto(`/moderation?item=${one}`)
      await expect(shown.getByText(/Mo Rahimi is reading this since \d\d:\d\d UTC/)).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await expect(shown.getByRole('button', { name: 'Take over' })).toHaveCount(0)
    await shown.getByRole('button', { name: 'Approve', exact: true }).click()
    await expect(plain.locator('.notice')).toContainText('Approved: comment by Rae Pettifer.')
    await expect(row(mo, one)).toContainText('Approved by Noor Siddiqui')
    await plain.context().close()
  })
})

test('whoever is signed out hears it, and comes back to the card and the filter by signing in', async ({ browser }) => {
  const ids = await leaveTexts(browser, [text('Signed out at')])
  const mo = await pageOf(browser, 'mo')
  await mo.route('**/moderation/live**', (route) => route.fulfill({ status: 200, contentType: 'text/event-stream', body: 'event: over\ndata: {}\n\n' }))
  const address = `/moderation?kind=comment&item=${ids[0]}`
  const before = await (await mo.request.get(address)).text()
  expect(before).toMatch(/<p class="desk-line" role="status"><\/p>/)
  await mo.goto(address)
  await expect(mo.getByRole('status').filter({ hasText: 'You are signed out' })).toBeVisible()
  const href = (await mo.locator('.desk-line').getByRole('link', { name: 'Sign in' }).getAttribute('href')) ?? ''
  expect(new URL(href, mo.url()).searchParams.get('then')).toBe(mo.url().replace(/^https?:\/\/[^/]+/, ''))
  await mo.unroute('**/moderation/live**')
  await clear(mo, ids)
  await mo.context().close()
})

test('what the desk says of its line covers no button of the bar, on a phone and beside the list', async ({ browser }) => {
  const ids = await leaveTexts(browser, [text('Ticked while the line is lost')])
  const mo = await pageOf(browser, 'mo')
  await mo.route('**/moderation/live**', (route) => route.abort())
  await openDesk(mo, ids[0] ?? '')
  await mo.locator('.select-box input').first().check()
  await expect(mo.getByText('Not live just now.')).toBeVisible({ timeout: 20_000 })
  for (const [width, height] of [[320, 800], [1280, 900], [1280, 640]] as const) {
    await mo.setViewportSize({ width, height })
    const [line, bar] = [await mo.locator('.desk-line').boundingBox(), await mo.locator('.select-bar').boundingBox()]
    if (!line || !bar) throw new Error('There is no line or no bar')
    expect(bar.y + bar.height <= line.y + 1 || bar.x + bar.width <= line.x + 1, `${width} by ${height}`).toBe(true)
  }
  await mo.unroute('**/moderation/live**')
  await clear(mo, ids)
  await mo.context().close()
})

test('keys are printed where they work, and nothing to press is printed on paper', async ({ browser }) => {
  const ids = await leaveTexts(browser, [text('On paper')])
  const [mo, plain] = [await pageOf(browser, 'mo'), await pageOf(browser, 'noor', { javaScriptEnabled: false })]
  await openDesk(mo, ids[0] ?? '')
  await expect(mo.locator('.desk-help-button')).toBeVisible()
  await plain.goto(`/moderation?item=${ids[0]}`)
  await expect(card(plain)).toBeVisible()
  await expect(plain.locator(':is(.desk-key, .desk-help-button):visible')).toHaveCount(0)
  await mo.emulateMedia({ media: 'print' })
  await expect(card(mo)).toBeVisible()
  await expect(mo.locator('.desk :is(button, .button, .desk-key, select, textarea, [type=checkbox]):visible')).toHaveCount(0)
  expect(await mo.locator('.desk-list').evaluate((list) => getComputedStyle(list).maxHeight)).toBe('none')
  await mo.emulateMedia({ media: 'screen' })
  await clear(mo, ids)
  await Promise.all([mo, plain].map((page) => page.context().close()))
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on a card that somebody else reads, one that was decided elsewhere, and new ones, ${colorScheme}`, async ({ browser }) => {
    const ids = await leaveTexts(browser, [text('Looked at')])
    const [one = ''] = ids
    const noor = await pageOf(browser, 'noor')
    const mo = await pageOf(browser, 'mo', { colorScheme, viewport: { width: 320, height: 900 } })
    await sitAt(noor, 'noor', one)
    await openDesk(mo, one)
    await expect(card(mo).getByText('Noor Siddiqui is reading this')).toBeVisible()
    ids.push(...(await leaveTexts(browser, [text('Looked at too')])))
    await expect(mo.getByRole('button', { name: /^\d+ new$/ })).toBeVisible()
    await expectNoViolations(mo)
    await noor.keyboard.press('a')
    await expect(card(mo).getByText('Noor Siddiqui approved this.')).toBeVisible()
    await expectNoViolations(mo)
    expect(await mo.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await clear(mo, ids)
    await Promise.all([mo, noor].map((page) => page.context().close()))
  })
}

/** A way to the site that can be cut, all at once, and mended. */
async function layWire(site: string) {
  const { hostname, port } = new URL(site)
  const open = new Set<Socket>()
  let whole = true
  const wire = createServer((near) => {
    if (!whole) return near.destroy()
    const far = connect(Number(port), hostname)
    for (const end of [near, far]) {
      open.add(end)
      end.on('error', () => {}).on('close', () => [near, far].forEach((each) => each.destroy()))
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    whole = false
    for (const end of open) end.destroy()
    open.clear()
  }
  const address = wire.address() as AddressInfo
  return { url: `http://127.0.0.1:${address.port}`, cut, mend: () => (whole = true), end: () => (cut(), wire.close()) }
}
