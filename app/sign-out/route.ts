import { dropCookie } from '#app/_web/enter.ts'
import { checkOrigin } from '#app/_web/origin.ts'
import { sessionSecret } from '#app/_web/session.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { runCommand } from '#lib/command.ts'
import { endSession } from '#lib/people/end-session.ts'
import { statusOf } from '#lib/refusal.ts'

/** Ends the session here and now, then forgets the cookie. Only by POST: a picture on another page cannot sign anybody out. */
export async function POST(request: Request) {
  const elsewhere = checkOrigin('POST', request.headers)
  if (elsewhere) return new Response(elsewhere.message, { status: statusOf(elsewhere) })
  const secret = await sessionSecret()
  if (secret) await runCommand(endSession, await currentViewer(), { secret })
  await dropCookie()
  return new Response(null, { status: 303, headers: { Location: '/' } })
}

/** Somebody opened the address itself: nothing ends by looking. */
export function GET() {
  return new Response(null, { status: 303, headers: { Location: '/' } })
}
