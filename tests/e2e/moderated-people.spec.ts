import { randomInt } from 'node:crypto'
import { expect, test } from './test.ts'
import type { Browser, Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { commentWith, enter, essay, replyTo, signUp, nestedReply, unheardOf } from './visitors.ts'

// Somebody new for each story: the cast stays as it is for others.

async function office(browser: Browser, handle: string, javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage()
  await enter(page, 'mo', `/moderation/people/${handle}`)
  return page
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a note is the team’s, is taken back with a reason, and stays in the history', async ({ page, browser }) => {
      const nia = await signUp(page, '/account')
      const mo = await office(browser, nia.handle, javaScriptEnabled)
      const note = `Writes much like somebody else, ${randomInt(10 ** 9)}`
      await mo.getByLabel('A new note').fill(note)
      await mo.getByRole('button', { name: 'Add note' }).click()
      await expect(mo.getByRole('region', { name: 'Notes of the team' })).toContainText(note)
      await page.goto('/account')
      await expect(page.getByRole('main')).not.toContainText(note)
      await mo.getByText('Take this note back').first().click()
      await mo.getByLabel('Why', { exact: true }).fill('It was a coincidence')
      await mo.getByRole('button', { name: 'Take this note back' }).click()
      const before = mo.getByRole('region', { name: 'Before' })
      await expect(before).toContainText(note)
      await expect(before).toContainText('It was a coincidence')
      await mo.context().close()
    })

    test('a measure is taken with one form that says what is missing, and lifted again', async ({ page, browser }) => {
      const nia = await signUp(page, '/account')
      const mo = await office(browser, nia.handle, javaScriptEnabled)
      await mo.getByRole('button', { name: 'Take this measure' }).click()
      await expect(mo.getByText('Please choose what to do.')).toBeVisible()
      await mo.getByRole('radio', { name: /^Slow/ }).check()
      await mo.getByLabel('Between two texts').selectOption('A day')
      await mo.getByRole('button', { name: 'Take this measure' }).click()
      await expect(mo.getByText('Please say why.')).toBeVisible()
      await expect(mo.getByRole('radio', { name: /^Slow/ })).toBeChecked()
      await expect(mo.getByLabel('Between two texts')).toHaveValue('86400')
      await mo.getByLabel('Reason').fill('Eleven texts in an hour')
      await mo.getByRole('button', { name: 'Take this measure' }).click()
      await expect(mo.getByRole('region', { name: 'In force' })).toContainText('Slow, one text a day')
      for (const address of ['/account', essay]) {
        await page.goto(address)
        await expect(page.getByText('Eleven texts in an hour')).toBeVisible()
      }
      await mo.getByText('Lift the pace').first().click()
      await mo.getByLabel('Why', { exact: true }).fill('We talked')
      await mo.getByRole('button', { name: 'Lift the pace' }).click()
      await expect(mo.getByRole('region', { name: 'In force' })).toContainText('Nothing.')
      await page.goto('/account')
      await expect(page.getByText('Eleven texts in an hour')).toHaveCount(0)
      await mo.context().close()
    })

    test('somebody sent away takes what waits from them along, reads why at the door, and all of it can be taken back', async ({ page, browser }) => {
      test.slow()
      const nia = await signUp(page, essay)
      const text = unheardOf()
      await replyTo(page, nestedReply(page), text)
      await expect(commentWith(page, text)).toBeVisible()
      const mo = await office(browser, nia.handle, javaScriptEnabled)
      await expect(mo.getByRole('region', { name: /^Waiting/ })).toContainText(text)
      await mo.getByRole('radio', { name: /^Banned/ }).check()
      await mo.getByLabel('Reason').fill('The same advertisement again')
      await mo.getByRole('checkbox', { name: /^Reject all that waits/ }).check()
      await mo.getByLabel('Why their texts are rejected').selectOption('Spam')
      await mo.getByRole('button', { name: 'Take this measure' }).click()
      await expect(mo.getByRole('region', { name: 'In force' })).toContainText('The same advertisement again')
      await expect(async () => {
        await mo.goto(`/moderation/people/${nia.handle}`)
        await expect(mo.getByRole('region', { name: 'In force' })).toContainText('1 text rejected with it', { timeout: 500 })
        await expect(mo.getByRole('region', { name: 'Texts' })).toContainText('Rejected', { timeout: 500 })
        await expect(mo.getByRole('button', { name: 'Undo this rejection' })).toBeVisible({ timeout: 500 })
      }).toPass()
      await page.goto('/account')
      await expect(page).toHaveURL(/\/sign-in/)
      await page.getByLabel('E-mail address or handle').fill(nia.handle)
      await page.getByLabel('Password', { exact: true }).fill(nia.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page.getByRole('main').getByRole('alert')).toContainText('The same advertisement again')
      await mo.getByRole('button', { name: 'Undo this rejection' }).click()
      await expect(mo).toHaveURL(/\/moderation\/bulk\//)
      await mo.goto(`/moderation/people/${nia.handle}`)
      await mo.getByText('Lift the ban').first().click()
      await mo.getByLabel('Why', { exact: true }).fill('It was somebody else')
      await mo.getByRole('button', { name: 'Lift the ban' }).click()
      await expect(mo.getByRole('region', { name: 'In force' })).toContainText('Nothing.')
      await expect(async () => {
        await mo.goto(`/moderation/people/${nia.handle}`)
        await expect(mo.getByRole('region', { name: /^Waiting/ })).toContainText(text, { timeout: 500 })
      }).toPass()
      await page.getByLabel('Password', { exact: true }).fill(nia.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible()
      await mo.context().close()
    })
  })
}

test('people are found by how their names begin, and by what holds for them', async ({ page }) => {
  await enter(page, 'mo', '/moderation/people')
  await page.getByLabel('Name or handle').fill('bex')
  await page.getByLabel('With a measure in force').check()
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Sol Bexley' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sol Bexley' })).toBeVisible()
  await page.goto('/moderation/people?q=nobody-of-this-name')
  await expect(page.getByRole('status')).toHaveText('Nobody is like this.')
})

test('nobody of the team has a say over another: the page says so', async ({ page }) => {
  await enter(page, 'mo', '/moderation/people/noor')
  await expect(page.getByText('not yours to see or to do')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take this measure' })).toHaveCount(0)
})

for (const address of ['/moderation/people', '/moderation/people/sol', '/moderation/people/lester']) {
  test(`${address} has no barrier that axe knows and never scrolls sideways`, async ({ page }) => {
    await enter(page, 'mo', address)
    await expectNoBarrier(page)
  })
}

test('what is typed while the answer to a form is on its way stays, whatever the answer is', async ({ page, browser }) => {
  const nia = await signUp(page, '/account')
  const mo = await office(browser, nia.handle, true)
  const note = mo.getByLabel('A new note')
  const reason = mo.getByLabel('Reason')
  const [first, second] = [unheardOf(), unheardOf()]
  let letThrough = () => {}
  await mo.route('**/moderation/people/**', async (route) => {
    if (route.request().method() === 'POST') await new Promise<void>((resolve) => (letThrough = resolve))
    await route.continue()
  })
  const sent = (button: string) => Promise.all([mo.waitForRequest((request) => request.method() === 'POST'), mo.getByRole('button', { name: button }).click()])
  await sent('Take this measure')
  await reason.fill('Eleven texts in an hour')
  letThrough()
  await expect(mo.getByText('Please choose what to do.')).toBeVisible()
  await note.fill(first)
  await sent('Add note')
  await note.fill(second)
  letThrough()
  await expect(mo.getByRole('region', { name: 'Notes of the team' })).toContainText(first)
  await expect(note).toHaveValue(second)
  await expect(reason).toHaveValue('Eleven texts in an hour')
  await sent('Add note')
  letThrough()
  await expect(mo.getByRole('region', { name: 'Notes of the team' })).toContainText(second)
  await expect(note).toHaveValue('')
  await mo.context().close()
})
