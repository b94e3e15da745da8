import { expect, test } from './test.ts'
import type { Page, Request, Response } from '@playwright/test'
import { commentWith, enter, essay, fillSignUp, nestedReply, newcomer, replyTo, sameOrigin, signUp, unheardOf } from './visitors.ts'

test.describe.configure({ mode: 'parallel' })

/** Does something in a page and waits for the answer to the form that it sends, not to a draft that is kept meanwhile. */
async function answerTo(page: Page, work: () => Promise<void>): Promise<Response> {
  const [answer] = await Promise.all([page.waitForResponse((response) => isForm(response.request())), work()])
  return answer
}

function isForm(request: Request): boolean {
  return request.method() === 'POST' && (request.isNavigationRequest() || 'next-action' in request.headers())
}

/** A field is marked, and the sentence that says why is read with it. */
async function expectMarked(page: Page, label: string | RegExp, sentence: RegExp) {
  const field = page.getByLabel(label, { exact: typeof label === 'string' })
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(sentence)
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a wrong password is refused with a sentence, and the name stays', async ({ page }) => {
      await page.goto('/sign-in')
      await page.getByLabel('E-mail address or handle').fill('rae')
      await page.getByLabel('Password', { exact: true }).fill('not the right one')
      const answer = await answerTo(page, () => page.getByRole('button', { name: 'Sign in', exact: true }).click())
      expect(answer.status()).toBe(422)
      await expect(page.getByRole('main')).toContainText(/do(es)? not (fit|match|belong)|not right|wrong/i)
      await expect(page.getByLabel('E-mail address or handle')).toHaveValue('rae')
      await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
    })

    test.describe('an account', () => {
      const handles: [string, string, RegExp][] = [
        ['a handle that somebody has', 'rae', /one that looks much like it/],
        ['a handle that looks like another', 'ra-e', /one that looks much like it/],
        ['a handle that looks like a word of the house', 'm0derator', /word of this site/],
        ['a handle with letters that are none', 'nía prosser', /letters from a to z/],
      ]
      for (const [what, handle, sentence] of handles) {
        test(`${what} is refused beside its field`, async ({ page }) => {
          const person = { ...newcomer(), handle }
          await page.goto('/sign-up')
          const answer = await answerTo(page, () => fillSignUp(page, person))
          expect(answer.status()).toBe(422)
          await expectMarked(page, 'Handle', sentence)
          await expect(page.getByLabel('Name', { exact: true })).toHaveValue(person.name)
          await expect(page.getByLabel('Handle', { exact: true })).toHaveValue(handle)
          await expect(page.getByLabel('E-mail address', { exact: true })).toHaveValue(person.email)
        })
      }

      test('a short password is refused beside its field', async ({ page }) => {
        await page.goto('/sign-up')
        await fillSignUp(page, { ...newcomer(), password: 'short' })
        await expectMarked(page, 'Password', /at least 10 characters/)
      })
    })

    test.describe('a reply', () => {
      const field = /^Your reply to /
      const texts: [string, string, RegExp][] = [
        ['that is blank', ' \u200b\n ', /write/i],
        ['that is far too long', 'word '.repeat(20_000), /long|characters/i],
        ['with more links than a new person may send', 'https://a.example https://b.example https://c.example https://d.example', /link/i],
      ]
      for (const [what, text, sentence] of texts) {
        test(`${what} is refused beside its field, and every word is still there`, async ({ page }) => {
          await signUp(page, essay)
          const answer = await answerTo(page, () => replyTo(page, nestedReply(page), text))
          expect(answer.status()).toBe(422)
          await expectMarked(page, field, sentence)
          const kept = await page.getByLabel(field).inputValue()
          expect(kept.replaceAll('\r\n', '\n')).toBe(text)
        })
      }

      test('of somebody who was signed out meanwhile is refused, and every word is still there', async ({ page, context }) => {
        await signUp(page, essay)
        const text = unheardOf()
        await nestedReply(page).getByRole('link', { name: /^Reply to / }).click()
        await page.getByLabel(field).fill(text)
        await context.clearCookies()
        const answer = await answerTo(page, () => page.getByRole('button', { name: 'Send reply' }).click())
        expect(answer.status()).toBe(401)
        await expect(page.getByText('You are signed out, so this was not sent.')).toBeVisible()
        await expect(page.getByLabel(/^Your reply to |^What you wrote/)).toHaveValue(text)
      })

      test('to something that is gone meanwhile is refused, and every word is still there', async ({ page, browser }) => {
        const [first, second] = [unheardOf(), unheardOf()]
        const rae = await (await browser.newContext()).newPage()
        await enter(rae, 'rae', essay)
        await replyTo(rae, nestedReply(rae), first)
        await expect(commentWith(rae, first)).toContainText('Waiting for a moderator')
        const mo = await (await browser.newContext()).newPage()
        await enter(mo, 'mo', '/moderation')
        const decision = await decideByApi(mo, first, 'approve', 1)

        await signUp(page, essay)
        await commentWith(page, first).getByRole('link', { name: /^Reply to / }).click()
        await page.getByLabel(field).fill(second)
        await decideByApi(mo, first, 'hide', decision.version, decision.itemId)
        const answer = await answerTo(page, () => page.getByRole('button', { name: 'Send reply' }).click())
        expect([404, 409, 422]).toContain(answer.status())
        await expect(page.getByText(/not here any more/)).toBeVisible()
        await expect(page.getByLabel(field)).toHaveValue(second)
      })
    })

    test('a page that is not there says so, kindly, and leads on', async ({ page }) => {
      for (const address of ['/posts/never-written', '/people/nobody-here', '/tags/nothing', '/c/0198c0de-0000-7000-8000-000000000000', '/no/such/page']) {
        const answer = await page.goto(address)
        expect(answer?.status(), address).toBe(404)
        await expect(page.getByRole('main').getByRole('link').first(), address).toBeVisible()
      }
    })

    test('the desk is closed to people without that right, and asks strangers to sign in', async ({ page }) => {
      await page.goto('/moderation')
      await expect(page).toHaveURL(/\/sign-in\?then=%2Fmoderation/)
      await signUp(page)
      const answer = await page.goto('/moderation')
      expect(answer?.status()).toBe(403)
    })
  })
}

type Decided = { itemId: string; version: number }

/** A decision through the API, by the moderator who is signed in in this browser. */
async function decideByApi(mo: Page, text: string, action: string, version: number, itemId?: string): Promise<Decided> {
  const id = itemId ?? (await findItem(mo, text))
  const answer = await mo.request.post(`/api/v1/moderation/items/${id}/decisions`, {
    headers: sameOrigin(mo),
    data: { action, version, ...(action === 'hide' && { reason: 'off-topic' }) },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  const body: { itemId: string; version: number } = await answer.json()
  return { itemId: id, version: body.version }
}

async function findItem(mo: Page, text: string): Promise<string> {
  let after = ''
  for (;;) {
    const answer = await mo.request.get(`/api/v1/moderation/queue${after && `?after=${encodeURIComponent(after)}`}`, { headers: sameOrigin(mo) })
    expect(answer.status(), await answer.text()).toBe(200)
    const { items, next }: { items: { id: string }[]; next: string | null } = await answer.json()
    const found = items.find((item) => JSON.stringify(item).includes(text.slice(-12)))
    if (found) return found.id
    if (!next) throw new Error('The reply is not in the queue')
    after = next
  }
}
