import { expect, test } from './test.ts'
import { expectNoBarrier } from './barriers.ts'
import { oneOfEach } from './one-of-each.ts'
import type { OneOfEach } from './one-of-each.ts'
import { enter, essay, nestedReply, pageOf } from './visitors.ts'

/** Every page there is, as the person who sees most of it. Addresses that lead on are looked at where they end. */
const pages: { who: string | null; address: string; what: string }[] = [
  { who: null, address: '/', what: 'the front page' },
  { who: null, address: essay, what: 'an essay' },
  { who: null, address: `${essay}?order=newest`, what: 'a conversation by time' },
  { who: null, address: '/people/ada', what: 'the page of an author' },
  { who: null, address: '/people/rae', what: 'the page of a reader' },
  { who: null, address: '/search?q=film', what: 'what a search found' },
  { who: null, address: '/search?q=xyzzyplugh&tag=no-such-tag', what: 'a search that finds nothing' },
  { who: null, address: '/series/notes-from-the-catalogue', what: 'a series' },
  { who: null, address: '/tags/attention', what: 'a tag' },
  { who: null, address: '/works', what: 'the works' },
  { who: null, address: '/works/the-straight-story', what: 'a work' },
  { who: null, address: '/works/the-gleaners-and-i/history', what: 'how a work came to be' },
  { who: null, address: '/works/the-straight-story/essays', what: 'the essays about a work' },
  { who: null, address: '/works/the-straight-story/conversation', what: 'the conversation about a work' },
  { who: null, address: '/search?q=mower&kind=work', what: 'a work that was searched' },
  { who: 'rae', address: '/works/propose', what: 'suggesting a work' },
  { who: 'rae', address: '/works/middlemarch/propose', what: 'what can be suggested about a work' },
  { who: 'rae', address: '/works/middlemarch/propose?field=credits', what: 'suggesting a credit' },
  { who: 'rae', address: '/works/middlemarch/propose?field=synopses', what: 'suggesting a synopsis' },
  { who: 'rae', address: '/works/middlemarch/propose?field=pages&field=genres', what: 'suggesting several things' },
  { who: 'mo', address: '/works/middlemarch/moderate', what: 'looking after a work' },
  { who: null, address: '/guidelines', what: 'how the conversation is kept' },
  { who: 'ida', address: '/admin/guidelines', what: 'changing how it is kept' },
  { who: null, address: '/sign-in', what: 'the door' },
  { who: null, address: '/sign-up', what: 'making an account' },
  { who: null, address: '/sign-in/link', what: 'a link without its token' },
  { who: null, address: '/no/such/page', what: 'a page that is not there' },
  { who: 'rae', address: essay, what: 'an essay with a form under it' },
  { who: 'rae', address: '/account', what: 'the account' },
  { who: 'rae', address: '/account/comments', what: 'the own comments' },
  { who: 'rae', address: '/account/delete', what: 'leaving' },
  { who: 'ada', address: '/account/series', what: 'the series of an author' },
  { who: 'ada', address: '/write', what: 'what an author writes' },
  { who: 'ada', address: '/write?shelf=published', what: 'what an author has published' },
  { who: 'ada', address: '/write/deleted', what: 'what an author deleted' },
  { who: null, address: '/account/deleted', what: 'the last page' },
  { who: 'rae', address: '/notifications', what: 'the notices' },
  { who: 'rae', address: '/account/notices', what: 'what one is told, and by mail' },
  { who: 'rae', address: '/account/reading', what: 'what one wants to see' },
  { who: null, address: '/account/reading', what: 'what this browser folds' },
  { who: null, address: '/unsubscribe/not-a-link-of-ours', what: 'a link that ends no mail' },
  { who: 'rae', address: '/moderation', what: 'a page one may not see' },
  { who: 'sol', address: essay, what: 'an essay for somebody suspended' },
  { who: 'mo', address: '/moderation', what: 'the queue' },
  { who: 'mo', address: '/moderation/groups', what: 'the groups' },
  { who: 'mo', address: '/moderation/bulk', what: 'what was decided at once' },
  { who: 'mo', address: '/moderation/log', what: 'the log' },
  { who: 'mo', address: '/moderation/rules', what: 'the rules' },
  { who: 'mo', address: '/moderation/rules/new/pattern', what: 'a new rule' },
  { who: 'mo', address: '/moderation/log?q=the&person=nobody-here', what: 'a search of the log that names nobody' },
  { who: 'mo', address: '/moderation/log/3', what: 'the story of a decision' },
  { who: 'mo', address: '/moderation/insights?days=365', what: 'the insights' },
  { who: 'noor', address: '/moderation/blind', what: 'reading blind' },
  { who: 'ida', address: '/admin/public-log', what: 'who reads the log' },
  { who: 'ida', address: '/admin/imports', what: 'what was imported' },
  { who: 'ida', address: '/admin', what: 'the administration' },
  { who: 'ida', address: '/admin/mail', what: 'the mail' },
  { who: 'ida', address: '/admin/security', what: 'who came in, and who could not' },
  { who: 'ida', address: '/admin/security?person=nobody-here', what: 'a search of the security log that names nobody' },
  { who: null, address: '/%00', what: 'an address that cannot be read' },
]

/** Pages of things that are made for it, as the person who sees most of them. */
const made: { who: string | null; what: string; address: (one: OneOfEach) => string }[] = [
  { who: 'ada', what: 'the text of an essay, to write in', address: ({ essay }) => `/write/${essay}` },
  { who: 'ada', what: 'an essay as readers will see it', address: ({ essay }) => `/write/${essay}/preview` },
  { who: 'ada', what: 'the images of an essay', address: ({ essay }) => `/write/${essay}/images` },
  { who: 'ada', what: 'all that was saved of an essay', address: ({ essay }) => `/write/${essay}/history` },
  { who: 'ada', what: 'one text that was saved', address: ({ essay, first }) => `/write/${essay}/history/${first}` },
  { who: 'ada', what: 'two texts compared', address: ({ essay, first, second }) => `/write/${essay}/history/compare?from=${first}&to=${second}` },
  { who: 'ada', what: 'a text that came too late', address: ({ essay, aside }) => `/write/${essay}/conflict/${aside}` },
  { who: 'ada', what: 'publishing', address: ({ essay }) => `/write/${essay}/publish` },
  { who: 'ada', what: 'publishing, with the cover open', address: ({ essay }) => `/write/${essay}/publish?open=cover` },
  { who: 'ada', what: 'publishing, with the authors open', address: ({ essay }) => `/write/${essay}/publish?open=authors` },
  { who: 'ada', what: 'the notes on an essay', address: ({ essay }) => `/write/${essay}/notes` },
  { who: 'ada', what: 'a note out of a comment', address: ({ essay, comment }) => `/write/${essay}/notes?comment=${comment}` },
  { who: 'ada', what: 'the rules of a conversation', address: ({ essay }) => `/write/${essay}/conversation` },
  { who: 'ada', what: 'pointing to a reply', address: ({ comment }) => `/c/${comment}/feature` },
  { who: 'rae', what: 'what a reader writes', address: () => '/write' },
  { who: 'rae', what: 'sending an essay', address: ({ guest }) => `/write/${guest}/send` },
  { who: 'rae', what: 'what one has suggested', address: () => '/account/proposals' },
  { who: 'rae', what: 'one own suggestion', address: ({ proposal }) => `/account/proposals/${proposal}` },
  { who: 'mo', what: 'essays in the queue', address: () => '/moderation?kind=guest_post' },
  { who: 'mo', what: 'suggestions in the queue', address: () => '/moderation?kind=proposal' },
  { who: null, what: 'a draft by its secret link', address: ({ draft }) => draft },
  { who: null, what: 'the door of an essay with a password', address: (one) => `/protected/${one.protected}` },
  { who: null, what: 'what an essay said before', address: ({ slug }) => `/posts/${slug}/history` },
  { who: null, what: 'one earlier text of an essay', address: ({ slug, shown }) => `/posts/${slug}/history/${shown}` },
]

for (const { who, address, what } of made) {
  test(`${what} (${who ?? 'anybody'}) has no barrier that axe knows, never scrolls sideways, and says what it is`, async ({ browser }) => {
    const page = who ? await pageOf(browser, who) : await (await browser.newContext()).newPage()
    const answer = await page.goto(address(await oneOfEach()))
    expect(answer?.status()).toBe(200)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expectNoBarrier(page)
  })
}

for (const { who, address, what } of pages) {
  test(`${what} (${who ?? 'anybody'}) has no barrier that axe knows and never scrolls sideways`, async ({ browser }) => {
    const page = who ? await pageOf(browser, who) : await (await browser.newContext()).newPage()
    await page.goto(address)
    await expectNoBarrier(page)
  })
}

test('nor has the page on how a comment was changed, which its mark leads to', async ({ page }) => {
  await page.goto('/posts/the-line-that-is-not-there')
  await page.getByRole('link', { name: /^edited/ }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'How this comment was changed' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('though one line is perhaps not yet a method')
  await expectNoBarrier(page)
})

test('nor has a form that was refused', async ({ page }) => {
  await page.goto('/sign-up')
  await page.getByRole('button', { name: 'Make an account' }).click()
  await expect(page.getByLabel('Handle', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await expectNoBarrier(page)
})

test('nor a form for a reply', async ({ page }) => {
  await enter(page, 'rae', essay)
  await nestedReply(page).getByRole('link', { name: /^Reply to / }).click()
  await expect(page.getByLabel(/^Your reply to /)).toBeVisible()
  await expectNoBarrier(page)
})

for (const { who, address, what } of pages.slice(0, 11).filter((each) => each.who === null)) {
  test(`${what} (${who ?? 'anybody'}) is read without JavaScript as with it`, async ({ browser }) => {
    const read = async (javaScriptEnabled: boolean) => {
      const page = await (await browser.newContext({ javaScriptEnabled })).newPage()
      await page.goto(address)
      // What a script adds for itself is no part of what is read.
      await page.locator('.thread-tools, .thread-bar').evaluateAll((tools) => tools.forEach((each) => each.remove()))
      return (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ')
    }
    expect(await read(false)).toBe(await read(true))
  })
}

test('every page says what it is: one heading of the first level, a title of its own, its language', async ({ page }) => {
  const titles = new Map<string, string>()
  for (const { address } of pages.filter(({ who }) => who === null)) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 }), address).toHaveCount(1)
    expect(await page.locator('html').getAttribute('lang'), address).toBe('en')
    const title = await page.title()
    expect(titles.get(title), `${address} is called ${title}`).toBeUndefined()
    titles.set(title, address)
  }
})

test('the keyboard reaches the text at once, and shows where it is', async ({ page }) => {
  await page.goto(essay)
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the text' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})
