import { createTransport } from 'nodemailer'
import type { ParsedMail } from 'mailparser'
import { writer } from '#lib/database.ts'
import { keepDoingJobs } from '#lib/jobs/run-jobs.ts'
import { sendMail } from '#lib/moderation/notices/send-mail.ts'
import { essayBy, itemAbout, person, publishedReplyBy } from '../cast.ts'
import { makeMailbox } from '../mail/mailbox.ts'
import { member } from '../people/stories.ts'
import type { Member } from '../people/stories.ts'
import { forgetLimits } from './forget-limits.ts'
import { keyboard, plain, touch } from './hands.ts'
import type { Hands } from './hands.ts'
import { hurryMail, onSite } from './tell-now.ts'
import { expect, test } from './test.ts'
import type { Browser, Locator, Page } from '@playwright/test'
import { commentWith, pageOf, unheardOf } from './visitors.ts'

// What pg says to Prisma's adapter is no news here.
process.noDeprecation = true

/** Mail leaves this site as it would any other that has a mail server; the site itself does everything before that. */
async function openPost() {
  const mailbox = makeMailbox()
  await mailbox.open()
  const transport = createTransport(mailbox.url())
  const trouble: string[] = []
  const end = keepDoingJobs({ 'send-mail': ({ mailId }, report) => sendMail(transport, mailId, report) }, (line) => trouble.push(line))
  const to = ({ email }: Member) => mailbox.received.filter((mail) => [mail.to].flat()[0]?.text === email)
  return { to, trouble, close: async () => (await end(), await mailbox.close()) }
}

/** An essay of its own, to which something was said long ago. */
async function conversation() {
  const [ada, helper] = await Promise.all([person('Ada', 'author'), person('Noor', 'moderator')])
  const { id: postId, slug } = await essayBy(ada)
  const answered = await publishedReplyBy(ada, helper, slug)
  await writer().comment.update({ where: { id: answered }, data: { publishedAt: new Date(Date.now() - 7_200_000) } })
  return { helper, postId, slug, answered, essay: `/posts/${slug}` }
}

/** Somebody comes through the door to where they wanted to be. */
async function comeIn(browser: Browser, hands: Hands, who: Member, then: string): Promise<Page> {
  const page = await (await browser.newContext(hands.browser)).newPage()
  await page.goto(then)
  await hands.press(page.getByRole('link', { name: 'Sign in to follow this conversation' }))
  await hands.write(page.getByLabel('E-mail address or handle'), who.handle)
  await hands.write(page.getByLabel('Password', { exact: true }), who.password)
  await hands.press(page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }))
  await expect(page.getByRole('button', { name: 'Follow this conversation' })).toBeVisible()
  return page
}

/** The card of a comment on the desk, ready for hands. */
async function cardOf(mo: Page, commentId: string): Promise<Locator> {
  const { id } = await itemAbout(commentId)
  await mo.goto(`/moderation?item=${id}`)
  const card = mo.locator(`article[data-item="${id}"]`)
  await expect(card).toBeVisible()
  return card
}

/** The desk has a key for each verdict, for whoever has a keyboard. */
async function decide(hands: Hands, key: string, button: Locator) {
  if (hands !== keyboard) return hands.press(button)
  await expect(button.page().locator('input[name=onward]')).toHaveCount(0)
  await button.page().keyboard.press(key)
}

async function stands(commentId: string, state: string) {
  await expect.poll(async () => (await onSite('SELECT state FROM comment WHERE id = $1', [commentId]))[0]).toEqual({ state })
}

/** The address in the last line that says so. */
function linkIn(mail: ParsedMail | undefined, words: string): string {
  const [, address = ''] = new RegExp(`${words}:\\n(\\S+)`).exec(mail?.text ?? '') ?? []
  expect(address, mail?.text).not.toBe('')
  return address
}

for (const hands of [touch, keyboard, plain]) {
  const scripted = hands !== plain

  test(`Rae follows, Nia replies, Mo returns it, Nia mends it, Mo approves: Rae has one mail, jumps to what is new, and ends it with one press (${hands.name})`, async ({ browser }) => {
    const told = await conversation()
    const { essay, postId, answered } = told
    const [raeMember, niaMember, post] = [await member('rae'), await member('nia'), await openPost()]
    const everybody = [raeMember.id, niaMember.id]
    const allIsSaid = (commentId: string) => expect.poll(() => hurryMail(commentId, everybody), { intervals: [100], timeout: 60_000 }).toBe(0)
    await forgetLimits()

    const [rae, nia, mo] = await Promise.all([comeIn(browser, hands, raeMember, essay), comeIn(browser, hands, niaMember, essay), pageOf(browser, 'mo', hands.browser)])
    await hands.press(rae.getByRole('button', { name: 'Follow this conversation' }))
    await expect(rae.getByText('You follow this conversation.')).toBeVisible()
    if (!scripted) await hands.press(rae.getByRole('button', { name: 'Remember that I have read this' }))
    await expect.poll(() => onSite('SELECT 1 FROM thread_visit WHERE post_id = $1 AND person_id = $2', [postId, raeMember.id])).toHaveLength(1)

    const [kept, sharp] = [unheardOf(), 'Only a fool would not see it.']
    await hands.press(nia.locator(`#comment-${answered}`).getByRole('link', { name: /^Reply to / }))
    const form = nia.getByRole('region', { name: /^Reply to / })
    await hands.write(form.getByRole('textbox', { name: /^Your reply to / }), `${kept} ${sharp}`)
    await hands.press(form.getByRole('button', { name: 'Send reply' }))
    await expect(commentWith(nia, kept)).toContainText('Waiting for a moderator.')
    const commentId = (await commentWith(nia, kept).getAttribute('data-comment')) ?? ''

    const card = await cardOf(mo, commentId)
    const asking = card.locator('details.desk-panel').filter({ has: mo.locator('summary', { hasText: /^Return/ }) })
    await decide(hands, 'e', asking.locator('summary'))
    await hands.write(asking.getByLabel('The passage'), sharp)
    await hands.write(asking.getByLabel('What should change?'), 'Please leave the fools out of it.')
    await hands.press(asking.getByRole('button', { name: /^Return/ }))
    await stands(commentId, 'returned')
    await allIsSaid(commentId)
    expect(post.to(niaMember).map(({ subject }) => subject)).toEqual(['Please change a passage of your reply'])

    await nia.goto(linkIn(post.to(niaMember).at(-1), 'in the conversation'))
    const own = nia.locator(`#comment-${commentId}`)
    await expect(own).toBeInViewport()
    await expect(own.locator('mark')).toHaveText(sharp)
    await expect(own).toContainText('Please leave the fools out of it.')
    await hands.write(own.getByLabel('Change it and send it again'), `${kept} Anybody can see it.`)
    await hands.press(own.getByRole('button', { name: 'Send again' }))
    await expect(own).toContainText('Waiting for a moderator.')
    await allIsSaid(commentId)
    await rae.goto(essay)
    expect(await rae.content()).not.toContain(kept)
    expect(post.to(raeMember)).toEqual([])

    const again = await cardOf(mo, commentId)
    await expect(again.locator('ins')).toContainText('Anybody can')
    await decide(hands, 'a', again.getByRole('button', { name: /^Approve( |$)/ }).first())
    await stands(commentId, 'published')
    await allIsSaid(commentId)
    await allIsSaid(commentId)
    expect(post.to(raeMember).map(({ subject }) => subject)).toEqual(['A new reply in a conversation that you follow'])
    const [mail] = post.to(raeMember)
    expect(mail?.text).toContain(`> ${kept} Anybody can see it.`)
    expect(mail?.text).not.toContain('fool')

    await rae.goto(essay)
    await expect(rae.getByText('1 new since your last visit')).toBeVisible()
    await expect(rae.locator('.new-mark')).toHaveCount(1)
    const fresh = rae.locator(`#comment-${commentId}`)
    await expect(fresh.getByRole('heading')).toHaveAccessibleName(/, new$/)
    await rae.evaluate(() => window.scrollTo(0, 0))
    if (hands === keyboard) await rae.keyboard.press('u')
    else await hands.press(rae.getByRole('link', { name: 'Next new reply' }))
    await expect(fresh).toBeInViewport()
    if (scripted) await expect(fresh).toBeFocused()

    const stranger = await (await browser.newContext(hands.browser)).newPage()
    await stranger.goto(linkIn(mail, 'No more notices about this conversation'))
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Less mail?')
    expect(await onSite('SELECT wanted FROM follow WHERE person_id = $1 AND post_id = $2', [raeMember.id, postId])).toEqual([{ wanted: true }])
    await hands.press(stranger.getByRole('button', { name: 'End it' }))
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('It has ended')

    const later = await publishedReplyBy(niaMember, told.helper, told.slug, commentId)
    await allIsSaid(later)
    expect(post.to(raeMember)).toHaveLength(1)
    await rae.goto('/notifications')
    await expect(rae.getByRole('main').getByRole('listitem')).toHaveCount(1)
    expect(post.trouble).toEqual([])
    await post.close()
  })
}

test('a mail program ends it as RFC 8058 has it: what it opens changes nothing, what it posts does', async ({ request }) => {
  const told = await conversation()
  const [raeMember, niaMember, post] = [await member('rae'), await member('nia'), await openPost()]
  await onSite('INSERT INTO follow (id, person_id, post_id, wanted, at) VALUES (gen_random_uuid(), $1, $2, true, now() - interval \'1 hour\')', [raeMember.id, told.postId])
  const commentId = await publishedReplyBy(niaMember, told.helper, told.slug)
  await expect.poll(() => hurryMail(commentId, [raeMember.id, niaMember.id]), { intervals: [100], timeout: 60_000 }).toBe(0)
  const [mail] = post.to(raeMember)
  const list = mail?.headers.get('list')
  const address = typeof list === 'object' && 'unsubscribe' in list ? String((list.unsubscribe as { url?: string }).url) : ''
  const said = () => onSite<{ wanted: boolean }>('SELECT wanted FROM follow WHERE person_id = $1', [raeMember.id])
  await request.get(address)
  expect(await said()).toEqual([{ wanted: true }])
  expect((await request.post(address, { form: { 'List-Unsubscribe': 'One-Click' } })).status()).toBe(200)
  expect(await said()).toEqual([{ wanted: false }])
  await post.close()
})
