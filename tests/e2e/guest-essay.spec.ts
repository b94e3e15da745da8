import type { APIRequestContext, Page } from '@playwright/test'
import sharp from 'sharp'
import { goToPart } from './authors.ts'
import { expectNoBarrier } from './barriers.ts'
import { awake } from './editor.ts'
import { forgetLimits } from './forget-limits.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { fillSignUp, newcomer, pageOf, unheardOf } from './visitors.ts'
import { placeOnNoMap } from './whole-essay.ts'

const deskRow = (page: Page) => page.getByRole('navigation', { name: 'This essay' })
const deskLink = (page: Page, name: string) => deskRow(page).getByRole('link', { name, exact: true, includeHidden: true })
const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true })

/** Writes and saves, as the page lets one. */
async function write(page: Page, javaScriptEnabled: boolean, words: string) {
  if (javaScriptEnabled) await awake(page)
  await text(page).fill(words)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^Saved/).first()).toBeVisible()
}

/** What strangers find of it, and where. */
async function leaks(request: APIRequestContext, canaries: string[], { id, handle }: { id: string; handle: string }): Promise<string[]> {
  const addresses = [
    '/', '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/works', `/people/${handle}`, `/people/${handle}/feed.xml`, `/posts/${id}`, `/write/${id}`, `/write/${id}/preview`,
    ...canaries.map((canary) => `/search?q=${encodeURIComponent(canary)}`),
  ]
  const found = await Promise.all(addresses.map(async (address) => {
    // A search repeats what was asked for: what it found are links.
    const html = await (await request.get(address)).text()
    return address.startsWith('/search') ? /<h[23][^>]*><a href="\/posts/.test(html) && html.includes(id) : canaries.some((canary) => html.includes(canary))
  }))
  return addresses.filter((_, place) => found[place])
}

async function itemOf(postId: string): Promise<string> {
  const [item] = await onSite<{ id: string }>(`SELECT id FROM review_item WHERE post_id = $1::uuid AND kind = 'guest_post' AND state = 'waiting'`, [postId])
  return item?.id ?? ''
}

async function cardOf(mo: Page, postId: string) {
  const id = await itemOf(postId)
  await mo.goto(`/moderation?mode=one&item=${id}`)
  const card = mo.locator(`article[data-item="${id}"]`)
  await expect(card).toBeVisible()
  return card
}

for (const javaScriptEnabled of [true, false]) {
  test(`a reader writes an essay and sends it, a moderator returns it with a passage, it is mended and published under the reader’s name (JavaScript ${javaScriptEnabled})`, async ({ browser, request }) => {
    test.slow()
    const size = { viewport: javaScriptEnabled ? { width: 1280, height: 900 } : { width: 390, height: 844 } }
    const nia = await (await browser.newContext({ javaScriptEnabled, ...size })).newPage()
    const mo = await pageOf(browser, 'mo', { javaScriptEnabled, ...size })
    const place = placeOnNoMap()
    const [title, canary, mended] = [`Waiting in ${place}`, unheardOf(), unheardOf()]
    await forgetLimits()

    const person = newcomer()
    const { name, handle } = person
    await nia.goto('/')
    await nia.getByRole('contentinfo').getByRole('link', { name: 'Write an essay' }).click()
    await nia.getByRole('link', { name: 'Make an account' }).click()
    await fillSignUp(nia, person)
    await expect(nia.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Write', exact: true, includeHidden: true })).toHaveAttribute('aria-current', 'page')
    await expect(nia.getByText('A moderator reads what you send before it is published, with your name.')).toBeVisible()
    await nia.getByRole('button', { name: 'Begin an essay' }).click()
    await nia.waitForURL(/\/write\/[\da-f-]{36}/)
    const id = /\/write\/([\da-f-]{36})/.exec(nia.url())?.[1] ?? ''
    await expect(deskLink(nia, 'Publishing')).toHaveCount(0)
    await goToPart(nia, 'Images')
    const buffer = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#31566b' } }).png().toBuffer()
    await nia.getByLabel('The file').setInputFiles({ name: 'hut.png', mimeType: 'image/png', buffer })
    await nia.getByLabel(/^What is to be seen/).fill('The hut, with nobody in it')
    await nia.getByRole('button', { name: 'Send the image' }).click()
    const line = await nia.getByLabel('Markdown for the text').inputValue()
    await goToPart(nia, 'Text')
    await nia.getByLabel('Title', { exact: true }).fill(title)
    await write(nia, javaScriptEnabled, `${canary} Nobody waits.\n\n${line}\n\nThe hut is empty, as they all are.`)
    await goToPart(nia, 'Sending')
    await nia.getByRole('button', { name: 'Send it to the moderators' }).click()
    await expect(nia.getByRole('main')).toContainText('It waits for a moderator. Only you can see it.')
    await expect(deskRow(nia)).toContainText('Sent, being read')
    if (javaScriptEnabled) await expectNoBarrier(nia)
    await nia.goto('/write')
    await expect(nia.getByRole('region', { name: 'Sent, being read' })).toContainText('in the queue')
    await expect(nia.getByRole('region', { name: 'Drafts' })).toHaveCount(0)
    await nia.goto(`/write/${id}/send`)

    const picture = /\((\/media\/\S+?)\)/.exec(line)?.[1] ?? ''
    expect((await request.get(picture)).status()).toBe(404)
    expect(await leaks(request, [canary, place], { id, handle })).toEqual([])
    const rae = await pageOf(browser, 'rae')
    expect((await rae.goto(`/write/${id}`))?.status()).toBe(404)

    const card = await cardOf(mo, id)
    await expect(card.getByRole('heading', { name: title, exact: true })).toBeVisible()
    await expect(card.getByRole('img', { name: 'The hut, with nobody in it' })).toBeVisible()
    await expect.poll(() => card.getByRole('img').first().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    if (javaScriptEnabled) await expectNoBarrier(mo)
    await card.getByText(/^Return …/).click()
    await card.getByLabel('The passage').fill('The hut is empty, as they all are.')
    await card.getByLabel('What should change?').fill('Which others do you mean?')
    await card.getByRole('button', { name: /^Return/ }).click()
    await expect.poll(() => itemOf(id)).toBe('')

    await onSite(`UPDATE notice SET due_at = now() WHERE person_id = (SELECT id FROM person WHERE handle = $1) AND due_at > now()`, [handle])
    await nia.goto('/notifications')
    await nia.getByRole('button', { name: new RegExp(`^A moderator asks for a change in your essay “${title}”`) }).click()
    await expect(nia.locator('q')).toHaveText('The hut is empty, as they all are.')
    await expect(nia.getByRole('main')).toContainText('Which others do you mean?')
    if (javaScriptEnabled) await expectNoBarrier(nia)
    await goToPart(nia, 'Text')
    await expect(deskRow(nia)).toContainText('Returned to you')
    await expect(nia.getByRole('link', { name: 'What they said' })).toBeVisible()
    await write(nia, javaScriptEnabled, `${canary} Nobody waits.\n\n${line}\n\nThe hut is empty. ${mended}`)
    await goToPart(nia, 'Sending')
    await nia.getByRole('button', { name: 'Send it again' }).click()
    await expect(nia.getByRole('main')).toContainText('It waits for a moderator. Only you can see it.')
    expect(await leaks(request, [canary, place, mended], { id, handle })).toEqual([])

    const again = await cardOf(mo, id)
    await expect(again).toContainText(mended)
    await again.getByRole('button', { name: /^Publish it/ }).click()
    await expect.poll(() => itemOf(id)).toBe('')
    const reader = await (await browser.newContext({ javaScriptEnabled, ...size })).newPage()
    await reader.goto('/')
    await reader.getByRole('link', { name: title }).first().click()
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(reader.locator('.byline').getByRole('link', { name })).toHaveAttribute('href', `/people/${handle}`)
    await expect(reader.getByText(mended)).toBeVisible()
    await expect.poll(() => reader.getByRole('img', { name: 'The hut, with nobody in it' }).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await reader.goto(`/people/${handle}`)
    await expect(reader.getByRole('link', { name: title })).toBeVisible()
    await nia.goto(`/write/${id}/send`)
    await expect(nia.getByRole('main')).toContainText('It is published.')
  })
}
