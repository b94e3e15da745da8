import type { Browser, Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { forgetLimits } from './forget-limits.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { pageOf, signUp, unheardOf } from './visitors.ts'
import { placeOnNoMap } from './whole-essay.ts'

/** A film that nobody has said anything of but its title. */
async function film(browser: Browser, title: string): Promise<string> {
  const mo = await pageOf(browser, 'mo', { javaScriptEnabled: false })
  await mo.goto('/works/propose')
  await mo.getByLabel('Title', { exact: true }).fill(title)
  await mo.getByLabel('Where this is from').fill('the end titles')
  await mo.getByLabel('Approve it at once').check()
  await mo.getByRole('button', { name: 'Suggest it' }).click()
  await expect(mo.getByRole('heading', { name: title, level: 1 })).toBeVisible()
  return new URL(mo.url()).pathname
}

/** What of somebody's waits in the queue, by the field that it is about. */
async function waiting(handle: string, field: string): Promise<string> {
  const [item] = await onSite<{ id: string }>(`
    SELECT i.id FROM review_item i JOIN person p ON p.id = i.person_id JOIN proposal_revision r ON r.id = i.proposal_revision_id
    WHERE p.handle = $1 AND i.kind = 'proposal' AND i.state = 'waiting' AND r.changes->0->>'key' LIKE $2`, [handle, `${field}/%`])
  return item?.id ?? ''
}

/** The card of something that waits. */
async function cardOf(noor: Page, itemId: string) {
  await noor.goto(`/moderation?mode=one&item=${itemId}`)
  const card = noor.locator(`article[data-item="${itemId}"]`)
  await expect(card).toBeVisible()
  return card
}

async function decided(itemId: string) {
  await expect.poll(() => onSite('SELECT state FROM review_item WHERE id = $1::uuid', [itemId])).toEqual([{ state: 'decided' }])
}

/** The minute is over in which what was decided could be taken back unsaid. */
async function told(handle: string) {
  await onSite(`UPDATE notice SET due_at = now() WHERE person_id = (SELECT id FROM person WHERE handle = $1) AND due_at > now()`, [handle])
}

for (const javaScriptEnabled of [true, false]) {
  test(`Rae proposes a running time and a synopsis, Noor approves one and returns the other, Rae mends it, and the history says who did what (JavaScript ${javaScriptEnabled})`, async ({ browser, request }) => {
    test.slow()
    const size = { viewport: javaScriptEnabled ? { width: 1280, height: 900 } : { width: 390, height: 844 } }
    const title = `Night over ${placeOnNoMap()}`
    const path = await film(browser, title)
    const rae = await (await browser.newContext({ javaScriptEnabled, ...size })).newPage()
    const noor = await pageOf(browser, 'noor', { javaScriptEnabled, ...size })
    const { name, handle } = await signUp(rae, path)
    await forgetLimits()

    await rae.getByRole('link', { name: 'Suggest a change' }).click()
    for (const fact of ['Running time', 'Synopses']) await rae.getByRole('checkbox', { name: `${fact}, with others` }).check()
    await rae.getByRole('button', { name: 'Change those that are ticked' }).click()
    const [canary, better] = [unheardOf(), unheardOf()]
    await rae.getByLabel('Minutes').fill('93')
    await rae.getByLabel('Where this is from').fill('the sleeve of the disc')
    await rae.getByLabel('Text', { exact: true }).fill(`A lamp goes out on the far bank. ${canary} In the end the ferryman did it.`)
    await rae.getByRole('button', { name: 'Suggest it' }).click()
    await rae.getByRole('link', { name: 'What you suggested' }).click()
    await expect(rae.getByRole('main').getByRole('listitem')).toHaveCount(2)
    if (javaScriptEnabled) await expectNoBarrier(rae)

    const time = await waiting(handle, 'runningTimes')
    const first = await cardOf(noor, time)
    await expect(first).toContainText('93 minutes')
    await expect(first).toContainText('the sleeve of the disc')
    await first.getByRole('button', { name: /^Approve the change/ }).click()
    await decided(time)
    const synopsis = await waiting(handle, 'synopses')
    const second = await cardOf(noor, synopsis)
    await second.getByText(/^Return …/).click()
    await second.getByLabel('The passage').fill('In the end the ferryman did it.')
    await second.getByLabel('What should change?').fill('Please keep the ending for the whole story.')
    await second.getByRole('button', { name: /^Return/ }).click()
    await decided(synopsis)
    for (const address of [path, `${path}/history`, '/works', `/search?q=${encodeURIComponent(title)}`, `/people/${handle}`]) {
      expect(await (await request.get(address)).text(), address).not.toContain(canary)
    }

    await told(handle)
    await rae.goto('/notifications')
    await expect(rae.getByRole('listitem').filter({ hasText: `Your proposal for “${title}” is approved. It stands on the page now.` })).toBeVisible()
    await expect(rae.getByRole('listitem').filter({ hasText: `A moderator asks for a change in your proposal for “${title}”.` })).toBeVisible()
    await rae.goto('/account/proposals')
    const lines = rae.getByRole('main').getByRole('listitem')
    await expect(lines.filter({ hasText: 'Running time' })).toContainText('Approved. It is part of the page.')
    await expect(lines.filter({ hasText: 'Synopses' })).toContainText('Please keep the ending for the whole story.')
    await lines.filter({ hasText: 'Synopses' }).getByRole('link').first().click()
    await expect(rae.locator('q')).toHaveText('In the end the ferryman did it.')
    if (javaScriptEnabled) await expectNoBarrier(rae)
    await expect(rae.getByLabel('Text', { exact: true })).toHaveValue(new RegExp(canary))
    await rae.getByLabel('Text', { exact: true }).fill(`A lamp goes out on the far bank. ${better}`)
    await rae.getByRole('button', { name: 'Send again' }).click()
    await expect(rae.getByRole('main')).toContainText(/It is (next|number \d+) in the queue/)

    const mended = await cardOf(noor, synopsis)
    await expect(mended).toContainText(better)
    await mended.getByRole('button', { name: /^Approve the change/ }).click()
    await decided(synopsis)
    const reader = await (await browser.newContext({ javaScriptEnabled, ...size })).newPage()
    await reader.goto(path)
    await expect(reader.getByText('93 minutes')).toBeVisible()
    const figure = reader.getByRole('figure').filter({ hasText: better })
    await expect(figure.getByRole('link', { name })).toHaveAttribute('href', `/people/${handle}`)
    await reader.getByRole('link', { name: 'How this page came to be' }).click()
    const history = reader.getByRole('main').getByRole('listitem').filter({ hasText: `Suggested by ${name}` })
    await expect(history).toHaveCount(2)
    await expect(history.filter({ hasText: '93 minutes' })).toContainText('the sleeve of the disc')
    await expect(history.filter({ hasText: better })).toHaveCount(1)
    await expect(reader.getByRole('main').getByRole('listitem').filter({ hasText: 'Suggested by Mo' })).toHaveCount(1)
    expect(await reader.content()).not.toContain(canary)
    if (javaScriptEnabled) await expectNoBarrier(reader)
  })
}
