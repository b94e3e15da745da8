import { randomInt, randomUUID } from 'node:crypto'
import { expect, test } from './test.ts'
import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { deskAt, leaveTexts, waitingOf } from './moderators.ts'
import { pageOf } from './visitors.ts'

// Other stories were told on this site: every story here is about texts of its own.

const slug = 'the-book-next-to-it'

const waitingAmong = async (items: string[]) => (await waitingOf(items)).length

const text = (what: string) => `${what} ${randomUUID()}`
const box = (page: Page, item: string) => page.locator(`input[name="item-${item}"]`)
const bar = (page: Page) => page.getByRole('form', { name: 'Many at once' })
/** What the page of a bulk says of how far it came. */
const came = (page: Page) => page.locator('.bulk-meter > p').first()

test('Mo selects texts in the list, rejects them in one go, and Noor takes all of it back', async ({ browser }) => {
  const items = await leaveTexts(browser, [text('Together one'), text('Together two'), text('Together three')], 'ada')
  const [first = '', second = '', third = ''] = items
  const mo = await pageOf(browser, 'mo')
  await mo.goto(deskAt(first))
  await expect(bar(mo)).toContainText('Select with')

  await mo.keyboard.press('x')
  await expect(box(mo, first)).toBeChecked()
  await expect(bar(mo).getByRole('status')).toHaveText('1 selected')
  await mo.keyboard.press('x')
  await expect(box(mo, first)).not.toBeChecked()
  await box(mo, first).check()
  await box(mo, third).click({ modifiers: ['Shift'] })
  await expect(box(mo, second)).toBeChecked()
  // Somebody else's text may stand between them.
  await bar(mo).getByRole('button', { name: 'Clear' }).click()
  for (const item of items) await box(mo, item).check()
  await expect(bar(mo).getByRole('status')).toHaveText('3 selected')

  await bar(mo).getByText('Reject …').click()
  await bar(mo).getByRole('button', { name: 'Reject 3' }).click()
  await expect(bar(mo).getByText('Please say why, so that the writers know.')).toBeVisible()
  await expect(bar(mo).getByRole('status')).toHaveText('3 selected')
  await bar(mo).getByRole('radio', { name: 'Spam' }).check()
  await bar(mo).getByRole('button', { name: 'Reject 3' }).click()

  await expect(mo.getByRole('heading', { name: 'Reject 3 texts', level: 1 })).toBeVisible()
  await expect(came(mo)).toHaveText('3 rejected.')
  await expect(mo.getByRole('status').filter({ hasText: '3 rejected.' })).toHaveCount(1)
  await expect(mo.getByRole('progressbar', { name: 'Done' })).toHaveAttribute('value', '3')
  expect(await waitingAmong(items)).toBe(0)
  await expectNoBarrier(mo)

  const noor = await pageOf(browser, 'noor')
  await noor.goto(new URL(mo.url()).pathname)
  await noor.getByRole('button', { name: 'Undo all 3' }).click()
  await expect(noor.getByRole('heading', { name: 'Undo “Reject 3 texts”', level: 1 })).toBeVisible()
  await expect(came(noor)).toHaveText('3 taken back.')
  expect(await waitingAmong(items)).toBe(3)

  await mo.goto('/moderation/bulk')
  await expect(mo.getByRole('listitem').filter({ hasText: 'Reject 3 texts' }).filter({ hasText: 'Taken back' }).first()).toBeVisible()
  await expectNoBarrier(mo)
})

for (const javaScriptEnabled of [true, false]) {
  test(`Enter on a box decides nothing, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ browser }) => {
    const items = await leaveTexts(browser, [text('Not by Enter one'), text('Not by Enter two')], 'ada')
    const mo = await pageOf(browser, 'mo', { javaScriptEnabled })
    await mo.goto(deskAt(items[0] ?? ''))
    if (javaScriptEnabled) await expect(mo.locator('input[name=onward]')).toHaveCount(0)
    for (const item of items) await box(mo, item).check()
    const before = mo.url()
    await mo.keyboard.press('Enter')
    await bar(mo).locator('summary').click()
    await bar(mo).getByRole('radio', { name: 'Spam' }).check()
    if (!javaScriptEnabled) await mo.keyboard.press('Enter')
    await mo.waitForTimeout(500)
    expect(mo.url()).toBe(before)
    expect(await waitingAmong(items)).toBe(2)
    if (!javaScriptEnabled) return

    // Verdict keys do not reach the card behind; the bar's own keys do what they do in every form.
    await mo.keyboard.press('a')
    await mo.keyboard.press('2')
    await expect(bar(mo).getByRole('radio', { name: 'Not about the essay' })).toBeChecked()
    await mo.keyboard.press('Escape')
    await expect(bar(mo).getByRole('radio', { name: 'Spam' })).toBeHidden()
    expect(await waitingAmong(items)).toBe(2)
    await bar(mo).locator('summary').click()
    await bar(mo).getByRole('radio', { name: 'Not about the essay' }).focus()
    await mo.keyboard.press('Enter')
    await expect(mo.getByRole('heading', { name: 'Reject 2 texts', level: 1 })).toBeVisible()
    await expect(came(mo)).toHaveText('2 rejected.')
  })
}

test('the open reasons leave the list in sight, and what is decided by itself is not counted any more', async ({ browser }) => {
  const items = await leaveTexts(browser, [text('In sight one'), text('In sight two')], 'ada')
  const [first = '', second = ''] = items
  const mo = await pageOf(browser, 'mo', { viewport: { width: 1440, height: 1000 } })
  await mo.goto(deskAt(first))
  await expect(mo.locator('input[name=onward]')).toHaveCount(0)
  for (const item of items) await box(mo, item).check()
  await bar(mo).getByText('Reject …').click()
  // The list has 72 in a hundred of the window at most, however many wait.
  expect((await bar(mo).boundingBox())?.height).toBeLessThanOrEqual(380)
  await expect(bar(mo).getByRole('button', { name: 'Reject 2' })).toBeInViewport({ ratio: 1 })

  await mo.keyboard.press('Escape')
  await mo.locator('.desk-frame[data-selected]').focus()
  await mo.keyboard.press('a')
  await expect(bar(mo).getByRole('status')).toHaveText('1 selected')
  await expect(box(mo, first)).toBeDisabled()
  await expect(box(mo, second)).toBeChecked()
})

test('the same without JavaScript', async ({ browser, request }) => {
  const texts = [text('Plainly one'), text('Plainly two')]
  const items = await leaveTexts(browser, texts, 'ada')
  const ida = await pageOf(browser, 'ida', { javaScriptEnabled: false })
  await ida.goto(deskAt(items[0] ?? ''))
  for (const item of items) await box(ida, item).check()
  await bar(ida).getByRole('button', { name: 'Approve' }).click()

  await expect(ida.getByRole('heading', { name: 'Approve 2 texts', level: 1 })).toBeVisible()
  // Nobody touches it: the page asks for itself anew until all is done.
  await expect(came(ida)).toHaveText('2 approved.')
  const essay = await (await request.get(`/posts/${slug}`)).text()
  expect(texts.map((each) => essay.includes(each))).toEqual([true, true])

  await ida.getByRole('button', { name: 'Undo all 2' }).click()
  await expect(came(ida)).toHaveText('2 taken back.')
  expect(await waitingAmong(items)).toBe(2)

  await ida.goto('/moderation')
  await expect(ida.getByRole('region', { name: 'Many at once' }).getByRole('link', { name: 'Undo “Approve 2 texts”' }).first()).toBeVisible()
})

for (const javaScriptEnabled of [true, false]) {
  test(`many accounts with one link host are one group, rejected in two steps ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ browser }) => {
    const host = `flood-${randomInt(10 ** 9, 10 ** 10)}.example`
    const link = (place: number) => `${text('All of this is cheaper')} [over there](https://${host}/${place})`
    const items = [...(await leaveTexts(browser, [link(1), link(2)], 'rae')), ...(await leaveTexts(browser, [link(3)], 'ada'))]
    const mo = await pageOf(browser, 'mo', { javaScriptEnabled })
    await mo.goto('/moderation/groups')
    await mo.getByRole('link', { name: 'By link' }).click()
    const group = mo.getByRole('listitem').filter({ has: mo.getByRole('link', { name: host }) })
    await expect(group).toContainText('3 wait · from 2 people')
    await group.getByRole('link', { name: host }).click()
    await expect(mo.getByRole('checkbox')).toHaveCount(3)

    await mo.getByRole('link', { name: 'Reject all 3 …' }).click()
    await expect(mo.getByRole('heading', { name: 'Reject 3 texts?' })).toBeVisible()
    await expect(mo.getByRole('region', { name: 'Reject 3 texts?' })).toContainText('By Rae Pettifer (2), Ada Fenwick (1), under one essay.')
    await expect(mo.getByRole('listitem').getByText(`Links to ${host}`, { exact: true })).toHaveCount(3)
    await expect(mo.getByRole('checkbox')).toHaveCount(0)
    await mo.getByRole('button', { name: 'Reject 3 texts' }).click()
    await expect(mo.getByText('Please say why, so that the writers know.').first()).toBeVisible()
    await mo.getByRole('radio', { name: 'Spam' }).check()
    await mo.getByRole('button', { name: 'Reject 3 texts' }).click()
    await expect(mo.getByRole('heading', { name: `Reject 3 texts that link to ${host}`, level: 1 })).toBeVisible()
    await expect(came(mo)).toHaveText('3 rejected.')
    expect(await waitingAmong(items)).toBe(0)

    await mo.goto(`/moderation/groups/host/${host}`)
    await expect(mo.getByText('Nothing waits any more')).toBeVisible()
    await mo.goto(`/moderation/groups/host/${host}?all=reject`)
    await expect(mo.getByRole('status').filter({ hasText: 'it was decided meanwhile' })).toBeVisible()
    await mo.getByRole('link', { name: 'Back to the groups' }).click()
    await expect(mo).toHaveURL(/\/moderation\/groups$/)
  })
}

test('some of a group are decided without the others, and who decided first is named', async ({ browser }) => {
  const [one = '', two = '', three = ''] = await leaveTexts(browser, [text('Apart one'), text('Apart two'), text('Apart three')], 'rae')
  const [mo, noor] = await Promise.all([pageOf(browser, 'mo'), pageOf(browser, 'noor')])
  await Promise.all([mo.goto('/moderation/groups/person/rae'), noor.goto(deskAt(two))])
  await expect(bar(mo)).toContainText('Tick what to decide at once.')
  for (const item of [one, two]) await box(mo, item).check()
  await noor.keyboard.press('a')
  await expect.poll(() => waitingAmong([two])).toBe(0)
  await bar(mo).getByText('Reject …').click()
  await bar(mo).getByRole('radio', { name: 'Another reason' }).check()
  await bar(mo).getByRole('textbox', { name: /In your own words/ }).fill('It stands in another thread already.')
  await bar(mo).getByRole('button', { name: 'Reject 2' }).click()
  await expect(came(mo)).toHaveText('1 rejected, 1 left out.')
  await expect(mo.getByRole('heading', { name: 'Noor Siddiqui approved it first.' })).toBeVisible()
  expect([await waitingAmong([one]), await waitingAmong([three])]).toEqual([0, 1])
})

test('groups and what is decided about them have no barrier that axe knows, and never scroll sideways', async ({ browser }) => {
  test.setTimeout(180_000)
  await leaveTexts(browser, [`${text('A barrier here')} [there](https://barrier.example/)`], 'rae')
  const mo = await pageOf(browser, 'mo')
  const pages = ['/moderation/groups', '/moderation/groups?by=host', '/moderation/groups/person/rae', '/moderation/groups/host/barrier.example?all=reject', '/moderation/groups/host/barrier.example?all=approve']
  for (const address of pages) {
    await mo.setViewportSize({ width: 1280, height: 720 })
    expect((await mo.goto(address))?.status(), address).toBe(200)
    await expectNoBarrier(mo)
  }
  await mo.goto('/moderation/groups/person/rae')
  await mo.getByRole('checkbox').first().check()
  await bar(mo).getByText('Reject …').click()
  await expectNoBarrier(mo)
})

test('groups and bulks are for moderators and administrators, and what is not there says so', async ({ browser, page }) => {
  const paths = ['/moderation/groups', '/moderation/groups/person/rae', '/moderation/bulk', `/moderation/bulk/${randomUUID()}`]
  for (const path of paths) {
    await page.goto(path)
    await expect(page).toHaveURL(new RegExp(`/sign-in\\?then=${encodeURIComponent(path)}$`))
  }
  const rae = await pageOf(browser, 'rae')
  for (const path of paths) expect((await rae.goto(path))?.status(), path).toBe(403)
  expect((await rae.request.get(`/moderation/bulk/${randomUUID()}/progress`)).status()).toBe(403)
  const mo = await pageOf(browser, 'mo')
  for (const path of ['/moderation/groups/person/nobody-of-this-name', '/moderation/groups/guest/nonsense', '/moderation/groups/planet/mars', `/moderation/bulk/${randomUUID()}`, '/moderation/bulk/nonsense', '/moderation/bulk?after=nonsense']) {
    expect((await mo.goto(path))?.status(), path).toBe(404)
  }
})
