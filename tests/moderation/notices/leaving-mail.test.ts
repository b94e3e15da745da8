import net from 'node:net'
import { createTransport } from 'nodemailer'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { editComment } from '#lib/comments/edit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { keepDoingJobs } from '#lib/jobs/run-jobs.ts'
import { openTransport } from '#lib/mail/hand-over.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { adoptWaiting } from '#lib/moderation/notices/adopt-waiting.ts'
import { siteTasks } from '#lib/moderation/notices/site-tasks.ts'
import { chooseRhythm } from '#lib/notices/choose-rhythm.ts'
import { follow } from '#lib/notices/follow.ts'
import { stopMail } from '#lib/notices/stop-mail.ts'
import { signUnsubscription } from '#lib/notices/unsubscribe-token.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, publishedReplyBy, replyBy } from '../../cast.ts'
import { database } from '../../database/fenced-database.ts'
import { sendWaitingMail, tellEverybody } from '../../jobs/carry-out-jobs.ts'
import { openPostOffice } from '../../mail/post-office.ts'
import { member } from '../../people/stories.ts'
import type { Member } from '../../people/stories.ts'

const office = openPostOffice()
let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }
let rae: Member
let nia: Member

beforeAll(async () => {
  cast = await makeCast()
})
beforeEach(async () => {
  office.received.length = 0
  await writer().$executeRaw`DELETE FROM graphile_worker._private_jobs`
  await writer().mail.deleteMany({})
  essay = await essayBy(cast.ada)
  ;[rae, nia] = [await member('rae'), await member('nia')]
  await carryOut(follow, rae, { postId: essay.id, wanted: 'yes' })
})

const away = createTransport({ host: '127.0.0.1', port: 1 })
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

/** Whatever is due in some hours is in an envelope, and the mail server is away. */
async function waitForPost(hours = 2): Promise<void> {
  await tellEverybody(later(1.1))
  await tellEverybody(later(hours * 60))
  await sendWaitingMail(away)
  expect(office.received).toEqual([])
}

/** The mail server is back. */
async function textsTo({ email }: { email: string }): Promise<string[]> {
  await sendWaitingMail(createTransport(office.url()))
  return office.received.filter(({ to }) => [to].flat()[0]?.text === email).map(({ text }) => text ?? '')
}

async function say(body: string): Promise<string> {
  const id = await replyBy(nia, essay.slug, '', body)
  await decideNow(cast.mo, id, 'approve')
  return id
}

describe('a mail that waits for the mail server', () => {
  test.each<[string, (id: string) => Promise<unknown>]>([
    ['withdrawn', (commentId) => carryOut(withdrawComment, nia, { commentId })],
    ['taken down', (commentId) => decideNow(cast.mo, commentId, 'hide')],
    ['read on the site', () => writer().notice.updateMany({ where: { personId: rae.id }, data: { readAt: new Date() } })],
    ['let go', () => carryOut(follow, rae, { postId: essay.id, wanted: 'forget' })],
    ['refused by the link in a mail', () => carryOut(stopMail, anonymous, { token: signUnsubscription({ personId: rae.id, scope: { postId: essay.id } }) })],
    ['turned off by the link in a mail', () => carryOut(stopMail, anonymous, { token: signUnsubscription({ personId: rae.id, scope: { topics: ['thread'] } }) })],
    ['turned off in the account', () => carryOut(chooseRhythm, rae, { thread: 'off' })],
  ])('says nothing of what is %s meanwhile, and where that was all, nothing goes out', async (_, act) => {
    const id = await say('Her address is 12 Secret Street.')
    await waitForPost()
    expect(await reader().mail.findFirstOrThrow({ where: { to: rae.email } })).toMatchObject({ text: '', html: '', trouble: expect.stringMatching(/^E/) })
    await act(id)
    expect(await textsTo(rae)).toEqual([])
    expect(await reader().mail.count({ where: { to: rae.email } })).toBe(0)
    expect(await textsTo(rae)).toEqual([])
  })

  test('says the rest, in the words that everybody sees by then', async () => {
    const [gone, changed] = [await say('Her address is 12 Secret Street.'), await say('It was the butler.')]
    await waitForPost()
    await carryOut(withdrawComment, nia, { commentId: gone })
    await carryOut(editComment, nia, { commentId: changed, body: 'Read it to the end.' })
    const edit = await reader().reviewItem.findFirstOrThrow({ where: { commentId: changed, kind: 'comment_edit' }, select: { id: true, version: true } })
    await carryOut(decide, cast.mo, { itemId: edit.id, version: edit.version, action: 'approve' })
    const [text = '', ...more] = await textsTo(rae)
    expect(more).toEqual([])
    expect(text).toContain('> Read it to the end.')
    expect(text).not.toMatch(/Secret Street|butler/)
    expect(office.received.find(({ to }) => [to].flat()[0]?.text === rae.email)?.subject).toBe('A new reply in a conversation that you follow')
  })

  test('takes in what becomes due meanwhile: when the mail server is back there is one mail, with each thing once', async () => {
    for (const [hour, body] of ['The first', 'The second', 'The third'].entries()) {
      await say(body)
      await waitForPost(2 + 2 * hour)
    }
    const [text = '', ...more] = await textsTo(rae)
    expect(more).toEqual([])
    for (const body of ['The first', 'The second', 'The third']) expect(text.split(`> ${body}`)).toHaveLength(2)
    expect(await textsTo(rae)).toHaveLength(1)
  })

  test('is not followed by word of the end of a decision that it never told of', async () => {
    const { id: itemId, version } = await itemAbout(await replyBy(rae, essay.slug))
    const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action: 'reject', reasonCode: 'spam' }, later(-10))
    await tellEverybody()
    await sendWaitingMail(away)
    await carryOut(undoDecision, cast.noor, { decisionId })
    await tellEverybody(later(5))
    expect(await textsTo(rae)).toEqual([])
  })

  test('goes to the address that is theirs by then', async () => {
    await say('A thought.')
    await waitForPost()
    const email = `new-${rae.email}`
    await writer().person.update({ where: { id: rae.id }, data: { email } })
    expect(await textsTo(rae)).toEqual([])
    expect(await textsTo({ email })).toHaveLength(1)
  })
})

/** So many comments under the essay of which Rae is to be told now. */
async function muchIsDue(count: number): Promise<void> {
  const values = [essay.id, cast.nia.id, count]
  await database.query(`INSERT INTO comment (id, post_id, author_id) SELECT gen_random_uuid(), $1, $2 FROM generate_series(1, $3)`, values)
  await database.query(`
    INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, reason)
    SELECT gen_random_uuid(), id, 'x', '<p>x</p>', 'x', 1, 'submitted' FROM comment WHERE post_id = $1 AND current_revision_id IS NULL`, [essay.id])
  await database.query(`
    UPDATE comment c SET current_revision_id = r.id, state = 'published', approved_revision_id = r.id, approved_digest = r.digest, published_at = now()
    FROM comment_revision r WHERE r.comment_id = c.id AND c.post_id = $1 AND c.current_revision_id IS NULL`, [essay.id])
  await database.query(`
    INSERT INTO notice (id, person_id, kind, comment_id, post_id, at, due_at, mail_due_at)
    SELECT gen_random_uuid(), $1, 'thread', id, post_id, now() - interval '1 hour', date_trunc('milliseconds', now()) - interval '1 hour', now() - interval '1 second'
    FROM comment WHERE post_id = $2 AND state = 'published'`, [rae.id, essay.id])
  await carryOut(adoptWaiting, operator, {})
}

test('thousands of things that are due at once are one mail of some thirty, the verdict among them first, written in short transactions', async () => {
  await muchIsDue(2_400)
  const { id: itemId, version } = await itemAbout(await replyBy(rae, essay.slug))
  await carryOut(decide, cast.mo, { itemId, version, action: 'reject', reasonCode: 'spam' }, later(-10))
  const began = performance.now()
  await tellEverybody()
  expect(performance.now() - began).toBeLessThan(6_000)
  const [text = '', ...more] = await textsTo(rae)
  expect(more).toEqual([])
  expect(text.indexOf('was not published.')).toBeGreaterThan(-1)
  expect(text.indexOf('was not published.')).toBeLessThan(text.indexOf('* * *'))
  expect(text.match(/^\* \* \*$/gm)).toHaveLength(29)
  expect(text).toContain('And more than 970 more on the site:')
  expect(await reader().notice.count({ where: { personId: rae.id, mailedAt: null } })).toBe(0)
  await tellEverybody()
  expect(await textsTo(rae)).toHaveLength(1)
}, 60_000)

test('of some hundreds it is said how many more there are', async () => {
  await muchIsDue(970)
  await tellEverybody()
  const [text = ''] = await textsTo(rae)
  expect(text).toContain('And 940 more on the site:')
  expect(office.received.find(({ to }) => [to].flat()[0]?.text === rae.email)?.subject).toBe('970 new replies in a conversation that you follow')
}, 60_000)

test('a mail server that takes calls and says nothing holds up nobody who is to be told on the site', async () => {
  const silent = net.createServer(() => {}).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  const address = silent.address()
  const transport = openTransport(`smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}?greetingTimeout=3000`)
  await say('A thought.')
  await writer().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() + interval '3 seconds' WHERE key LIKE 'tell-of-comment%'`
  for (let number = 0; number < 6; number++) await writer().$transaction((tx) => queueMail(tx, { to: 'x@example.org', subject: 'x', text: 'x' }, new Date()))
  const trouble: string[] = []
  const end = keepDoingJobs(siteTasks(transport), (line) => trouble.push(line))
  await expect.poll(() => reader().notice.count({ where: { personId: rae.id } }), { timeout: 8_000 }).toBe(1)
  await expect.poll(() => trouble, { timeout: 20_000 }).toContainEqual(expect.stringMatching(/^A mail could not be sent \(try 1\): ETIMEDOUT/))
  await end()
  silent.close()
}, 60_000)

test('what comes at once goes before what is gathered by the hour', async () => {
  await carryOut(chooseRhythm, rae, { moderation: 'at_once', thread: 'hourly' })
  await say('A thought.')
  await publishedReplyBy(rae, cast.mo, essay.slug)
  // A minute, and the ten seconds within which mail is gathered.
  await tellEverybody(later(1.2))
  const jobs = await reader().$queryRaw<{ priority: number }[]>`
    SELECT priority FROM graphile_worker.jobs WHERE task_identifier = 'mail-notices' AND split_part(key, ':', 2) = ${rae.id} ORDER BY run_at`
  expect(jobs.map(({ priority }) => priority)).toEqual([10])
  const sends = () => reader().$queryRaw<{ priority: number }[]>`
    SELECT priority FROM graphile_worker.jobs j JOIN mail m ON j.key = 'send-mail:' || m.id WHERE m.to = ${rae.email} ORDER BY j.id`
  expect(await sends()).toEqual([{ priority: 0 }])
  await sendWaitingMail(createTransport(office.url()))
  await tellEverybody(later(120))
  expect(await sends()).toEqual([{ priority: 10 }])
})

test('usual patience with a mail server is short, and the address can say otherwise', () => {
  const options = (url: string) => openTransport(url).options as Record<string, unknown>
  expect(options('smtp://mail.example.org:587')).toMatchObject({ host: 'mail.example.org', port: 587, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 })
  expect(options('smtps://me%40x:p%2Fw@mail.example.org?socketTimeout=5000')).toMatchObject({ secure: true, socketTimeout: 5_000, auth: { user: 'me@x', pass: 'p/w' } })
})

test('a mail tells the author of an essay of a comment under it, by the hour, and how to have less of it', async () => {
  const ada = await member('ada', { role: 'author' })
  const own = await essayBy(ada)
  await publishedReplyBy(nia, cast.mo, own.slug)
  await tellEverybody(later(1.1))
  expect(await reader().mail.count({ where: { to: ada.email } })).toBe(0)
  await tellEverybody(later(120))
  const [text = ''] = await textsTo(ada)
  expect(text).toMatch(/^nia wrote a comment under your essay “/)
  expect(text).toContain('No more mail about comments under your essays:')
})
