import { createTransport } from 'nodemailer'
import type { Transporter } from 'nodemailer'
import { runCommand } from '#lib/command.ts'
import { env } from '#lib/env.ts'
import type { Report } from '#lib/jobs/run-jobs.ts'
import { confirmDelivery } from '#lib/mail/confirm-delivery.ts'
import { postponeMail } from '#lib/mail/postpone-mail.ts'
import type { Letter } from '#lib/mail/queue-mail.ts'
import { mailHost } from '#lib/mail/write-letter.ts'
import { operator } from '#lib/viewer.ts'

/**
 * Milliseconds that a mail server may take to be reached, to say hello, and to say anything at all after that: it may look for spam before
 * it takes a mail, and a mail that we gave up meanwhile would come twice. SMTP_URL can say otherwise.
 */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 60_000 }

/** The way out for mail; null without SMTP_URL: mail then waits, and administrators read what was written at /admin/mail. */
export function openPost(): Transporter | null {
  const { SMTP_URL } = env()
  return SMTP_URL ? openTransport(SMTP_URL) : null
}

/** The way to a mail server that does not hold us up. */
export function openTransport(address: string): Transporter {
  const url = new URL(address)
  for (const [name, milliseconds] of Object.entries(patience)) if (!url.searchParams.has(name)) url.searchParams.set(name, String(milliseconds))
  return createTransport(url.href)
}

/** Hands a mail to the mail server and notes that; where it is not taken, notes why, and it is tried again later. @param report is told of that, without an address */
export async function handOver(transport: Transporter, { id, to, subject, text, html = '', headers }: Letter & { id: string }, report: Report): Promise<void> {
  const failure = await transport.sendMail({
    from: env().MAIL_FROM,
    to,
    subject,
    text,
    ...(html !== '' && { html }),
    // Always the same for one row: should it leave twice, the mailbox shows it once.
    messageId: `<${id}@${mailHost()}>`,
    headers: { 'Auto-Submitted': 'auto-generated', ...headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).then(() => null, describe)
  if (failure === null) await runCommand(confirmDelivery, operator, { id })
  else await putOff(id, failure, report)
}

type Failure = { trouble: string; refused: boolean }

async function putOff(id: string, failure: Failure, report: Report): Promise<void> {
  const put = await runCommand(postponeMail, operator, { id, ...failure })
  if (!put.ok) return
  const { attempts, nextTryAt } = put.value
  const then = nextTryAt ? `It is tried again at ${nextTryAt.toISOString()}.` : 'It was given up, and waits at /admin/mail.'
  report(`A mail could not be sent (try ${attempts}): ${failure.trouble}. ${then}`)
}

/** The kind of a failure. The message of an SMTP error may hold addresses. A server that says 5xx to this very mail means it. */
function describe(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return { trouble: 'unknown', refused: false }
  const code = 'code' in error ? String(error.code) : 'unknown'
  const answer = 'responseCode' in error ? Number(error.responseCode) : 0
  return { trouble: answer ? `${code} ${answer}` : code, refused: answer >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE') }
}
