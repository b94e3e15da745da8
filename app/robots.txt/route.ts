import { env } from '#lib/env.ts'

/** Nothing secret stands here: these pages are of no use to a search engine. */
const ofNoUse = ['/account', '/admin', '/api/', '/moderation', '/sign-in', '/sign-out', '/sign-up', '/*?reply=', '/*&reply=']

/** The address of the site is a setting of the running process, not of the build. */
export const dynamic = 'force-dynamic'

export function GET() {
  const lines = ['User-agent: *', ...ofNoUse.map((path) => `Disallow: ${path}`), '', `Sitemap: ${env().AFTERWORD_ORIGIN}/sitemap.xml`, '']
  return new Response(lines.join('\n'), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
