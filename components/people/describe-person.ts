import type { PersonPage } from '#lib/posts/read-person.ts'

/** The page of somebody in the words of schema.org. */
export function describePerson(person: PersonPage, origin: string): Record<string, unknown> {
  const url = `${origin}/people/${person.handle}`
  return {
    '@type': 'ProfilePage',
    url,
    mainEntity: {
      '@type': 'Person',
      '@id': url,
      name: person.name,
      alternateName: person.handle,
      url,
      ...(/^https?:\/\//.test(person.website) && { sameAs: [person.website] }),
    },
  }
}
