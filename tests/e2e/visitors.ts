import { randomInt } from 'node:crypto'
import { expect } from '@playwright/test'
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test'
import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { sessionCookie } from '#lib/http/session-cookie.ts'
import { signUp as signUpCommand } from '#lib/people/sign-up.ts'
import { anonymous } from '#lib/viewer.ts'
import { sessionOf } from '../people/stories.ts'
import { demoPassword } from '../setup/demo-people.ts'

// What pg says to Prisma's adapter is no news here.
process.noDeprecation = true

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

/** The address of the site that a story is told on. */
const site = () => process.env.AFTERWORD_ORIGIN ?? ''

/** Puts a session into a browser, as if its person had come through the door; who does come through it has stories of their own. */
async function letIn(context: BrowserContext, secret: string) {
  await context.addCookies([{ name: sessionCookie(site()), value: secret, url: site(), httpOnly: true, sameSite: 'Lax' }])
}

/** Somebody of the demo cast is signed in already, and comes to an address. */
export async function enter(page: Page, handle: string, then = '/') {
  await letIn(page.context(), await sessionFor(handle))
  await come(page, then)
}

/** Where scripts run, the page listens already: what is typed or pressed before that goes another way, which has stories of its own. */
export async function come(page: Page, address: string) {
  await page.goto(address)
  await listens(page.locator('.sign-out').first())
}

/** A part of a page that waits for something listens later than what stands around it. */
export async function listens(part: Locator) {
  await expect.poll(() => part.evaluate((element) => !('__next_f' in window) || Object.keys(element).some((key) => key.startsWith('__react')))).toBe(true)
}

/** Everybody has one session on a site. */
const doors = new Map<string, Promise<string>>()

function sessionFor(handle: string): Promise<string> {
  const known = doors.get(handle) ?? reader().person.findUniqueOrThrow({ where: { handle }, select: { id: true, handle: true } }).then(sessionOf)
  doors.set(handle, known)
  return known
}

/** A browser of its own for somebody of the demo cast, who is signed in. Nobody signs out there: the next story would be out too. */
export async function pageOf(browser: Browser, handle: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext(options)
  await letIn(context, await sessionFor(handle))
  return context.newPage()
}

/** What a browser adds to a request of a page: that it comes from there. One that shows nothing yet asks for the site itself. */
export function sameOrigin(page: Page) {
  return { Origin: page.url() === 'about:blank' ? site() : new URL(page.url()).origin }
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

/** Somebody new has just made an account and comes to an address. */
export async function signUp(page: Page, then = '/'): Promise<Newcomer> {
  const person = newcomer()
  const made = await runCommand(signUpCommand, anonymous, person)
  if (!made.ok) throw new Error(made.message)
  await letIn(page.context(), made.value.secret)
  await come(page, then)
  return person
}

/** The same by the form, with all that a browser does on the way. */
export async function signUpByForm(page: Page, then = '/'): Promise<Newcomer> {
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
