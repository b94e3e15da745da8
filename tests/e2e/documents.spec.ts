import { expect, test } from './test.ts'
import type { Browser, Page, Request } from '@playwright/test'
import { essayBy, person, publishedReplyBy } from '../cast.ts'
import { essay, pageOf, unheardOf } from './visitors.ts'

// What pg says to Prisma's adapter is no news here.
process.noDeprecation = true

async function conversation() {
  const [ada, mo, rae] = await Promise.all([person('Ada', 'author'), person('Mo', 'moderator'), person('Rae', 'reader')])
  const { slug } = await essayBy(ada)
  const first = await publishedReplyBy(rae, mo, slug)
  const below = await publishedReplyBy(ada, mo, slug, first)
  return { ada, mo, rae, slug, first, below, address: `/posts/${slug}` }
}

const field = (page: Page) => page.locator('#reply textarea')
const send = (page: Page) => page.locator('#reply button[type=submit]')

/** Everything that is asked for, and everything that the browser refuses or that breaks, from now on. */
function watch(page: Page) {
  const seen = { asked: [] as Request[], refused: [] as string[] }
  page.on('request', (request) => seen.asked.push(request))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused|hydrat/i.test(message.text())) seen.refused.push(message.text())
  })
  page.on('pageerror', (error) => seen.refused.push(error.message))
  return seen
}

for (const address of ['/', essay, `${essay}?order=newest`, '/people/ada', '/search?q=film', '/guidelines', '/no/such/page']) {
  test(`at ${address} one small script of ours runs for a reader, and nothing is refused`, async ({ page }) => {
    const seen = watch(page)
    const answer = await page.goto(address, { waitUntil: 'networkidle' })
    expect(answer?.headers()['content-security-policy']).toContain(`script-src 'self';`)
    const scripts = seen.asked.filter((request) => request.resourceType() === 'script').map((request) => new URL(request.url()).pathname)
    // What folds texts is there before they are painted, and only where something is named.
    const named = (await page.locator('[data-topics]').count()) > 0
    expect(scripts.toSorted()).toEqual([...(named ? [expect.stringMatching(/^\/_own\/fold\.[\w-]{12}\.js$/)] : []), expect.stringMatching(/^\/_own\/reading\.[\w-]{12}\.js$/)])
    expect(await page.locator('script:not([src]):not([type="application/ld+json"])').count()).toBe(0)
    expect(await page.evaluate(() => '__next_f' in window)).toBe(false)
    expect(seen.refused).toEqual([])
  })
}

test.describe('an intruder', () => {
  test.use({ mayBreakPolicy: true })

  test('a script that somebody brings into a document does not run, whatever it is', async ({ page }) => {
    await page.route('**/guidelines', async (route) => {
      const answer = await route.fetch()
      const intruders = '<script>window.intruder = 1</script><script nonce="">window.intruder = 2</script><img src="x" onerror="window.intruder = 3"><script src="https://elsewhere.example/x.js"></script>'
      await route.fulfill({ response: answer, body: (await answer.text()).replace('</main>', `${intruders}</main>`) })
    })
    await page.goto('/guidelines', { waitUntil: 'networkidle' })
    expect(await page.evaluate(() => 'intruder' in window)).toBe(false)
  })
})

async function stranger(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}) {
  return (await browser.newContext(options)).newPage()
}

test('a reader moves, folds, hears of what comes in, searches and changes colours by the one module', async ({ browser }) => {
  const told = await conversation()
  const page = await stranger(browser)
  const seen = watch(page)
  await page.goto(told.address)
  await page.keyboard.press('j')
  await expect(page.locator(`#comment-${told.first}`)).toBeFocused()
  await page.keyboard.press('c')
  await expect(page.locator(`#comment-${told.below}`)).toBeHidden()
  await page.keyboard.press('c')

  const late = await publishedReplyBy(told.rae, told.mo, told.slug)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.getByRole('button', { name: 'Show 1 new reply' }).click()
  await expect(page.locator(`#comment-${late}`)).toContainText('new')
  await page.keyboard.press('u')
  await expect(page.locator(`#comment-${late}`)).toBeFocused()

  await page.getByRole('button', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(page.url()).not.toContain('theme')
  await page.keyboard.press('Escape')
  await page.locator('h1').click()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search' }).filter({ visible: true }).first()).toBeFocused()
  expect(seen.refused).toEqual([])
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('contents in the margin follow who reads a document', async ({ browser }) => {
  const page = await stranger(browser, { viewport: { width: 1440, height: 800 } })
  await page.goto(essay)
  const contents = page.getByRole('navigation', { name: 'Contents' })
  const last = contents.getByRole('link').last()
  await page.locator(await last.getAttribute('href') ?? '').evaluate((heading) => heading.scrollIntoView({ block: 'start', behavior: 'instant' }))
  await expect(contents.locator('[aria-current=true]')).toHaveCount(1)
  await expect(last).toHaveAttribute('aria-current', 'true')
})

test('what a reader types stays in this browser: it is offered again, can be put back, and can be thrown away', async ({ browser }) => {
  const { address } = await conversation()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(address)
  const text = unheardOf()
  await field(page).fill(text)
  await expect(page.locator('#reply .draft-line')).toHaveText('A copy stays in this browser')
  await page.close()

  const again = await context.newPage()
  const offer = again.getByRole('group', { name: 'Another text for this place' })
  await again.goto(address)
  await expect(offer).toBeVisible()
  await field(again).fill('x')
  await field(again).fill('')
  await again.goto(address)
  await expect(offer).toHaveCount(0)

  await field(again).fill(text)
  const third = await context.newPage()
  await third.goto(address)
  await expect(third.getByRole('group', { name: 'Another text for this place' })).toContainText('This browser remembers a text that was begun here')
  await third.getByText('Read it').click()
  await expect(third.locator('.draft-words')).toHaveText(text)
  await third.getByRole('button', { name: 'Put it into the form' }).click()
  await expect(field(third)).toHaveValue(text)
  await expect(field(third)).toBeFocused()
  await expect(third.getByRole('group', { name: 'Another text for this place' })).toHaveCount(0)

  await field(third).fill(`${text} And more.`)
  const fourth = await context.newPage()
  await fourth.goto(address)
  await fourth.getByRole('button', { name: 'Throw it away' }).click()
  await expect(field(fourth)).toHaveValue('')
  await fourth.reload()
  await expect(fourth.getByRole('group', { name: 'Another text for this place' })).toHaveCount(0)
})

test('a form that is on its way says so and is sent once; coming back finds it as it was', async ({ browser }) => {
  const { address } = await conversation()
  const page = await stranger(browser)
  await page.goto(address)
  const text = unheardOf()
  await field(page).fill(text)
  const pressed = await send(page).evaluate((button: HTMLButtonElement) => {
    const stopped: boolean[] = []
    window.addEventListener('submit', (event) => stopped.push(event.defaultPrevented))
    button.click()
    button.click()
    return { stopped, words: button.textContent, held: button.getAttribute('aria-disabled') }
  })
  expect(pressed).toEqual({ stopped: [false, true], words: 'One moment …', held: 'true' })
  await expect(page).toHaveURL(/\/sign-in\?/)
  await page.goBack()
  await expect(send(page)).toHaveText('Sign in to send it')
  await expect(send(page)).not.toHaveAttribute('aria-disabled', 'true')
  await expect(field(page)).toHaveValue(text)
})

for (const javaScriptEnabled of [true, false]) {
  test(`a reply that is refused at the door comes back with its text ${javaScriptEnabled ? 'and its script' : 'without a script'}`, async ({ browser }) => {
    const { address } = await conversation()
    const page = await stranger(browser, { javaScriptEnabled })
    const seen = watch(page)
    await page.goto(address)
    const long = `${'A word of mine. '.repeat(5_000)}${unheardOf()}`
    await field(page).fill(long)
    const answer = page.waitForResponse((each) => each.request().method() === 'POST')
    await send(page).click()
    expect((await answer).status()).toBe(422)
    await expect(field(page)).toHaveValue(long)
    await expect(field(page)).toHaveAttribute('aria-invalid', 'true')
    await field(page).fill(unheardOf())
    await send(page).click()
    await expect(page).toHaveURL(/\/sign-in\?/)
    expect(seen.refused).toEqual([])
  })
}

test('the next page is fetched when its link is pressed, not before, and what is for people with an account is not', async ({ page }) => {
  const early: string[] = []
  const rules = page.waitForResponse((answer) => new URL(answer.url()).pathname.startsWith('/_own/rules.'))
  page.on('request', (request) => {
    if (request.headers()['sec-purpose']?.startsWith('prefetch')) early.push(new URL(request.url()).pathname)
  })
  await page.goto('/')
  expect((await rules).headers()['content-type']).toBe('application/speculationrules+json')
  const press = async (name: string) => {
    await page.getByRole('link', { name, exact: true }).first().hover()
    expect(early).toEqual([])
    await page.mouse.down()
  }
  await press('Sign in')
  await page.mouse.up()
  await expect(page).toHaveURL(/\/sign-in/)
  expect(early).toEqual([])
  await page.goto('/')
  await press('Guidelines')
  await expect.poll(() => early).toEqual(['/guidelines'])
  await page.mouse.up()
  await expect(page).toHaveURL(/\/guidelines$/)
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').map((entry) => Reflect.get(entry, 'deliveryType')))).toEqual(['navigational-prefetch'])
})

test('pages follow each other without movement for who asks for less of it', async ({ browser }) => {
  const rule = async (reducedMotion: 'reduce' | 'no-preference') => {
    const page = await stranger(browser, { reducedMotion })
    await page.goto('/')
    await page.evaluate(() => window.addEventListener('pageswap', (event) => sessionStorage.setItem('moved', String(Reflect.get(event, 'viewTransition') !== null))))
    await page.getByRole('link', { name: 'Guidelines' }).click()
    await expect(page).toHaveURL(/guidelines$/)
    return page.evaluate(() => sessionStorage.getItem('moved'))
  }
  expect(await rule('no-preference')).toBe('true')
  expect(await rule('reduce')).toBe('false')
})

test('somebody who signs in finds the application, and who signs out the document again', async ({ browser }) => {
  const rae = await pageOf(browser, 'rae')
  const answer = await rae.goto(essay)
  expect(answer?.headers()['content-security-policy']).toContain(`'strict-dynamic'`)
  await expect(rae.locator('#conversation .thread-tools')).toBeAttached()
  expect(await rae.locator('script[src^="/_own/"]').count()).toBe(0)
})
