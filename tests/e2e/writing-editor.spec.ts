import type { Browser, Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { expect, test } from './test.ts'
import { pageOf, signIn, unheardOf } from './visitors.ts'

const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true })
const title = (page: Page) => page.getByLabel('Title', { exact: true })
const line = (page: Page) => page.locator('.writing-saved')
const saved = (page: Page) => expect(line(page)).toContainText(/Saved/)
const twoTexts = (page: Page) => page.getByRole('region', { name: 'There are two texts' })

/** All of it is on the server, and not only what was there when the page opened. */
async function kept(page: Page) {
  await expect(line(page)).toContainText(/Not saved|Saving/)
  await saved(page)
}

/** Names a topic of the text. */
async function topic(page: Page, name: string, degree: string) {
  await page.getByLabel('Some of this is in it').check()
  await page.locator(`select[name="note-${name}"]`).selectOption(degree)
}

/** Ada begins an essay of her own, and the editor is awake. */
async function begin(browser: Browser, options: Parameters<typeof pageOf>[2] = {}): Promise<Page> {
  const page = await pageOf(browser, 'ada', options)
  await page.goto('/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  await page.waitForURL(/\/write\/[0-9a-f-]{36}/)
  await awake(page)
  return page
}

async function awake(page: Page) {
  await expect(page.locator('.cm-content')).toBeVisible()
}

/** The same essay in another browser of Ada's. */
async function elsewhere(browser: Browser, page: Page): Promise<Page> {
  const other = await pageOf(browser, 'ada')
  await other.goto(page.url())
  await awake(other)
  return other
}

/** All of the text, as the form would send it. */
async function written(page: Page): Promise<string> {
  return page.evaluate(() => String(new FormData(document.querySelector<HTMLFormElement>('#writing') ?? undefined).get('source')))
}

/** What two such texts differ in. */
function numberIn(words: string): string {
  return /\d+/.exec(words)?.[0] ?? ''
}

async function type(page: Page, words: string) {
  await text(page).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText(words)
}

/** A picture on the clipboard, pasted where the caret is. */
async function pastePicture(page: Page) {
  await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 640, height: 400 })
    const pen = canvas.getContext('2d')
    if (pen) pen.fillStyle = '#a33'
    pen?.fillRect(40, 40, 200, 200)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    const data = new DataTransfer()
    data.items.add(new File(blob ? [blob] : [], 'wall.png', { type: 'image/png' }))
    document.querySelector('.cm-content')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
}

test('what is typed is saved by itself, is there in another browser, and can still be taken back', async ({ browser }) => {
  const page = await begin(browser)
  const words = unheardOf()
  await title(page).fill('A title of its own')
  await title(page).press('Enter')
  await expect(page.getByLabel('Standfirst')).toBeFocused()
  await type(page, words)
  await expect(line(page)).toContainText('Not saved yet')
  await saved(page)
  await expect(line(page)).toContainText(/\d+ words, 1 min/)
  const other = await elsewhere(browser, page)
  await expect(text(other)).toHaveText(words)
  await expect(title(other)).toHaveValue('A title of its own')
  await text(page).press('ControlOrMeta+z')
  await expect.poll(() => written(page)).toBe('')
  await text(page).press('ControlOrMeta+Shift+z')
  await expect(text(page)).toHaveText(words)
})

test('buttons and keys do the same, and Tab leaves the text', async ({ browser }) => {
  const page = await begin(browser)
  const tools = page.getByRole('toolbar', { name: 'Formatting' })
  await type(page, 'slow trains')
  await text(page).press('ControlOrMeta+a')
  await text(page).press('ControlOrMeta+b')
  expect(await written(page)).toBe('**slow trains**')
  await tools.getByRole('button', { name: 'Bold' }).click()
  expect(await written(page)).toBe('slow trains')
  await text(page).press('ControlOrMeta+End')
  await tools.getByRole('button', { name: 'Footnote' }).click()
  await page.keyboard.type('Its source.')
  expect(await written(page)).toBe('slow trains[^1]\n\n[^1]: Its source.\n')
  await text(page).press('ControlOrMeta+Shift+Digit6')
  await page.keyboard.type('!')
  expect(await written(page)).toBe('slow trains[^1]!\n\n[^1]: Its source.\n')
  await text(page).press('ControlOrMeta+a')
  await page.keyboard.type('- one')
  await text(page).press('Enter')
  await page.keyboard.type('two')
  expect(await written(page)).toBe('- one\n- two')
  await text(page).press('Shift+Tab')
  await expect(text(page)).not.toBeFocused()
  await text(page).focus()
  await text(page).press('Tab')
  await expect(text(page)).not.toBeFocused()
  await tools.getByRole('button', { name: 'Bold' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(tools.getByRole('button', { name: 'Italic' })).toBeFocused()
  await page.keyboard.press('End')
  await expect(tools.getByRole('button', { name: 'Work' })).toBeFocused()
  // An essay that nobody has saved anything in is begun again by whoever comes next.
  await saved(page)
})

test('the preview shows the page as it will be, while it is written', async ({ browser }) => {
  const page = await begin(browser, { viewport: { width: 1440, height: 900 } })
  const preview = page.getByRole('region', { name: 'Preview' })
  const said = unheardOf()
  await title(page).fill('Seen beside')
  await type(page, `## A heading\n\n${said} With a note[^1] and ||a secret||.\n\n[^1]: The note.`)
  await page.getByRole('button', { name: 'Beside' }).click()
  await expect(preview.getByRole('heading', { level: 2, name: 'A heading' })).toBeVisible()
  await expect(preview.getByText(said)).toBeVisible()
  await expect(preview.locator('[role=doc-noteref]')).toHaveCount(1)
  await expect(preview.getByText('The note.')).toBeVisible()
  await expect(preview.locator('details:not([open])')).toContainText('a secret')
  await type(page, '\n\nAnd more.')
  await expect(preview.getByText('And more.')).toBeVisible()
  await title(page).fill('Another title')
  await expect(preview.getByText('Another title')).toBeVisible()
  await text(page).press('ControlOrMeta+Shift+e')
  await expect(text(page)).toBeVisible()
  await expect(preview).toBeHidden()
  await text(page).press('ControlOrMeta+Shift+e')
  await expect(text(page)).toBeHidden()
  await expect(preview.getByText('And more.')).toBeVisible()
})

test('two browsers that changed different paragraphs are put together, and nothing is chosen behind anybody’s back', async ({ browser }) => {
  const page = await begin(browser)
  const [first, second] = [unheardOf(), unheardOf()]
  await type(page, 'One.\n\nTwo.\n\nThree.\n')
  await saved(page)
  const other = await elsewhere(browser, page)
  await text(other).press('ControlOrMeta+End')
  await text(other).press('Enter')
  await other.keyboard.insertText(second)
  await saved(other)
  await text(page).press('ControlOrMeta+Home')
  await page.keyboard.insertText(`${first}\n\n`)
  await expect(twoTexts(page)).toBeVisible()
  await expect(twoTexts(page)).toContainText(/You saved another text (at|on .*,) \d\d:\d\d, from another window or device/)
  await expect(twoTexts(page).getByText(numberIn(second))).toBeVisible()
  await expect(line(page)).toContainText('there are two texts')
  await twoTexts(page).getByRole('button', { name: 'Put both together' }).click()
  await expect(twoTexts(page)).toBeHidden()
  await saved(page)
  expect(await written(page)).toBe(`${first}\n\nOne.\n\nTwo.\n\nThree.\n\n${second}`)
  await other.reload()
  await awake(other)
  expect(await written(other)).toBe(`${first}\n\nOne.\n\nTwo.\n\nThree.\n\n${second}`)
})

test('two that changed the same paragraph are chosen from, place by place', async ({ browser }) => {
  const page = await begin(browser)
  await type(page, 'One.\n\nTwo.\n')
  await saved(page)
  const other = await elsewhere(browser, page)
  await text(other).press('ControlOrMeta+a')
  await other.keyboard.insertText('One, theirs.\n\nTwo.\n')
  await saved(other)
  await text(page).press('ControlOrMeta+a')
  await page.keyboard.insertText('One, mine.\n\nTwo.\n')
  await twoTexts(page).getByRole('button', { name: 'Put both together' }).click()
  const passage = twoTexts(page).getByRole('group', { name: 'Passage 1' })
  await expect(passage.getByRole('radio', { name: 'Both, mine first' })).toBeChecked()
  await expectNoBarrier(page)
  await twoTexts(page).getByRole('button', { name: 'Use this text' }).click()
  await saved(page)
  expect(await written(page)).toBe('One, mine.\n\nOne, theirs.\n\nTwo.\n')
  await text(page).press('ControlOrMeta+z')
  expect(await written(page)).toBe('One, mine.\n\nTwo.\n')
})

test('the other text can be taken, and one’s own is in the history', async ({ browser }) => {
  const page = await begin(browser)
  const [mine, theirs] = [unheardOf(), unheardOf()]
  await type(page, 'Begun.\n')
  await saved(page)
  const other = await elsewhere(browser, page)
  await type(other, theirs)
  await saved(other)
  await type(page, mine)
  await twoTexts(page).getByRole('button', { name: 'Take the other' }).click()
  await saved(page)
  expect(await written(page)).toBe(`Begun.\n${theirs}`)
  const aside = await page.request.get(`${page.url()}/history`)
  const addresses = [...(await aside.text()).matchAll(/\/history\/([0-9a-f-]{36})/g)].map(([address]) => address)
  const texts = await Promise.all([...new Set(addresses)].map(async (address) => (await page.request.get(`${page.url()}${address}`)).text()))
  expect(texts.some((html) => html.includes(mine))).toBe(true)
})

test('a dropped connection is said, tried again, and an answer that was lost makes no second text', async ({ browser }) => {
  const page = await begin(browser)
  const [first, second] = [unheardOf(), unheardOf()]
  await page.context().setOffline(true)
  await type(page, first)
  await expect(line(page)).toContainText('we cannot be reached')
  await expect(page.getByText('What you wrote stands in this browser too.')).toBeVisible()
  await page.context().setOffline(false)
  await saved(page)
  let lost = 0
  await page.route('**/save', async (route) => {
    if (lost++ > 0) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await type(page, second)
  await expect(line(page)).toContainText('we cannot be reached')
  await type(page, ' And on.')
  await saved(page)
  await expect(twoTexts(page)).toBeHidden()
  expect(lost).toBeGreaterThan(2)
  await page.reload()
  await awake(page)
  expect(await written(page)).toBe(`${first}${second} And on.`)
})

test('an ended session is said, the text stays, and it goes on after signing in in another tab', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, 'ada', '/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  await page.waitForURL(/\/write\/[0-9a-f-]{36}/)
  await awake(page)
  const words = unheardOf()
  await context.clearCookies()
  await type(page, words)
  await expect(line(page)).toContainText('you are signed out')
  const tab = context.waitForEvent('page')
  await page.locator('.writing-trouble').getByRole('link', { name: 'Sign in' }).click()
  const door = await tab
  await signIn(door, 'ada', '/')
  await door.close()
  await page.bringToFront()
  await page.getByRole('button', { name: 'Try again now' }).click()
  await saved(page)
  await page.reload()
  await awake(page)
  await expect(text(page)).toHaveText(words)
})

test('a window that is gone before it could save leaves a copy, which is only offered', async ({ browser }) => {
  const page = await begin(browser)
  const [kept, lost] = [unheardOf(), unheardOf()]
  await type(page, kept)
  await saved(page)
  await page.context().setOffline(true)
  await type(page, `\n\n${lost}`)
  await expect(line(page)).toContainText('we cannot be reached')
  await expect.poll(() => page.evaluate(() => JSON.stringify(window.localStorage))).toContain(lost)
  const address = page.url()
  const again = await page.context().newPage()
  await page.close()
  await again.context().setOffline(false)
  await again.goto(address)
  await awake(again)
  await expect(twoTexts(again)).toContainText('This browser remembers a text of this essay')
  expect(await written(again)).toBe(kept)
  await twoTexts(again).getByRole('button', { name: 'Put it into the form' }).click()
  await saved(again)
  expect(await written(again)).toBe(`${kept}\n\n${lost}`)
  await again.reload()
  await awake(again)
  expect(await written(again)).toBe(`${kept}\n\n${lost}`)
  await expect(twoTexts(again)).toBeHidden()
})

test('a link that leads away waits until all is saved', async ({ browser }) => {
  const page = await begin(browser)
  const words = unheardOf()
  await type(page, words)
  await page.getByRole('navigation', { name: 'This essay' }).getByRole('link', { name: 'Preview' }).click()
  await expect(page).toHaveURL(/\/preview$/)
  await expect(page.getByText(words)).toBeVisible()
})

test('a picture that is pasted is asked what is to be seen in it, and stands where it was pasted', async ({ browser }) => {
  const page = await begin(browser, { viewport: { width: 1440, height: 900 } })
  await type(page, 'Before.\n\nAfter.')
  await text(page).press('ControlOrMeta+Home')
  await text(page).press('End')
  await pastePicture(page)
  const dialog = page.getByRole('dialog', { name: 'A picture' })
  await expect(dialog.getByLabel('What is to be seen in it')).toBeFocused()
  await expectNoBarrier(page)
  await dialog.getByRole('button', { name: 'Put it into the text' }).click()
  await expect(dialog).toBeVisible()
  await dialog.getByLabel('What is to be seen in it').fill('A red "square"')
  await dialog.getByLabel(/^Caption/).fill('On a wall')
  await dialog.getByLabel(/^Credit/).fill('Ada')
  await dialog.getByRole('button', { name: 'Put it into the text' }).click()
  await expect(dialog).toBeHidden()
  expect(await written(page)).toMatch(/^Before\.\n\n!\[A red "square"\]\(\/media\/[0-9a-f]{24}-640x400\.webp "On a wall \| Ada"\)\n\n\n\nAfter\.$/)
  await page.getByRole('button', { name: 'Beside' }).click()
  const figure = page.getByRole('region', { name: 'Preview' }).getByRole('figure')
  await expect(figure).toContainText('On a wall')
  await expect.poll(() => figure.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await text(page).press('ControlOrMeta+z')
  expect(await written(page)).toBe('Before.\n\nAfter.')
})

test('a work is looked up by its title and linked to', async ({ browser }) => {
  const page = await begin(browser)
  await page.goto('/works')
  const known = (await page.locator('main a[href^="/works/"]').first().innerText()).trim()
  await page.goBack()
  await awake(page)
  await type(page, known)
  await text(page).press('ControlOrMeta+a')
  await page.getByRole('button', { name: 'Work', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'A work' })
  await expect(dialog.getByLabel('Title')).toHaveValue(known)
  await dialog.getByRole('button').filter({ hasText: known }).first().click()
  expect(await written(page)).toMatch(/^\[.+\]\(\/works\/[^)]+\)$/)
})

test('the editor comes on no other page', async ({ browser }) => {
  const page = await pageOf(browser, 'ada')
  const scripts: Promise<string>[] = []
  page.on('response', (response) => void (response.request().resourceType() === 'script' && scripts.push(response.text())))
  for (const address of ['/write', '/account', '/']) {
    await page.goto(address)
    await page.waitForLoadState('networkidle')
  }
  expect(scripts.length).toBeGreaterThan(0)
  expect((await Promise.all(scripts)).filter((script) => script.includes('cm-scroller'))).toEqual([])
})

test('a text of 200,000 characters is written in without waiting', async ({ browser }) => {
  test.slow()
  const page = await begin(browser, { viewport: { width: 1440, height: 900 } })
  const paragraph = `${unheardOf()} ${'Words upon words, and some *more* of them. '.repeat(20)}\n\n`
  await type(page, paragraph.repeat(Math.ceil(200_000 / paragraph.length)))
  await page.getByRole('button', { name: 'Beside' }).click()
  await expect(page.getByRole('region', { name: 'Preview' }).locator('p').nth(100)).toBeAttached()
  await text(page).press('ControlOrMeta+End')
  const slowest = await page.evaluate(async () => {
    let most = 0
    for (let count = 0; count < 30; count++) {
      const begun = performance.now()
      document.execCommand('insertText', false, 'x')
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      most = Math.max(most, performance.now() - begun)
    }
    return most
  })
  expect(slowest).toBeLessThan(700)
  await saved(page)
  expect(await written(page)).toContain('xxxxxxxxxx')
})

test('nothing of it stands in anybody’s way, and the plain field writes the same text', async ({ browser }) => {
  const page = await begin(browser)
  await type(page, 'One **bold** word[^1].\n\n## A heading\n\n> Quoted, ||secret||.\n\n[^1]: A note.')
  await saved(page)
  await expectNoBarrier(page)
  await page.getByText('Keys and Markdown').click()
  await page.getByRole('checkbox', { name: /^Write in a plain field/ }).check()
  await expect(page.locator('textarea#writing-source')).toBeVisible()
  await expect(text(page)).toHaveValue(/^One \*\*bold\*\* word/)
  await text(page).press('ControlOrMeta+End')
  await page.keyboard.type(' More.')
  await text(page).press('ControlOrMeta+b')
  await page.keyboard.type('strong')
  await expect(text(page)).toHaveValue(/More\.\*\*strong\*\*$/)
  await saved(page)
  await page.reload()
  await expect(text(page)).toHaveValue(/More\.\*\*strong\*\*$/)
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('region', { name: 'Preview' }).getByText('bold')).toBeVisible()
  await expectNoBarrier(page)
})

test('nothing that CodeMirror does is refused by the policy of the page', async ({ browser }) => {
  const page = await pageOf(browser, 'ada')
  const refused: string[] = []
  page.on('console', (message) => void (/Content.Security|violates/i.test(message.text()) && refused.push(message.text())))
  await page.goto('/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  await awake(page)
  await type(page, 'A few words to look for.')
  await text(page).press('ControlOrMeta+f')
  await page.getByPlaceholder('Find').pressSequentially('words')
  await expect(page.locator('.cm-searchMatch')).toHaveCount(1)
  await expect(page.locator('.cm-content')).toHaveCSS('white-space', 'break-spaces')
  expect(refused).toEqual([])
})

test('what is said beside the words is compared as well: two windows name different topics, and both are kept', async ({ browser }) => {
  const page = await begin(browser)
  await type(page, `${unheardOf()}\n`)
  await kept(page)
  const other = await elsewhere(browser, page)
  await topic(other, 'death', 'depicted')
  await kept(other)
  await topic(page, 'violence', 'mentioned')
  await expect(twoTexts(page)).toContainText('The content notes')
  await twoTexts(page).getByRole('button', { name: 'Put both together' }).click()
  await twoTexts(page).getByRole('radio', { name: 'Both, mine first' }).check()
  await twoTexts(page).getByRole('button', { name: 'Use this text' }).click()
  await saved(page)
  await page.reload()
  await awake(page)
  await expect(page.locator('select[name="note-death"]')).toHaveValue('depicted')
  await expect(page.locator('select[name="note-violence"]')).toHaveValue('mentioned')
})

test('the text stands alone in its window, is remembered to, and Escape brings the rest back', async ({ browser }) => {
  const page = await begin(browser, { viewport: { width: 390, height: 844 } })
  await page.getByRole('button', { name: 'Full page' }).click()
  await expect(page.getByRole('navigation', { name: 'Site' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden()
  await expectNoBarrier(page)
  await type(page, unheardOf())
  await kept(page)
  await page.reload()
  await awake(page)
  await expect(page.getByRole('navigation', { name: 'Site' })).toBeHidden()
  await text(page).click()
  await text(page).press('Escape')
  await expect(page.getByRole('navigation', { name: 'Site' })).toBeVisible()
  await text(page).press('ControlOrMeta+Shift+f')
  await expect(page.getByRole('navigation', { name: 'Site' })).toBeHidden()
  await page.getByRole('button', { name: 'Leave full page' }).click()
  await expect(page.getByRole('navigation', { name: 'Site' })).toBeVisible()
})

test('a text that is not taken says so where one writes, and leads to the field', async ({ browser }) => {
  const page = await begin(browser)
  await title(page).fill('A'.repeat(250))
  await type(page, 'A line.\n\n'.repeat(80))
  const says = page.getByText(/^Title: This can hold 200 characters\. Nothing of what you wrote is lost\./)
  await expect(says).toBeInViewport()
  await page.getByRole('button', { name: 'Show me where' }).click()
  await expect(title(page)).toBeFocused()
  await title(page).fill('A title')
  await saved(page)
  await expect(says).toBeHidden()
})
