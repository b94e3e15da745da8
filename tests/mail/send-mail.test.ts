import { createTransport } from 'nodemailer'
import type { Transporter } from 'nodemailer'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { addJob } from '#lib/jobs/add-job.ts'
import { keepDoingJobs } from '#lib/jobs/run-jobs.ts'
import { postponeMail } from '#lib/mail/postpone-mail.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import type { Letter } from '#lib/mail/queue-mail.ts'
import { readMail } from '#lib/mail/read-mail.ts'
import { retryMail } from '#lib/mail/retry-mail.ts'
import { adoptWaiting } from '#lib/moderation/notices/adopt-waiting.ts'
import { sendMail } from '#lib/moderation/notices/send-mail.ts'
import { siteTasks } from '#lib/moderation/notices/site-tasks.ts'
import { takeMail } from '#lib/moderation/notices/take-mail.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import { carryOut, refusalOf } from '../cast.ts'
import { sendWaitingMail } from '../jobs/carry-out-jobs.ts'
import { member } from '../people/stories.ts'
import { openPostOffice } from './post-office.ts'

const office = openPostOffice()
const { received } = office
let transport: Transporter
const ends: (() => Promise<void>)[] = []
const trouble: string[] = []

beforeAll(() => {
  transport = createTransport(office.url())
})
beforeEach(async () => {
  office.answer = async () => {}
  for (const list of [received, office.raw, trouble]) list.length = 0
  await writer().mail.deleteMany({})
  await writer().$executeRaw`DELETE FROM graphile_worker._private_jobs`
})
afterEach(() => Promise.all(ends.splice(0).map((end) => end())))

const refuse = async () => {
  throw new Error('Not now, rae@example.org')
}
const letter = { to: 'rae@example.org', subject: 'Hello', text: 'A link: https://example.org/x\n' }
const post = (more: Partial<Letter> = {}) => writer().$transaction((tx) => queueMail(tx, { ...letter, ...more }, new Date()))
const work = () => ends.push(keepDoingJobs(siteTasks(transport), (line) => trouble.push(line)))

describe('mail', () => {
  test('leaves by itself as soon as it is written, once, with a name that never changes, and forgets its text', async () => {
    work()
    const id = await post({ html: '<p>A link</p>', headers: { 'List-Id': '<notices.example.org>' } })
    await expect.poll(() => received.length, { timeout: 5_000 }).toBe(1)
    expect(received[0]).toMatchObject({ subject: 'Hello', messageId: `<${id}@127.0.0.1>`, text: 'A link: https://example.org/x\n', html: '<p>A link</p>' })
    expect(received[0]?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(office.raw[0]).toContain('List-ID: <notices.example.org>')
    await expect.poll(() => reader().mail.findFirstOrThrow()).toMatchObject({ sentAt: expect.any(Date), text: '', html: '', headers: {}, attempts: 1 })
    await sendMail(transport, id, () => {})
    expect(received).toHaveLength(1)
  })

  test('is sent once however many processes send', async () => {
    for (let number = 0; number < 3; number++) work()
    for (let number = 0; number < 25; number++) await post({ subject: `Letter ${number}` })
    await expect.poll(() => reader().mail.count({ where: { sentAt: null } }), { timeout: 10_000 }).toBe(0)
    expect(received.map(({ subject }) => subject).toSorted()).toEqual(Array.from({ length: 25 }, (_, number) => `Letter ${number}`).toSorted())
  })

  test('is sent once where another job for it is put in while it is in hand', async () => {
    let heard = 0
    const { promise: answered, resolve: goOn } = Promise.withResolvers<void>()
    office.answer = () => {
      heard++
      return answered
    }
    work()
    work()
    const id = await post()
    await expect.poll(() => heard, { timeout: 5_000 }).toBe(1)
    await writer().$transaction((tx) => addJob(tx, 'send-mail', { mailId: id }, { at: new Date(0), key: id }))
    const inHand = () => reader().$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL`
    await expect.poll(inHand, { timeout: 5_000 }).toEqual([{ count: 2 }])
    await new Promise((resolve) => setTimeout(resolve, 300))
    goOn()
    await expect.poll(inHand, { timeout: 5_000 }).toEqual([{ count: 0 }])
    expect([heard, received.length]).toEqual([1, 1])
  })

  test('that fails stays, is tried again by itself, and is told without its address', async () => {
    office.answer = refuse
    await post()
    work()
    await expect.poll(() => trouble.length, { timeout: 5_000 }).toBe(1)
    expect(trouble[0]).toMatch(/^A mail could not be sent \(try 1\): EMESSAGE 4\d\d\. It is tried again at 2/)
    expect(await reader().mail.findFirstOrThrow()).toMatchObject({ sentAt: null, attempts: 1, text: letter.text, trouble: expect.stringMatching(/^EMESSAGE 4\d\d$/), nextTryAt: expect.any(Date) })
    office.answer = async () => {}
    await expect.poll(() => received.length, { timeout: 15_000 }).toBe(1)
  }, 25_000)

  test('is tried for a week, and what is given up then stays where administrators see why, and can have it tried again', async () => {
    const ida = await member('ida', { role: 'administrator' })
    office.answer = refuse
    const id = await post()
    const trouble: string[] = []
    for (let began = Date.now(); ;) {
      await sendMail(transport, id, (line) => trouble.push(line))
      const { nextTryAt, attempts } = await reader().mail.findUniqueOrThrow({ where: { id } })
      if (!nextTryAt) break
      if (attempts === 6) expect(nextTryAt.getTime() - began).toBeGreaterThan(3_590_000)
      // The hours between.
      if (attempts === 6) await writer().mail.update({ where: { id }, data: { attempts: 172 } })
      began = Date.now()
    }
    expect(trouble).toHaveLength(7)
    expect(trouble.at(-1)).toMatch(/^A mail could not be sent \(try 173\): EMESSAGE 4\d\d\. It was given up, and waits at \/admin\/mail\.$/)
    expect(await readMail(ida)).toMatchObject({ ok: true, value: [{ to: 'rae@example.org', attempts: 173, sentAt: null, nextTryAt: null, trouble: expect.stringMatching(/^EMESSAGE/) }] })
    expect((await runCommand(adoptWaiting, operator, {}))).toMatchObject({ value: { mail: 0 } })

    const mo = await member('mo', { role: 'moderator' })
    expect(await refusalOf(retryMail, mo, { id })).toMatchObject({ code: 'forbidden' })
    office.answer = async () => {}
    await carryOut(retryMail, ida, { id })
    expect(await refusalOf(retryMail, ida, { id })).toMatchObject({ code: 'conflict' })
    work()
    await expect.poll(() => received.length, { timeout: 5_000 }).toBe(1)
  })

  test('that its mail server will not have is tried seven times, once a day', async () => {
    const id = await post()
    for (let day = 1; day <= 7; day++) {
      await carryOut(takeMail, operator, { id })
      const { nextTryAt } = await carryOut(postponeMail, operator, { id, trouble: 'EENVELOPE 550', refused: true })
      const hours = nextTryAt && Math.round((nextTryAt.getTime() - Date.now()) / 3_600_000)
      expect(hours).toBe(day < 7 ? 24 : null)
    }
  })

  test('never leaves when its transaction was taken back', async () => {
    await writer().$transaction(async (tx) => {
      await queueMail(tx, { ...letter, subject: 'Never' }, new Date())
      throw new Error('taken back')
    }).catch(() => {})
    await sendWaitingMail(transport)
    expect(received).toHaveLength(0)
    expect(await reader().$queryRaw`SELECT FROM graphile_worker._private_jobs`).toEqual([])
  })

  test('waits while there is no way out, for a process that has one', async () => {
    await post()
    ends.push(keepDoingJobs(siteTasks(null), () => {}))
    work()
    await expect.poll(() => received.length, { timeout: 5_000 }).toBe(1)
  })

  test.each<Partial<Letter>>([
    { to: 'rae@example.org\nBcc: all@example.org' },
    { to: 'rae@example.org\u2028Bcc: all@example.org' },
    { subject: 'Hello\r\nBcc: all@example.org' },
    { headers: { 'List-Id': '<x>\r\nBcc: all@example.org' } },
    { headers: { 'X-A\r\nBcc': 'all@example.org' } },
  ])('cannot carry a second header: %j', (more) => expect(post(more)).rejects.toThrow('line break'))
})

test('only administrators read mail', async () => {
  const mo = await member('mo', { role: 'moderator' })
  expect(await readMail(mo)).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await readMail(anonymous)).toMatchObject({ ok: false, code: 'signed-out' })
})
