import { describeFront, FrontPage } from '#app/front-page.tsx'
import { describePersonPage, PersonPage, personPath } from '#app/people/[handle]/person-page.tsx'
import { describeTag, TagPage, tagPath } from '#app/tags/[tag]/tag-page.tsx'
import { single } from '#app/_web/search-params.ts'
import { readFrontPage } from '#lib/posts/read-front-page.ts'
import { readPerson } from '#lib/posts/read-person.ts'
import { readTag } from '#lib/posts/read-tag.ts'
import type { DrawnKind } from './shown-page.ts'

/** Lists of essays as anybody sees them. */
export const listPages: DrawnKind[] = [
  {
    file: 'app/page',
    address: /^\/()$/,
    show: async (_, query) => {
      const before = single(query.before)
      // Plain addresses of a site that moved here lead elsewhere.
      const front = query.p === undefined && query.page_id === undefined ? await readFrontPage(before) : null
      return front && { words: describeFront(front, before), path: '/', body: <FrontPage front={front} before={before} /> }
    },
  },
  {
    file: 'app/tags/[tag]/page',
    address: /^\/tags\/([^/]+)$/,
    show: async (slug, query) => {
      const before = single(query.before)
      const tag = await readTag(slug, before)
      return tag && { words: describeTag(tag, before), path: tagPath(tag), body: <TagPage tag={tag} before={before} /> }
    },
  },
  {
    file: 'app/people/[handle]/page',
    address: /^\/people\/([^/]+)$/,
    show: async (handle, query) => {
      const before = single(query.before)
      const person = await readPerson(handle, before)
      return person && { words: describePersonPage(person, before), path: personPath(person), body: <PersonPage person={person} before={before} /> }
    },
  },
]
