import type { Transporter } from 'nodemailer'
import { runCommand } from '#lib/command.ts'
import type { Report } from '#lib/jobs/run-jobs.ts'
import { handOver } from '#lib/mail/hand-over.ts'
import { takeMail } from '#lib/moderation/notices/take-mail.ts'
import { operator } from '#lib/viewer.ts'

/** Sends one mail, unless it has left or has nothing to say any more. @param report is told when it could not be, without an address */
export async function sendMail(transport: Transporter, mailId: string, report: Report): Promise<void> {
  const taken = await runCommand(takeMail, operator, { id: mailId })
  if (!taken.ok) return
  if (taken.value.again) return sendMail(transport, mailId, report)
  if (taken.value.mail) await handOver(transport, taken.value.mail, report)
}
