import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A real mail server, on this machine alone. */
export type Mailbox = {
  /** What was taken in, in the order in which it came. */
  received: ParsedMail[]
  /** Everything that it was told, one text a mail. */
  raw: string[]
  /** How it answers a mail: takes it, refuses it, or keeps its sender waiting until this settles. */
  answer: () => Promise<void>
  /** Where it is reached once it is open. */
  url: () => string
  open: () => Promise<void>
  close: () => Promise<void>
}

/** A mail server that takes everything in until told otherwise. */
export function makeMailbox(): Mailbox {
  let port = 0
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _, done) {
      void takeIn(stream, mailbox).then(() => done(), done)
    },
  })
  // Whoever is killed in the middle of a mail leaves a broken line.
  server.on('error', () => {})
  const mailbox: Mailbox = {
    received: [],
    raw: [],
    answer: async () => {},
    url: () => `smtp://127.0.0.1:${port}`,
    open: async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
      const address = server.server.address()
      port = typeof address === 'object' && address ? address.port : 0
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
  return mailbox
}

async function takeIn(stream: NodeJS.ReadableStream, mailbox: Mailbox): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  const mail = await simpleParser(Buffer.concat(chunks))
  await mailbox.answer()
  mailbox.raw.push(Buffer.concat(chunks).toString('utf8'))
  mailbox.received.push(mail)
}
