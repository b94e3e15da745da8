import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { env } from '#lib/env.ts'
import { keepSendingMail } from '#lib/mail/send-waiting.ts'
import { startNotifications, stopNotifications } from '#lib/notifications.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { anonymous } from '#lib/viewer.ts'
import { newHandle } from '../people/stories.ts'

const received: string[] = []
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, _, done) => void simpleParser(stream).then((mail) => done(void received.push(`${[mail.to].flat()[0]?.text}: ${mail.subject}`)), done),
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  process.env.SMTP_URL = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  await startNotifications(env().DATABASE_URL)
})
afterAll(async () => {
  await stopNotifications()
  await new Promise<void>((resolve) => server.close(resolve))
})

const nia = () => {
  const handle = newHandle('nia')
  return { name: 'Nia', handle, email: `${handle}@example.org`, password: 'seven swallows' }
}

test('mail that waited leaves at the start, new mail as soon as it is written, and none after the end', async () => {
  const [early, late, never] = [nia(), nia(), nia()]
  await runCommand(signUp, anonymous, early)
  const stop = keepSendingMail(() => {})
  await expect.poll(() => received).toEqual([`${early.email}: Is this your address? Afterword`])
  await runCommand(signUp, anonymous, late)
  // Far less than the half minute after which it looks by itself.
  await expect.poll(() => received[1], { timeout: 5000 }).toBe(`${late.email}: Is this your address? Afterword`)
  await stop()
  await runCommand(signUp, anonymous, never)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(received).toHaveLength(2)
})
