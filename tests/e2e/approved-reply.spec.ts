import { expect, test } from './test.ts'
import type { Browser, Page } from '@playwright/test'
import { commentWith, essay, nestedReply, replyTo, signIn, signUpByForm, unheardOf } from './visitors.ts'
import type { Newcomer } from './visitors.ts'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    const visit = async (browser: Browser) => (await browser.newContext({ javaScriptEnabled })).newPage()

    test('a reply of somebody new waits, is read, is approved, and stands in its place', async ({ browser }) => {
      const text = unheardOf()
      const nia = await visit(browser)
      const person = await signUpByForm(nia, essay)
      const answered = nestedReply(nia)
      const [name, level] = await readHeading(answered)
      await replyTo(nia, answered, text)

      const told = /Waiting for a moderator\. Only you can see this\..*queue/
      await expect(commentWith(nia, text)).toContainText(told)
      await nia.goto(essay)
      await expect(commentWith(nia, text)).toContainText(told)
      await expect(commentWith(nia, text).getByRole('heading', { level: 3 })).toHaveAccessibleName(new RegExp(`^${person.name} ?, replying to ${name}, level ${level + 1}, waiting$`))

      const stranger = await visit(browser)
      await expectNothing(stranger, person, text)

      const mo = await visit(browser)
      await signIn(mo, 'mo', '/moderation')
      await (javaScriptEnabled ? approveByKeys(mo, person, text) : approveByButton(mo, person, text))

      await stranger.goto(essay)
      const published = commentWith(stranger, text)
      await expect(published.getByRole('heading', { level: 3 })).toHaveAccessibleName(new RegExp(`^${person.name} ?, replying to ${name}, level ${level + 1}$`))
      const place = stranger.getByRole('listitem').filter({ has: stranger.getByRole('article').filter({ hasText: answeredText(await answered.innerText()) }) }).last()
      await expect(place.getByRole('list').getByRole('article').filter({ hasText: text })).toBeVisible()
      await stranger.goto(`/people/${person.handle}`)
      await expect(stranger.getByRole('main')).toContainText(text)
      await nia.reload()
      await expect(commentWith(nia, text)).not.toContainText('Waiting')
    })
  })
}

/** Whose comment it is, and in which level it stands. */
async function readHeading(comment: ReturnType<typeof nestedReply>): Promise<[string, number]> {
  const heading = (await comment.getByRole('heading', { level: 3 }).textContent()) ?? ''
  const [, name = '', level = ''] = /^(.+), replying to .+, level (\d+)$/.exec(heading) ?? []
  return [name, Number(level)]
}

/** Some words from the middle of a comment, without its head. */
function answeredText(comment: string): string {
  const line = comment.split('\n').toSorted((a, b) => b.length - a.length)[0] ?? ''
  return line.slice(0, 60)
}

/** Nobody else sees anything of a waiting reply: not its text, not its writer's name where comments are. */
async function expectNothing(stranger: Page, person: Newcomer, text: string) {
  const slug = essay.replace('/posts/', '')
  const places = ['/', essay, `/people/${person.handle}`, `/api/v1/posts/${slug}/comments`, `/sign-in`, '/people/ada', '/feed.xml', '/sitemap.xml', `/posts/${slug}/comments/feed.xml`]
  for (const place of places) {
    const answer = await stranger.request.get(place)
    const body = await answer.text()
    expect(body, place).not.toContain(text.slice(-12))
    if (!place.startsWith('/people/nia')) expect(body, place).not.toContain(person.name)
  }
}

/** From card to card until the one that is meant is on the desk. */
async function approveByKeys(mo: Page, person: Newcomer, text: string) {
  const card = mo.getByRole('article', { name: `Reply by ${person.name}` })
  for (let step = 0; step < 60 && !(await card.isVisible()); step++) {
    const before = await mo.getByRole('article', { name: / by / }).getAttribute('data-item')
    await mo.keyboard.press('j')
    await expect(mo.getByRole('article', { name: / by / })).not.toHaveAttribute('data-item', before ?? '')
  }
  await expect(card).toContainText(text)
  await mo.keyboard.press('a')
  await expect(mo.getByRole('status').filter({ hasText: `Approved: reply by ${person.name}` })).toBeAttached()
}

async function approveByButton(mo: Page, person: Newcomer, text: string) {
  await mo.getByRole('navigation', { name: 'Waiting, oldest first' }).getByRole('link').filter({ hasText: person.name }).click()
  await expect(mo.getByText(text).last()).toBeVisible()
  await mo.locator('form[data-verdict=approve]').filter({ visible: true }).first().getByRole('button').click()
  await expect(mo.getByRole('main')).toContainText(`Approved: comment by ${person.name}`)
}
