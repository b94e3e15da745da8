import { createTransport } from 'nodemailer'
import type { Transporter } from 'nodemailer'
import { runCommand } from '#lib/command.ts'
import { env } from '#lib/env.ts'
import { onNotification } from '#lib/notifications.ts'
import { confirmDelivery } from '#lib/mail/confirm-delivery.ts'
import { takeWaitingMail } from '#lib/mail/take-waiting-mail.ts'
import type { WaitingMail } from '#lib/mail/take-waiting-mail.ts'
import { operator } from '#lib/viewer.ts'

/** How often mail that could not be sent is looked for, in milliseconds. New mail announces itself. */
const lookEvery = 30_000

/**
 * Sends waiting mail from now on: at once, whenever the database announces new mail, and again later what failed.
 * Does nothing without SMTP_URL; administrators then read the mail at /admin/mail. Any number of processes may do this.
 * @param report is told, without any address, when a mail could not be sent
 * @returns a function that ends it, when the mail on its way has left
 */
export function keepSendingMail(report: (trouble: string) => void): () => Promise<void> {
  const { SMTP_URL } = env()
  if (!SMTP_URL) return async () => {}
  const transport = createTransport(SMTP_URL)
  let running: Promise<void> = Promise.resolve()
  let queued = false
  const send = () => {
    if (queued) return
    queued = true
    running = running.then(async () => {
      queued = false
      await sendWaitingMail(transport, report).catch((error: unknown) => report(describe(error)))
    })
  }
  const timer = setInterval(send, lookEvery)
  timer.unref()
  const stopHearing = onNotification('afterword_mail', send)
  send()
  return async () => {
    stopHearing()
    clearInterval(timer)
    await running
    transport.close()
  }
}

/** Sends everything that waits. What fails stays, and is tried again after a while that doubles. */
export async function sendWaitingMail(transport: Transporter, report: (trouble: string) => void): Promise<void> {
  for (;;) {
    const taken = await runCommand(takeWaitingMail, operator, {})
    if (!taken.ok) return
    for (const mail of taken.value) await sendOne(transport, mail, report)
  }
}

async function sendOne(transport: Transporter, mail: WaitingMail, report: (trouble: string) => void): Promise<void> {
  const { hostname } = new URL(env().AFTERWORD_ORIGIN)
  try {
    await transport.sendMail({
      from: env().MAIL_FROM,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      // Always the same for one row: should it leave twice, the mailbox shows it once.
      messageId: `<${mail.id}@${hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } catch (error) {
    return report(`Mail ${mail.id} could not be sent (try ${mail.attempts}): ${describe(error)}`)
  }
  await runCommand(confirmDelivery, operator, { id: mail.id })
}

/** The kind of a failure. The message of an SMTP error may hold addresses. */
function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown'
  const code = 'code' in error ? String(error.code) : 'unknown'
  return 'responseCode' in error ? `${code} ${String(error.responseCode)}` : code
}
