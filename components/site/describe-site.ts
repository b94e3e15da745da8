import { site } from '#lib/site.ts'

/** The site in the words of schema.org, and how it is searched. */
export function describeSite(origin: string): Record<string, unknown> {
  return {
    '@type': 'WebSite',
    '@id': `${origin}/`,
    name: site.name,
    description: site.description,
    url: `${origin}/`,
    inLanguage: site.lang,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${origin}/search?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  }
}
