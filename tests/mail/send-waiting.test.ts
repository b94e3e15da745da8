import { createTransport } from 'nodemailer'
import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { readMail } from '#lib/mail/read-mail.ts'
import { sendWaitingMail } from '#lib/mail/send-waiting.ts'
import { anonymous } from '#lib/viewer.ts'
import { member } from '../people/stories.ts'

const received: ParsedMail[] = []
let failing = false
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _, done) {
    simpleParser(stream).then((mail) => {
      if (failing) return done(new Error('Not now, rae@example.org'))
      received.push(mail)
      done()
    }, done)
  },
})
let transport: ReturnType<typeof createTransport>

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  transport = createTransport({ host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0, ignoreTLS: true })
})
afterAll(async () => {
  transport.close()
  await new Promise<void>((resolve) => server.close(resolve))
})
beforeEach(async () => {
  failing = false
  received.length = 0
  await writer().mail.deleteMany({})
})

const post = (subject = 'Hello', to = 'rae@example.org') => writer().$transaction((tx) => queueMail(tx, { to, subject, text: 'A link: https://example.org/x\n' }, new Date()))
const trouble: string[] = []
const send = () => sendWaitingMail(transport, (line) => trouble.push(line))

describe('waiting mail', () => {
  test('is sent once, with a name that never changes, and forgets its text', async () => {
    await post()
    const { id } = await reader().mail.findFirstOrThrow()
    await send()
    await send()
    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({ subject: 'Hello', messageId: `<${id}@127.0.0.1>`, text: 'A link: https://example.org/x\n' })
    expect(received[0]?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(await reader().mail.findFirstOrThrow()).toMatchObject({ sentAt: expect.any(Date), text: '', attempts: 1 })
  })

  test('is sent once however many processes send', async () => {
    for (let number = 0; number < 25; number++) await post(`Letter ${number}`)
    await Promise.all([send(), send(), send(), send()])
    expect(received.map(({ subject }) => subject).toSorted()).toEqual(Array.from({ length: 25 }, (_, number) => `Letter ${number}`).toSorted())
  })

  test('that fails stays, waits longer each time, and is told without its address', async () => {
    failing = true
    await post()
    const pauses: number[] = []
    for (let attempt = 1; attempt <= 3; attempt++) {
      await send()
      const mail = await reader().mail.findFirstOrThrow()
      expect(mail).toMatchObject({ sentAt: null, attempts: attempt })
      pauses.push(Math.round(((mail.retryAt?.getTime() ?? 0) - Date.now()) / 60_000))
      await writer().mail.updateMany({ data: { retryAt: new Date(Date.now() - 1000) } })
    }
    expect(pauses).toEqual([1, 2, 4])
    expect(trouble.at(-1)).toContain('try 3')
    expect(trouble.join()).not.toContain('rae@')
    failing = false
    await send()
    expect(received).toHaveLength(1)
  })

  test('is given up after eight tries and stays where administrators see it', async () => {
    await post()
    await writer().mail.updateMany({ data: { attempts: 8 } })
    await send()
    expect(received).toHaveLength(0)
    const ida = await member('ida', { role: 'administrator' })
    expect(await readMail(ida)).toMatchObject({ ok: true, value: [{ to: 'rae@example.org', attempts: 8, sentAt: null }] })
  })

  test('never leaves when its transaction was taken back', async () => {
    await writer().$transaction(async (tx) => {
      await queueMail(tx, { to: 'rae@example.org', subject: 'Never', text: '' }, new Date())
      throw new Error('taken back')
    }).catch(() => {})
    await send()
    expect(received).toHaveLength(0)
  })

  test.each([['rae@example.org\nBcc: all@example.org', 'Hello'], ['rae@example.org', 'Hello\r\nBcc: all@example.org']])('cannot carry a second header: %j, %j', async (to, subject) =>
    await expect(post(subject, to)).rejects.toThrow('line break'))
})

test('only administrators read mail', async () => {
  const mo = await member('mo', { role: 'moderator' })
  expect(await readMail(mo)).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await readMail(anonymous)).toMatchObject({ ok: false, code: 'signed-out' })
})
