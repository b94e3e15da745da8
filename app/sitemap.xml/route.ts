import { env } from '#lib/env.ts'
import { readAddresses } from '#lib/feeds/read-addresses.ts'
import { element } from '#lib/feeds/write-xml.ts'

/** What is published is known to the running process, not to the build. */
export const dynamic = 'force-dynamic'

export async function GET() {
  const addresses = await readAddresses()
  const lines = addresses.map(({ path, changedAt }) =>
    `<url>${element('loc', env().AFTERWORD_ORIGIN + path)}${element('lastmod', changedAt.toISOString())}</url>`)
  const xml = ['<?xml version="1.0" encoding="utf-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', ...lines, '</urlset>', ''].join('\n')
  return new Response(xml, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}
