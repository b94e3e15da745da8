import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll } from 'vitest'

/** A real mail server for the tests of one file. */
export type PostOffice = {
  /** What was taken in, in the order in which it came. */
  received: ParsedMail[]
  /** Everything that it was told, one text a mail. */
  raw: string[]
  /** How it answers a mail: takes it, refuses it, or keeps its sender waiting until this settles. */
  answer: () => Promise<void>
  url: () => string
}

/** Opens a mail server while the tests of this file run. It takes everything in until told otherwise. */
export function openPostOffice(): PostOffice {
  const office: PostOffice = { received: [], raw: [], answer: async () => {}, url: () => `smtp://127.0.0.1:${port}` }
  let port = 0
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _, done) {
      void takeIn(stream, office).then(() => done(), done)
    },
  })
  // Whoever is killed in the middle of a mail leaves a broken line.
  server.on('error', () => {})
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const address = server.server.address()
    port = typeof address === 'object' && address ? address.port : 0
  })
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return office
}

async function takeIn(stream: NodeJS.ReadableStream, office: PostOffice): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  const mail = await simpleParser(Buffer.concat(chunks))
  await office.answer()
  office.raw.push(Buffer.concat(chunks).toString('utf8'))
  office.received.push(mail)
}

/** `rae@example.org: A reply to your comment`, for each mail. */
export function envelopes({ received }: PostOffice): string[] {
  return received.map(({ to, subject }) => `${[to].flat()[0]?.text}: ${subject}`)
}
