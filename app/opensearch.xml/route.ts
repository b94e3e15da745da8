import { env } from '#lib/env.ts'
import { element, emptyElement } from '#lib/feeds/write-xml.ts'
import { site } from '#lib/site.ts'

/** The address of the site is a setting of the running process, not of the build. */
export const dynamic = 'force-dynamic'

/** How a browser searches this site from its own line. https://github.com/dewitt/opensearch */
export function GET() {
  const origin = env().AFTERWORD_ORIGIN
  const xml = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    element('ShortName', site.name),
    element('Description', `Search ${site.name}`),
    element('InputEncoding', 'UTF-8'),
    element('Image', `${origin}/icon.svg`, { type: 'image/svg+xml' }),
    emptyElement('Url', { type: 'text/html', method: 'get', template: `${origin}/search?q={searchTerms}` }),
    emptyElement('Url', { type: 'application/opensearchdescription+xml', rel: 'self', template: `${origin}/opensearch.xml` }),
    '</OpenSearchDescription>',
    '',
  ].join('\n')
  return new Response(xml, { headers: { 'Content-Type': 'application/opensearchdescription+xml; charset=utf-8' } })
}
