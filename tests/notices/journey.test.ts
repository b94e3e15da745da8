import { createTransport } from 'nodemailer'
import type { Transporter } from 'nodemailer'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { readNotices } from '#lib/moderation/notices/read-notices.ts'
import { follow } from '#lib/notices/follow.ts'
import { resumeMail } from '#lib/notices/resume-mail.ts'
import { stopMail } from '#lib/notices/stop-mail.ts'
import { anonymous } from '#lib/viewer.ts'
import { sayNotice } from '#components/comments/say-notice.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, publishedReplyBy, replyBy } from '../cast.ts'
import { sendWaitingMail, tellEverybody } from '../jobs/carry-out-jobs.ts'
import { envelopes, openPostOffice } from '../mail/post-office.ts'
import { member } from '../people/stories.ts'

const office = openPostOffice()
let transport: Transporter
let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  transport = createTransport(office.url())
  cast = await makeCast()
})
beforeEach(() => {
  office.received.length = 0
  office.raw.length = 0
})

const inTwoHours = () => new Date(Date.now() + 7_200_000)

/** What has arrived when the minute and then the hour are over. */
async function arrive(): Promise<string[]> {
  await tellEverybody(new Date(Date.now() + 61_000))
  await tellEverybody(inTwoHours())
  await sendWaitingMail(transport)
  return envelopes(office)
}

test('Rae follows a thread, Nia replies, Mo returns it, Nia fixes it, Mo approves: Rae gets one mail and one notice, and unsubscribes at a press', async () => {
  const essay = await essayBy(cast.ada)
  const [rae, nia] = [await member('rae'), await member('nia')]
  await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })

  const commentId = await replyBy(nia, essay.slug, '', 'You fools. The lamp is the point.')
  const { id: itemId, version } = await itemAbout(commentId)
  await carryOut(decide, cast.mo, { itemId, version, action: 'return', reasonCode: 'off-topic' }, new Date(Date.now() - 600_000))
  expect((await arrive()).filter((line) => line.startsWith(rae.email))).toEqual([])
  await carryOut(resubmitComment, nia, { commentId, body: 'The lamp is the point.' })
  await decideNow(cast.mo, commentId, 'approve')

  expect((await arrive()).filter((line) => line.startsWith(rae.email))).toEqual([`${rae.email}: A new reply in a conversation that you follow`])
  await arrive()
  const mine = office.received.filter(({ to }) => [to].flat()[0]?.text === rae.email)
  expect(mine).toHaveLength(1)
  const [mail] = mine
  expect(mail?.text).toContain('> The lamp is the point.')
  expect(mail?.text).not.toContain('fools')
  expect(mail?.html).toContain('<blockquote>The lamp is the point.</blockquote>')
  expect((await readNotices(rae, inTwoHours())).notices.map(sayNotice)).toEqual([{ sentence: 'nia replied in a conversation that you follow.', href: `/c/${commentId}` }])

  const raw = office.raw.find((text) => text.includes(rae.email)) ?? ''
  expect(raw).toContain(`List-ID: <conversation-${essay.id}.127.0.0.1>`)
  expect(raw).toContain(`References: <conversation-${essay.id}@127.0.0.1>`)
  expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  const [, address = ''] = /^List-Unsubscribe: <([^>]+)>/m.exec(raw.replace(/\r\n[ \t]+/g, ' ').replaceAll('\r', '')) ?? []
  const [, token = ''] = /^http:\/\/127\.0\.0\.1:3000\/unsubscribe\/([^/]+)\/now$/.exec(address.replaceAll(' ', '')) ?? []
  await carryOut(stopMail, anonymous, { token })
  await publishedReplyBy(nia, cast.mo, essay.slug, commentId)
  await arrive()
  expect(office.received.filter(({ to }) => [to].flat()[0]?.text === rae.email)).toHaveLength(1)
  await carryOut(resumeMail, anonymous, { token })
  await publishedReplyBy(nia, cast.mo, essay.slug, commentId)
  await arrive()
  expect(office.received.filter(({ to }) => [to].flat()[0]?.text === rae.email)).toHaveLength(2)
})

test('a mail loads nothing, follows nobody, and makes no markup of what people wrote or are called', async () => {
  const essay = await essayBy(cast.ada)
  const rae = await member('rae')
  const evil = await member('eve')
  await writer().person.update({ where: { id: evil.id }, data: { name: '<b>Eve\r\nBcc: all@example.org</b>' } })
  await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
  const body = 'Look:\n\nhttp://127.0.0.1:3000/evil\n\n`<img src=x onerror=alert(1)>` and ![a picture](https://example.org/pixel.gif)'
  await decideNow(cast.mo, await replyBy(evil, essay.slug, '', body), 'approve')
  await arrive()
  const mail = office.received.find(({ to }) => [to].flat()[0]?.text === rae.email)
  const html = String(mail?.html)
  expect(mail?.subject).toBe('A new reply in a conversation that you follow')
  expect(html).not.toMatch(/<(img|script|link|iframe|b)\b|url\(|@import/i)
  expect([...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href).filter((href) => href.includes('evil'))).toEqual([])
  expect(mail?.headers.has('bcc')).toBe(false)
  expect(mail?.text).toContain('<b>Eve Bcc: all@example.org</b> replied')
})

test('of fifteen hundred notices the page is quick, in parts that lose nothing, and a lively conversation is one line a day', async () => {
  const [essay, other] = [await essayBy(cast.ada), await essayBy(cast.ada)]
  const rae = await member('rae')
  const single = await publishedReplyBy(cast.nia, cast.mo, other.slug)
  const many = await Promise.all(Array.from({ length: 8 }, () => publishedReplyBy(cast.nia, cast.mo, essay.slug)))
  const old = new Date(Date.now() - 90 * 86_400_000)
  const decision = await reader().decision.findFirstOrThrow({ select: { id: true } })
  await writer().notice.createMany({ data: many.map((commentId, place) => ({ personId: rae.id, kind: 'thread', commentId, postId: essay.id, at: old, dueAt: new Date(old.getTime() + place) })) })
  await writer().notice.create({ data: { personId: rae.id, kind: 'reply', commentId: single, postId: other.id, at: new Date(), dueAt: new Date() } })
  await writer().$executeRaw`
    INSERT INTO notice (id, person_id, kind, comment_id, decision_id, at, due_at)
    SELECT gen_random_uuid(), ${rae.id}::uuid, 'kind ' || n, ${single}::uuid, ${decision.id}::uuid, now(), now() - make_interval(mins => n) FROM generate_series(1, 1500) n`
  const began = performance.now()
  const first = await readNotices(rae, new Date())
  expect(performance.now() - began).toBeLessThan(1_500)
  expect(first.unread).toBe(100)
  expect(first.notices).toHaveLength(30)
  expect(first.notices[0]).toMatchObject({ kind: 'reply', count: 1, by: ['nia'] })
  const seen = first.notices.map(({ id }) => id)
  let lines = first.notices.length
  for (let next = first.next; next !== null;) {
    const page = await readNotices(rae, new Date(), next)
    seen.push(...page.notices.map(({ id }) => id))
    lines += page.notices.length
    if (page.next === null) expect(page.notices.at(-1)).toMatchObject({ kind: 'thread', count: 8, by: ['nia'], post: { slug: essay.slug } })
    next = page.next
  }
  expect([lines, new Set(seen).size]).toEqual([1502, 1502])
}, 120_000)
