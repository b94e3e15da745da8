import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import { nestedReply, signUp, unheardOf } from './visitors.ts'

// What changes between opening a form and sending it. Each story puts the site back as it was: others are told there.

const slug = 'the-line-that-is-not-there'
const essay = `/posts/${slug}`

/** Sends the form that is open; the status of what the browser gets. */
async function send(page: Page): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST' && (response.request().isNavigationRequest() || 'next-action' in response.request().headers())),
    page.getByRole('button', { name: 'Send reply' }).click(),
  ])
  return answer.status()
}

/** Whatever field it stands in. */
async function expectKept(page: Page, text: string) {
  await expect(async () => {
    const fields = await page.locator('textarea').evaluateAll((areas) => areas.map((area) => (area as HTMLTextAreaElement).value))
    expect(fields.filter((value) => value === text)).toHaveLength(1)
  }).toPass()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a conversation that was closed meanwhile says so, and every word is still there', async ({ page }) => {
      await signUp(page, essay)
      const text = unheardOf()
      await page.getByLabel('Your reply to the essay').fill(text)
      await onSite("UPDATE post SET comments_mode = 'closed' WHERE slug = $1", [slug])
      try {
        expect(await send(page)).toBe(422)
        await expect(page.getByRole('main')).toContainText(/closed/)
        await expectKept(page, text)
        if (javaScriptEnabled) await expectNoBarrier(page)
      } finally {
        await onSite("UPDATE post SET comments_mode = 'open' WHERE slug = $1", [slug])
      }
      expect(await onSite("SELECT c.id FROM comment c JOIN comment_revision r ON r.id = c.current_revision_id WHERE r.source = $1", [text])).toEqual([])
    })

    test('an essay that was taken down meanwhile says so, and every word is still there', async ({ page }) => {
      await signUp(page, essay)
      const text = unheardOf()
      await page.getByLabel('Your reply to the essay').fill(text)
      await onSite("UPDATE post SET state = 'archived' WHERE slug = $1", [slug])
      try {
        expect(await send(page)).toBe(404)
        await expect(page.getByText(/is not here any more/)).toBeVisible()
        await expect(page.getByText(/Your text is still here/)).toBeVisible()
        await expectKept(page, text)
        if (javaScriptEnabled) await expectNoBarrier(page)
      } finally {
        await onSite("UPDATE post SET state = 'published' WHERE slug = $1", [slug])
      }
    })

    for (const [where, label] of [['the essay', 'Your reply to the essay'], ['a comment', /^Your reply to /]] as const) {
      test(`somebody who was suspended meanwhile, answering ${where}, is told so, and every word is still there`, async ({ page }) => {
        const { handle } = await signUp(page, essay)
        const text = unheardOf()
        if (where === 'a comment') await nestedReply(page).getByRole('link', { name: /^Reply to / }).click()
        await page.getByLabel(label).fill(text)
        await onSite("INSERT INTO measure (id, person_id, kind, reason, at) SELECT gen_random_uuid(), id, 'suspended', 'A pause.', now() FROM person WHERE handle = $1", [handle])
        expect(await send(page)).toBe(403)
        await expect(page.getByText('Your account is suspended').first()).toBeVisible()
        await expectKept(page, text)
        if (javaScriptEnabled) await expectNoBarrier(page)
      })
    }
  })
}

/** What a script of another build sends, whose actions had other names. */
function asOlderBuild(page: Page) {
  return page.route('**', (route, request) => {
    const { 'next-action': action, ...headers } = request.headers()
    return route.continue(action ? { headers: { ...headers, 'next-action': action.slice(0, 2) + [...action.slice(2)].reverse().join('') } } : {})
  })
}

/** Nobody answers what is sent. */
function asCutOff(page: Page) {
  return page.route('**', (route, request) => (request.headers()['next-action'] ? route.abort('connectionreset') : route.continue()))
}

const ways = [
  ['of a site that has another build by now', asOlderBuild, /^The site has changed since this page was opened, so this was not taken/],
  ['that nobody answers', asCutOff, /^We could not be reached, so this may not have been sent/],
] as const

for (const [what, way, says] of ways) {
  test(`the script of a page ${what} says so, and every word is still there: of a reply, of its change, and of a line about oneself`, async ({ page }) => {
    await signUp(page, essay)
    const [text, changed] = [unheardOf(), unheardOf()]
    const stays = async (written: string) => {
      await expect(page.getByText(says).first()).toBeVisible()
      await expectKept(page, written)
    }
    const reply = page.getByLabel('Your reply to the essay')
    await reply.fill(text)
    await way(page)
    await page.getByRole('button', { name: 'Send reply' }).click()
    await stays(text)
    await expectNoBarrier(page)
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Send reply' }).click()
    await expect(page.getByText(/^Your reply is waiting for a moderator/)).toBeVisible()

    await page.locator('a[href*="edit="]').first().click()
    await page.getByRole('textbox', { name: 'Your comment' }).fill(changed)
    await way(page)
    await page.getByRole('button', { name: 'Send the change' }).click()
    await stays(changed)
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Send the change' }).click()
    await expect(page.getByText(changed).first()).toBeVisible()

    await page.goto('/account')
    await page.getByLabel(/^About you/).fill(text)
    await way(page)
    await page.getByRole('button', { name: 'Save' }).click()
    await stays(text)
    expect(await onSite('SELECT FROM comment_revision WHERE source = ANY($1)', [[text, changed]])).toHaveLength(2)
  })
}
