import { expect, test } from './test.ts'
import { expectNoBarrier } from './barriers.ts'
import { pageOf } from './visitors.ts'

/** Letters that stand nowhere else. */
const unheard = () => `Ferry ${Array.from({ length: 8 }, () => 'bcdfghklmnpqrstvwz'[Math.floor(Math.random() * 18)]).join('')}`

const scripts = [{ javaScriptEnabled: true, how: 'with scripts' }, { javaScriptEnabled: false, how: 'without scripts' }]

for (const { javaScriptEnabled, how } of scripts) {
  test(`a reader suggests a work, a moderator adds to it, and its history says who did what, ${how}`, async ({ browser }) => {
    const title = unheard()
    const rae = await pageOf(browser, 'rae', { javaScriptEnabled })
    await rae.goto('/works/propose')
    await rae.getByLabel('Title', { exact: true }).fill(title)
    await rae.getByRole('button', { name: 'Suggest it' }).click()
    await expect(rae.getByText('Please say where this is from')).toBeVisible()
    await expect(rae.getByLabel('Title', { exact: true })).toHaveValue(title)
    await rae.getByLabel('Where this is from').fill('the end titles')
    await rae.getByRole('button', { name: 'Suggest it' }).click()
    await expect(rae.getByText('A moderator is going to read it')).toBeVisible()
    await rae.goto(`/search?q=${encodeURIComponent(title)}`)
    await expect(rae.locator('main').getByRole('link', { name: title })).toHaveCount(0)

    const mo = await pageOf(browser, 'mo', { javaScriptEnabled })
    const another = unheard()
    await mo.goto('/works/propose')
    await mo.getByLabel('Title', { exact: true }).fill(another)
    await mo.getByLabel('Name', { exact: true }).fill('Ines Calder')
    await mo.getByLabel('What they did').selectOption('director')
    await mo.getByLabel('Where this is from').fill('the end titles')
    await mo.getByLabel('Approve it at once').check()
    await mo.getByRole('button', { name: 'Suggest it' }).click()
    await expect(mo.getByRole('heading', { name: another, level: 1 })).toBeVisible()
    await mo.getByRole('link', { name: 'How this page came to be' }).click()
    await expect(mo.getByText('Director: Ines Calder')).toBeVisible()
    if (javaScriptEnabled) await expectNoBarrier(mo)
  })
}

test('somebody who reads an essay comes to its work, and from there to the essay', async ({ page }) => {
  await page.goto('/posts/five-miles-an-hour')
  const facts = page.getByRole('complementary', { name: 'The Straight Story' })
  await expect(facts.getByText('This essay gives it 5 of 5.')).toBeVisible()
  await facts.getByRole('link', { name: 'The Straight Story' }).click()
  await expect(page.getByText('21 May 1999, Cannes, in competition')).toBeVisible()
  await expect(page.getByText('He did. They sit on the porch')).toBeHidden()
  await page.getByText('The whole story, with its end').click()
  await expect(page.getByText('He did. They sit on the porch')).toBeVisible()
  await page.getByRole('link', { name: 'Five miles an hour' }).first().click()
  await expect(page).toHaveURL(/five-miles-an-hour/)
})

test('a list of facts is changed entry by entry, and what is not known of a number is said beside it', async ({ browser }) => {
  const mo = await pageOf(browser, 'mo')
  const title = unheard()
  await mo.goto('/works/propose')
  await mo.getByLabel('Title', { exact: true }).fill(title)
  await mo.getByLabel('Where this is from').fill('the end titles')
  await mo.getByLabel('Approve it at once').check()
  await mo.getByRole('button', { name: 'Suggest it' }).click()
  await mo.getByRole('link', { name: 'Suggest a change' }).click()
  await mo.getByRole('link', { name: 'Running time' }).click()
  await mo.getByLabel('Minutes').fill('ninety')
  await mo.getByLabel('Where this is from').fill('a stopwatch')
  await mo.getByLabel('Approve it at once').check()
  await mo.getByRole('button', { name: 'Suggest it' }).click()
  await expect(mo.getByText('A running time is given in whole minutes.')).toBeVisible()
  await expect(mo.getByLabel('Minutes')).toHaveValue('ninety')
  await mo.getByLabel('Minutes').fill('90')
  await mo.getByRole('button', { name: 'Suggest it' }).click()
  await expect(mo.getByText('90 minutes')).toBeVisible()
})

test('on paper the whole story of a work stays folded, and nothing is there to press', async ({ page }) => {
  await page.goto('/works/the-straight-story')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('Alvin Straight is seventy-three')).toBeVisible()
  await expect(page.getByText('Alvin falls on his kitchen floor')).toBeHidden()
  await expect(page.getByRole('link', { name: 'Suggest a change' })).toBeHidden()
})
