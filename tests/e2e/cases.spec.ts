import { randomUUID } from 'node:crypto'
import { expect, test } from './test.ts'
import type { Browser, Locator, Page } from '@playwright/test'
import { demoPassword } from '../setup/demo-people.ts'
import { expectNoBarrier } from './barriers.ts'
import { forgetLimits } from './forget-limits.ts'
import { itemAbout } from './moderators.ts'
import { tellNow } from './tell-now.ts'
import { commentWith, pageOf, sameOrigin, signUp, unheardOf } from './visitors.ts'

// Every story is about texts of its own: others were told on this site.

// Three people on several pages each.
test.describe.configure({ timeout: 180_000 })

const slug = 'the-line-that-is-not-there'
const essay = `/posts/${slug}`

/** Somebody leaves a comment; its id. */
async function leave(writer: Page, body: string): Promise<string> {
  await forgetLimits()
  const answer = await writer.request.post(`/api/v1/posts/${slug}/comments`, { headers: { ...sameOrigin(writer), 'Idempotency-Key': randomUUID() }, data: { body } })
  expect(answer.status(), await answer.text()).toBe(202)
  return (await answer.json()).id
}

/** Decides without a page: what is told here is another story. */
async function decide(moderator: Page, commentId: string, action: string, reason?: string): Promise<void> {
  const { id, version } = await itemAbout(commentId)
  const answer = await moderator.request.post(`/api/v1/moderation/items/${id}/decisions`, { headers: sameOrigin(moderator), data: { action, version, ...(reason && { reason }) } })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** The card of an item on the desk, ready for hands. */
async function openCard(moderator: Page, item: { id: string }): Promise<Locator> {
  await moderator.goto(`/moderation?item=${item.id}`)
  const card = moderator.locator(`article[data-item="${item.id}"]`)
  await expect(card).toBeVisible()
  return card
}

/** Whatever the desk shows next: the item does not wait any more. */
async function expectDecided(commentId: string, kind = 'comment') {
  await expect(async () => {
    await expect(itemAbout(commentId, kind)).rejects.toThrow('waits')
  }).toPass()
}

/** Opens a verdict that asks for something first. */
function panel(card: Locator, name: RegExp): Locator {
  return card.locator('details.desk-panel').filter({ has: card.page().locator('summary', { hasText: name }) })
}

/** Fills a text area anew. A page that wakes while a field is written over puts the words before those that were to go. */
async function rewrite(form: Locator, label: string | RegExp, text: string) {
  const field = form.getByLabel(label)
  await expect(async () => {
    await field.fill(text)
    await expect(field).toHaveValue(text, { timeout: 500 })
  }).toPass({ timeout: 20_000 })
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    const as = (browser: Browser, handle: string) => pageOf(browser, handle, { javaScriptEnabled })

    test('a text is returned with a passage, fixed in its place, and approved by somebody who sees what was changed', async ({ browser }) => {
      const nia = await (await browser.newContext({ javaScriptEnabled })).newPage()
      await signUp(nia, essay)
      const kept = unheardOf()
      const commentId = await leave(nia, `${kept} Only a fool would not see it.`)

      const mo = await as(browser, 'mo')
      const card = await openCard(mo, await itemAbout(commentId))
      const form = panel(card, /Return/)
      await form.locator('summary').click()
      await form.getByLabel('The passage').fill('Only a fool would not see it.')
      await rewrite(form, 'What should change?', 'Please leave the fools out of it.')
      await form.getByRole('button', { name: /^Return/ }).click()
      await expectDecided(commentId)
      await tellNow(commentId)

      await nia.goto('/account/comments')
      await expect(nia.getByRole('region', { name: /With you/ })).toContainText('Please leave the fools out of it.')
      await nia.goto(essay)
      const own = commentWith(nia, kept)
      await expect(own.locator('mark')).toHaveText('Only a fool would not see it.')
      await expect(own).toContainText('A moderator asks for a change.')
      if (javaScriptEnabled) await expectNoBarrier(nia)
      await rewrite(own, 'Change it and send it again', `${kept} Anybody can see it.`)
      await own.getByRole('button', { name: 'Send again' }).click()
      await expect(commentWith(nia, kept)).toContainText('Waiting for a moderator.')

      const noor = await as(browser, 'noor')
      const again = await openCard(noor, await itemAbout(commentId))
      await expect(again.getByText('Sent again by')).toBeVisible()
      await expect(again.locator('del')).toContainText('Only a fool would not')
      await expect(again.locator('ins')).toContainText('Anybody can')
      await expect(again).toContainText('Please leave the fools out of it.')
      if (javaScriptEnabled) await expectNoBarrier(noor)
      await again.getByRole('button', { name: /^Approve/ }).first().click()
      await expectDecided(commentId)
      await nia.goto(`/c/${commentId}`)
      await expect(commentWith(nia, kept)).toContainText('Anybody can see it.')
      await expect(commentWith(nia, kept)).not.toContainText('fool')
    })

    test('an edit of a published comment waits while everybody reads the approved text, and is then marked as edited', async ({ browser }) => {
      const [rae, mo, stranger] = [await as(browser, 'rae'), await as(browser, 'mo'), await (await browser.newContext({ javaScriptEnabled })).newPage()]
      const [kept, changed] = [unheardOf(), unheardOf()]
      const commentId = await leave(rae, `${kept} As it was.`)
      await decide(mo, commentId, 'approve')

      await rae.goto(`/c/${commentId}`)
      await commentWith(rae, kept).getByRole('link', { name: 'Edit your comment' }).click()
      await rewrite(rae.getByRole('region', { name: 'Edit your comment' }), 'Your comment', `${kept} ${changed}`)
      await rae.getByRole('button', { name: 'Send the change' }).click()
      await expect(commentWith(rae, changed)).toContainText('Your edit waits for a moderator.')
      await expect(commentWith(rae, changed)).toContainText('As it was.')
      if (javaScriptEnabled) await expectNoBarrier(rae)

      await stranger.goto(essay)
      await expect(commentWith(stranger, kept)).toContainText('As it was.')
      expect(await stranger.content()).not.toContain(changed)

      await commentWith(rae, changed).getByRole('button', { name: 'Keep the text as it stands' }).click()
      await expect(commentWith(rae, kept)).not.toContainText('Your edit waits')
      await commentWith(rae, kept).getByRole('link', { name: 'Edit your comment' }).click()
      await rewrite(rae.getByRole('region', { name: 'Edit your comment' }), 'Your comment', `${kept} ${changed}`)
      await rae.getByRole('button', { name: 'Send the change' }).click()
      await expect(commentWith(rae, changed)).toContainText('Your edit waits for a moderator.')

      const card = await openCard(mo, await itemAbout(commentId, 'comment_edit'))
      await expect(card.locator('del').first()).toContainText('As')
      await expect(card.locator('ins').filter({ hasText: changed.slice(-11, -1) })).toBeVisible()
      await card.getByRole('button', { name: /^Approve the edit/ }).click()
      await expectDecided(commentId, 'comment_edit')
      await stranger.goto(essay)
      await expect(commentWith(stranger, changed)).toContainText('edited')
      await expect(commentWith(stranger, changed)).not.toContainText('As it was.')
    })

    test('a report is read, the comment taken down, and the reporter told', async ({ browser }) => {
      const [ada, rae, mo] = [await as(browser, 'ada'), await as(browser, 'rae'), await as(browser, 'mo')]
      const text = unheardOf()
      const commentId = await leave(ada, text)
      await decide(mo, commentId, 'approve')

      await rae.goto(essay)
      await commentWith(rae, text).getByRole('link', { name: /^Report/ }).click()
      await rae.getByRole('button', { name: 'Report', exact: true }).click()
      await expect(rae.getByText('Please say what is wrong with it.')).toBeVisible()
      if (javaScriptEnabled) await expectNoBarrier(rae)
      await rae.getByLabel('It holds private details of somebody').check()
      await rewrite(rae.getByRole('main'), /In your own words/, 'My street is in it.')
      await rae.getByRole('button', { name: 'Report', exact: true }).click()
      await expect(rae.getByText(/^Thank you\./)).toBeVisible()
      await rae.goto('/notifications')
      const told = await rae.getByText('What you reported was taken down.').count()

      const card = await openCard(mo, await itemAbout(commentId, 'report'))
      await expect(card).toContainText('It holds private details of somebody.')
      await expect(card).toContainText('My street is in it.')
      if (javaScriptEnabled) await expectNoBarrier(mo)
      const form = panel(card, /Take it down/)
      await form.locator('summary').click()
      await form.getByRole('radio', { name: /Private details/ }).check()
      await form.getByRole('button', { name: /^Take it down/ }).click()
      await expectDecided(commentId, 'report')
      await rae.goto(essay)
      await expect(commentWith(rae, text)).toHaveCount(0)

      await tellNow(commentId)
      await rae.goto('/notifications')
      await expect(async () => {
        await rae.reload()
        // An earlier report of hers in another story may fall due meanwhile.
        expect(await rae.getByText('What you reported was taken down.').count()).toBeGreaterThan(told)
      }).toPass({ timeout: 90_000, intervals: [500] })
      expect(await rae.getByRole('main').textContent()).not.toContain(text)
      if (javaScriptEnabled) await expectNoBarrier(rae)
      const allRead = rae.getByRole('button', { name: 'Mark all as read' })
      await expect(async () => {
        // What falls due between the press and the page that answers it is unread again.
        if (await allRead.isVisible()) await allRead.click()
        await expect(allRead).toHaveCount(0, { timeout: 5_000 })
      }).toPass({ timeout: 60_000 })
    })

    test('a rejection is appealed, talked about, read by somebody else and turned round', async ({ browser }) => {
      const nia = await (await browser.newContext({ javaScriptEnabled })).newPage()
      await signUp(nia, essay)
      const text = unheardOf()
      const commentId = await leave(nia, text)
      const [mo, noor] = [await as(browser, 'mo'), await as(browser, 'noor')]
      await decide(mo, commentId, 'reject', 'off-topic')
      await tellNow(commentId)

      await nia.goto(essay)
      await expect(commentWith(nia, text)).toContainText('A moderator decided not to publish this.')
      await commentWith(nia, text).getByRole('link', { name: 'What you can do about it' }).click()
      await rewrite(nia.getByRole('main'), 'Why it should be looked at again', 'It is about the second half.')
      if (javaScriptEnabled) await expectNoBarrier(nia)
      await nia.getByRole('button', { name: 'Ask for another look' }).click()
      await expect(nia.getByText('Somebody else than the one who decided is going to read it.')).toBeVisible()
      const address = nia.url()

      const own = await openCard(mo, await itemAbout(commentId, 'appeal'))
      await expect(own).toContainText('Somebody else decides about this')
      await mo.goto('/')
      const card = await openCard(noor, await itemAbout(commentId, 'appeal'))
      await expect(card).toContainText('It is about the second half.')
      await expect(card).toContainText('It is not about this essay or what was said under it.')
      if (javaScriptEnabled) await expectNoBarrier(noor)
      await card.getByText('Say something in this case').click()
      await rewrite(card, 'Your words', 'Which scene do you mean?')
      await card.getByRole('button', { name: 'Send', exact: true }).click()
      // Without a script the browser itself asks for the choice.
      if (javaScriptEnabled) await expect(card.getByText('Please choose who reads this.')).toBeVisible()
      await card.getByRole('radio', { name: 'To the writer, without your name' }).check()
      await card.getByRole('button', { name: 'Send', exact: true }).click()
      await expect(card.getByText(/^Said\./)).toBeVisible()
      await expect(card.locator('.case-lines').last()).toContainText('Which scene do you mean?')
      await nia.goto(address)
      await expect(nia.getByText('Which scene do you mean?')).toBeVisible()
      await expect(nia.getByRole('main')).not.toContainText('Noor')
      await rewrite(nia.getByRole('main'), 'Say something in this case', 'The one at the fence.')
      await nia.getByRole('button', { name: 'Send', exact: true }).click()
      await expect(nia.locator('.own-words', { hasText: 'The one at the fence.' })).toBeVisible()
      if (javaScriptEnabled) await expectNoBarrier(nia)

      const now = await openCard(noor, await itemAbout(commentId, 'appeal'))
      await expect(now).toContainText('The one at the fence.')
      await now.getByRole('button', { name: /^Turn it round/ }).click()
      await expectDecided(commentId, 'appeal')
      await nia.goto(address)
      await expect(nia.getByText('It was decided otherwise, and your text was published.')).toBeVisible()
      const stranger = await (await browser.newContext({ javaScriptEnabled })).newPage()
      await stranger.goto(essay)
      await expect(commentWith(stranger, text)).toBeVisible()
    })

    test('a moderator hides a comment in the conversation, comes back to its place, and restores it', async ({ browser }) => {
      const [ada, mo, stranger] = [await as(browser, 'ada'), await as(browser, 'mo'), await (await browser.newContext({ javaScriptEnabled })).newPage()]
      const text = unheardOf()
      const commentId = await leave(ada, text)
      await decide(mo, commentId, 'approve')

      await mo.goto(`/c/${commentId}`)
      await commentWith(mo, text).getByRole('link', { name: /^Hide/ }).click()
      const form = mo.getByRole('region', { name: /^Hide the comment/ })
      await form.getByRole('button', { name: 'Hide', exact: true }).click()
      await expect(form.getByText('Please say why, so that the writer knows.')).toBeVisible()
      if (javaScriptEnabled) await expectNoBarrier(mo)
      await form.getByRole('radio', { name: /Said already/ }).check()
      await form.getByRole('button', { name: 'Hide', exact: true }).click()
      await expect(commentWith(mo, text)).toContainText('Taken down by Mo')
      expect(new URL(mo.url()).hash).toBe(`#comment-${commentId}`)
      if (javaScriptEnabled) await expectNoBarrier(mo)
      await stranger.goto(essay)
      expect(await stranger.content()).not.toContain(text)

      await commentWith(mo, text).getByRole('link', { name: /^Restore/ }).click()
      await mo.getByRole('region', { name: /^Restore the comment/ }).getByRole('button', { name: 'Restore' }).click()
      await expect(commentWith(mo, text).getByRole('link', { name: /^Hide/ })).toBeVisible()
      await stranger.goto(essay)
      await expect(commentWith(stranger, text)).toBeVisible()
      await expect(stranger.getByRole('link', { name: /^Hide/ })).toHaveCount(0)
    })

    test('somebody who is signed out comes back to the report after signing in', async ({ browser }) => {
      const page = await (await browser.newContext({ javaScriptEnabled })).newPage()
      await page.goto(essay)
      const link = page.getByRole('link', { name: /^Report/ }).first()
      const address = await link.getAttribute('href')
      await link.click()
      await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible()
      await page.getByLabel('E-mail address or handle').fill('ida')
      await page.getByLabel('Password', { exact: true }).fill(demoPassword('ida'))
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page.getByRole('heading', { name: 'Report a comment' })).toBeVisible()
      expect(new URL(page.url()).pathname).toBe(address)
    })
  })
}

test('reporting, reading or discussing what is not one’s own or not public looks as if it had never been', async ({ browser }) => {
  const slowly = { javaScriptEnabled: false }
  const [ada, rae, mo] = [await pageOf(browser, 'ada', slowly), await pageOf(browser, 'rae', slowly), await pageOf(browser, 'mo', slowly)]
  const held = await leave(ada, unheardOf())
  const rejected = await leave(ada, unheardOf())
  await decide(mo, rejected, 'reject', 'off-topic')
  await rae.goto('/')
  const never = '01900000-0000-7000-8000-000000000000'
  for (const address of [(id: string) => `/c/${id}/report`, (id: string) => `/account/comments/${id}`, (id: string) => `/account/cases/${id}`]) {
    const unknown = await seen(rae, address(never), never)
    expect(unknown[0]).toBe(404)
    for (const id of [held, rejected]) expect(await seen(rae, address(id), id)).toEqual(unknown)
  }
})

/** Status and document of an answer without what is new in every answer: scripts and their order, nonces, the id that was asked for. */
async function seen(page: Page, address: string, id: string): Promise<[number, string]> {
  const answer = await page.request.get(address)
  const body = (await answer.text()).replaceAll(id, 'ID').replaceAll(/<script[\s\S]*?<\/script>|nonce="[^"]*"/g, '')
  return [answer.status(), body]
}
