import { randomInt } from 'node:crypto'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { carryOut, person } from '../cast.ts'
import { expectNoBarrier } from './barriers.ts'
import { expect, test } from './test.ts'
import { pageOf, signUp, signUpByForm } from './visitors.ts'

process.noDeprecation = true

const standfirst = 'A standfirst that gives something away.'

/** An essay about death, and one about nothing, below a tag of their own. */
async function essays() {
  const ada = await person('Ada', 'author')
  const tag = { slug: `noted-${randomInt(10 ** 9)}`, name: 'Noted' }
  const publish = async (title: string, contentNotes: { topic: string; degree: 'depicted' }[]) => {
    const post = await carryOut(createPost, ada, { title, standfirst, body: `## One\n\nThe whole text of ${title}.[^1]\n\n[^1]: A note.`, contentNotes, tags: [tag] })
    await carryOut(publishPost, ada, { postId: post.id })
    return post
  }
  const noted = await publish(`Of loss ${tag.slug}`, [{ topic: 'Grief', degree: 'depicted' }])
  const plain = await publish(`Of rain ${tag.slug}`, [])
  return { noted: `/posts/${noted.slug}`, plain: `/posts/${plain.slug}`, tag: `/tags/${tag.slug}`, title: `Of loss ${tag.slug}` }
}

const said = 'Before you read: Grief (depicted).'

test('a reader without an account folds a topic in this browser, opens the text by key, and the document stays the same for everybody', async ({ page, request }) => {
  const { noted, plain, tag, title } = await essays()
  // Each answer gives the form of a reply a key of its own, and says until when it is what there is.
  const document = async () => (await (await request.get(noted)).text()).replace(/value="[\da-f-]{36}"|data-shown-until="[^"]*"/g, '')
  const before = await document()
  await page.goto(noted)
  await expect(page.getByText('The whole text of')).toBeVisible()
  await page.getByRole('link', { name: 'What you want to see' }).click()
  await page.getByRole('checkbox', { name: 'Death' }).check()
  await page.getByRole('button', { name: 'Save in this browser' }).click()
  await expect(page.getByRole('status')).toHaveText('Saved in this browser.')
  await expectNoBarrier(page)

  await page.goto(noted)
  await expect(page.locator('.essay-head').getByText(said)).toBeVisible()
  for (const text of ['The whole text of', standfirst]) await expect(page.getByText(text)).toBeHidden()
  await expectNoBarrier(page)
  await page.getByRole('checkbox', { name: `Show the text of ${title}` }).press('Space')
  await expect(page.getByText('The whole text of')).toBeVisible()
  await page.locator('.prose a[href^="#"]').first().click()
  await expect(page.getByText('The whole text of')).toBeVisible()
  expect(await document()).toBe(before)

  await page.goto(plain)
  await expect(page.getByText('The whole text of')).toBeVisible()
  await page.goto(tag)
  await expect(page.getByRole('listitem').filter({ hasText: title })).toContainText(said)
})

test('without scripts a reader is told first, and nothing is folded away', async ({ browser }) => {
  const { noted } = await essays()
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto(noted)
  const texts = await page.locator('article.essay').innerText()
  expect(texts.indexOf(said)).toBeGreaterThan(-1)
  expect(texts.indexOf(said)).toBeLessThan(texts.indexOf(standfirst))
  await expect(page.getByText('The whole text of')).toBeVisible()
  await page.goto('/account/reading')
  await expect(page.getByRole('main')).toContainText('kept in this browser, which needs JavaScript')
})

for (const javaScriptEnabled of [true, false]) {
  test(`a reader with an account leaves a topic out of lists, which say how many are missing (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const { noted, tag, title } = await essays()
    const page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 800 } })).newPage()
    await signUp(page, '/account')
    await page.getByRole('link', { name: 'What you want to see' }).click()
    await page.getByLabel('Death').selectOption('Leave it out of lists')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('main')).toContainText('Saved.')
    if (javaScriptEnabled) await expectNoBarrier(page)

    await page.goto(tag)
    await expect(page.getByRole('main')).toContainText('1 essay is left out here, as you chose.')
    await expect(page.getByRole('link', { name: title })).toHaveCount(0)
    await page.getByRole('link', { name: 'Show all' }).click()
    await page.getByRole('link', { name: title }).click()
    await expect(page).toHaveURL(noted)
    await expect(page.getByText('The whole text of')).toBeHidden()
    await page.getByRole('checkbox', { name: `Show the text of ${title}` }).check()
    await expect(page.getByText('The whole text of')).toBeVisible()
  })
}

test('nobody else is touched by what somebody chose', async ({ browser }) => {
  const { tag, title } = await essays()
  const page = await pageOf(browser, 'rae')
  await page.goto(tag)
  await expect(page.getByRole('link', { name: title })).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText('left out')
})

test('a link into a folded text opens it', async ({ page }) => {
  const { noted, plain } = await essays()
  await page.goto(plain)
  await page.evaluate(() => localStorage.setItem('afterword-fold', 'death'))
  await page.goto(noted)
  await expect(page.getByText('The whole text of')).toBeHidden()
  const anchor = await page.locator('.prose h2').getAttribute('id')
  await page.goto(`${noted}#${anchor}`)
  await expect(page.getByText('The whole text of')).toBeVisible()
  await expect(page.locator('.prose h2')).toBeInViewport()
  await page.goto(`${noted}#conversation`)
  await expect(page.getByText('The whole text of')).toBeHidden()
})

test('what a browser folds is asked about once after signing up, and kept with the account', async ({ browser }) => {
  const { noted, tag } = await essays()
  const page = await (await browser.newContext()).newPage()
  await page.goto(tag)
  await page.evaluate(() => localStorage.setItem('afterword-fold', 'death abuse'))
  await signUpByForm(page)
  await page.goto(tag)
  await expect(page.getByText('In this browser you fold texts that name “Death” and “Abuse”.')).toBeVisible()
  await expectNoBarrier(page)
  await page.getByRole('button', { name: 'Yes, fold them' }).click()
  await expect(page).toHaveURL(new RegExp(`${tag}$`))
  await expect(page.getByText('In this browser you fold')).toHaveCount(0)
  await page.goto('/account/reading')
  await expect(page.getByLabel('Death')).toHaveValue('fold')
  await expect(page.getByLabel('Medical', { exact: false }).first()).toHaveValue('show')
  await page.evaluate(() => localStorage.clear())
  await page.goto(noted)
  await expect(page.getByText('The whole text of')).toBeHidden()
})

test('who says no is not asked again', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  await page.goto('/')
  await page.evaluate(() => localStorage.setItem('afterword-fold', 'medical'))
  await signUp(page)
  await page.goto('/works')
  await page.getByRole('button', { name: 'No', exact: true }).click()
  await expect(page.getByText('In this browser you fold')).toHaveCount(0)
  await page.goto('/')
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page.getByText('In this browser you fold')).toHaveCount(0)
})
