import { readFile } from 'node:fs/promises'
import { expect, test } from './test.ts'
import type { Browser } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { forgetLimits } from './forget-limits.ts'
import { itemAbout } from './moderators.ts'
import { pageOf, sameOrigin, unheardOf } from './visitors.ts'

// Other stories were told on this site: every story here is about texts of its own.

const slug = 'the-book-next-to-it'

/** Ada writes and Noor decides; the text, which stands nowhere else. */
async function decided(browser: Browser, action: 'approve' | 'reject'): Promise<string> {
  const body = unheardOf()
  const [ada, noor] = await Promise.all([pageOf(browser, 'ada'), pageOf(browser, 'noor')])
  await forgetLimits()
  const sent = await ada.request.post(`/api/v1/posts/${slug}/comments`, { headers: { ...sameOrigin(ada), 'Idempotency-Key': crypto.randomUUID() }, data: { body } })
  const { id } = await sent.json()
  const item = await itemAbout(id)
  const answer = await noor.request.post(`/api/v1/moderation/items/${item.id}/decisions`, {
    headers: sameOrigin(noor), data: { action, version: item.version, ...(action === 'reject' && { reason: 'off-topic' }) },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  await Promise.all([ada.context().close(), noor.context().close()])
  return body
}

for (const javaScriptEnabled of [true, false]) {
  test(`Mo finds a decision of Noor by its words, reads its story and takes it back, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ browser }) => {
    const text = await decided(browser, 'reject')
    const mo = await pageOf(browser, 'mo', { javaScriptEnabled })
    await mo.goto('/moderation/log')
    await mo.getByLabel('Words of the text or the reason').fill(`"${text.replace(/\.$/, '')}"`)
    await mo.getByLabel('Who decided').selectOption({ label: 'Noor Siddiqui' })
    await mo.getByRole('button', { name: 'Search' }).click()
    await expect(mo).toHaveURL(/[?&]by=noor/)
    const row = mo.getByRole('row').filter({ hasText: text })
    await expect(row).toHaveCount(1)
    await expect(row).toContainText('Not about the essay')

    await row.getByRole('link', { name: /the whole story$/ }).click()
    await expect(mo.getByRole('heading', { level: 1 })).toHaveText(/^Decision \d+: rejected$/)
    await expect(mo.locator('.log-events > li')).toHaveCount(2)
    await mo.getByRole('button', { name: /^Undo/ }).click()
    if (javaScriptEnabled) await mo.getByText('Taken back').waitFor()
    else await expect(mo.locator('.log-events > li')).toHaveCount(3)
    await expect(mo).toHaveURL(/\/moderation\/log\/\d+$/)
    await mo.reload()
    await expect(mo.locator('.log-events > li')).toHaveCount(3)
    await expect(mo.getByRole('button', { name: /^Undo/ })).toHaveCount(0)
    await expect(mo.locator('.log-events')).toContainText('Mo Rahimi: Taken back')
  })
}

test('a filter that names nothing is said beside its field, and nothing is lost', async ({ browser }) => {
  const mo = await pageOf(browser, 'mo')
  await mo.goto('/moderation/log?q=hinge&person=nobody-of-this-name')
  await expect(mo.getByLabel('Handle of the writer')).toHaveAttribute('aria-invalid', 'true')
  await expect(mo.getByText('There is nobody of this handle.')).toBeVisible()
  await expect(mo.getByLabel('Words of the text or the reason')).toHaveValue('hinge')
  await mo.goto('/moderation/log?q=awordthatnobodywrote')
  await expect(mo.getByText('No decision is like this.')).toBeVisible()
})

test('what the filter shows is what can be taken along', async ({ browser }) => {
  const text = await decided(browser, 'approve')
  const mo = await pageOf(browser, 'mo')
  await mo.goto(`/moderation/log?q=${encodeURIComponent(`"${text}"`)}`)
  for (const [name, file] of [['CSV', /^afterword-log-.*\.csv$/], ['JSON Lines', /^afterword-log-.*\.jsonl$/]] as const) {
    const [download] = await Promise.all([mo.waitForEvent('download'), mo.getByRole('link', { name, exact: true }).click()])
    expect(download.suggestedFilename()).toMatch(file)
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split(/\r?\n/)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain(text)
  }
})

test('files of the desk are for moderators', async ({ browser, request }) => {
  const rae = await pageOf(browser, 'rae')
  for (const address of ['/moderation/log.csv', '/moderation/log.jsonl', '/moderation/insights/hours.csv']) {
    expect((await rae.request.get(address, { headers: sameOrigin(rae) })).status(), address).toBe(403)
    expect([401, 403], address).toContain((await request.get(address)).status())
  }
  const mo = await pageOf(browser, 'mo')
  expect((await mo.request.get('/moderation/insights/hours.csv?days=7', { headers: sameOrigin(mo) })).headers()['content-disposition']).toBe('attachment; filename="afterword-hours-7-days.csv"')
  expect((await mo.request.get('/moderation/insights/hours', { headers: sameOrigin(mo) })).status()).toBe(404)
})

for (const javaScriptEnabled of [true, false]) {
  test(`Ida reads a text blind and is told afterwards, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ browser }) => {
    await decided(browser, 'approve')
    const ida = await pageOf(browser, javaScriptEnabled ? 'ida' : 'mo', { javaScriptEnabled })
    await ida.goto('/moderation/blind')
    if (await ida.getByRole('button', { name: 'Show me a text' }).isVisible()) await ida.getByRole('button', { name: 'Show me a text' }).click()
    const card = ida.locator('.blind-card')
    await expect(card.getByRole('button')).toHaveCount(3)
    const shown = await ida.content()
    for (const secret of ['decisionId', 'Noor', '/moderation/log/', 'desk-log-why']) expect(shown.replaceAll('"/moderation/log"', '')).not.toContain(secret)
    await card.getByRole('button', { name: 'I would return it for edits' }).click()
    await expect(ida).toHaveURL(/\/moderation\/blind\?read=/)
    await expect(card.getByText(/^You (agree|differ)\.$/)).toBeVisible()
    await expect(card.getByRole('link', { name: /^no\. \d+$/ })).toBeVisible()
    await ida.goto('/moderation/insights?days=7')
    await expect(ida.getByText(/read again blind would have been decided as they were/)).toBeVisible()
  })
}

test.describe('the public log', () => {
  test.describe.configure({ mode: 'serial' })

  async function show(browser: Browser, choice: string, javaScriptEnabled = true) {
    const ida = await pageOf(browser, 'ida', { javaScriptEnabled })
    await ida.goto('/admin/public-log')
    await ida.getByLabel('Who reads what was decided').selectOption({ label: choice })
    await ida.getByRole('button', { name: 'Save' }).click()
    await expect(ida.getByText(/^Saved\./)).toBeVisible()
    await ida.context().close()
  }

  test('is at an address like any other that does not exist, until it is wanted', async ({ browser, request }) => {
    await show(browser, 'Nobody but the moderators')
    const bodies = await Promise.all(['/log', '/gol', '/log?before=x'].map(async (address) => {
      const answer = await request.get(address)
      expect(answer.status(), address).toBe(404)
      return (await answer.text()).replaceAll(/nonce="[^"]*"|\/(log|gol)(\?before=x)?|%2F(log|gol)(%3Fbefore%3Dx)?|"(log|gol)"/g, '').length
    }))
    expect(Math.abs((bodies[0] ?? 0) - (bodies[1] ?? 0))).toBeLessThan(200)
    expect(await (await request.get('/')).text()).not.toContain('Moderation log')
  })

  test('shows everybody what was decided, and no text', async ({ browser, page }) => {
    const text = await decided(browser, 'reject')
    await show(browser, 'Everybody, with the names of moderators', false)
    await page.goto('/')
    await page.getByRole('link', { name: 'Moderation log' }).click()
    const first = page.locator('.public-log > li').first()
    await expect(first).toContainText('Not published: not about the essay')
    await expect(first).toContainText('by Noor Siddiqui')
    expect(await page.content()).not.toContain(text)
    expect(await page.content()).not.toContain('Ada Fenwick')
    await expectNoBarrier(page)
    await show(browser, 'Everybody, without the names of moderators')
    await page.reload()
    await expect(first).toContainText('by a moderator')
    await show(browser, 'Nobody but the moderators')
    expect((await page.reload())?.status()).toBe(404)
  })
})

test('plots are drawn without a script, stand beside their figures, and are told to those who hear them', async ({ browser }) => {
  await decided(browser, 'approve')
  const mo = await pageOf(browser, 'mo', { javaScriptEnabled: false, viewport: { width: 320, height: 800 } })
  await mo.goto('/moderation/insights?days=365')
  const plot = mo.getByRole('img', { name: /^Texts sent, by hour of the day/ })
  await expect(plot).toBeVisible()
  await expect(plot.locator('desc')).toContainText('Highest: ')
  await mo.locator('summary').filter({ hasText: 'The figures of hours' }).click()
  await expect(mo.getByRole('columnheader', { name: 'hour (UTC)' })).toBeVisible()
  const folded = mo.locator('.insight-table:not([open]) > summary')
  for (let left = await folded.count(); left > 0; left--) await folded.first().click()
  await expect(mo.locator('.insight-table[open]')).toHaveCount(await mo.locator('.insight-table').count())
  expect(await mo.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await mo.getByRole('link', { name: '7 days' }).click()
  await expect(mo.getByRole('link', { name: '7 days' })).toHaveAttribute('aria-current', 'page')
})
