import { expect, test } from './test.ts'
import type { Browser, Page } from '@playwright/test'
import { reader, writer } from '#lib/database.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { carryOut, decideNow, essayBy, person, publishedReplyBy, replyBy } from '../cast.ts'
import { expectNoViolations } from './barriers.ts'
import { forgetLimits } from './forget-limits.ts'
import { commentWith, pageOf, unheardOf } from './visitors.ts'

// What pg says to Prisma's adapter is no news here.
process.noDeprecation = true

/** An essay of its own with `a`, a reply to it, a reply to that, and `b`. */
async function conversation() {
  const [ada, mo, rae] = await Promise.all([person('Ada', 'author'), person('Mo', 'moderator'), person('Rae', 'reader')])
  const { id: postId, slug } = await essayBy(ada)
  const a = await publishedReplyBy(rae, mo, slug)
  const below = await publishedReplyBy(ada, mo, slug, a)
  const deepest = await publishedReplyBy(rae, mo, slug, below)
  const b = await publishedReplyBy(rae, mo, slug)
  return { ada, mo, rae, postId, slug, address: `/posts/${slug}`, a, below, deepest, b }
}

type Told = Awaited<ReturnType<typeof conversation>>

async function stranger(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  return (await browser.newContext(options)).newPage()
}

/** The page with its script at work. */
async function read(page: Page, address: string) {
  await page.goto(address)
  await expect(page.locator('#conversation .thread-tools')).toBeAttached()
}

const comment = (page: Page, id: string) => page.locator(`#comment-${id}`)
const said = (page: Page) => page.locator('#conversation > [role=status]')
const field = (page: Page) => page.locator('#reply textarea')

/** Somebody who was here a day ago and saw everything until then: what a browser, or the server, remembers of it. */
async function comesBackAfterADay(page: Page, slug: string) {
  await page.evaluate((key) => {
    const visits = JSON.parse(localStorage.getItem('afterword.visits') ?? '{}')
    visits[key].at -= 86_400_000
    localStorage.setItem('afterword.visits', JSON.stringify(visits))
  }, slug)
}

/** An hour ago everything was read that had been approved by then. */
async function everythingWasApprovedLongAgo({ postId }: Told) {
  await writer().comment.updateMany({ where: { postId, publishedAt: { not: null } }, data: { publishedAt: new Date(Date.now() - 7_200_000) } })
}

/** As if the page had been looked away from and back to: it asks at once. */
async function lookAgain(page: Page) {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
}

test('somebody with a keyboard alone reads, jumps, comes back, folds and replies', async ({ browser }) => {
  const told = await conversation()
  const rae = await pageOf(browser, 'rae')
  await read(rae, told.address)
  const keys = rae.keyboard

  await keys.press('j')
  await expect(comment(rae, told.a)).toBeFocused()
  await expect(said(rae)).toHaveText(/^Rae, 1 of 4$/)
  await keys.press('j')
  await keys.press('j')
  await expect(comment(rae, told.deepest)).toBeFocused()
  await expect(said(rae)).toHaveText('Rae, replying to Ada, level 3, 3 of 4')
  await keys.press('p')
  await expect(comment(rae, told.below)).toBeFocused()
  await keys.press('b')
  await expect(comment(rae, told.deepest)).toBeFocused()
  await keys.press('k')
  await keys.press('k')
  await expect(comment(rae, told.a)).toBeFocused()

  await keys.press('Enter')
  await expect(comment(rae, told.deepest)).toBeHidden()
  await expect(said(rae)).toHaveText(/^Rae, 1 of 2, 2 replies folded$/)
  await expect(rae.locator('summary').filter({ hasText: '2 replies folded' })).toBeVisible()
  await keys.press('j')
  await expect(comment(rae, told.b)).toBeFocused()
  await rae.reload()
  await expect(comment(rae, told.deepest)).toBeHidden()
  await keys.press('j')
  await keys.press('c')
  await expect(comment(rae, told.deepest)).toBeVisible()

  await keys.press('?')
  const help = rae.getByRole('dialog', { name: 'Keys of the conversation' })
  await expect(help).toContainText('Next new comment')
  await expectNoViolations(rae)
  await keys.press('Escape')
  await expect(help).toBeHidden()
  await expect(rae.locator('article[data-comment]:focus')).toHaveCount(1)

  await keys.press('j')
  await keys.press('r')
  await expect(field(rae)).toBeFocused()
  await keys.type('jkpucr')
  await expect(field(rae)).toHaveValue('jkpucr')
  await forgetLimits()
  const text = unheardOf()
  await keys.press('Control+A')
  await keys.type(text)
  const send = rae.getByRole('button', { name: 'Send reply' }).filter({ visible: true }).first()
  for (let step = 0; step < 4 && !(await send.evaluate((button) => button === document.activeElement)); step++) await keys.press('Tab')
  await keys.press('Enter')
  await expect(commentWith(rae, text)).toContainText('Waiting for a moderator.')
  await keys.press('j')
  await expect(said(rae)).toHaveText(/ of 5/)
})

test('keys do nothing with modifiers, and nothing at all for whoever turns them off', async ({ browser }) => {
  const told = await conversation()
  const page = await stranger(browser)
  await read(page, told.address)
  await page.keyboard.press('Alt+j')
  await page.keyboard.press('Control+j')
  await expect(said(page)).toHaveText('')
  await page.getByRole('button', { name: 'Keys' }).press('Enter')
  await page.getByRole('checkbox', { name: 'Single keys work in conversations' }).press('Space')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(said(page)).toHaveText('')
  await page.reload()
  await page.keyboard.press('j')
  await expect(said(page)).toHaveText('')
})

test('a folded branch opens for an address that leads into it', async ({ browser }) => {
  const told = await conversation()
  const page = await stranger(browser)
  await read(page, told.address)
  await page.keyboard.press('j')
  await page.keyboard.press('c')
  await expect(comment(page, told.deepest)).toBeHidden()
  await page.goto(`/c/${told.deepest}`)
  await expect(comment(page, told.deepest)).toBeInViewport()
})

test('replies come in behind a button, at their places, and nothing that is read or written moves', async ({ browser }) => {
  const told = await conversation()
  const { mo, ada, rae, slug } = told
  for (const each of Array.from({ length: 8 }, (_, index) => index)) await publishedReplyBy(each % 2 ? ada : rae, mo, slug)
  const [reading, writing] = [await stranger(browser, { viewport: { width: 900, height: 500 } }), await pageOf(browser, 'rae')]
  await Promise.all([read(reading, told.address), read(writing, told.address)])
  await field(writing).fill('What I was about to')
  await comment(reading, told.b).evaluate((article) => article.scrollIntoView({ block: 'center' }))
  const place = () => comment(reading, told.b).evaluate((article) => article.getBoundingClientRect().top)
  const held = await replyBy(ada, slug, told.a)
  const [first, second] = [await publishedReplyBy(ada, mo, slug, told.deepest), await publishedReplyBy(rae, mo, slug)]
  for (const page of [reading, writing]) {
    await lookAgain(page)
    await expect(said(page)).toContainText('2 new replies')
    await expect(comment(page, first)).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Show 2 new replies' })).toBeInViewport()
  }
  await expectNoViolations(reading)
  await comment(reading, told.b).evaluate((article) => article.scrollIntoView({ block: 'center' }))
  await reading.getByRole('button', { name: 'Show 2 new replies' }).evaluate((button) => button.focus({ preventScroll: true }))
  const before = await place()
  await reading.keyboard.press('Enter')
  await expect(comment(reading, first)).toBeAttached()
  expect(Math.abs((await place()) - before)).toBeLessThan(2)
  await expect(reading.locator(`li:has(> #comment-${told.deepest}) > details > ol > li > #comment-${first}`)).toContainText('new')
  await expect(reading.locator(`ol.thread > li:last-child > #comment-${second}`)).toBeAttached()
  await expect(reading.locator('.conversation-count')).toContainText('14 replies')
  await expect(comment(reading, held)).toHaveCount(0)
  await expect(reading.getByRole('group', { name: 'Since you opened this page' }).getByRole('button', { name: 'Next new reply' })).toBeFocused()

  await field(writing).press('End')
  await writing.getByRole('button', { name: 'Show 2 new replies' }).click()
  await expect(comment(writing, second)).toBeAttached()
  await expect(field(writing)).toBeFocused()
  await expect(field(writing)).toHaveValue('What I was about to')
  await writing.keyboard.type(' say')
  await expect(field(writing)).toHaveValue('What I was about to say')

  await reading.keyboard.press('u')
  await expect(said(reading)).toContainText(', new')
})

test('an approval that is taken back goes from the page that shows it, in its place', async ({ browser }) => {
  const told = await conversation()
  const page = await stranger(browser)
  await read(page, told.address)
  const late = await publishedReplyBy(told.ada, told.mo, told.slug, told.a)
  await lookAgain(page)
  await page.getByRole('button', { name: 'Show 1 new reply' }).click()
  await expect(comment(page, late)).toBeAttached()
  await page.keyboard.press('u')
  await expect(comment(page, late)).toBeFocused()
  const words = await comment(page, late).locator('.comment-text').textContent()

  const decision = await reader().decision.findFirstOrThrow({ where: { reviewItem: { commentId: late } }, select: { id: true } })
  await carryOut(undoDecision, told.mo, { decisionId: decision.id })
  await lookAgain(page)
  await expect(comment(page, late)).toHaveText('A comment that is no longer here.', { useInnerText: true })
  await expect(comment(page, late)).toBeFocused()
  await expect(said(page)).toHaveText('A reply on this page was taken away.')
  await expect(page.getByText(words ?? '', { exact: true })).toBeHidden()

  await decideNow(told.mo, late, 'approve')
  await lookAgain(page)
  await page.getByRole('button', { name: 'Show 1 new reply' }).click()
  await expect(comment(page, late)).toContainText(words ?? '')
})

test('whoever has no account finds marked what was approved since they were here', async ({ browser }) => {
  const told = await conversation()
  await everythingWasApprovedLongAgo(told)
  const waiting = await replyBy(told.rae, told.slug, told.below)
  const page = await stranger(browser)
  await read(page, told.address)
  await expect(page.getByText('since your last visit')).toHaveCount(0)
  await decideNow(told.mo, waiting, 'approve')
  // It was approved by another process than the one that is asked: a page may be a second old.
  await expect.poll(async () => (await page.request.get(told.address)).text()).toContain(`comment-${waiting}`)
  await read(page, told.address)
  await expect(page.getByText('1 new since your last visit')).toBeVisible()
  await comesBackAfterADay(page, told.slug)
  await read(page, told.address)
  await expect(page.getByText('1 new since your last visit')).toBeVisible()
  await expect(comment(page, waiting).getByRole('heading', { name: /^Rae ?, replying to Ada, level 3 ?, new$/ })).toBeVisible()
  await expect(page.locator('.new-mark')).toHaveCount(1)
  await page.keyboard.press('u')
  await expect(comment(page, waiting)).toBeFocused()
  await expect(said(page)).toHaveText('Rae, replying to Ada, level 3, 4 of 5, new')
  await expectNoViolations(page)
})

for (const javaScriptEnabled of [true, false]) {
  test(`whoever has an account finds the same on any device, ${javaScriptEnabled ? 'and only by reading' : 'and says without a script that it is read'}`, async ({ browser }) => {
    const told = await conversation()
    await everythingWasApprovedLongAgo(told)
    const rae = await pageOf(browser, 'rae', { javaScriptEnabled })
    await rae.goto(told.address)
    await expect(rae.locator('.new-mark')).toHaveCount(0)
    if (!javaScriptEnabled) {
      await rae.getByRole('button', { name: 'Remember that I have read this' }).click()
      await expect(rae.locator('.remember-visit [role=status]')).toHaveText('What is approved from now on will be marked as new.')
    }
    await expect.poll(() => reader().threadVisit.count({ where: { postId: told.postId } })).toBe(1)
    await writer().threadVisit.updateMany({ where: { postId: told.postId }, data: { at: new Date(Date.now() - 86_400_000) } })
    const late = await publishedReplyBy(told.ada, told.mo, told.slug, told.b)
    const elsewhere = await pageOf(browser, 'rae', { javaScriptEnabled })
    await elsewhere.goto(told.address)
    await expect(elsewhere.getByText('1 new since your last visit')).toBeVisible()
    await expect(comment(elsewhere, late).getByRole('heading', { level: 3 })).toHaveAccessibleName(/, new$/)
    await elsewhere.getByRole('link', { name: 'Next new reply' }).click()
    await expect(comment(elsewhere, late)).toBeInViewport()
  })
}

test('in a long thread the next new one is found on whichever page it stands', async ({ browser }) => {
  const told = await conversation()
  for (const each of Array.from({ length: 50 }, (_, index) => index)) await publishedReplyBy(each % 2 ? told.ada : told.rae, told.mo, told.slug)
  await everythingWasApprovedLongAgo(told)
  const page = await stranger(browser)
  await read(page, told.address)
  await comesBackAfterADay(page, told.slug)
  const [near, far] = [await publishedReplyBy(told.rae, told.mo, told.slug, told.a), await publishedReplyBy(told.ada, told.mo, told.slug)]
  await read(page, told.address)
  await expect(page.getByText('2 new since your last visit')).toBeVisible()
  await page.keyboard.press('u')
  await expect(comment(page, near)).toBeFocused()
  await page.keyboard.press('u')
  await expect(page).toHaveURL(new RegExp(`page=2.*#comment-${far}$`))
  await expect(comment(page, far)).toBeInViewport()
  await expect(comment(page, far)).toContainText('new')
})

test('what an open page asks is the same for everybody, costs nothing while nothing changes, and names nothing that waits', async ({ page, browser }) => {
  const told = await conversation()
  const held = await replyBy(told.ada, told.slug, told.a)
  const hidden = await publishedReplyBy(told.ada, told.mo, told.slug, told.a)
  await decideNow(told.mo, hidden, 'hide')
  const address = `/posts/${told.slug}/latest`
  const answer = await page.request.get(address)
  const body = await answer.text()
  expect(JSON.parse(body).latest.map(({ id }: { id: string }) => id)).toEqual([told.b, told.deepest, told.below, told.a])
  expect(body).not.toContain(held)
  expect(Object.keys(JSON.parse(body).latest[0])).toEqual(['id', 'approved'])
  expect(answer.headers()['cache-control']).toBe('public, no-cache')
  expect((await page.request.get(address, { headers: { 'If-None-Match': answer.headers().etag ?? '' } })).status()).toBe(304)
  const mo = await pageOf(browser, 'mo')
  expect(await (await mo.request.get(new URL(address, answer.url()).href)).text()).toBe(body)
})

test('replies of people whom a reader mutes are not counted among what comes in, and do not come in', async ({ browser }) => {
  const told = await conversation()
  const page = await pageOf(browser, 'rae')
  await read(page, told.address)
  const reading = await reader().person.findUniqueOrThrow({ where: { handle: 'rae' }, select: { id: true } })
  await writer().mute.create({ data: { personId: reading.id, mutedId: told.ada.id, at: new Date() }, select: { personId: true } })
  const muted = await publishedReplyBy(told.ada, told.mo, told.slug)
  const asked = page.waitForResponse((answer) => answer.url().endsWith('/latest/muted'))
  await lookAgain(page)
  expect(await (await asked).json()).toMatchObject({ muted: expect.arrayContaining([muted]) })
  const heard = await publishedReplyBy(told.rae, told.mo, told.slug)
  await lookAgain(page)
  await page.getByRole('button', { name: 'Show 1 new reply' }).click()
  await expect(comment(page, heard)).toBeAttached()
  await expect(comment(page, muted)).toHaveCount(0)
  expect((await page.request.get(`${told.address}/latest/muted`, { headers: { cookie: '' } })).status()).toBe(401)
})

test('who is at a reply that came in stays at it when the application brings the same one', async ({ browser }) => {
  const told = await conversation()
  const page = await pageOf(browser, 'rae')
  await read(page, told.address)
  const [one, other] = [await publishedReplyBy(told.ada, told.mo, told.slug, told.a), await publishedReplyBy(told.ada, told.mo, told.slug)]
  await lookAgain(page)
  await page.getByRole('button', { name: 'Show 2 new replies' }).click()
  await expect(page.locator('li[data-grafted]')).toHaveCount(2)
  let go = () => {}
  const held = new Promise<void>((resolve) => (go = resolve))
  await page.route(`**${told.address}*`, async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await forgetLimits()
  await field(page).fill(unheardOf())
  await page.getByRole('button', { name: 'Send reply' }).click()
  const link = comment(page, other).getByRole('link', { name: /^Reply to / })
  await link.focus()
  go()
  await expect(page.locator('li[data-grafted]')).toHaveCount(0)
  await expect(comment(page, one)).toHaveCount(1)
  await expect(link).toBeFocused()
  await expect(comment(page, other)).toContainText('new')
})

test('what is asked badly leads to the conversation, or to nothing, and never fails', async ({ page }) => {
  const { slug, a } = await conversation()
  for (const query of ['', '?since=', '?since=yesterday', `?since=9999-99-99T00:00:00Z&after=${a}`, '?since=2026-01-01T00:00:00Z&after=%00x', '?since=2999-01-01T00:00:00Z']) {
    const answer = await page.request.get(`/posts/${slug}/new${query}`, { maxRedirects: 0 })
    expect([303, 400], query).toContain(answer.status())
  }
  expect((await page.request.get('/posts/there-is-no-such-essay/new?since=2026-01-01T00:00:00Z')).status()).toBe(404)
  expect((await page.request.get('/posts/there-is-no-such-essay/latest')).status()).toBe(404)
  for (const data of [{}, { shown: 'soon' }, { shown: 5 }, 'nothing']) expect([400, 401, 415, 422]).toContain((await page.request.post(`/posts/${slug}/visit`, { data })).status())
})
