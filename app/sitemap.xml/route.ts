import { pageNumber } from '#app/_web/search-params.ts'
import { validatedAnswer } from '#app/_web/validated-answer.ts'
import { env } from '#lib/env.ts'
import { countParts, readAddresses } from '#lib/feeds/read-addresses.ts'
import { writeSitemap, writeSitemapIndex } from '#lib/feeds/write-sitemap.ts'

/** What is published is known to the running process, not to the build. */
export const dynamic = 'force-dynamic'

/** All addresses, or where they would be too many for one answer, where to find them: `?part=1` and on. */
export async function GET(request: Request) {
  const asked = new URL(request.url).searchParams.get('part')
  const parts = await countParts()
  const part = asked === null ? 1 : pageNumber(asked)
  if (!part || part > parts) return new Response('There is no such part of the sitemap.\n', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  const origin = env().AFTERWORD_ORIGIN
  const text = asked === null && parts > 1 ? writeSitemapIndex(parts, origin) : writeSitemap(await readAddresses(part), origin)
  return validatedAnswer(request, { address: `/sitemap.xml?part=${asked === null ? '' : part}`, text, type: 'application/xml; charset=utf-8' })
}
