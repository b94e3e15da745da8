import { env } from '#lib/env.ts'

/**
 * Nothing secret stands here: these pages are of no use to a search engine. Pages that must not be found at all say so themselves,
 * and have to be readable for that.
 */
const ofNoUse = [
  '/account', '/admin', '/api/', '/moderation', '/notifications', '/search', '/sign-in', '/sign-out', '/sign-up', '/unsubscribe', '/write',
  '/c/*/report', '/*?reply=', '/*&reply=',
]

/** The address of the site is a setting of the running process, not of the build. */
export const dynamic = 'force-dynamic'

export function GET() {
  const lines = ['User-agent: *', ...ofNoUse.map((path) => `Disallow: ${path}`), '', `Sitemap: ${env().AFTERWORD_ORIGIN}/sitemap.xml`, '']
  return new Response(lines.join('\n'), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
