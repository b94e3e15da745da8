import type { APIResponse, Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { clear, itemAbout } from './moderators.ts'
import { expect, test } from './test.ts'
import { essay, pageOf, signUp, unheardOf } from './visitors.ts'

test('somebody takes their data along and leaves; no public address names them any more, and their reply is still read', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  const person = await signUp(page, essay)
  const text = unheardOf()
  await page.getByRole('region', { name: 'Reply to the essay' }).getByRole('textbox').fill(text)
  await page.getByRole('button', { name: 'Send reply' }).click()
  const mo = await pageOf(browser, 'mo')
  await page.goto(essay)
  const id = (await page.getByRole('article').filter({ hasText: text }).getAttribute('id'))?.replace('comment-', '') ?? ''

  await approve(mo, id)
  const read = (address: string): Promise<APIResponse> => mo.request.get(address, { headers: { cookie: '' } })
  const slug = essay.replace('/posts/', '')
  const addresses = [
    '/', essay, `/c/${id}`, `/people/${person.handle}`, `/people/${person.handle}/feed.xml`, '/feed.xml', '/atom.xml', '/feed.json', `${essay}/comments/feed.xml`, '/sitemap.xml',
    '/log', `/search?q=${encodeURIComponent(text)}`,
    `/api/v1/posts/${slug}/comments`, `/api/v1/comments/${id}`,
  ]
  const naming = async () => {
    const answers = await Promise.all(addresses.map(async (address) => [address, (await (await read(address)).text())] as const))
    return answers.filter(([, body]) => [person.handle, person.name, person.email].some((word) => withoutForms(body).includes(word))).map(([address]) => address)
  }
  expect(await naming()).toEqual(expect.arrayContaining([essay, `/people/${person.handle}`, `/api/v1/comments/${id}`]))

  await page.goto('/account')
  const file = await (await page.request.get('/account/data')).json()
  expect(file).toMatchObject({ account: { handle: person.handle, email: person.email }, comments: [{ id, texts: [{ markdown: text }] }] })
  await page.getByRole('link', { name: 'Delete your account' }).click()
  await page.getByLabel('Your password').fill('a wrong guess')
  await page.getByRole('button', { name: 'Delete my account for good' }).click()
  await expect(page.getByText('This is not your password. Nothing was deleted.')).toBeVisible()
  await page.getByLabel('Your password').fill(person.password)
  await page.getByRole('button', { name: 'Delete my account for good' }).click()
  await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible()

  expect(await naming()).toEqual([])
  expect((await read(`/people/${person.handle}`)).status()).toBe(404)
  // The words that were looked for stand on the page again; whoever they belong to does not.
  for (const words of [person.name, person.handle]) expect(await (await read(`/search?q=${encodeURIComponent(words)}`)).text()).not.toContain(`href="/people/${person.handle}"`)
  await page.goto(essay)
  const reply = page.getByRole('article').filter({ hasText: text })
  await expect(reply.getByText('Somebody who has left').first()).toBeVisible()
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in/)
})

/** Mo publishes a comment that waits. */
async function approve(mo: Page, commentId: string) {
  await clear(mo, [(await itemAbout(commentId)).id])
}

/** What was typed into a search stands in its field again. */
function withoutForms(html: string): string {
  return html.replace(/<input[^>]*>/g, '').replace(/<title>[^<]*<\/title>/g, '').replace(/<script[\s\S]*?<\/script>/g, (script) => (script.includes('ld+json') ? script : ''))
}

test('the account pages are read on a phone and in the dark', async ({ browser }) => {
  for (const [width, colorScheme] of [[320, 'light'], [390, 'dark']] as const) {
    const page = await (await browser.newContext({ viewport: { width, height: 800 }, colorScheme })).newPage()
    await signUp(page, '/account/delete')
    await expectFits(page)
    await expectNoBarrier(page)
    await page.goto(essay)
    await expectFits(page)
  }
})

async function expectFits(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
}
