import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import fc from 'fast-check'
import { sessionCookie } from '#lib/http/session-cookie.ts'
import { renderMarkdown, sanitiseHtml } from '#lib/rendering/render-markdown.ts'
import { prepareDataFolder } from '../../scripts/data-folder.ts'
import { findFreePort } from '../../scripts/embedded-postgres.ts'
import { serveSite } from '../../scripts/serve-site.ts'
import type { Site } from '../../scripts/serve-site.ts'
import { breachesOf } from '../hostile/allow-list.ts'
import type { Kind } from '../hostile/allow-list.ts'
import { hostileTexts } from '../hostile/hostile-texts.ts'
import type { Planted } from '../hostile/plant.ts'
import { cloneDatabase } from '../setup/clone-database.ts'
import { pokeAll, readTexts } from './poke.ts'
import { expect, test } from './test.ts'

// Hundreds of texts that would do something, in every field that people write, on a site of its own; then every page that shows them is opened and every
// element of it touched. Nothing may call, ask elsewhere, open, or lead away: with the policy of the site, and without it, so that it is the renderer that holds.

// One after the other, on one site.
test.describe.configure({ mode: 'default' })

let site: Site
let planted: Planted
const ending: (() => Promise<unknown>)[] = []

test.beforeAll(async () => {
  const clone = await cloneDatabase(JSON.parse(process.env.AFTERWORD_E2E_TEMPLATE ?? ''))
  const data = await mkdtemp(path.join(os.tmpdir(), 'afterword-hostile-'))
  prepareDataFolder(data)
  ending.push(() => rm(data, { recursive: true, force: true }), clone.drop)
  const port = await findFreePort()
  const environment = { DATABASE_URL: clone.url, AFTERWORD_DATA: data, AFTERWORD_ORIGIN: `http://127.0.0.1:${port}`, LOG_LEVEL: 'warn' }
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-deprecation', 'tests/hostile/plant.ts'], { env: { ...process.env, ...environment }, maxBuffer: 1_000_000 })
  planted = JSON.parse(stdout)
  site = await serveSite({ host: '127.0.0.1', port, environment })
  ending.push(site.stop)
})

test.afterAll(async () => {
  for (const end of ending.reverse()) await end()
})

type Who = keyof Planted['sessions'] | 'everybody'
type Way = { who: Who; policy?: boolean; javaScriptEnabled?: boolean }

/** A browser of somebody, and everything in it that no text may bring about. */
async function watched(browser: Browser, { who, policy = true, javaScriptEnabled = true }: Way): Promise<{ context: BrowserContext; seen: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: site.url })
  const seen: string[] = []
  const note = (what: string) => (page: Page | null, more: string) => void seen.push(`${page?.url().slice(site.url.length)}: ${what} ${more}`.trim())
  if (who !== 'everybody') await context.addCookies([{ name: sessionCookie(site.url), value: planted.sessions[who], url: site.url, httpOnly: true, sameSite: 'Lax' }])
  await context.exposeBinding('pwned', ({ page }) => note('called')(page, ''))
  await context.exposeBinding('opened', ({ page }, address) => note('opened')(page, String(address)))
  await context.addInitScript(() => void (window.open = (address) => (Object.assign(window).opened(address), null)))
  if (!policy) await context.route((url) => url.origin === site.url, withoutPolicy)
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== site.url && !isPictureOfImport(request.resourceType(), url, request.frame().url())) note('asked')(request.frame().page(), url.href)
  })
  context.on('dialog', (dialog) => (note('said')(dialog.page(), dialog.message()), void dialog.dismiss()))
  context.on('weberror', (error) => note('failed')(error.page(), error.error().message))
  context.on('console', (message) => void (/Content Security Policy|Refused to|hydrat/i.test(message.text()) && note('was told')(message.page(), message.text())))
  return { context, seen }
}

/** Readers of an essay that came from an old blog see its pictures where they lived, over https, and nothing else from there. */
function isPictureOfImport(kind: string, { protocol }: URL, page: string): boolean {
  return kind === 'image' && protocol === 'https:' && page.includes('/posts/imported-')
}

async function withoutPolicy(route: Parameters<Parameters<BrowserContext['route']>[1]>[0]) {
  if (route.request().resourceType() !== 'document') return route.continue()
  const response = await route.fetch({ maxRedirects: 0 })
  const { 'content-security-policy': _, ...headers } = response.headers()
  await route.fulfill({ response, headers })
}

/** Opens pages, some at once, and touches what stands in them. */
async function readAll(browser: Browser, way: Way, addresses: string[]): Promise<string[]> {
  const { context, seen } = await watched(browser, way)
  const left = [...addresses]
  const read = async () => {
    const page = await context.newPage()
    for (let address = left.shift(); address !== undefined; address = left.shift()) seen.push(...(await readOne(page, address, way)))
    await page.close()
  }
  await Promise.all([read(), read(), read()])
  await context.close()
  return seen
}

async function readOne(page: Page, address: string, { javaScriptEnabled = true }: Way): Promise<string[]> {
  const answer = await page.goto(address)
  const wrong = answer?.status() === 200 ? [] : [`${address}: ${answer?.status()}`]
  const arrived = page.url()
  if (javaScriptEnabled) {
    for (const { elements, odd } of [await page.evaluate(readTexts)]) {
      wrong.push(...odd.map((what) => `${address}: ${what}`))
      for (const text of elements) wrong.push(...breachesIn(text).map((what) => `${address}: ${what}`))
    }
    await page.evaluate(pokeAll)
  }
  if (page.url() !== arrived) wrong.push(`${address}: led to ${page.url()}`)
  return wrong
}

const added = { mark: {}, span: { class: /^remote-picture$/ } }
const elsewhere = { a: { href: /^/, rel: /^/, target: /^_blank$/ } }

/** A text is a comment or an essay, and has nothing that neither of them may have. */
function breachesIn(text: { name: string; attributes: Record<string, string> }[]): string[] {
  const found = (['comment', 'essay'] satisfies Kind[]).map((kind) => breachesOf(text, kind, { ...added, ...(text.some(({ attributes }) => attributes.class === 'remote-picture') && elsewhere) }))
  return found.toSorted((one, other) => one.length - other.length)[0] ?? []
}

const everybody: Who[] = ['everybody', 'reader', 'author', 'moderator', 'administrator']

for (const who of everybody) {
  test(`nothing that was written does anything where it is shown (${who})`, async ({ browser }) => {
    expect(await readAll(browser, { who }, planted[who])).toEqual([])
  })

  test(`nor where no policy holds it (${who})`, async ({ browser }) => {
    expect(await readAll(browser, { who, policy: false }, planted[who])).toEqual([])
  })
}

test('nor where no script runs, and a browser reads a page otherwise', async ({ browser }) => {
  expect(await readAll(browser, { who: 'everybody', policy: false, javaScriptEnabled: false }, planted.everybody)).toEqual([])
})

test('nor while it is written: in the preview, and where it is pasted', async ({ browser }) => {
  const { context, seen } = await watched(browser, { who: 'author', policy: false })
  const page = await context.newPage()
  await page.goto(planted.editor)
  await expect(page.locator('.cm-content')).toBeVisible()
  await page.evaluate((html) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', `<p><b>words</b></p>${html}`)
    clipboardData.setData('text/plain', 'words')
    document.querySelector('.cm-content')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, hostileTexts.join('\n'))
  await page.getByRole('button', { name: 'Preview' }).first().click()
  await expect(page.locator('.prose').first()).toContainText('words')
  await page.evaluate(pokeAll)
  expect(seen).toEqual([])
  await context.close()
})

test('a browser reads nothing outside the allow-list in what the renderer makes, whatever it was', async ({ browser }) => {
  const { context, seen } = await watched(browser, { who: 'everybody', policy: false })
  const page = await context.newPage()
  await page.goto('/healthz')
  const torn = fc.array(fc.tuple(fc.constantFrom(...hostileTexts), fc.nat(80), fc.constantFrom('', '\n\n', '>', '"', '<p>', '</table>', '<svg>')).map(([text, from, after]) => text.slice(from % 3 === 0 ? from : 0) + after), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
  for (const kind of ['comment', 'essay'] as const) {
    const made = [...hostileTexts, ...fc.sample(torn, 1_500)].flatMap((text) => [renderMarkdown(text, kind).html, sanitiseHtml(text, kind).html])
    const read = await page.evaluate((texts) => texts.map((html) => {
      const read = (root: ParentNode) => [...root.querySelectorAll('*')].map((element) => ({ name: element.localName, attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])) }))
      const place = document.createElement('div')
      document.body.replaceChildren(place)
      place.innerHTML = html
      // Read again from what was read, as whoever copies it would, and by a parser for which no script runs.
      const again = new DOMParser().parseFromString(place.innerHTML, 'text/html')
      return [...read(place), ...read(again.body)]
    }), made)
    expect(read.flatMap((elements, place) => breachesOf(elements, kind).map((breach) => [made[place], breach]))).toEqual([])
  }
  expect(seen).toEqual([])
  await context.close()
})
