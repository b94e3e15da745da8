import { z } from 'zod'
import { ReviewKind } from '#database'
import { reader } from '#lib/database.ts'
import { filterParts } from '#lib/moderation/desk/filter-parts.ts'
import type { FilterPart, QueueFilter } from '#lib/moderation/desk/filter-parts.ts'
import { kinds } from '#lib/moderation/kinds/registry.ts'

/** A filter longer than this names nothing; characters. */
export const longestFilter = 20_000

/** A search longer than this is no search; characters. */
export const longestSearch = 200

/** A filter with every part, from whatever was sent; what PostgreSQL cannot hold is left out. */
export function queueFilter(asked: Partial<Record<FilterPart, string | undefined>> = {}): QueueFilter {
  const part = (name: FilterPart) => (asked[name] ?? '').replace(/\p{Cc}/gu, ' ').trim()
  return { kind: part('kind'), rule: part('rule'), post: part('post'), person: part('person').replace(/^@/, ''), host: tidyHost(part('host')), q: part('q') }
}

export function isFiltered(filter: QueueFilter): boolean {
  return filterParts.some((part) => filter[part] !== '')
}

/** As the database keeps them: lower case, without scheme, path, port and "www.". */
function tidyHost(host: string): string {
  return host.toLowerCase().replace(/^https?:\/\//, '').replace(/[/:?#].*$/, '').replace(/^www\./, '')
}

/** A filter as the database understands it, with the names of what it is about. */
export type KnownFilter = {
  kind: ReviewKind | null
  rule: string
  post: { id: string; slug: string; title: string } | null
  person: { id: string; name: string; handle: string | null } | null
  host: string
  q: string
}

/** Part of a filter that nothing answers to, and why. */
export type UnknownFilter = { part: FilterPart; message: string }

/** Looks up what a filter names. Names of nothing are no mistake of anybody: they come back as a sentence. */
export async function lookUpFilter(filter: QueueFilter): Promise<KnownFilter | UnknownFilter> {
  const kind = kinds.find((each) => each.kind === filter.kind)?.kind ?? null
  if (filter.kind && !kind) return { part: 'kind', message: 'There is no such kind of thing in the queue.' }
  if (filter.q.length > longestSearch) return { part: 'q', message: `This is too long to search for. A few words are enough, up to ${longestSearch} characters.` }
  if (filter.q && !/[\p{L}\p{N}]/u.test(filter.q)) return { part: 'q', message: 'There is no word in this search.' }
  const [post, person] = await Promise.all([findPost(filter.post), findPerson(filter.person)])
  if (filter.post && !post) return { part: 'post', message: 'There is no post at this address.' }
  if (filter.person && !person) return { part: 'person', message: 'There is nobody of this name.' }
  return { kind, rule: filter.rule, post, person, host: filter.host, q: filter.q }
}

async function findPost(slug: string): Promise<KnownFilter['post']> {
  if (!slug) return null
  const select = { id: true, slug: true, publishedRevision: { select: { title: true } }, draftRevision: { select: { title: true } } }
  const found = await reader().post.findFirst({ where: { slug }, select })
  return found && { id: found.id, slug: found.slug, title: found.publishedRevision?.title ?? found.draftRevision?.title ?? '' }
}

/** People go by their handle, guests of an import by `guest:` and their id: they have nothing else. */
async function findPerson(who: string): Promise<KnownFilter['person']> {
  if (!who) return null
  if (!who.startsWith('guest:')) return reader().person.findFirst({ where: { handle: who.toLowerCase() }, select: { id: true, name: true, handle: true } })
  const id = who.slice('guest:'.length)
  const guest = z.uuid().safeParse(id).success ? await reader().guest.findUnique({ where: { id }, select: { id: true, name: true } }) : null
  return guest && { ...guest, handle: null }
}
