import { randomInt } from 'node:crypto'
import { expect } from '@playwright/test'
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test'
import { demoPassword } from '../setup/demo-people.ts'

/** A demo essay with a conversation of several levels, open for more. */
export const essay = '/posts/five-miles-an-hour'

/** Somebody of the demo cast signs in and comes to an address. */
export async function signIn(page: Page, handle: string, then = '/') {
  await page.goto(`/sign-in?then=${encodeURIComponent(then)}`)
  await page.getByLabel('E-mail address or handle').fill(handle)
  await page.getByLabel('Password', { exact: true }).fill(demoPassword(handle))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expectSignedIn(page)
}

/** On a phone what one may do stands in a sheet that is not open. */
async function expectSignedIn(page: Page) {
  await expect(page.locator('.sign-out').first()).toBeAttached()
}

/** Everybody signs in once. */
const doors = new Map<string, Promise<Awaited<ReturnType<BrowserContext['storageState']>>>>()

async function openDoor(browser: Browser, handle: string) {
  const context = await browser.newContext({ javaScriptEnabled: false })
  await signIn(await context.newPage(), handle)
  const state = await context.storageState()
  await context.close()
  return state
}

/** A browser of its own for somebody of the demo cast, who is signed in. Nobody signs out there: the next story would be out too. */
export async function pageOf(browser: Browser, handle: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  if (!doors.has(handle)) doors.set(handle, openDoor(browser, handle))
  const context = await browser.newContext({ ...options, storageState: await doors.get(handle) })
  return context.newPage()
}

/** What a browser adds to a request of a page: that it comes from there. */
export function sameOrigin(page: Page) {
  return { Origin: new URL(page.url()).origin }
}

export type Newcomer = { name: string; handle: string; email: string; password: string }

/** Nobody has met this person. The letters have no look-alikes, so that two of them never meet either. */
export function newcomer(): Newcomer {
  const letters = Array.from({ length: 7 }, () => 'acdefhkptxyz'[randomInt(12)]).join('')
  return { name: `Nia ${letters}`, handle: `nia-${letters}`, email: `nia-${letters}@example.org`, password: 'four words quite apart' }
}

export async function fillSignUp(page: Page, { name, handle, email, password }: Newcomer) {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Handle', { exact: true }).fill(handle)
  await page.getByLabel('E-mail address', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Make an account' }).click()
}

/** Somebody new makes an account and comes to an address. */
export async function signUp(page: Page, then = '/'): Promise<Newcomer> {
  const person = newcomer()
  await page.goto(`/sign-up?then=${encodeURIComponent(then)}`)
  await fillSignUp(page, person)
  await expectSignedIn(page)
  return person
}

/** The comment that a text stands in. */
export function commentWith(page: Page, text: string): Locator {
  return page.getByRole('article').filter({ hasText: text })
}

/** The first published reply in the second level of a conversation. */
export function nestedReply(page: Page): Locator {
  return page.getByRole('article').filter({ has: page.getByRole('heading', { level: 3, name: /, level 2$/ }) }).first()
}

/** Opens the form under a comment, writes and sends. */
export async function replyTo(page: Page, comment: Locator, text: string) {
  await comment.getByRole('link', { name: /^Reply to / }).click()
  const form = page.getByRole('region', { name: /^Reply to / })
  await form.getByRole('textbox', { name: /^Your reply to / }).fill(text)
  await form.getByRole('button', { name: 'Send reply' }).click()
}

/** A text that occurs nowhere else, so that finding it anywhere is finding it. */
export function unheardOf(): string {
  return `The hinge of it, I think, is number ${randomInt(10 ** 9, 10 ** 10)}.`
}
