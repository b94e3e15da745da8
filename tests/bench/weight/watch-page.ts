import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { findBrowser } from '../../../scripts/find-browser.ts'
import { browserArguments } from '../../setup/browser-arguments.ts'

/** What a reader sees of a page, in milliseconds since they asked for it, and what their browser fetched. */
export type Watched = {
  firstPaint: number
  largestPaint: number
  /** How far what could be read already moved; 0 is not at all (web.dev/cls). */
  shift: number
  requests: number
  bytes: number
  /** Requests to others than the site. */
  elsewhere: string[]
  /** Scripts that ran, by gzip. */
  scripts: { address: string; bytes: number }[]
}

/** A phone on a slow line: 1.6 Mbit a second, 150 ms until an answer begins, a quarter of the processor. */
const slow = { offline: false, latency: 150, downloadThroughput: 1.6 * 125_000, uploadThroughput: 0.75 * 125_000 }
const window = { width: 390, height: 844 }
const slowdown = 4
/** How long it is watched after it has loaded. */
const rest = 1_000

/** Opens a Chromium that sees pages as somebody who was never here. */
export async function openWatcher(): Promise<{ watch: (address: string, cookie?: string) => Promise<Watched>; close: () => Promise<void> }> {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArguments })
  return { watch: (address, cookie) => watch(browser, address, cookie), close: () => browser.close() }
}

async function watch(browser: Browser, address: string, cookie = ''): Promise<Watched> {
  const context = await browser.newContext({ viewport: window, isMobile: true, hasTouch: true })
  try {
    if (cookie) await context.addCookies([{ name: cookie.slice(0, cookie.indexOf('=')), value: cookie.slice(cookie.indexOf('=') + 1), url: address }])
    const page = await context.newPage()
    await slowDown(page)
    await page.addInitScript(noteShifts)
    const [asked, scripts] = [new Array<string>(), new Array<Promise<Watched['scripts'][number]>>()]
    page.on('request', (request) => void asked.push(request.url()))
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.body().then((body) => ({ address: response.url(), bytes: gzipSync(body, { level: 9 }).length })))
    })
    await page.goto(address, { waitUntil: 'load' })
    await page.waitForTimeout(rest)
    const elsewhere = asked.filter((each) => !each.startsWith('data:') && new URL(each).origin !== new URL(address).origin)
    return { ...(await page.evaluate(readPaints)), requests: asked.length, elsewhere, scripts: await Promise.all(scripts) }
  } finally {
    await context.close()
  }
}

async function slowDown(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', slow)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
}

type Noted = { shift: number; largest: number }

/** Runs in the page, before anything of it. */
function noteShifts() {
  const noted: Noted = { shift: 0, largest: 0 }
  Object.assign(globalThis, { noted })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) noted.shift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    noted.largest = list.getEntries().at(-1)?.startTime ?? noted.largest
  }).observe({ type: 'largest-contentful-paint', buffered: true })
}

/** Runs in the page, at the end. */
function readPaints() {
  const { noted } = globalThis as unknown as { noted: Noted }
  const loaded = performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')) as PerformanceResourceTiming[]
  return {
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    largestPaint: noted.largest,
    shift: noted.shift,
    bytes: loaded.reduce((bytes, { transferSize }) => bytes + transferSize, 0),
  }
}
