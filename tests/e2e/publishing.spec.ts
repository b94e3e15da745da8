import type { Browser, Page } from '@playwright/test'
import { openLater, openLine } from './authors.ts'
import { expectNoBarrier } from './barriers.ts'
import { keyboard } from './hands.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { signUp, unheardOf } from './visitors.ts'

type Draft = { id: string; title: string; slug: string }

/** Somebody new who writes here, on their own browser. */
async function author(browser: Browser, javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })).newPage()
  const { handle } = await signUp(page)
  await onSite("UPDATE person SET role = 'author' WHERE handle = $1", [handle])
  return page
}

async function begin(page: Page, text = 'One thing, and then another.'): Promise<Draft> {
  const word = unheardOf().replace(/\W/g, '').toLowerCase()
  const title = `Überall ${word}`
  await page.goto('/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  await page.waitForURL(/\/write\/[\da-f-]{36}/)
  const id = /[\da-f-]{36}/.exec(page.url())?.[0] ?? ''
  const data = { version: 1, title, standfirst: '', source: text, contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' }
  expect((await page.request.post(`/write/${id}/save`, { headers: { Origin: new URL(page.url()).origin }, data })).status()).toBe(200)
  await page.goto(`/write/${id}/publish`)
  return { id, title, slug: `uberall-${word}` }
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const visitor = async (browser: Browser) => (await browser.newContext({ javaScriptEnabled: false })).newPage()

for (const javaScriptEnabled of [true, false]) {
  test(`an essay is published, moves to another address, and is put away and brought back (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const page = await author(browser, javaScriptEnabled)
    const { title, slug } = await begin(page, 'See [there](/posts/none).')
    await expect(part(page, 'Before you publish')).toContainText('/posts/none')
    if (javaScriptEnabled) await expectNoBarrier(page)
    const reader = await visitor(browser)
    expect((await reader.goto(`/posts/${slug}`))?.status()).toBe(404)

    const tags = await openLine(page, 'Tags')
    await tags.getByRole('textbox').fill('Hinges, Doors')
    await tags.getByRole('button', { name: 'Save' }).click()
    await expect(tags.getByRole('status')).toContainText('Saved')
    await expect(tags.locator('summary')).toContainText('Hinges, Doors')
    await part(page, 'Publish').getByRole('button', { name: 'Publish now' }).click()
    await expect(page.getByText('It stands in lists, feeds and search.')).toBeVisible()
    expect((await reader.goto(`/posts/${slug}`))?.status()).toBe(200)
    await expect(reader.getByRole('link', { name: 'Hinges' })).toBeVisible()

    const address = await openLine(page, 'Address')
    await address.getByRole('textbox').fill(slug.repeat(40))
    await address.getByRole('button', { name: 'Change the address' }).click()
    await expect(address.getByRole('alert')).toBeVisible()
    await expect(address.getByRole('textbox')).toHaveValue(slug.repeat(40))
    await address.getByRole('textbox').fill(`${slug}-again`)
    await address.getByRole('button', { name: 'Change the address' }).click()
    await expect(address.getByRole('listitem')).toHaveText(`/posts/${slug}`)
    await reader.goto(`/posts/${slug}?order=newest`)
    expect(new URL(reader.url()).pathname).toBe(`/posts/${slug}-again`)
    expect(new URL(reader.url()).search).toBe('?order=newest')

    await (await openLine(page, 'Who finds it')).getByRole('button', { name: 'Take it out of the lists' }).click()
    await expect(page.getByText('in no list: whoever has its address reads it')).toBeVisible()
    expect((await reader.goto(`/posts/${slug}-again`))?.status()).toBe(200)
    await reader.goto('/')
    await expect(reader.getByRole('main')).not.toContainText(title)
    await (await openLine(page, 'On your desk')).getByRole('button', { name: 'Put it away' }).click()
    await expect(page.getByText('Put away. Nobody but its authors sees it.')).toBeVisible()
    expect((await reader.goto(`/posts/${slug}-again`))?.status()).toBe(404)
    expect((await reader.goto(`/posts/${slug}`))?.status()).toBe(404)
    await part(page, 'Publish').getByRole('button', { name: 'Bring it back', exact: true }).click()
    await expect(page.getByText('It stands in lists, feeds and search.')).toBeVisible()
    await reader.goto('/')
    await expect(reader.getByRole('main')).toContainText(title)
  })
}

test('what has no title is not offered to be published, and says where it gets one', async ({ browser }) => {
  const page = await author(browser)
  await page.goto('/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  await page.waitForURL(/\/write\/[\da-f-]{36}/)
  const text = new URL(page.url()).pathname
  await page.goto(`${text}/publish`)
  await expect(part(page, 'Publish')).toContainText('It has no title yet')
  await expect(page.getByRole('button', { name: 'Publish now' })).toHaveCount(0)
  await part(page, 'Publish').getByRole('link', { name: 'Give it one first' }).click()
  await expect(page).toHaveURL(text)
})

test('an essay in Arabic runs from the right, where it is written and where it is read', async ({ browser }) => {
  const page = await author(browser)
  const { id } = await begin(page, 'كان المساء قد حلّ.[^1]\n\n> قال لي إن القطار لا يأتي.\n\n[^1]: هكذا قال.')
  const language = await openLine(page, 'Language')
  await language.getByLabel('Language', { exact: true }).selectOption('ar')
  await language.getByRole('button', { name: 'Save' }).click()
  await expect(language.getByRole('status')).toContainText('Saved')
  await part(page, 'Publish').getByRole('button', { name: 'Publish now' }).click()
  await page.getByRole('link', { name: 'Read it' }).click()
  for (const words of [page.getByRole('heading', { level: 1 }), page.getByText('كان المساء قد حلّ')]) await expect(words).toHaveCSS('direction', 'rtl')
  await expect(page.locator('.byline')).toHaveCSS('direction', 'ltr')
  const [note, column] = [await page.getByRole('listitem').filter({ hasText: 'هكذا قال' }).boundingBox(), await page.locator('.essay').boundingBox()]
  expect(note?.x).toBeGreaterThan((column?.x ?? 0) + (column?.width ?? 0))
  await expectNoBarrier(page)
  await page.goto(`/write/${id}`)
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveCSS('direction', 'rtl')
  await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toHaveCSS('direction', 'rtl')
})

test('the lines beside the text are opened, filled in and saved by the keyboard', async ({ browser }) => {
  const page = await author(browser)
  await begin(page)
  const tags = page.getByRole('group', { name: 'Tags', exact: true })
  await expect(tags.getByRole('textbox')).toBeHidden()
  await keyboard.press(tags.locator('summary'))
  await keyboard.write(tags.getByRole('textbox'), 'Hinges')
  await keyboard.press(tags.getByRole('button', { name: 'Save' }))
  await expect(tags.getByRole('status')).toContainText('Saved')
  await expect(tags.locator('summary')).toContainText('Hinges')
  await keyboard.press(tags.locator('summary'))
  await expect(tags.getByRole('textbox')).toBeHidden()
})

test('a scheduled essay appears at its minute on the pages, in feeds, the search and the sitemap', async ({ browser, request }) => {
  const page = await author(browser)
  const { id, title, slug } = await begin(page)
  const later = await openLater(page)
  await later.getByLabel('Day').fill('2026-03-29')
  await later.getByLabel('Time').fill('02:30')
  await later.getByLabel('By the clock of').selectOption('Europe/Berlin')
  await later.getByRole('button', { name: 'Schedule it' }).click()
  await expect(later.getByText('02:30 is left out')).toBeVisible()
  await later.getByLabel('Day').fill('2031-12-24')
  await later.getByLabel('Time').fill('09:30')
  await later.getByRole('button', { name: 'Schedule it' }).click()
  await expect(page.getByText('Appears on 24 December 2031, 09:30 in Europe / Berlin (08:30 UTC).')).toBeVisible()

  const everywhere = ['/', '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', `/search?q=${slug.slice(8)}`]
  const seen = async () => Promise.all(everywhere.map(async (address) => (await (await request.get(address)).text()).includes(/sitemap|search/.test(address) ? slug : title)))
  expect((await request.get(`/posts/${slug}`)).status()).toBe(404)
  expect(await seen()).toEqual(everywhere.map(() => false))
  await onSite(`UPDATE post SET publish_at = now() + interval '1 second' WHERE id = $1::uuid`, [id])
  await expect.poll(async () => (await request.get(`/posts/${slug}`)).status()).toBe(200)
  expect(await seen()).toEqual(everywhere.map(() => true))
})

test('what is written after publishing is private until it is published in its turn', async ({ browser, request }) => {
  const page = await author(browser)
  const { id, slug } = await begin(page)
  await part(page, 'Publish').getByRole('button', { name: 'Publish now' }).click()
  await expect(page.getByText('Readers see the present text.')).toBeVisible()
  const word = unheardOf()
  const excerpt = await openLine(page, 'Excerpt')
  await excerpt.getByRole('textbox').fill(word)
  await excerpt.getByRole('button', { name: /^Save/ }).click()
  await expect(part(page, 'Publish the present text')).toContainText('It is not the one that readers see')
  const read = async () => (await request.get(`/posts/${slug}`)).text()
  expect(await read()).not.toContain(word)
  await part(page, 'Publish the present text').getByRole('button', { name: 'Publish this text' }).click()
  await expect(page.getByText('Readers see the present text.')).toBeVisible()
  expect(await read()).toContain(word)
  expect((await onSite('SELECT FROM publication WHERE post_id = $1::uuid', [id])).length).toBe(2)
})

for (const javaScriptEnabled of [true, false]) {
  test(`a secret link shows a draft to whoever has it, is kept by nobody, and ends (JavaScript ${javaScriptEnabled})`, async ({ browser, request }) => {
    const page = await author(browser, javaScriptEnabled)
    const word = unheardOf()
    const { id } = await begin(page, word)
    const few = await openLine(page, 'Secret links')
    await few.getByRole('button', { name: 'Make a secret link' }).click()
    const path = (await few.getByRole('link', { name: /\/drafts\// }).getAttribute('href')) ?? ''
    const reader = await (await browser.newContext({ javaScriptEnabled })).newPage()
    const answer = await reader.goto(path)
    await expect(reader.getByRole('main')).toContainText(word)
    expect(answer?.headers()).toMatchObject({ 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' })
    await expect(reader.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
    await expect(reader.getByRole('heading', { name: /conversation/i })).toHaveCount(0)
    if (javaScriptEnabled) await expectNoBarrier(reader)
    for (const address of ['/', '/feed.xml', '/sitemap.xml', `/search?q=${encodeURIComponent(word)}`, `/posts/${id}`]) {
      const text = await (await request.get(address)).text()
      expect(text.includes(word) && !address.startsWith('/search'), address).toBe(false)
      expect(text, address).not.toContain(path)
    }
    await few.getByRole('button', { name: 'End it' }).click()
    await expect(few.getByRole('link', { name: /\/drafts\// })).toHaveCount(0)
    expect((await reader.goto(path))?.status()).toBe(404)
  })
}

for (const javaScriptEnabled of [true, false]) {
  test(`whoever has the password reads an essay, and nobody else (JavaScript ${javaScriptEnabled})`, async ({ browser, request }) => {
    const page = await author(browser, javaScriptEnabled)
    const word = unheardOf()
    const { slug } = await begin(page, word)
    const line = await openLine(page, 'Password')
    await line.getByLabel('Password', { exact: true }).fill('quince and medlar')
    await line.getByRole('button', { name: 'Let them read it' }).click()
    await expect(page.getByText('A draft that whoever has its password reads')).toBeVisible()

    const reader = await (await browser.newContext({ javaScriptEnabled })).newPage()
    await reader.goto(`/posts/${slug}`)
    expect(new URL(reader.url()).pathname).toBe(`/protected/${slug}`)
    if (javaScriptEnabled) await expectNoBarrier(reader)
    await reader.getByLabel('Password').fill('quince')
    await reader.getByRole('button', { name: 'Read it' }).click()
    await expect(reader.getByText('This is not the password.')).toBeVisible()
    await expect(reader.getByRole('main')).not.toContainText(word)
    await reader.getByLabel('Password').fill('quince and medlar')
    await reader.getByRole('button', { name: 'Read it' }).click()
    await expect(reader.getByRole('main')).toContainText(word)
    expect((await reader.reload())?.headers()['cache-control']).toBe('private, no-store')
    await expect(reader.getByRole('main')).toContainText(word)
    const stranger = await request.get(`/protected/${slug}`)
    expect(await stranger.text()).not.toContain(word)
    expect(stranger.headers()['cache-control']).toBe('private, no-store')
    for (const address of ['/', '/feed.xml', '/sitemap.xml', `/search?q=${encodeURIComponent(slug)}`]) expect(await (await request.get(address)).text(), address).not.toContain(word)

    await part(page, 'For those who have a password').getByRole('button', { name: 'Take the password away' }).click()
    await expect(page.getByText('A draft. Nobody but its authors sees it.')).toBeVisible()
    expect((await reader.goto(`/protected/${slug}`))?.status()).toBe(404)
  })
}
