import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { forgetLimits } from './forget-limits.ts'
import { onSite, tellNow } from './tell-now.ts'
import { expect, test } from './test.ts'
import { commentWith, pageOf, sameOrigin, signUp, unheardOf } from './visitors.ts'

// Every story is about texts of its own: others were told on this site.

// Several people on several pages each.
test.describe.configure({ timeout: 120_000 })

const slug = 'the-line-that-is-not-there'
const essay = `/posts/${slug}`

/** Somebody leaves a comment; its id. */
async function leave(writer: Page, body: string, parentId = ''): Promise<string> {
  await forgetLimits()
  const answer = await writer.request.post(`/api/v1/posts/${slug}/comments`, { headers: { ...sameOrigin(writer), 'Idempotency-Key': randomUUID() }, data: { body, ...(parentId && { parentId }) } })
  expect(answer.status(), await answer.text()).toBe(202)
  return (await answer.json()).id
}

async function itemAbout(commentId: string, kind = 'comment'): Promise<{ id: string; version: number }> {
  const [item] = await onSite<{ id: string; version: number }>('SELECT id, version FROM review_item WHERE comment_id = $1 AND kind = $2 ORDER BY created_at DESC LIMIT 1', [commentId, kind])
  if (!item) throw new Error(`No ${kind} about ${commentId}`)
  return item
}

/** Decides without a page; the decision. */
async function decide(moderator: Page, commentId: string, action: string, reason?: string, kind = 'comment'): Promise<string> {
  const { id, version } = await itemAbout(commentId, kind)
  const answer = await moderator.request.post(`/api/v1/moderation/items/${id}/decisions`, { headers: sameOrigin(moderator), data: { action, version, ...(reason && { reason }) } })
  expect(answer.status(), await answer.text()).toBe(200)
  const [made] = await onSite<{ id: string }>('SELECT id FROM decision WHERE review_item_id = $1 ORDER BY seq DESC LIMIT 1', [id])
  return made?.id ?? ''
}

for (const javaScriptEnabled of [true, false]) {
  test(`a text waits, is in somebody’s hands, and its verdict is told when it cannot be taken back unsaid (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const nia = await (await browser.newContext({ javaScriptEnabled })).newPage()
    await signUp(nia, essay)
    const [text, mo] = [unheardOf(), await pageOf(browser, 'mo')]
    const commentId = await leave(nia, text)
    await nia.goto(`/c/${commentId}`)
    await expect(commentWith(nia, text)).toContainText(/Waiting for a moderator\. Only you can see this\. It is (next|number \d+) in the queue/)

    await mo.goto(`/moderation?item=${(await itemAbout(commentId)).id}`)
    await expect(async () => {
      const read = await onSite('UPDATE presence SET since = since - interval \'1 minute\' WHERE review_item_id = $1 RETURNING tab', [(await itemAbout(commentId)).id])
      expect(read.length).toBeGreaterThan(0)
    }).toPass()
    await nia.goto(`/c/${commentId}`)
    await expect(commentWith(nia, text)).toContainText('A moderator has it in hand just now.')
    expect(await nia.content()).not.toContain('Mo ')

    const decisionId = await decide(mo, commentId, 'reject', 'off-topic')
    for (const address of [`/c/${commentId}`, `/account/comments/${commentId}`, '/account/comments?state=waiting']) {
      await nia.goto(address)
      await expect(nia.getByRole('main')).toContainText('A moderator has it in hand just now.')
      await expect(nia.getByRole('main')).not.toContainText('not about this essay')
    }
    await mo.request.post(`/api/v1/moderation/decisions/${decisionId}/undo`, { headers: sameOrigin(mo) })
    await nia.goto(`/c/${commentId}`)
    await expect(commentWith(nia, text)).toContainText('Waiting for a moderator.')

    await decide(mo, commentId, 'reject', 'off-topic')
    await tellNow(commentId)
    await nia.goto('/notifications')
    await expect(nia.getByRole('link', { name: /^Notices/ })).toHaveText('Notices (1)')
    await nia.getByRole('button', { name: /^Your comment was not published\./ }).click()
    await expect(nia.getByRole('heading', { name: 'Your comment', exact: true })).toBeVisible()
    await expect(nia.getByRole('link', { name: /^Notices/ })).toHaveText('Notices')
    await nia.goto(`/c/${commentId}`)
    await expect(commentWith(nia, text)).toContainText('A moderator decided not to publish this.')
    await expect(commentWith(nia, text)).toContainText('It is not about this essay')
    await nia.goto('/account/comments?state=refused')
    await expect(nia.getByRole('main')).toContainText(text)
    await expect(nia.getByRole('navigation', { name: 'Your comments by how they stand' })).toContainText('Not published 1')
    await nia.goto('/account/comments?state=waiting')
    await expect(nia.getByRole('main')).toContainText('Nothing of yours waits for a moderator.')
    if (javaScriptEnabled) await expectNoBarrier(nia)
  })

  test(`the edited mark leads to what readers once saw, and to nothing else (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const [rae, mo] = [await pageOf(browser, 'rae'), await pageOf(browser, 'mo')]
    const [kept, changed, unseen] = [unheardOf(), unheardOf(), unheardOf()]
    const commentId = await leave(rae, `${kept} As it was.`)
    await decide(mo, commentId, 'approve')
    const change = async (body: string) => {
      await forgetLimits()
      await rae.goto(`/account/comments/${commentId}`)
      await rae.getByText('Change it', { exact: true }).click()
      await rae.getByLabel('Your comment').fill(body)
      await rae.getByRole('button', { name: 'Send the change' }).click()
      await expect(rae.getByText('Published. Your edit waits for a moderator.')).toBeVisible()
    }
    await change(`${kept} ${changed}`)
    const stranger = await (await browser.newContext({ javaScriptEnabled })).newPage()
    expect((await stranger.goto(`/c/${commentId}/history`))?.status()).toBe(404)
    await decide(mo, commentId, 'approve', undefined, 'comment_edit')
    await change(`${kept} ${unseen}`)

    await stranger.goto(`/c/${commentId}`)
    await commentWith(stranger, changed).getByRole('link', { name: /^edited/ }).click()
    await expect(stranger.getByRole('heading', { name: 'How this comment was changed' })).toBeVisible()
    await expect(stranger.locator('del').first()).toContainText('As')
    await expect(stranger.getByRole('main')).toContainText('As it was.')
    await expect(stranger.getByRole('main')).toContainText(changed)
    expect(await stranger.content()).not.toContain(unseen)
    expect(await stranger.locator('meta[name=robots]').getAttribute('content')).toContain('noindex')
    if (javaScriptEnabled) await expectNoBarrier(stranger)

    await rae.goto(`/account/comments/${commentId}`)
    await rae.locator('summary', { hasText: 'Take it back' }).click()
    await expect(rae.getByText('Readers stop seeing it at once, and nothing is left where it stood.')).toBeVisible()
    await rae.getByRole('button', { name: 'Take it back for good' }).click()
    await expect(rae.getByRole('status').filter({ hasText: 'Your comment is taken back, and no reader sees it any more.' })).toBeFocused()
    for (const address of [`/c/${commentId}/history`, `/c/${commentId}`]) expect((await stranger.goto(address))?.status()).toBe(404)
    await stranger.goto(essay)
    expect(await stranger.content()).not.toContain(kept)
  })

  test(`the link in a mail marks what it tells of as read, for its reader alone and not by being opened (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const [nia, mo] = [await (await browser.newContext({ javaScriptEnabled })).newPage(), await pageOf(browser, 'mo')]
    await signUp(nia, essay)
    const [told, other] = [await leave(nia, unheardOf()), await leave(nia, unheardOf())]
    for (const commentId of [told, other]) {
      await decide(mo, commentId, 'approve')
      await tellNow(commentId)
    }
    const notices = nia.getByRole('link', { name: /^Notices/ })
    // What programs do that follow links: a stranger’s, and one with the reader’s own cookie.
    await (await browser.newPage()).goto(`/c/${told}`)
    await nia.request.get(`/c/${told}`)
    await nia.goto('/')
    await expect(notices).toHaveText('Notices (2)')
    await nia.goto(`/c/${told}`)
    if (!javaScriptEnabled) {
      await expect(notices).toHaveText('Notices (2)')
      await nia.getByRole('button', { name: 'Mark what I was told of here as read' }).click()
    }
    // Without a script nobody can say which of a page was looked at, so the button is about all of it.
    await expect(notices).toHaveText(javaScriptEnabled ? 'Notices (1)' : 'Notices')
    await nia.goto(`/account/comments/${other}`)
    await expect(notices).toHaveText('Notices')
  })

  test(`where a text was taken back the page says so, and the next key goes on from there (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const [rae, mo] = [await (await browser.newContext({ javaScriptEnabled })).newPage(), await pageOf(browser, 'mo')]
    await signUp(rae, essay)
    const commentId = await leave(rae, unheardOf())
    await decide(mo, commentId, 'approve')
    const reply = await leave(rae, unheardOf(), commentId)
    await decide(mo, reply, 'approve')
    for (const [id, next] of [[commentId, `#comment-${commentId}`], [reply, null]] as const) {
      await rae.goto(`/c/${id}`)
      await rae.locator(`#comment-${id}`).getByRole('link', { name: /^Edit/ }).click()
      await rae.locator('summary', { hasText: 'Take the whole comment back' }).click()
      await rae.getByRole('button', { name: 'Take it back for good' }).click()
      const said = rae.getByRole('status').filter({ hasText: 'Your comment is taken back' })
      await expect(said).toBeFocused()
      await expect(said).toBeInViewport()
      if (next) await expect(rae.locator(`#taken-back + ${next}`)).toContainText('no longer')
      if (next && javaScriptEnabled) await expectNoBarrier(rae)
    }
    await expect(rae.locator(`#comment-${commentId}`)).toHaveCount(0)
  })

  test(`somebody suspended reads the case, appeals, and takes back what is theirs (JavaScript ${javaScriptEnabled})`, async ({ browser }) => {
    const sol = await (await browser.newContext({ javaScriptEnabled })).newPage()
    await signUp(sol, essay)
    const mo = await pageOf(browser, 'mo')
    const [refused, waiting] = [await leave(sol, unheardOf()), await leave(sol, unheardOf())]
    await decide(mo, refused, 'reject', 'off-topic')
    await tellNow(refused)
    await onSite(`INSERT INTO measure (id, person_id, kind, reason, at) SELECT gen_random_uuid(), author_id, 'suspended', 'A pause.', now() FROM comment WHERE id = $1`, [refused])
    await forgetLimits()
    await sol.goto(`/account/comments/${refused}`)
    await expect(sol.getByText('Your account is suspended')).toBeVisible()
    await sol.getByLabel('Why it should be looked at again').fill('It is about the second half.')
    await sol.getByRole('button', { name: 'Ask for another look' }).click()
    await expect(sol.getByText('Somebody else than the one who decided is going to read it.')).toBeVisible()
    await sol.getByLabel('Say something in this case').fill('Page 12, to be exact.')
    await sol.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(sol.locator('.own-words', { hasText: 'Page 12, to be exact.' })).toBeVisible()
    await sol.goto(`/c/${waiting}`)
    const own = sol.locator(`#comment-${waiting}`)
    await expect(own.getByRole('link', { name: /^Edit/ })).toHaveCount(0)
    await own.locator('summary', { hasText: 'Take it back' }).click()
    await own.getByRole('button', { name: /^Take it back for good/ }).click()
    await expect(own).toHaveCount(0)
    await expect(sol.getByRole('status').filter({ hasText: 'Your comment is taken back' })).toBeFocused()
  })
}

test('a page that is open says by itself that somebody has the text in hand, and that it waits no more', async ({ browser }) => {
  const context = await browser.newContext()
  const nia = await context.newPage()
  await signUp(nia, essay)
  const [text, mo] = [unheardOf(), await pageOf(browser, 'mo')]
  const commentId = await leave(nia, text)
  await nia.clock.install()
  await nia.goto(`/account/comments/${commentId}`)
  await expect(nia.getByText(/^It is (next|number \d+) in the queue/)).toBeVisible()
  await nia.waitForLoadState('networkidle')
  await decide(mo, commentId, 'reject', 'off-topic')
  await nia.clock.fastForward(31_000)
  await expect(nia.getByText('A moderator has it in hand just now.')).toBeVisible()
  await tellNow(commentId)
  await nia.clock.fastForward(31_000)
  await expect(nia.getByRole('status').filter({ hasText: 'It waits no more.' })).toBeVisible()
  await nia.getByRole('link', { name: 'See what became of it' }).click()
  await expect(nia.getByText('A moderator decided not to publish this.')).toBeVisible()
})
