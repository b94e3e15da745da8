import type { Browser, Page } from '@playwright/test'
import pg from 'pg'
import { expectNoBarrier } from './barriers.ts'
import { expect, test } from './test.ts'
import { commentWith, essay, fillSignUp, newcomer, pageOf, signUp, signUpByForm, unheardOf } from './visitors.ts'

const field = (page: Page) => page.getByRole('textbox', { name: /^Your reply to / })
const formOfEssay = (page: Page) => page.getByRole('region', { name: 'Reply to the essay' })
const send = (page: Page) => page.getByRole('button', { name: 'Send reply' })
const toDoor = (page: Page) => page.getByRole('button', { name: 'Sign in to send it' })

async function stranger(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  return (await browser.newContext({ javaScriptEnabled })).newPage()
}

/** Path and query of the link in the newest mail to an address. */
async function newestLink(database: string, email: string): Promise<string> {
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  const { rows } = await client.query<{ text: string }>('SELECT text FROM mail WHERE "to" = $1 ORDER BY created_at DESC LIMIT 1', [email])
  await client.end()
  return /\/sign-in\/link\?\S+/.exec(rows[0]?.text ?? '')?.[0] ?? ''
}

/** A line in the corner of the form; what it says depends on the clock. */
const keptLine = (page: Page) => page.getByText(/^Draft kept at \d\d:\d\d$/)

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test('somebody writes under a comment, makes an account on the way, and finds the text in its form, not sent', async ({ browser }) => {
      const page = await stranger(browser, scripts)
      const text = unheardOf()
      const addresses: string[] = []
      page.on('request', (request) => addresses.push(request.url()))
      await page.goto(essay)
      await page.getByRole('link', { name: /^Reply to / }).first().click()
      await field(page).first().fill(text)
      await toDoor(page).first().click()
      await expect(page).toHaveURL(/\/sign-in\?then=/)
      await expect(page.getByText(/^Your reply is kept for an hour/)).toBeVisible()
      await page.getByRole('link', { name: 'Make an account' }).click()
      await expect(page.getByText(/^Your reply is kept for an hour/)).toBeVisible()
      await fillSignUp(page, newcomer())
      await expect(page).toHaveURL(/reply=/)
      await expect(field(page).first()).toHaveValue(text)
      await expect(commentWith(page, text)).toHaveCount(0)
      await send(page).first().click()
      await expect(page.getByText(/^Your reply is waiting for a moderator/)).toBeVisible()
      await expect(commentWith(page, text)).toHaveCount(1)
      expect(addresses.filter((address) => decodeURIComponent(address).includes(text.slice(0, 20)))).toEqual([])
      expect((await page.context().cookies()).filter(({ name }) => name.includes('carried'))).toEqual([])
    })

    test('a session that has ended keeps what was written, says where to sign in, and has it there again', async ({ browser }) => {
      const page = await stranger(browser, scripts)
      const person = await signUp(page, essay)
      const text = unheardOf()
      await formOfEssay(page).getByRole('textbox').fill(text)
      await page.context().clearCookies()
      await send(page).click()
      await expect(page.getByText(/^You are signed out, so this was not sent/)).toBeVisible()
      await expect(formOfEssay(page).getByRole('textbox')).toHaveValue(text)
      await formOfEssay(page).getByRole('link', { name: 'Sign in' }).click()
      await page.getByLabel('E-mail address or handle').fill(person.handle)
      await page.getByLabel('Password', { exact: true }).fill(person.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(formOfEssay(page).getByRole('textbox')).toHaveValue(text)
      await expect(commentWith(page, text)).toHaveCount(0)
    })

    test('a button pressed twice, and a form sent again after going back, make one comment', async ({ browser }) => {
      const page = await stranger(browser, scripts)
      await signUp(page, essay)
      const text = unheardOf()
      await formOfEssay(page).getByRole('textbox').fill(text)
      await send(page).dblclick()
      await expect(page.getByText(/^Your reply is waiting for a moderator/)).toBeVisible()
      await expect(commentWith(page, text)).toHaveCount(1)
      await page.goBack()
      await page.goto(essay)
      await formOfEssay(page).getByRole('textbox').fill(text)
      await send(page).click()
      await expect(page.getByText(/already/).first()).toBeVisible()
      await expect(commentWith(page, text)).toHaveCount(1)
    })

    test('somebody who comes in by a link in a mail finds the text as well', async ({ browser, site }) => {
      const person = await signUp(await stranger(browser, false))
      const page = await stranger(browser, scripts)
      const text = unheardOf()
      await page.goto(essay)
      await formOfEssay(page).getByRole('textbox').fill(text)
      await toDoor(page).click()
      await page.getByLabel('E-mail address', { exact: true }).fill(person.email)
      await page.getByRole('button', { name: 'Send me a link' }).click()
      await expect(page.getByText(/a link is on its way/)).toBeVisible()
      const link = await newestLink(site.database, person.email)
      expect(link).not.toContain(encodeURIComponent(text.slice(0, 20)))
      await page.goto(link)
      await expect(page.getByText(/^Your reply is kept for an hour/)).toBeVisible()
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(formOfEssay(page).getByRole('textbox')).toHaveValue(text)
    })

    test('a text that is too long is refused with every word, and kept as a draft', async ({ browser }) => {
      const page = await stranger(browser, scripts)
      await signUp(page, essay)
      const text = `${unheardOf()} ${'Far too long. '.repeat(720)}`.trim()
      await formOfEssay(page).getByRole('textbox').fill(text)
      await send(page).click()
      await expect(page.getByText(/characters long; 10,000 is the most that fits/)).toBeVisible()
      await expect(formOfEssay(page).getByRole('textbox')).toHaveValue(text)
      await page.getByRole('button', { name: 'Keep as a draft' }).click()
      await expect(page.getByText('Your draft is kept. Only you can see it.')).toBeVisible()
      await page.goto(essay)
      await expect(formOfEssay(page).getByRole('textbox')).toHaveValue(text)
    })
  })
}

test('what is typed is kept by itself, is there on another device, and goes when it is sent', async ({ browser }) => {
  const page = await stranger(browser, true)
  const person = await signUpByForm(page, essay)
  const text = unheardOf()
  await formOfEssay(page).getByRole('textbox').pressSequentially(text.slice(0, 30))
  await expect(keptLine(page)).toBeVisible()

  const other = await stranger(browser, false)
  await other.goto(`/sign-in?then=${encodeURIComponent(essay)}`)
  await other.getByLabel('E-mail address or handle').fill(person.handle)
  await other.getByLabel('Password', { exact: true }).fill(person.password)
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(formOfEssay(other).getByRole('textbox')).toHaveValue(text.slice(0, 30))

  // Both go on: nothing of either is lost.
  await formOfEssay(other).getByRole('textbox').fill(`${text} From the other device.`)
  await other.getByRole('button', { name: 'Keep as a draft' }).click()
  await expect(other.getByText('Your draft is kept. Only you can see it.')).toBeVisible()
  await formOfEssay(page).getByRole('textbox').pressSequentially(' and on')
  const choice = page.getByRole('group', { name: 'Another text for this place' })
  await expect(choice.getByText('Nothing was overwritten.')).toBeVisible()
  await choice.getByRole('button', { name: 'Put it into the form' }).click()
  await expect(formOfEssay(page).getByRole('textbox')).toHaveValue(`${text} From the other device.`)
  await choice.getByText('Read it').click()
  await expect(choice.getByText(`${text.slice(0, 30)} and on`)).toBeVisible()
  await expectNoBarrier(page)

  await send(page).click()
  await expect(page.getByText(/^Your reply is waiting for a moderator/)).toBeVisible()
  await other.goto(essay)
  await expect(formOfEssay(other).getByRole('textbox')).toHaveValue('')
})

test('without a connection a text stays in this browser, is offered again, and is kept when the connection comes back', async ({ browser }) => {
  const page = await stranger(browser, true)
  await signUpByForm(page, essay)
  const text = unheardOf()
  await page.context().setOffline(true)
  await formOfEssay(page).getByRole('textbox').pressSequentially(text)
  await expect(page.getByText(/^Not kept yet: we cannot be reached/)).toBeVisible()
  await send(page).click()
  await expect(page.getByText(/^We could not be reached/)).toBeVisible()
  await expect(formOfEssay(page).getByRole('textbox')).toHaveValue(text)
  // The tab is closed before the connection comes back. What a closing tab sends is no longer held up by a browser that plays offline.
  const context = page.context()
  await page.evaluate(() => Object.assign(window, { fetch: () => Promise.reject(new TypeError('There is no connection')) }))
  await page.close()
  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(essay)
  const offer = again.getByRole('group', { name: 'Another text for this place' })
  await offer.getByRole('button', { name: 'Put it into the form' }).click()
  await expect(formOfEssay(again).getByRole('textbox')).toHaveValue(text)
  await expect(keptLine(again)).toBeVisible()
  await again.goto('/account/comments')
  const drafts = again.getByRole('region', { name: 'Begun and not sent' })
  await expect(drafts.getByRole('link', { name: text })).toBeVisible()
  await expectNoBarrier(again)
  await drafts.getByRole('button', { name: /^Throw it away/ }).click()
  await expect(drafts).toHaveCount(0)
})

test('a draft of another person is on no page of mine', async ({ browser }) => {
  const page = await stranger(browser, false)
  await signUp(page, essay)
  const text = unheardOf()
  await formOfEssay(page).getByRole('textbox').fill(text)
  await page.getByRole('button', { name: 'Keep as a draft' }).click()
  const mo = await pageOf(browser, 'mo')
  for (const address of [essay, '/account/comments', '/moderation', '/moderation/people/nia']) {
    await mo.goto(address)
    expect(await mo.content()).not.toContain(text)
  }
})
