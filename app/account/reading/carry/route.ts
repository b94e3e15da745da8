import { checkOrigin } from '#app/_web/origin.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { runCommand } from '#lib/command.ts'
import { insideSite } from '#lib/http/inside-site.ts'
import { chooseReading } from '#lib/posts/content-notes/choose-reading.ts'
import { statusOf } from '#lib/refusal.ts'

/** Takes over into the account what this browser folded before its reader signed in, and leads back to where they were. Nothing else they chose changes. */
export async function POST(request: Request) {
  const elsewhere = checkOrigin('POST', request.headers)
  if (elsewhere) return new Response(elsewhere.message, { status: statusOf(elsewhere) })
  const form = await request.formData().catch(() => new FormData())
  const topics = form.getAll('fold').map(String).slice(0, 20)
  const kept = await runCommand(chooseReading, await currentViewer(), Object.fromEntries(topics.map((topic) => [topic, 'fold'])))
  return new Response(null, { status: 303, headers: { Location: kept.ok ? insideSite(String(form.get('then') ?? '/')) : '/account/reading' } })
}

/** Somebody opened the address itself. */
export function GET() {
  return new Response(null, { status: 303, headers: { Location: '/account/reading' } })
}
