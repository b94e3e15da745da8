import type { Browser, Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { awake, goOn, saved, text, twoTexts, written } from './editor.ts'
import { expect, test } from './test.ts'
import { pageOf, unheardOf } from './visitors.ts'

/** Ada begins an essay of her own, and the editor is awake. */
async function begin(browser: Browser): Promise<Page> {
  const page = await pageOf(browser, 'ada')
  await page.goto('/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  await awake(page)
  return page
}

const row = (page: Page, number: number) => page.getByRole('group', { name: `Work ${number}`, exact: true })

test('what is copied from a page is pasted as Markdown, is taken back in one step, and is plain words when they are asked for', async ({ browser }) => {
  const page = await begin(browser)
  const said = unheardOf()
  const source = await page.context().newPage()
  await source.setContent(`<h2 style="color: red" onclick="alert(1)">The bank</h2><p>${said} It is <strong>slow</strong>, and <a href="https://example.org/ledger">written down</a>.</p><ul><li>one</li><li>two</li></ul>`)
  await source.keyboard.press('ControlOrMeta+a')
  await source.keyboard.press('ControlOrMeta+c')
  await page.bringToFront()
  const markdown = `## The bank\n\n${said} It is **slow**, and [written down](https://example.org/ledger).\n\n- one\n- two`

  await test.step('In the editor', async () => {
    await goOn(page, 'Before.')
    await page.keyboard.press('ControlOrMeta+v')
    await expect.poll(() => written(page)).toBe(`Before.\n\n${markdown}`)
    await page.keyboard.type(' and three')
    await page.keyboard.press('ControlOrMeta+z')
    await page.keyboard.press('ControlOrMeta+z')
    expect(await written(page)).toBe('Before.')
    await page.keyboard.press('ControlOrMeta+Shift+v')
    await expect.poll(() => written(page)).toContain(said)
    expect(await written(page)).not.toMatch(/##|\*\*|\]\(/)
    await page.keyboard.press('ControlOrMeta+z')
    await saved(page)
  })

  await test.step('In the plain field', async () => {
    await page.getByText('Keys and Markdown').click()
    await page.getByRole('checkbox', { name: /^Write in a plain field/ }).check()
    await text(page).focus()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.press('ControlOrMeta+v')
    await expect(text(page)).toHaveValue(`Before.\n\n${markdown}`)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(text(page)).toHaveValue('Before.')
    await page.keyboard.press('ControlOrMeta+v')
    await expect(text(page)).toHaveValue(`Before.\n\n${markdown}`)
    await saved(page)
  })
})

test('a work that is linked to is named below as well, another is found by keys, and a name that nothing has is said beside it', async ({ browser }) => {
  const page = await begin(browser)
  await goOn(page, `${unheardOf()} I think of `)
  await page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name: 'Work' }).click()
  const dialog = page.getByRole('dialog', { name: 'A work' })
  await dialog.getByLabel('Title').fill('Straight Story')
  await dialog.getByRole('button', { name: /^The Straight Story/ }).click()
  await expect(text(page)).toBeFocused()
  await expect(row(page, 1).getByLabel('Title or address')).toHaveValue('The Straight Story (1999)')
  await expect(row(page, 1).getByLabel('This essay')).toHaveValue('mention')

  const title = row(page, 2).getByRole('combobox', { name: 'Title or address' })
  await title.pressSequentially('middlem')
  await expect(row(page, 2).getByRole('option', { name: /^Middlemarch .*book/ })).toBeVisible()
  await expectNoBarrier(page, '[aria-label="Work 2"]')
  await title.press('ArrowDown')
  await title.press('Enter')
  await expect(title).toHaveValue(/^Middlemarch \(18\d\d\)$/)
  await expect(title).toHaveAttribute('aria-expanded', 'false')
  await row(page, 2).getByLabel('Rating').fill('4')
  await row(page, 2).locator('label').filter({ hasText: 'out of' }).getByRole('textbox').fill('5')

  const third = row(page, 3).getByLabel('Title or address')
  await third.fill('No such thing at all')
  await third.press('Tab')
  await expect(row(page, 3).getByText('There is no page about “No such thing at all” here yet.')).toBeVisible()
  await expectNoBarrier(page, '[aria-label="Work 3"]')
  await third.fill('')
  await expect(page.locator('.writing-saved')).toContainText(/Saved (?!.*but not)/)

  await page.reload()
  await awake(page)
  await expect(twoTexts(page)).toBeHidden()
  await expect(row(page, 1).getByLabel('Title or address')).toHaveValue('The Straight Story (1999)')
  await expect(row(page, 2).getByLabel('Title or address')).toHaveValue(/^Middlemarch \(18\d\d\)$/)
  await expect(row(page, 2).getByLabel('Rating')).toHaveValue('4')
  await row(page, 2).getByLabel('This essay').selectOption('reviews it')
  await saved(page)
})

test('without a script the rows show titles, and propose them', async ({ browser }) => {
  const page = await pageOf(browser, 'ada', { javaScriptEnabled: false })
  await page.goto('/write')
  await page.getByRole('button', { name: 'Begin an essay' }).click()
  const field = row(page, 1).getByLabel('Title or address')
  const list = await field.getAttribute('list')
  await expect(page.locator(`datalist[id="${list}"] option[value^="Middlemarch"]`)).toHaveCount(1)
  await text(page).fill(unheardOf())
  await field.fill('the straight story (1999)')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(field).toHaveValue('The Straight Story (1999)')
  await row(page, 1).getByLabel('This essay').selectOption('reviews it')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(field).toHaveValue('The Straight Story (1999)')
  await expect(row(page, 1).getByLabel('This essay')).toHaveValue('review')
})

test('what is very long is pasted as words at once, and the page says why', async ({ browser }) => {
  const page = await begin(browser)
  const said = unheardOf()
  await goOn(page, 'Before. ')
  const took = await page.evaluate((words) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', `<p>${words}</p>${'<p style="margin: 0"><b>Words</b> and <i>words</i>.</p>'.repeat(110_000)}`)
    clipboardData.setData('text/plain', words)
    const began = performance.now()
    document.querySelector('.cm-content')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    return performance.now() - began
  }, said)
  expect(took).toBeLessThan(2_000)
  await expect(page.getByText('What you pasted is very long, so only its words came along.')).toBeVisible()
  await expectNoBarrier(page)
  await page.getByRole('button', { name: 'All right' }).click()
  await expect(page.getByText('What you pasted is very long')).toBeHidden()
  await expect(text(page)).toBeFocused()
  await expect.poll(() => written(page)).toBe(`Before. ${said}`)
})
