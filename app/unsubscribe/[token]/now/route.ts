import { runCommand } from '#lib/command.ts'
import { resumeMail } from '#lib/notices/resume-mail.ts'
import { stopMail } from '#lib/notices/stop-mail.ts'
import { statusOf } from '#lib/refusal.ts'
import { anonymous } from '#lib/viewer.ts'

type Context = { params: Promise<{ token: string }> }

/** Whoever opens it is asked; nothing ends by looking. */
export async function GET(_: Request, context: Context): Promise<Response> {
  return goTo(`/unsubscribe/${encodeURIComponent((await context.params).token)}`)
}

/**
 * What a mail program sends for its reader (RFC 8058), and what the page sends. Acts at once; a program is answered here and not sent
 * on, as the RFC asks. Who is signed in does not matter, and neither does where it comes from: the word in the address is signed.
 */
export async function POST(request: Request, context: Context): Promise<Response> {
  const { token } = await context.params
  const form = await request.formData().catch(() => new FormData())
  const back = form.get('back') === 'yes'
  const outcome = await runCommand(back ? resumeMail : stopMail, anonymous, { token })
  if (form.get('from') === 'page') return goTo(`/unsubscribe/${encodeURIComponent(token)}${back ? '?back' : ''}`)
  return new Response(outcome.ok ? 'No more mail about this will come.\n' : `${outcome.message}\n`, { status: outcome.ok ? 200 : statusOf(outcome), headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

function goTo(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } })
}
