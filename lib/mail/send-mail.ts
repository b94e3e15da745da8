import { createTransport } from 'nodemailer'
import type { Transporter } from 'nodemailer'
import { runCommand } from '#lib/command.ts'
import { env } from '#lib/env.ts'
import { JobFailure } from '#lib/jobs/run-jobs.ts'
import { confirmDelivery } from '#lib/mail/confirm-delivery.ts'
import { takeMail } from '#lib/mail/take-mail.ts'
import { mailHost } from '#lib/mail/write-letter.ts'
import { operator } from '#lib/viewer.ts'

/** The way out for mail; null without SMTP_URL: mail then waits, and administrators read it at /admin/mail. */
export function openPost(): Transporter | null {
  const { SMTP_URL } = env()
  return SMTP_URL ? createTransport(SMTP_URL) : null
}

/**
 * Sends one mail, unless it has left.
 * @throws JobFailure naming the kind of failure and no address, so that it is tried again later
 */
export async function sendMail(transport: Transporter, mailId: string): Promise<void> {
  const taken = await runCommand(takeMail, operator, { id: mailId })
  if (!taken.ok) return
  const { id, to, subject, text, html, headers } = taken.value
  await transport.sendMail({
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
  }).catch((error: unknown) => {
    throw new JobFailure(describe(error))
  })
  await runCommand(confirmDelivery, operator, { id: mailId })
}

/** The kind of a failure. The message of an SMTP error may hold addresses. */
function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown'
  const code = 'code' in error ? String(error.code) : 'unknown'
  return 'responseCode' in error ? `${code} ${String(error.responseCode)}` : code
}
