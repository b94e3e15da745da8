import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { forgetLimits } from './forget-limits.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { newcomer, pageOf, sameOrigin, signUp, unheardOf } from './visitors.ts'

test.describe.configure({ timeout: 120_000 })

const slug = 'five-miles-an-hour'

/** Readers come to know somebody: a comment of theirs is published. Its id. */
async function becomeKnown(nia: Page, mo: Page): Promise<string> {
  await forgetLimits()
  const sent = await nia.request.post(`/api/v1/posts/${slug}/comments`, { headers: { ...sameOrigin(nia), 'Idempotency-Key': randomUUID() }, data: { body: unheardOf() } })
  expect(sent.status(), await sent.text()).toBe(202)
  const { id } = await sent.json()
  const [item] = await onSite<{ id: string; version: number }>('SELECT id, version FROM review_item WHERE comment_id = $1', [id])
  const decided = await mo.request.post(`/api/v1/moderation/items/${item?.id}/decisions`, { headers: sameOrigin(mo), data: { action: 'approve', version: item?.version } })
  expect(decided.status(), await decided.text()).toBe(200)
  return id
}

async function askFor(nia: Page, name: string) {
  await nia.goto('/account')
  await nia.getByLabel('Name', { exact: true }).fill(name)
  await nia.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(nia.getByRole('region', { name: 'Your new name' })).toContainText(`Waiting: ${name}.`)
}

async function waitingName(handle: string): Promise<string> {
  const [item] = await onSite<{ id: string }>(`SELECT i.id FROM review_item i JOIN person p ON p.id = i.person_id WHERE p.handle = $1 AND i.kind = 'name' AND i.state = 'waiting'`, [handle])
  return item?.id ?? ''
}

for (const javaScriptEnabled of [true, false]) {
  test(`somebody whom readers know asks for another name, is refused one that is like a moderator’s, and gets the next (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const nia = await (await browser.newContext({ javaScriptEnabled })).newPage()
    const mo = await pageOf(browser, 'mo', { javaScriptEnabled })
    const { name, handle } = await signUp(nia, '/')
    const comment = await becomeKnown(nia, mo)
    const [moderator] = await onSite<{ name: string }>(`SELECT name FROM person WHERE handle = 'noor'`, [])
    const like = (moderator?.name ?? '').replace('o', '0').toUpperCase()

    await askFor(nia, like)
    await expect(nia.getByRole('region', { name: 'Your new name' })).toContainText(`Until then you appear as ${name}.`)
    await nia.goto(`/people/${handle}`)
    await expect(nia.getByRole('heading', { level: 1 })).toContainText(name)

    await mo.goto(`/moderation?mode=one&kind=name&item=${await waitingName(handle)}`)
    const card = mo.getByRole('article', { name: `New name for ${name}` })
    await expect(card).toContainText(name)
    await expect(card).toContainText('can be taken for')
    await expect(card.getByRole('link', { name: /\(@noor\)$/ })).toBeVisible()
    if (javaScriptEnabled) await expectNoBarrier(mo)
    await card.getByText(/^Reject …/).click()
    await card.getByLabel(/Taken for somebody else/).check()
    await card.getByRole('button', { name: /^Reject/ }).last().click()
    await expect(mo.getByText(/Rejected/).first()).toBeVisible()

    await expect(async () => {
      await nia.goto('/account')
      await expect(nia.getByRole('region', { name: 'Your new name' })).toContainText('A moderator has it in hand just now.', { timeout: 1_000 })
    }).toPass({ timeout: 30_000 })
    await onSite(`UPDATE notice SET due_at = now() WHERE person_id = (SELECT id FROM person WHERE handle = $1) AND due_at > now()`, [handle])
    await nia.goto('/account')
    await expect(nia.getByRole('region', { name: 'Your new name' })).toContainText('It could be taken for the name of somebody else.')
    await nia.goto('/notifications')
    await expect(nia.getByText('Your new name was not approved.').first()).toBeVisible()

    const next = newcomer().name
    await askFor(nia, `${next} the Elder`)
    await askFor(nia, next)
    if (javaScriptEnabled) await expectNoBarrier(nia)
    await mo.goto(`/moderation?mode=one&kind=name&item=${await waitingName(handle)}`)
    const second = mo.getByRole('article', { name: `New name for ${name}` })
    await expect(second).toContainText(next)
    await expect(second).not.toContainText('the Elder')
    // Its keys work.
    if (javaScriptEnabled) await expect(mo.locator('input[name=onward]')).toHaveCount(0)
    if (javaScriptEnabled) await mo.keyboard.press('a')
    else await second.getByRole('button', { name: /^Approve the name/ }).click()
    await expect(mo.getByText(/Approved/).first()).toBeVisible()
    await expect(async () => {
      await nia.goto(`/c/${comment}`)
      await expect(nia.locator(`#comment-${comment}`)).toContainText(next, { timeout: 1_000 })
    }).toPass({ timeout: 30_000 })
    await nia.goto('/account')
    await expect(nia.getByRole('region', { name: 'Your new name' })).toHaveCount(0)
    await Promise.all([nia.context().close(), mo.context().close()])
  })
}

test('what waits is taken back at a press', async ({ browser }) => {
  const nia = await (await browser.newContext()).newPage()
  const mo = await pageOf(browser, 'mo')
  const { name, handle } = await signUp(nia, '/')
  await becomeKnown(nia, mo)
  await askFor(nia, newcomer().name)
  await nia.getByRole('button', { name: 'Take it back' }).press('Enter')
  await expect(nia.getByRole('region', { name: 'Your new name' })).toHaveCount(0)
  await expect(nia.getByLabel('Name', { exact: true })).toHaveValue(name)
  expect(await waitingName(handle)).toBe('')
  await Promise.all([nia.context().close(), mo.context().close()])
})
