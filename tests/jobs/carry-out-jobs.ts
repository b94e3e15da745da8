import { createTransport } from 'nodemailer'
import type { Transporter } from 'nodemailer'
import { writer } from '#lib/database.ts'
import { sendMail } from '#lib/moderation/notices/send-mail.ts'
import { siteTasks } from '#lib/moderation/notices/site-tasks.ts'

type Waiting = { id: bigint; name: string; payload: never; revision: number }

/** Mail that becomes due together is asked for this much later at most, in milliseconds. */
const slot = 10_000

/** Does by hand what a process would have done by a moment, at that moment: who is to be told is found out, and mail is written. */
export async function tellEverybody(at: Date = new Date()): Promise<void> {
  const tasks = siteTasks(null, at)
  for (const name of ['tell-of-comment', 'tell-of-post', 'tell-of-invitation', 'tell-of-thanks', 'mail-notices'] as const) {
    for (const job of await waiting(name, name === 'mail-notices' ? new Date(at.getTime() + slot) : at)) {
      await tasks[name]?.(job.payload, () => {})
      await writer().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE id = ${job.id} AND run_at <= ${at}::timestamptz`
    }
  }
}

/** The same, and the mail leaves. @returns what it said */
export async function mailEverybody(at: Date): Promise<{ to: string; text: string }[]> {
  const said: { to: string; text: string }[] = []
  const transport = createTransport({ jsonTransport: true })
  transport.use('compile', (mail, next) => (said.push({ to: String(mail.data.to), text: String(mail.data.text) }), next()))
  await tellEverybody(at)
  await sendWaitingMail(transport)
  return said
}

/** Sends what waits to be sent, by hand. What fails stays, and waits for its next try. */
export async function sendWaitingMail(transport: Transporter, report: (trouble: string) => void = () => {}): Promise<void> {
  for (const job of await waiting('send-mail', new Date(Date.now() + 10 * 86_400_000))) {
    const { mailId } = job.payload as { mailId: string }
    await sendMail(transport, mailId, report)
    await writer().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE id = ${job.id} AND revision = ${job.revision}`
  }
}

async function waiting(name: string, until: Date): Promise<Waiting[]> {
  return writer().$queryRaw<Waiting[]>`
    SELECT j.id, t.identifier AS name, j.payload, j.revision FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = ${name} AND j.run_at <= ${until}::timestamptz AND j.locked_at IS NULL ORDER BY j.run_at, j.id`
}
