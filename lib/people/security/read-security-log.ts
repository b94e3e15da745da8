import { Prisma } from '#database'
import { decodeCursor, encodeCursor } from '#lib/cursor.ts'
import { reader } from '#lib/database.ts'
import { done, refuse } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { securityKinds } from '#lib/security-log.ts'
import type { SecurityKind } from '#lib/security-log.ts'
import { isSignedIn, permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

/** What can be looked for: what is written down for this log, and decisions, which stand in their own. */
export const listedKinds = [...securityKinds, 'decision'] as const
export type ListedKind = SecurityKind | 'decision'

export type ListedEvent = {
  id: string
  at: Date
  kind: ListedKind
  /** A word of ours; of a decision its number in the log of decisions. */
  about: string
  /** Whose account it is about, and who did it; null where nobody is known. */
  handle: string | null
  byHandle: string | null
  network: string
  request: string
}

export type SecurityFilter = { person: string; kind: ListedKind | ''; after: string }

/** Lines on one page. */
const perPage = 50

/** What happened, newest first, for administrators and the command line. `next` is where it goes on. */
export async function readSecurityLog(viewer: Viewer, { person, kind, after }: SecurityFilter, take = perPage): Promise<Outcome<{ events: ListedEvent[]; next: string | null }>> {
  const stranger = permitRole(viewer, 'administrator')
  if (stranger) return stranger
  const of = person === '' ? null : await findId(person)
  if (person !== '' && !of) return refuse('not-found', 'There is nobody of this name.')
  const place = after === '' ? null : decodeCursor(after)
  if (after !== '' && !place) return refuse('invalid', 'This place in the log cannot be read.')
  const before = place ? Prisma.sql`AND (e.at, e.id) < (${place.at}, ${place.id}::uuid)` : Prisma.empty
  const [one, other] = [ofPerson(of, 'person_id'), ofPerson(of, 'by_id')]
  const parts = [
    ...(kind === 'decision' ? [] : [events(kind, before, one, take), ...(of ? [events(kind, before, other, take)] : [])]),
    ...(kind === 'decision' || kind === '' ? [decisions(before, other, take)] : []),
  ]
  const rows = await reader().$queryRaw<ListedEvent[]>`
    SELECT e.id, e.at, e.kind, e.about, p.handle, b.handle AS "byHandle", e.network, e.request
    FROM (${Prisma.join(parts, ' UNION ')}) e LEFT JOIN person p ON p.id = e.person_id LEFT JOIN person b ON b.id = e.by_id ORDER BY e.at DESC, e.id DESC LIMIT ${take + 1}`
  const shown = rows.slice(0, take)
  const last = shown.at(-1)
  return done({ events: shown, next: rows.length > take && last ? encodeCursor(last) : null })
}

async function findId(handle: string): Promise<string | null> {
  return (await reader().person.findUnique({ where: { handle: handle.replace(/^@/, '').toLowerCase() }, select: { id: true } }))?.id ?? null
}

function ofPerson(id: string | null, column: 'person_id' | 'by_id'): Prisma.Sql {
  return id ? Prisma.sql`AND e.${Prisma.raw(column)} = ${id}::uuid` : Prisma.empty
}

function events(kind: string, before: Prisma.Sql, of: Prisma.Sql, take: number): Prisma.Sql {
  const alike = kind === '' ? Prisma.empty : Prisma.sql`AND e.kind = ${kind}`
  return Prisma.sql`(SELECT e.id, e.at, e.kind, e.about, e.person_id, e.by_id, e.network, e.request FROM security_event e WHERE true ${alike} ${of} ${before} ORDER BY e.at DESC, e.id DESC LIMIT ${take + 1})`
}

/** They are not written down twice: each is one line here, which leads there. */
function decisions(before: Prisma.Sql, of: Prisma.Sql, take: number): Prisma.Sql {
  return Prisma.sql`(SELECT e.id, e.at, 'decision' AS kind, e.seq::text AS about, NULL::uuid AS person_id, e.by_id, '' AS network, '' AS request FROM decision e WHERE true ${of} ${before} ORDER BY e.at DESC, e.id DESC LIMIT ${take + 1})`
}

/** Ways into an account that are shown to its owner, newest first. */
const ownLines = 10

/** Who came into the own account of late, or tried to. */
export async function readOwnSignIns(viewer: Viewer): Promise<Pick<ListedEvent, 'id' | 'at' | 'kind' | 'about' | 'network'>[]> {
  if (!isSignedIn(viewer)) return []
  return reader().$queryRaw`
    SELECT e.id, e.at, e.kind, e.about, e.network FROM security_event e
    WHERE e.person_id = ${viewer.id}::uuid AND e.kind IN ('sign-in', 'failed-sign-in') ORDER BY e.at DESC, e.id DESC LIMIT ${ownLines}`
}
