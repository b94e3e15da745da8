import { NextResponse } from 'next/server'
import { checkOrigin } from '#app/_web/origin.ts'
import { env } from '#lib/env.ts'
import { insideSite } from '#lib/http/inside-site.ts'
import { statusOf } from '#lib/refusal.ts'
import { readTheme, themeCookie } from '#lib/themes.ts'

/** In seconds: a year. */
const kept = 31_536_000

/** Remembers, in this browser, in which colours somebody reads, and leads back to where they were. */
export async function POST(request: Request) {
  const elsewhere = checkOrigin('POST', request.headers)
  if (elsewhere) return new Response(elsewhere.message, { status: statusOf(elsewhere) })
  const form = await request.formData().catch(() => new FormData())
  const theme = readTheme(form.get('theme'))
  const answer = new NextResponse(null, { status: 303, headers: { Location: backTo(request.headers.get('referer')) } })
  const secure = env().AFTERWORD_ORIGIN.startsWith('https:')
  answer.cookies.set(themeCookie, theme, { path: '/', maxAge: theme === 'system' ? 0 : kept, sameSite: 'lax', httpOnly: true, secure })
  return answer
}

/** To the control on the page that it stood on, so that nobody has to look for their place; where the browser does not tell, to the front page. */
function backTo(referer: string | null): string {
  const page = referer !== null && URL.canParse(referer) ? new URL(referer) : null
  return `${insideSite(page && page.pathname + page.search)}#colours`
}

/** Somebody opened the address itself. */
export function GET() {
  return new Response(null, { status: 303, headers: { Location: '/#colours' } })
}
