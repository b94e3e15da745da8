import { randomUUID } from 'node:crypto'
import { expect, test } from './test.ts'
import type { Page } from '@playwright/test'
import { deskKeys } from '#components/moderation/keys/key-table.ts'
import { expectNoViolations } from './barriers.ts'
import { clear, deskAt, leaveTexts, openDesk } from './moderators.ts'
import { pageOf } from './visitors.ts'

// The demo content is there, and other stories were told on this site: every story here is about texts of its own.

const slug = 'the-book-next-to-it'

const text = (what: string) => `${what} ${randomUUID()}`
const card = (page: Page) => page.locator('.desk-frame[data-selected]')
/** The text of the card alone: the same words may stand in the conversation beside another one. */
const judged = (page: Page) => card(page).locator('.desk-text')
const heard = (page: Page) => page.locator('.desk-tools p[role=status]')
const row = (page: Page, itemId: string) => page.locator(`.desk-row[href*="${itemId}"]`)

/** Goes on with the key for the next card until this text is there; other people's texts may stand between. */
async function stepTo(page: Page, wanted: string) {
  await expect(async () => {
    if (await judged(page).getByText(wanted).isVisible()) return
    await page.keyboard.press('j')
    await expect(judged(page).getByText(wanted)).toBeVisible({ timeout: 500 })
  }).toPass()
}

test('Mo clears four texts by keyboard alone, and readers see what was approved', async ({ browser, request }) => {
  const texts = ['A first thought', 'A second thought', 'A third thought', 'A fourth thought'].map(text)
  const [first = ''] = await leaveTexts(browser, texts)
  const [one = '', two = '', three = '', four = ''] = texts
  const mo = await pageOf(browser, 'mo')
  await openDesk(mo, first)

  await mo.keyboard.press('a')
  await expect(heard(mo)).toHaveText('Approved: comment by Rae Pettifer. Undo with u.')
  await expect(card(mo)).toBeFocused()

  await stepTo(mo, two)
  await mo.keyboard.press('r')
  await expect(card(mo).getByRole('radio', { name: 'Spam' })).toBeFocused()
  await mo.keyboard.press('a')
  await expect(heard(mo)).toHaveText('A form is open. Esc closes it, and nothing in it is lost.')
  await mo.keyboard.press('2')
  await expect(card(mo).getByRole('radio', { name: 'Not about the essay' })).toBeChecked()
  await mo.keyboard.press('Enter')
  await expect(heard(mo)).toHaveText('Rejected: comment by Rae Pettifer. Undo with u.')

  await mo.keyboard.press('u')
  await expect(heard(mo)).toHaveText('Taken back: comment by Rae Pettifer waits again.')
  await expect(card(mo)).toBeFocused()
  await expect(judged(mo).getByText(two)).toBeVisible()
  await mo.keyboard.press('a')
  await expect(heard(mo)).toHaveText('Approved: comment by Rae Pettifer. Undo with u.')

  await stepTo(mo, three)
  await mo.keyboard.press('a')
  await expect(mo.locator('.desk-row[data-phase=decided]')).toHaveCount(3)

  await stepTo(mo, four)
  await mo.keyboard.press('r')
  await mo.keyboard.press('9')
  await expect(card(mo).getByLabel('In your own words')).toBeFocused()
  await mo.keyboard.type('As a jack of all trades I undo nothing here?')
  await expect(card(mo).getByLabel('In your own words')).toHaveValue('As a jack of all trades I undo nothing here?')
  await mo.keyboard.press('Control+Enter')
  await expect(heard(mo)).toHaveText('Rejected: comment by Rae Pettifer. Undo with u.')
  await expect(mo.locator('.desk-row[data-phase=decided]')).toHaveCount(4)

  const essay = await (await request.get(`/posts/${slug}`)).text()
  expect([one, two, three, four].map((each) => essay.includes(each))).toEqual([true, true, true, false])

  await mo.goto('/moderation/log')
  await expect(mo.getByRole('row').filter({ hasText: four })).toContainText('As a jack of all trades')
  await expect(mo.getByRole('row').filter({ hasText: two }).filter({ hasText: 'Not about the essay' })).toContainText('taken back')
})

test('the same without JavaScript', async ({ browser, request }) => {
  const texts = ['Plain first', 'Plain second', 'Plain third'].map(text)
  const [first = '', second = ''] = await leaveTexts(browser, texts, 'ada')
  const [one = '', two = ''] = texts
  const mo = await pageOf(browser, 'mo', { javaScriptEnabled: false })

  await mo.goto(`/moderation?item=${first}`)
  await card(mo).getByRole('button', { name: 'Approve' }).click()
  await expect(mo.locator('.notice')).toContainText('Approved: comment by Ada Fenwick.')
  await expect(card(mo)).toHaveCount(1)
  await expect(judged(mo).getByText(one)).toHaveCount(0)

  await mo.goto(`/moderation?item=${second}`)
  await card(mo).getByText('Reject …').click()
  await card(mo).getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(card(mo).getByText('Please say why, so that the writer knows.')).toBeVisible()
  await card(mo).getByRole('radio', { name: 'Not about the essay' }).check()
  await card(mo).getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(mo.locator('.notice')).toContainText('Rejected: comment by Ada Fenwick.')

  await mo.locator('.notice').getByRole('button', { name: 'Undo' }).click()
  await expect(mo.locator('.notice')).toContainText('Taken back: comment by Ada Fenwick waits again.')
  await expect(judged(mo).getByText(two)).toBeVisible()
  await card(mo).getByRole('button', { name: 'Approve' }).click()
  await expect(mo.locator('.notice')).toContainText('Approved: comment by Ada Fenwick.')

  const essay = await (await request.get(`/posts/${slug}`)).text()
  expect(texts.map((each) => essay.includes(each))).toEqual([true, true, false])
})

test('who decides second is told who was first, keeps the words, and asks for a second look', async ({ browser }) => {
  const [one = '', two = ''] = [text('Two hands one'), text('Two hands two')]
  const [first = '', second = ''] = await leaveTexts(browser, [one, two])
  const [mo, noor] = await Promise.all([pageOf(browser, 'mo'), pageOf(browser, 'noor')])
  // Nothing is told in time: as when both press at once.
  await mo.route('**/moderation/{live,presence}*', (route) => route.abort())
  await openDesk(mo, first)
  await noor.goto('/')
  await clear(noor, [first])

  await mo.keyboard.press('r')
  await mo.keyboard.press('9')
  await mo.keyboard.type('Please keep to the book.')
  await card(mo).getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(heard(mo)).toContainText('Not decided: comment by Rae Pettifer. Noor Siddiqui was first')
  await expect(row(mo, first)).toContainText('Approved by Noor Siddiqui')
  await row(mo, first).click()
  await expect(card(mo).getByText('Noor Siddiqui approved this first. Your decision was not made.')).toBeVisible()
  await expect(card(mo).getByText('Please keep to the book.')).toBeVisible()
  await mo.keyboard.press('l')
  await mo.keyboard.type('Is this about the book?')
  await mo.keyboard.press('Control+Enter')
  await expect(card(mo).getByText('Asked. Somebody else reads this decision again.')).toBeVisible()

  await mo.goto(`/moderation?item=${second}`)
  await expect(mo.locator('input[name=onward]')).toHaveCount(0)
  await noor.goto('/')
  await clear(noor, [second])
  await mo.keyboard.press('a')
  await expect(heard(mo)).toHaveText('Approved: comment by Rae Pettifer. Noor Siddiqui had done the same. Undo with u.')
  await mo.goto('/moderation/log')
  await expect(mo.getByRole('row').filter({ hasText: two })).toHaveCount(1)
  await mo.goto('/moderation?kind=second_look')
  await expect(mo.locator('.desk-row').filter({ hasText: one })).toHaveCount(1)
})

test('a text goes back with the passage that was selected, and without JavaScript with one that was pasted', async ({ browser }) => {
  const [one = '', two = ''] = [`${text('Not this.')} But this **very** sentence here. And not that.`, `${text('Plain.')} The second sentence.`]
  const [first = '', second = ''] = await leaveTexts(browser, [one, two])
  const mo = await pageOf(browser, 'mo')
  await openDesk(mo, first)
  // A desk that has just come up draws its cards once more, and takes a selection along.
  await expect(async () => {
    await judged(mo).locator('strong').dblclick()
    expect(await mo.evaluate(() => getSelection()?.toString().trim())).toBe('very')
    await mo.keyboard.press('e')
    await expect(card(mo).getByLabel('The passage')).toHaveValue('very', { timeout: 1_000 })
  }).toPass()
  await expect(card(mo).getByLabel('What should change?')).toBeFocused()
  await mo.keyboard.type('Say which.')
  await judged(mo).getByText('Not this.').selectText()
  await mo.locator('.desk-card-head').first().evaluate(() => (document.activeElement as HTMLElement).blur())
  await mo.keyboard.press('e')
  await expect(card(mo).getByLabel('The passage')).toHaveValue(/^Not this\./)
  await expect(card(mo).getByLabel('What should change?')).toBeFocused()
  await expect(card(mo).getByLabel('What should change?')).toHaveValue('Say which.')
  await card(mo).getByLabel('The passage').fill('words that stand nowhere in it')
  await mo.keyboard.press('Tab')
  await mo.keyboard.press('Control+Enter')
  await expect(heard(mo)).toContainText('Not decided')
  await row(mo, first).click()
  await expect(card(mo).getByText('This passage does not stand in the text. Please copy it as it is.')).toBeVisible()
  await expect(card(mo).getByLabel('What should change?')).toHaveValue('Say which.')
  await card(mo).getByLabel('The passage').fill('this very sentence')
  await card(mo).getByRole('button', { name: 'Return', exact: true }).click()
  await expect(heard(mo)).toHaveText('Returned for edits: comment by Rae Pettifer. Undo with u.')

  const plain = await pageOf(browser, 'mo', { javaScriptEnabled: false })
  await plain.goto(`/moderation?item=${second}`)
  await card(plain).getByText('Return …').click()
  await card(plain).getByLabel('The passage').fill('The second sentence.')
  await card(plain).getByLabel('What should change?').fill('More of it.')
  await card(plain).getByRole('button', { name: 'Return', exact: true }).click()
  await expect(plain.locator('.notice')).toContainText('Returned for edits: comment by Rae Pettifer.')

})

test('a comment is approved and answered in one go, and both are public', async ({ browser, request }) => {
  const words = text('A question')
  const answer = text('An answer')
  const [first = ''] = await leaveTexts(browser, [words], 'ada')
  const mo = await pageOf(browser, 'mo')
  await openDesk(mo, first)
  await mo.keyboard.press('w')
  await expect(card(mo).getByLabel('Your reply')).toBeFocused()
  await mo.keyboard.type(`a r s u: *${answer}*`)
  await mo.keyboard.press('Control+Enter')
  await expect(heard(mo)).toHaveText('Approved: comment by Ada Fenwick. Your reply is published. Undo with u.')
  const essay = await (await request.get(`/posts/${slug}`)).text()
  expect([words, `<em>${answer}</em>`].map((each) => essay.includes(each))).toEqual([true, true])
})

test('spam has its key, and what is published is hidden and restored with one', async ({ browser, request }) => {
  const [one = '', two = ''] = [text('Cheap things'), text('Fine things')]
  const [first = '', second = ''] = await leaveTexts(browser, [one, two], 'ada')
  const mo = await pageOf(browser, 'mo')
  await openDesk(mo, first)
  await mo.keyboard.press('s')
  await expect(heard(mo)).toHaveText('Rejected: comment by Ada Fenwick. Undo with u.')
  await openDesk(mo, second)
  await mo.keyboard.press('a')
  await expect(heard(mo)).toContainText('Approved: comment by Ada Fenwick.')

  await openDesk(mo, second)
  await mo.keyboard.press('h')
  await mo.keyboard.press('h')
  await expect(heard(mo)).not.toContainText('Hidden')
  await expect(card(mo).getByRole('radio', { name: 'Spam' })).toBeFocused()
  await mo.keyboard.press('2')
  await mo.keyboard.press('Enter')
  await expect(heard(mo)).toHaveText('Hidden: comment by Ada Fenwick. Undo with u.')
  expect(await (await request.get(`/posts/${slug}`)).text()).not.toContain(two)
  await openDesk(mo, second)
  await mo.keyboard.press('h')
  await expect(heard(mo)).toHaveText('Restored: comment by Ada Fenwick. Undo with u.')
  expect(await (await request.get(`/posts/${slug}`)).text()).toContain(two)

  await openDesk(mo, first)
  await card(mo).getByRole('button', { name: 'Approve after all' }).click()
  await expect(heard(mo)).toHaveText('Approved: comment by Ada Fenwick. Undo with u.')
  await mo.keyboard.press('u')
  await expect(heard(mo)).toHaveText('Taken back: comment by Ada Fenwick is rejected again.')
})

for (const javaScriptEnabled of [true, false]) {
  test(`the queue is filtered and searched ${javaScriptEnabled ? 'with' : 'without'} JavaScript, and says what it shows`, async ({ browser }) => {
    const word = `word${randomUUID().slice(0, 8)}`
    const [first = ''] = await leaveTexts(browser, [`${text('Found')} ${word} [there](https://filtered.example/a)`, text('Not found')])
    const mo = await pageOf(browser, 'mo', { javaScriptEnabled })
    await mo.goto('/moderation')
    await mo.getByLabel('Search texts and names').fill(word)
    await mo.getByLabel('Search texts and names').press('Enter')
    await expect(mo).toHaveURL(new RegExp(`[?&]q=${word}`))
    await expect(mo.getByText(`Shown: everything, with “${word}”.`)).toBeVisible()
    await expect(mo.locator('.desk-row')).toHaveCount(1)
    await expect(judged(mo).getByText(word)).toBeVisible()

    await mo.goto(`/moderation?host=filtered.example&q=${word}&kind=comment`)
    await expect(mo.locator('.desk-row')).toHaveCount(1)
    await mo.goto(`/moderation?kind=report&q=${word}`)
    await expect(mo.getByRole('heading', { name: 'Nothing of this waits.' })).toBeVisible()
    for (const [query, sentence] of [['kind=gossip', 'no such kind'], ['person=nobody-here', 'nobody of this name'], ['q=%3F%21', 'no word in this search'], [`q=${'x'.repeat(5000)}`, 'too long to search']]) {
      expect((await mo.goto(`/moderation?${query}`))?.status()).toBe(200)
      await expect(mo.locator('.desk-filtered')).toContainText(sentence ?? '')
    }
    await mo.getByRole('link', { name: 'Show all', exact: true }).first().click()
    await expect(mo).toHaveURL(/\/moderation$/)
    await clear(mo, [first])
  })
}

test('a list is decided by keys on the line one is at, and the browser remembers that one likes lists', async ({ browser }) => {
  const word = `list${randomUUID().slice(0, 8)}`
  await leaveTexts(browser, [1, 2, 3].map((number) => text(`${word} number ${number}`)), 'ada')
  const mo = await pageOf(browser, 'mo')
  await mo.goto(`/moderation?q=${word}`)
  await expect(mo.locator('input[name=onward]')).toHaveCount(0)
  await mo.keyboard.press('o')
  await expect(mo.locator('.desk[data-mode=list]')).toBeVisible()
  await expect(mo.locator('.desk-frame')).toHaveCount(3)
  await expect(card(mo)).toBeFocused()
  await mo.keyboard.press('a')
  await expect(heard(mo)).toContainText('Approved: comment by Ada Fenwick.')
  await expect(card(mo)).toContainText('number 2')
  await expect(card(mo)).toBeFocused()
  await mo.keyboard.press('j')
  await expect(card(mo)).toContainText('number 3')
  await mo.keyboard.press('s')
  await expect(heard(mo)).toContainText('Rejected: comment by Ada Fenwick.')
  await expect(card(mo)).toContainText('number 2')
  await expect(mo.locator('.desk-frame')).toHaveCount(3)
  await mo.keyboard.press('u')
  await expect(card(mo)).toContainText('number 3')

  await mo.goto(`/moderation?q=${word}`)
  await expect(mo.locator('.desk[data-mode=list] .desk-frame')).toHaveCount(2)
  await expect(mo.locator('input[name=onward]')).toHaveCount(0)
  await mo.keyboard.press('o')
  await expect(mo.locator('.desk[data-mode=one]')).toBeVisible()
})

test('words that were not sent are not lost by a key, and an undo keeps the filter', async ({ browser }) => {
  const word = `kept${randomUUID().slice(0, 8)}`
  const [first = '', second = ''] = await leaveTexts(browser, [text(`${word} number 1`), text(`${word} number 2`)], 'ada')
  const mo = await pageOf(browser, 'mo')
  await mo.goto(`/moderation?q=${word}&item=${first}`)
  await expect(mo.locator('input[name=onward]')).toHaveCount(0)
  await mo.keyboard.press('a')
  await expect(heard(mo)).toContainText('Approved: comment by Ada Fenwick.')

  await mo.goto(`/moderation?q=${word}&item=${second}`)
  await expect(mo.locator('input[name=onward]')).toHaveCount(0)
  await mo.keyboard.press('r')
  await mo.keyboard.press('9')
  await mo.keyboard.type('Half a sentence')
  await card(mo).getByRole('radio', { name: 'Another reason' }).focus()
  for (const key of ['o', 'p', 'u']) {
    await mo.keyboard.press(key)
    await expect(heard(mo)).toHaveText('A form is open. Esc closes it, and nothing in it is lost.')
    await mo.keyboard.press('j')
  }
  await mo.keyboard.press('Escape')
  await mo.keyboard.press('o')
  await expect(heard(mo)).toContainText('holds words that were not sent')
  await mo.keyboard.press('r')
  await expect(card(mo).getByLabel('In your own words')).toHaveValue('Half a sentence')
  await card(mo).getByLabel('In your own words').fill('')
  await mo.keyboard.press('Escape')

  await mo.keyboard.press('u')
  await expect(mo.locator('.notice')).toHaveText('Taken back: comment by Ada Fenwick waits again.')
  await expect(mo).toHaveURL(new RegExp(`q=${word}`))
  await clear(mo, [first, second])
})

test('a list is decided without JavaScript', async ({ browser }) => {
  const word = `plain${randomUUID().slice(0, 8)}`
  await leaveTexts(browser, [1, 2].map((number) => text(`${word} number ${number}`)), 'ada')
  const mo = await pageOf(browser, 'mo', { javaScriptEnabled: false })
  await mo.goto(`/moderation?q=${word}`)
  await mo.getByRole('button', { name: 'As a list' }).click()
  await expect(mo.locator('.desk[data-mode=list] .desk-frame')).toHaveCount(2)
  await expect(mo).toHaveURL(new RegExp(`q=${word}`))
  await mo.locator('.desk-frame').filter({ hasText: 'number 2' }).getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(mo.locator('.notice')).toContainText('Approved: comment by Ada Fenwick.')
  await expect(mo.locator('.desk[data-mode=list] .desk-frame')).toHaveCount(1)
  await mo.locator('.desk-frame').getByRole('button', { name: 'Spam' }).click()
  await expect(mo.locator('.notice')).toContainText('Rejected: comment by Ada Fenwick.')
})

test('the help lists every key, and every key on a button is one of them', async ({ browser }) => {
  const [first = ''] = await leaveTexts(browser, [text('With keys')])
  const mo = await pageOf(browser, 'mo')
  await openDesk(mo, first)
  await mo.keyboard.press('?')
  const listed = await mo.locator('.desk-help dt').allTextContents()
  expect(listed.slice(0, Object.keys(deskKeys).length)).toEqual(Object.values(deskKeys).map(({ key }) => key))
  await mo.keyboard.press('Escape')
  const pressed = await mo.locator('.desk [data-does]').evaluateAll((all) => all.map((each) => [each.getAttribute('data-does'), each.getAttribute('aria-keyshortcuts')]))
  expect(pressed.length).toBeGreaterThan(8)
  for (const [does, key] of pressed) expect(deskKeys[does as keyof typeof deskKeys].key).toBe(key)
  await clear(mo, [first])
})

test('what was decided about like texts stands beside a text, and comes to the other cards when one comes to them', async ({ browser }) => {
  const words = `zymurgy${randomUUID().slice(0, 6)} pantechnicon${randomUUID().slice(0, 6)}`
  const [old = ''] = await leaveTexts(browser, [`The ${words} was sold. ${randomUUID()}`], 'ada')
  const mo = await pageOf(browser, 'mo')
  await openDesk(mo, old)
  await mo.keyboard.press('r')
  await mo.keyboard.press('6')
  await mo.keyboard.press('Enter')
  await expect(heard(mo)).toContainText('Rejected')
  const [other = '', like = ''] = await leaveTexts(browser, [text('Something else'), `Again the ${words}. ${randomUUID()}`], 'ada')

  const plain = await pageOf(browser, 'noor', { javaScriptEnabled: false })
  await plain.goto(`/moderation?item=${like}`)
  await expect(card(plain).locator('.desk-precedents')).toContainText(/Rejected by Mo Rahimi.*Said already/)
  await openDesk(mo, other)
  await stepTo(mo, 'Again the')
  await expect(card(mo).locator('.desk-precedents')).toContainText(/Rejected by Mo Rahimi.*Said already/)
  await clear(mo, [other, like])
})

test('the last decision is taken back after the page was loaded anew, and others from the log', async ({ browser }) => {
  const [one = '', two = ''] = [text('Later one'), text('Later two')]
  const [first = '', second = ''] = await leaveTexts(browser, [one, two])
  const ida = await pageOf(browser, 'ida')
  for (const itemId of [first, second]) {
    await openDesk(ida, itemId)
    await ida.keyboard.press('a')
    await expect(heard(ida)).toContainText('Approved')
  }
  await ida.goto('/moderation')
  await expect(ida.locator('input[name=onward]')).toHaveCount(0)
  await ida.keyboard.press('u')
  await expect(ida.locator('.notice')).toHaveText('Taken back: comment by Rae Pettifer waits again.')
  await expect(judged(ida).getByText(two)).toBeVisible()

  await ida.goto('/moderation/log')
  await ida.getByRole('row').filter({ hasText: one }).getByRole('button', { name: 'Undo' }).click()
  await expect(ida.getByRole('row').filter({ hasText: one })).toContainText('Taken back')
  await ida.reload()
  await expect(ida.getByRole('row').filter({ hasText: one })).toHaveCount(2)
})

test('the desk is for moderators and administrators', async ({ browser, page }) => {
  for (const path of ['/moderation', '/moderation/log']) {
    await page.goto(path)
    await expect(page).toHaveURL(new RegExp(`/sign-in\\?then=${encodeURIComponent(path)}$`))
    for (const [handle, status] of [['rae', 403], ['ada', 403], ['ida', 200]] as const) {
      const visitor = await pageOf(browser, handle)
      expect((await visitor.goto(path))?.status(), `${handle} at ${path}`).toBe(status)
      await visitor.context().close()
    }
  }
})

test('an address that names no item, or no page, says so', async ({ browser }) => {
  const mo = await pageOf(browser, 'mo')
  for (const item of [randomUUID(), 'nonsense']) {
    await mo.goto(`/moderation?item=${item}`)
    await expect(mo.locator('.notice')).toContainText('There is no such item in the queue.')
  }
  expect((await mo.goto('/moderation?after=nonsense'))?.status()).toBe(404)
  expect((await mo.goto('/moderation/log?after=nonsense'))?.status()).toBe(404)
})

test('keys can be turned off, and stay off', async ({ browser }) => {
  const [first = ''] = await leaveTexts(browser, [text('Without keys')])
  const mo = await pageOf(browser, 'mo')
  await openDesk(mo, first)
  await mo.keyboard.press('?')
  await mo.getByLabel('Single keys work on this page').uncheck()
  await mo.keyboard.press('Escape')
  await openDesk(mo, first)
  await mo.keyboard.press('a')
  await mo.keyboard.press('r')
  await expect(card(mo).getByRole('button', { name: 'Approve' })).toBeVisible()
  await expect(card(mo).getByRole('radio', { name: 'Spam' })).toBeHidden()
})

/** The same by day and by night. */
async function expectNoViolationsByDayAndNight(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoViolations(page)
  }
}

/** A line that does not break, a word without end, and lists in lists, none of which may push the desk aside. */
const wide = [`~~~\n${'code '.repeat(90)}\n~~~`, 'w'.repeat(400), Array.from({ length: 10 }, (_, level) => `${'  '.repeat(level)}- item ${level}`).join('\n')].join('\n\n')

for (const width of [1440, 320]) {
  test(`axe finds nothing on the desk and the log, light and dark, ${width} pixels wide`, async ({ browser }) => {
    test.setTimeout(180_000)
    const [first = ''] = await leaveTexts(browser, [`${text('See [this](https://a.example/) and think of a casino')}\n\n${wide}`])
    const mo = await pageOf(browser, 'mo', { viewport: { width, height: 900 } })
    // All that waits on the wide one; on the narrow one what came last is enough.
    await mo.goto(width === 1440 ? `/moderation?item=${first}&mode=list` : deskAt(first).replace('mode=one', 'mode=list'))
    await expect(mo.locator('.desk[data-mode=list]')).toBeVisible()
    await expectNoViolationsByDayAndNight(mo)
    expect(await mo.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await openDesk(mo, first)
    // The card itself stands around each of its forms.
    for (const [key, field] of [['e', card(mo).getByLabel('What should change?')], ['r', card(mo).getByRole('radio', { name: 'Spam' })]] as const) {
      await mo.keyboard.press(key)
      await expect(field).toBeVisible()
      await expectNoViolationsByDayAndNight(mo)
      await mo.keyboard.press('Escape')
    }
    await mo.keyboard.press('?')
    await expectNoViolationsByDayAndNight(mo)
    await mo.goto(`/moderation?after=${endOfQueue}`)
    await expect(mo.getByRole('heading', { name: 'Nothing newer waits.' })).toBeVisible()
    await expectNoViolationsByDayAndNight(mo)
    await mo.goto('/moderation/log')
    await expectNoViolationsByDayAndNight(mo)
    expect(await mo.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })
}

/** After everything that could wait. */
const endOfQueue = Buffer.from(JSON.stringify(['2999-01-01T00:00:00.000Z', randomUUID()])).toString('base64url')
