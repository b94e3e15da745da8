import { setTimeout as sleep } from 'node:timers/promises'
import type { APIRequestContext, Browser, Page } from '@playwright/test'
import sharp from 'sharp'
import { goToPart, openLater, openLine } from './authors.ts'
import { expectNoBarrier } from './barriers.ts'
import { awake, goOn, pastePicture, saved, text, twoTexts, written } from './editor.ts'
import { plain, touch } from './hands.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { pageOf } from './visitors.ts'
import { placeOnNoMap, wholeEssay } from './whole-essay.ts'

const work = '/works/the-straight-story'

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const deskLink = (page: Page, name: string) => page.getByRole('navigation', { name: 'This essay' }).getByRole('link', { name, exact: true })
const idOf = (page: Page) => /\/write\/([\da-f-]{36})/.exec(page.url())?.[1] ?? ''

type Told = { id: string; slug: string; title: string; place: string; standfirst: string; tag: string }

/** Everywhere an essay is named once it is public: what is fetched, and what of it is looked for there. */
function places({ slug, title, place, tag }: Told): { address: string; named: string }[] {
  return [
    { address: `/posts/${slug}`, named: title }, { address: '/', named: title }, { address: '/feed.xml', named: title }, { address: '/atom.xml', named: title },
    { address: '/feed.json', named: title }, { address: '/sitemap.xml', named: `/posts/${slug}` }, { address: `/search?q=${place}`, named: `/posts/${slug}` },
    { address: `/tags/${tag}`, named: title }, { address: '/people/ada', named: title }, { address: work, named: title },
  ]
}

async function seenAt(request: APIRequestContext, told: Told): Promise<string[]> {
  const looked = await Promise.all(places(told).map(async ({ address, named }) => ((await (await request.get(address)).text()).includes(named) ? address : '')))
  return looked.filter((address) => address !== '')
}

/** Ada says when it appears, by the clock of the place where she is. */
async function schedule(page: Page) {
  const later = await openLater(page)
  await later.getByLabel('Day').fill('2031-07-01')
  await later.getByLabel('Time').fill('09:30')
  await later.getByLabel('By the clock of').selectOption('Europe/Lisbon')
  await later.getByRole('button', { name: 'Schedule it' }).click()
  await expect(page.getByText('Appears on 1 July 2031, 09:30 in Europe / Lisbon (08:30 UTC).')).toBeVisible()
}

/**
 * Its minute comes, and nothing that runs beside the pages has a part in it: what was to be done at that minute is taken away beforehand, and the
 * essay still stands as it was scheduled afterwards.
 */
async function appear(request: APIRequestContext, told: Told) {
  expect(await seenAt(request, told)).toEqual([])
  await onSite(`DELETE FROM graphile_worker._private_jobs WHERE payload->>'postId' = $1`, [told.id])
  await onSite(`UPDATE post SET publish_at = now() + interval '2 seconds' WHERE id = $1::uuid`, [told.id])
  // What is kept for everybody is sent for no longer than a second after.
  await seenAt(request, told)
  await expect.poll(async () => (await request.get(`/posts/${told.slug}`)).status()).toBe(200)
  await sleep(1_000)
  expect(await seenAt(request, told)).toEqual(places(told).map(({ address }) => address))
  expect(await onSite('SELECT state FROM post WHERE id = $1::uuid', [told.id])).toEqual([{ state: 'scheduled' }])
}

/** A stranger reads it: what may be wanted before it comes before any of it, and nothing that was put into it is missing. */
async function readWhole(reader: Page, told: Told, pictures: string[]) {
  await reader.goto(`/posts/${told.slug}`)
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(told.title)
  const words = await reader.locator('article.essay').innerText()
  const said = words.indexOf('Before you read: death (discussed).')
  expect(said).toBeGreaterThan(-1)
  expect(said).toBeLessThan(words.indexOf(told.standfirst))
  for (const name of pictures) {
    const picture = reader.getByRole('figure').getByRole('img', { name })
    await picture.scrollIntoViewIfNeeded()
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  }
  const box = reader.getByRole('complementary', { name: 'The Straight Story' })
  await expect(box.getByText('This essay gives it 4 of 5.')).toBeVisible()
}

/** What machines are told: the review of the film with its rating, and in feeds what may be wanted before the text, before it. */
async function readByMachines(reader: Page, request: APIRequestContext, { slug, title }: Told) {
  await reader.goto(`/posts/${slug}`)
  const ld = (await reader.locator('script[type="application/ld+json"]').allInnerTexts()).join('\n')
  expect(ld).toContain('"@type":"Review"')
  expect(ld).toContain('"ratingValue":4')
  const feed: { items: { title: string; content_html: string }[] } = await (await request.get('/feed.json')).json()
  const html = feed.items.find((item) => item.title === title)?.content_html ?? ''
  expect(html.indexOf('death (discussed)')).toBeGreaterThan(-1)
  expect(html.indexOf('death (discussed)')).toBeLessThan(html.indexOf('The ferry leaves'))
}

/** Ada's telephone, where she is signed in as well. */
const telephone = (browser: Browser) => pageOf(browser, 'ada', touch.browser)

test('Ada writes two thousand words, closes the tab within a sentence, goes on elsewhere, meets another text of hers, and it appears at its minute', async ({ browser, request }) => {
  test.slow()
  const place = placeOnNoMap()
  const told: Told = { id: '', slug: `the-ferry-at-${place.toLowerCase()}`, title: `The ferry at ${place}`, place, standfirst: `What is decided on the bank at ${place}.`, tag: `${place.toLowerCase()}-and-back` }
  const laptop = await pageOf(browser, 'ada', { viewport: { width: 1440, height: 900 } })
  const tools = laptop.getByRole('toolbar', { name: 'Formatting' })

  await test.step('She writes it, with what belongs to it', async () => {
    await laptop.goto('/write')
    await laptop.getByRole('button', { name: 'Begin an essay' }).click()
    await awake(laptop)
    told.id = idOf(laptop)
    await laptop.getByLabel('Title', { exact: true }).fill(told.title)
    await laptop.keyboard.press('Enter')
    await laptop.keyboard.type(told.standfirst)
    await laptop.keyboard.press('Enter')
    await expect(text(laptop)).toBeFocused()
    for (const chapter of wholeEssay()) {
      for (const paragraph of chapter) {
        await laptop.keyboard.insertText(paragraph)
        await laptop.keyboard.press('Enter')
        await laptop.keyboard.press('Enter')
      }
    }
    await laptop.keyboard.type('Films have known this for a while: I think of ')
    await tools.getByRole('button', { name: 'Work' }).click()
    const works = laptop.getByRole('dialog', { name: 'A work' })
    await works.getByLabel('Title').fill('Straight Story')
    await works.getByRole('button', { name: /^The Straight Story/ }).click()
    await expect(text(laptop)).toBeFocused()
    await laptop.keyboard.type(', which crosses a country at five miles an hour.')
    await tools.getByRole('button', { name: 'Footnote' }).click()
    await laptop.keyboard.type('The mower was real.')
    await laptop.keyboard.press('ControlOrMeta+Shift+Digit6')
    await text(laptop).press('ControlOrMeta+Home')
    for (let line = 0; line < 2; line++) await laptop.keyboard.press('ArrowDown')
    await laptop.keyboard.press('Control+ArrowRight')
    await laptop.keyboard.press('Control+ArrowRight')
    await tools.getByRole('button', { name: 'Footnote' }).click()
    await laptop.keyboard.type('Nobody calls it anything else.')
    await laptop.keyboard.press('ControlOrMeta+Shift+Digit6')
  })

  await test.step('Pictures are asked what is to be seen in them', async () => {
    const dialog = laptop.getByRole('dialog', { name: 'A picture' })
    await text(laptop).press('ControlOrMeta+Home')
    await laptop.keyboard.press('ArrowDown')
    await pastePicture(laptop, '#31566b')
    await dialog.getByRole('button', { name: 'Put it into the text' }).click()
    await expect(dialog).toBeVisible()
    await dialog.getByLabel('What is to be seen in it').fill('The river, blue, from above')
    await dialog.getByLabel(/^Caption/).fill('Before the flood')
    await dialog.getByRole('button', { name: 'Put it into the text' }).click()
    await expect(dialog).toBeHidden()
    await expect(text(laptop)).toBeFocused()
    await tools.getByRole('button', { name: 'Picture' }).click()
    const pier = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#8c2f1b' } }).jpeg().toBuffer()
    await dialog.getByLabel('File').setInputFiles({ name: 'pier.jpg', mimeType: 'image/jpeg', buffer: pier })
    await dialog.getByLabel('What is to be seen in it').fill('The first pier, red in the evening')
    await dialog.getByRole('button', { name: 'Put it into the text' }).click()
    await expect(dialog).toBeHidden()
  })

  await test.step('What readers may want to know before it, and what it is about', async () => {
    await laptop.getByRole('radio', { name: 'Some of this is in it' }).check()
    await laptop.getByLabel(/^death/).selectOption('discussed')
    const row = laptop.getByRole('group', { name: 'Work 1' })
    await row.getByLabel('Title or address').fill('The Straight Story')
    await row.getByLabel('This essay').selectOption('reviews it')
    await row.getByLabel('Rating').fill('4')
    await row.getByLabel('out of').fill('5')
    await saved(laptop)
    await expect(laptop.locator('.writing-length')).toHaveText(/^2,3\d\d words, \d+ min$/)
    expect((await written(laptop)).match(/\]\(\/media\//g)).toHaveLength(2)
  })

  const half = `\n\nAnd when the last boat had left ${place}, she stood there and`
  const address = laptop.url()
  const phone = await telephone(browser)
  await test.step('The tab is closed within a sentence, and the telephone has it', async () => {
    await text(laptop).focus()
    await laptop.keyboard.press('ControlOrMeta+End')
    await laptop.keyboard.insertText(half)
    await laptop.close({ runBeforeUnload: true })
    await expect(async () => {
      await phone.goto('/write')
      await phone.getByRole('link', { name: told.title, exact: true }).first().click()
      await awake(phone)
      expect(await written(phone)).toContain(half.trim())
    }).toPass()
  })

  const again = await laptop.context().newPage()
  await test.step('Two windows finish the sentence, and both endings are kept', async () => {
    await again.goto(address)
    await awake(again)
    expect(await written(again)).toContain(half.trim())
    await expect(twoTexts(again)).toBeHidden()
    await goOn(phone, ' counted the lamps.')
    await saved(phone)
    await goOn(again, ' went home.')
    await expect(twoTexts(again)).toContainText('You saved another text')
    await expect(twoTexts(again).getByText('counted the lamps')).toBeVisible()
    await twoTexts(again).getByRole('button', { name: 'Put both together' }).click()
    await expect(twoTexts(again).getByRole('radio', { name: 'Both, mine first' })).toBeChecked()
    await twoTexts(again).getByRole('button', { name: 'Use this text' }).click()
    await expect(twoTexts(again)).toBeHidden()
    await saved(again)
    await phone.reload()
    await awake(phone)
    const both = await written(phone)
    for (const ending of ['she stood there and went home.', 'she stood there and counted the lamps.']) expect(both).toContain(ending)
    for (const chapter of wholeEssay()) for (const paragraph of chapter) expect(both.replaceAll(/\[\^\d\]/g, '')).toContain(paragraph)
    await goToPart(again, 'History')
    await expect(again.getByText(/^kept aside by Ada/).first()).toBeVisible()
  })

  await test.step('It is scheduled', async () => {
    await goToPart(again, 'Preview')
    await expect(again.getByRole('heading', { level: 1 })).toHaveText(told.title)
    await expect(again.locator('[role=doc-noteref]')).toHaveCount(2)
    await goToPart(again, 'Publishing')
    const tags = await openLine(again, 'Tags')
    await tags.getByRole('textbox').fill(`${place} and back`)
    await tags.getByRole('button', { name: 'Save' }).click()
    await expect(tags.getByRole('status')).toContainText('Saved')
    await schedule(again)
    await again.goto('/write')
    await expect(part(again, 'Scheduled').getByRole('link', { name: told.title, exact: true })).toBeVisible()
  })

  await test.step('It appears', async () => {
    await appear(request, told)
    const reader = await (await browser.newContext()).newPage()
    await readWhole(reader, told, ['The river, blue, from above', 'The first pier, red in the evening'])
    for (const words of ['which crosses a country at five miles an hour', 'The mower was real.', 'Nobody calls it anything else.', 'counted the lamps.', 'Before the flood']) await expect(reader.getByText(words).first()).toBeVisible()
    await expect(reader.locator('[role=doc-noteref]')).toHaveCount(2)
    await readByMachines(reader, request, told)
    await expectNoBarrier(reader)
  })

  await test.step('Her desk knows that it has appeared', async () => {
    for (const name of ['', '/publish', '/notes', '/conversation', '/images', '/history']) {
      await again.goto(`/write/${told.id}${name}`)
      await expect(deskLink(again, 'Published'), name).toHaveAttribute('href', `/posts/${told.slug}`)
    }
  })
})

test('without a script and on a telephone Ada writes with a picture, a note and a work, meets another text of hers, and it appears at its minute', async ({ browser, request }) => {
  test.slow()
  const place = placeOnNoMap()
  const told: Told = { id: '', slug: `a-day-at-${place.toLowerCase()}`, title: `A day at ${place}`, place, standfirst: `Nothing happens at ${place}, at length.`, tag: `${place.toLowerCase()}-and-back` }
  const page = await pageOf(browser, 'ada', { ...plain.browser, viewport: { width: 390, height: 844 } })
  const other = await page.context().newPage()
  const paragraphs = wholeEssay().flat().slice(0, 12)
  const save = (window: Page) => window.getByRole('button', { name: 'Save', exact: true }).click()

  await test.step('A picture is sent, and its line is put into the text', async () => {
    await page.goto('/write')
    await page.getByRole('button', { name: 'Begin an essay' }).click()
    told.id = idOf(page)
    await goToPart(page, 'Images')
    const buffer = await sharp({ create: { width: 600, height: 900, channels: 3, background: '#31566b' } }).png().toBuffer()
    await page.getByLabel('The file').setInputFiles({ name: 'river.png', mimeType: 'image/png', buffer })
    await page.getByLabel(/^What is to be seen/).fill('The river, blue, from above')
    await page.getByRole('button', { name: 'Send the image' }).click()
    const line = await page.getByLabel('Markdown for the text').inputValue()
    await goToPart(page, 'Text')
    await page.getByLabel('Title', { exact: true }).fill(told.title)
    await page.getByLabel('Standfirst').fill(told.standfirst)
    await text(page).fill([...paragraphs.slice(0, 2), line, ...paragraphs.slice(2), 'It is slow.[^1]', '[^1]: As slow as a mower.'].join('\n\n'))
    await page.getByRole('radio', { name: 'Some of this is in it' }).check()
    await page.getByLabel(/^death/).selectOption('discussed')
    const row = page.getByRole('group', { name: 'Work 1' })
    await row.getByLabel('Title or address').fill('The Straight Story')
    await row.getByLabel('This essay').selectOption('reviews it')
    await row.getByLabel('Rating').fill('4')
    await row.getByLabel('out of').fill('5')
    await save(page)
    await expect(page.getByText('Saved.')).toBeVisible()
  })

  await test.step('A second window was open, and saves first', async () => {
    await page.reload()
    await other.goto(page.url())
    const before = await text(page).inputValue()
    expect(before).toContain(paragraphs[11])
    await text(other).fill(`${before}\n\nThe other window counted the lamps.`)
    await save(other)
    await expect(other.getByText('Saved.')).toBeVisible()
    await text(page).fill(`${before}\n\nThis one went home.`)
    await save(page)
    await expect(page.getByRole('heading', { name: 'There are two texts' })).toBeVisible()
    await page.getByRole('button', { name: 'Save this text' }).click()
    await expect(page).toHaveURL(`/write/${told.id}`)
    for (const ending of ['The other window counted the lamps.', 'This one went home.']) await expect(text(page)).toHaveValue(new RegExp(ending))
    await expect(page.getByRole('radio', { name: 'Some of this is in it' })).toBeChecked()
  })

  await test.step('It is scheduled, and appears', async () => {
    await goToPart(page, 'Publishing')
    const tags = await openLine(page, 'Tags')
    await tags.getByRole('textbox').fill(`${place} and back`)
    await tags.getByRole('button', { name: 'Save' }).click()
    await expect(tags.getByRole('status')).toContainText('Saved')
    await schedule(page)
    await appear(request, told)
    const reader = await (await browser.newContext(plain.browser)).newPage()
    await readWhole(reader, told, ['The river, blue, from above'])
    await expect(reader.getByText('As slow as a mower.')).toBeVisible()
    await readByMachines(reader, request, told)
    await goToPart(page, 'Notes')
    await expect(deskLink(page, 'Published')).toBeVisible()
  })
})
