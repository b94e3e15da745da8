import { randomUUID } from 'node:crypto'
import { expect, test } from './test.ts'
import type { Browser, Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { come, essay, listens, pageOf, sameOrigin } from './visitors.ts'

// The demo content is there, and other stories were told on this site: every rule here looks for a word of its own.

/** A word that nobody writes but here. */
function ownWord(): string {
  return `zq${randomUUID().replaceAll(/[^a-z]/g, '')}`
}

async function draftWords(page: Page, name: string, words: string) {
  await page.goto('/moderation/rules')
  await page.getByRole('navigation', { name: 'A new rule' }).getByRole('link', { name: 'words' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByLabel(/^Words and phrases/).fill(words)
  await page.getByRole('button', { name: 'Save as a draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

async function sendText(browser: Browser, body: string): Promise<{ status: number; detail: string }> {
  const rae = await pageOf(browser, 'rae', { javaScriptEnabled: false })
  const answer = await rae.request.post(`/api/v1${essay}/comments`, {
    headers: { ...sameOrigin(rae), 'Idempotency-Key': randomUUID() }, data: { body },
  })
  const { detail = '' } = await answer.json()
  await rae.context().close()
  return { status: answer.status(), detail }
}

test('Mo makes a rule, rehearses it and reads what it would have done', async ({ browser }) => {
  const mo = await pageOf(browser, 'mo')
  await draftWords(mo, `Common words ${randomUUID().slice(0, 8)}`, 'film\nessay')
  await expect(mo.getByText('It can be switched on when version 1 was rehearsed.')).toBeVisible()
  await expect(mo.getByRole('button', { name: 'Switch it on' })).toHaveCount(0)
  await listens(mo.getByRole('button', { name: 'Rehearse' }))
  await mo.getByRole('button', { name: 'Rehearse' }).click()
  await expect(mo.getByText(/^Of \d+ texts it would have spoken of \d+/)).toBeVisible({ timeout: 20_000 })
  await expect(mo.getByRole('status').filter({ hasText: /^The rehearsal is done: the rule would have spoken of \d+ of \d+ texts/ })).toHaveCount(1)
  expect(await mo.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  await expect(mo.getByText(/Contradicted: it would have spoken, people approved/)).toBeVisible()
  await expect(mo.locator('.rule-example-text mark').filter({ hasText: /^film$/i }).first()).toBeVisible()
  await expectNoBarrier(mo)
})

test('a rule is changed, rehearsed, switched on, speaks, and is switched off', async ({ browser }) => {
  const mo = await pageOf(browser, 'mo')
  const [name, word] = [`Watched words ${randomUUID().slice(0, 8)}`, ownWord()]
  await draftWords(mo, name, `${word}\nfilm`)
  await mo.getByLabel(/^Words and phrases/).fill(word)
  await mo.getByRole('button', { name: 'Save a new version' }).click()
  await expect(mo.getByText('It can be switched on when version 2 was rehearsed.')).toBeVisible()
  await come(mo, mo.url())
  await listens(mo.getByLabel('Name'))
  await mo.getByLabel('Name').fill('A name that is being thought about')
  await mo.getByRole('button', { name: 'Rehearse' }).click()
  await expect(mo.getByText(/it would have spoken of 0 /)).toBeVisible({ timeout: 20_000 })
  await mo.getByRole('button', { name: 'Switch it on' }).click()
  await expect(mo.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
  await expect(mo.getByLabel('Name'), 'what is being written below stays').toHaveValue('A name that is being thought about')

  expect((await sendText(browser, `A thought about ${word.toUpperCase()}, and more ${randomUUID()}`)).status).toBe(202)
  await mo.goto('/moderation/rules')
  await expect(mo.getByRole('row').filter({ hasText: name }).getByRole('cell').first()).toHaveText('1')
  await mo.getByRole('link', { name }).click()
  await mo.getByRole('button', { name: 'Switch it off' }).click()
  await expect(mo.getByRole('heading', { name: 'Off', exact: true })).toBeVisible()
})

test('the same without JavaScript, with a refusal and its sentence', async ({ browser }) => {
  const noor = await pageOf(browser, 'noor', { javaScriptEnabled: false })
  const [name, word] = [`Refused words ${randomUUID().slice(0, 8)}`, ownWord()]
  await noor.goto('/moderation/rules/new/words')
  await noor.getByLabel('Name').fill(name)
  await noor.getByLabel(/^Words and phrases/).fill(word)
  await noor.getByLabel('Refuse the text').check()
  await noor.getByRole('button', { name: 'Save as a draft' }).click()
  await expect(noor.getByText('Please write what the writer reads when this refuses their text.')).toBeVisible()
  await expect(noor.getByLabel(/^Words and phrases/)).toHaveValue(word)
  await expect(noor.getByLabel('Refuse the text')).toBeChecked()
  await noor.getByLabel('What the writer reads when it refuses').fill('Please say it in other words.')
  await noor.getByRole('button', { name: 'Save as a draft' }).click()
  await noor.getByRole('button', { name: 'Rehearse' }).click()
  await expect(async () => {
    await noor.reload()
    await expect(noor.getByText(/^Of \d+ texts it would have spoken of 0 /)).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 20_000 })
  await noor.getByRole('button', { name: 'Switch it on' }).click()
  await expect(noor.getByRole('heading', { name: 'On', exact: true })).toBeVisible()

  const refused = await sendText(browser, `Nobody but me says ${word}`)
  expect([refused.status, refused.detail]).toEqual([422, 'Please say it in other words.'])
  await noor.getByRole('button', { name: 'Switch it off' }).click()
  expect((await sendText(browser, `Nobody but me says ${word}`)).status).toBe(202)
})

test('a pattern that cannot be read is refused with its place, and nothing typed is lost', async ({ browser }) => {
  const mo = await pageOf(browser, 'mo')
  await mo.goto('/moderation/rules/new/pattern')
  await mo.getByLabel('Name').fill('Looking ahead')
  await mo.getByLabel('Pattern').fill('buy(?=now)')
  await mo.getByRole('button', { name: 'Save as a draft' }).click()
  await expect(mo.getByText('At character 4, “(?=”: a pattern cannot look ahead or behind.')).toBeVisible()
  await expect(mo.getByLabel('Pattern')).toHaveAttribute('aria-invalid', 'true')
  await expect(mo.getByLabel('Pattern')).toHaveValue('buy(?=now)')
  await expect(mo.getByLabel('Name')).toHaveValue('Looking ahead')
  await expectNoBarrier(mo)
})

for (const javaScriptEnabled of [true, false]) test(`two change one rule ${javaScriptEnabled ? 'with' : 'without'} JavaScript: the second is told, keeps what was typed, and may put it in the place of the first`, async ({ browser }) => {
  const [mo, noor] = await Promise.all([pageOf(browser, 'mo', { javaScriptEnabled }), pageOf(browser, 'noor', { javaScriptEnabled })])
  const name = `Shared words ${randomUUID().slice(0, 8)}`
  await draftWords(mo, name, ownWord())
  await come(noor, mo.url())
  const [hers, his] = [ownWord(), ownWord()]
  await noor.getByLabel(/^Words and phrases/).fill(hers)
  await noor.getByRole('button', { name: 'Save a new version' }).click()
  await expect(noor.getByText('Version 2, by')).toBeVisible()

  await mo.getByLabel(/^Words and phrases/).fill(his)
  await mo.getByRole('button', { name: 'Save a new version' }).click()
  await expect(mo.getByText(/has changed this rule in the meantime. What you wrote is still here/)).toBeVisible()
  await expect(mo.getByText(`As it stands now: “${name}” holds “${hers}”.`)).toBeVisible()
  await expect(mo.getByLabel(/^Words and phrases/)).toHaveValue(his)
  await mo.getByRole('button', { name: 'Save a new version' }).click()
  await expect(mo.getByText('Version 3, by')).toBeVisible()
  await expect(mo.getByLabel(/^Words and phrases/)).toHaveValue(his)
})

test('an administrator sets who is trusted; a moderator sees how it stands', async ({ browser }) => {
  const [ida, mo] = await Promise.all([pageOf(browser, 'ida', { javaScriptEnabled: false }), pageOf(browser, 'mo')])
  const trusted = (page: Page) => page.getByRole('region', { name: 'Trusted people' })
  await ida.goto('/moderation/rules')
  await ida.getByLabel('Trusted from … approved texts on').fill('0')
  await trusted(ida).getByRole('button', { name: 'Save' }).click()
  await expect(ida.getByLabel('Trusted from … approved texts on')).toHaveValue('0')
  await expect(ida.getByText('Please give a whole number from 1 to 1,000.')).toBeVisible()
  await ida.getByLabel('Trusted from … approved texts on').fill('25')
  await trusted(ida).getByRole('button', { name: 'Save' }).click()
  await expect(ida.getByText('Saved.')).toBeVisible()
  await mo.goto('/moderation/rules')
  await expect(mo.getByText('Every text waits for a person.')).toBeVisible()
  await expect(trusted(mo).getByText('An administrator can change this.')).toBeVisible()
})

test('readers and authors do not come here', async ({ browser }) => {
  const ada = await pageOf(browser, 'ada')
  for (const address of ['/moderation/rules', '/moderation/rules/new/words']) expect((await ada.goto(address))?.status()).toBe(403)
})

test('what is typed before the script of the page has come stays when it comes, and so does the cursor', async ({ browser }) => {
  const mo = await pageOf(browser, 'mo')
  await draftWords(mo, `Shared words ${randomUUID().slice(0, 8)}`, ownWord())
  const slow = await mo.context().browser()!.newContext({ storageState: await mo.context().storageState() }).then((context) => context.newPage())
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => (letThrough = resolve))
  await slow.route(/\/_next\/static\/.*\.js/, async (route) => {
    await held
    await route.continue()
  })
  await slow.goto(mo.url(), { waitUntil: 'commit' })
  const words = slow.getByLabel(/^Words and phrases/)
  const typed = ownWord()
  await words.fill(typed)
  await words.press('Home')
  letThrough()
  const button = slow.getByRole('button', { name: 'Save a new version' })
  await expect.poll(() => button.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__react')))).toBe(true)
  await expect(words).toHaveValue(typed)
  await expect.poll(() => words.evaluate((area) => area instanceof HTMLTextAreaElement && area === document.activeElement && area.selectionStart)).toBe(0)
  await slow.context().close()
})
