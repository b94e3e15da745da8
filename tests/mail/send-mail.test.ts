import { createTransport } from 'nodemailer'
import type { Transporter } from 'nodemailer'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { keepDoingJobs } from '#lib/jobs/run-jobs.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import type { Letter } from '#lib/mail/queue-mail.ts'
import { readMail } from '#lib/mail/read-mail.ts'
import { sendMail } from '#lib/mail/send-mail.ts'
import { siteTasks } from '#lib/moderation/notices/site-tasks.ts'
import { anonymous } from '#lib/viewer.ts'
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
    await sendMail(transport, id)
    expect(received).toHaveLength(1)
  })

  test('is sent once however many processes send', async () => {
    for (let number = 0; number < 3; number++) work()
    for (let number = 0; number < 25; number++) await post({ subject: `Letter ${number}` })
    await expect.poll(() => reader().mail.count({ where: { sentAt: null } }), { timeout: 10_000 }).toBe(0)
    expect(received.map(({ subject }) => subject).toSorted()).toEqual(Array.from({ length: 25 }, (_, number) => `Letter ${number}`).toSorted())
  })

  test('that fails stays, is tried again by itself, and is told without its address', async () => {
    office.answer = refuse
    await post()
    work()
    await expect.poll(() => trouble.length, { timeout: 5_000 }).toBe(1)
    expect(trouble[0]).toMatch(/^A job could not be done \(send-mail, try 1\): EMESSAGE 4\d\d$/)
    expect(await reader().mail.findFirstOrThrow()).toMatchObject({ sentAt: null, attempts: 1, text: letter.text })
    const [job] = await reader().$queryRaw<{ last_error: string }[]>`SELECT last_error FROM graphile_worker._private_jobs`
    expect(JSON.stringify(job)).not.toContain('rae@')
    office.answer = async () => {}
    await expect.poll(() => received.length, { timeout: 15_000 }).toBe(1)
  }, 25_000)

  test('that is given up stays where administrators see it', async () => {
    office.answer = refuse
    const id = await post()
    await writer().mail.updateMany({ data: { attempts: 9 } })
    await expect(sendMail(transport, id)).rejects.toThrow(/^EMESSAGE/)
    const ida = await member('ida', { role: 'administrator' })
    expect(await readMail(ida)).toMatchObject({ ok: true, value: [{ to: 'rae@example.org', attempts: 10, sentAt: null }] })
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
