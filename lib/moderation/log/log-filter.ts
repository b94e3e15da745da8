import { Prisma } from '#database'
import { allReasons } from '#lib/comments/reasons.ts'
import { reader } from '#lib/database.ts'
import { kinds } from '#lib/moderation/kinds/registry.ts'
import { verdicts } from '#lib/moderation/kinds/kind.ts'
import { dayFromOutside } from '#lib/moment.ts'

/** What one may ask of the log. All parts are plain words of an address; empty means: all. */
export const logParts = ['q', 'by', 'action', 'kind', 'person', 'post', 'reason', 'from', 'to'] as const
export type LogPart = (typeof logParts)[number]
export type LogFilter = Record<LogPart, string>

/** Stands for the site in the filter by moderator; no handle holds a dot. */
export const bySite = 'the.site'

/** What the log can be asked for by action: every verdict, and taking one back. */
export const loggedActions = [...verdicts, 'undo'] as const

/** A part of a filter that names nothing, and why. */
export type FilterProblem = { part: LogPart; message: string }

/** A filter as SQL over `decision d`, the words apart: they are looked for in two ways. */
export type LogConditions = { where: Prisma.Sql; words: string }

/** Longest search, in characters: longer ones are no search. */
const longestSearch = 200

/** A filter with every part, from whatever stands in an address; what PostgreSQL cannot hold is left out. */
export function logFilter(asked: Partial<Record<LogPart, unknown>> = {}): LogFilter {
  const part = (name: LogPart) => (typeof asked[name] === 'string' ? asked[name].replace(/\p{Cc}/gu, ' ').trim() : '')
  const parts = Object.fromEntries(logParts.map((name) => [name, part(name)])) as LogFilter
  return { ...parts, person: parts.person.replace(/^@/, ''), post: parts.post.replace(/^.*\/posts\//, '') }
}

/** The query of an address with this filter, without a question mark; empty for all. */
export function logQuery(filter: LogFilter, more: Record<string, string> = {}): string {
  const entries = [...logParts.map((part) => [part, filter[part]] as const), ...Object.entries(more)]
  return new URLSearchParams(entries.filter(([, value]) => value !== '').map(([name, value]) => [name, value])).toString()
}

/** What a filter means. Names of nothing are no mistake of anybody: they come back as a sentence for their field. */
export async function readConditions(filter: LogFilter): Promise<LogConditions | FilterProblem> {
  const problem = checkWords(filter.q) ?? checkChoices(filter)
  if (problem) return problem
  const [from, until] = [startOf(filter.from), startOf(filter.to)]
  if (filter.from && !from) return { part: 'from', message: 'This is not a date.' }
  if (filter.to && !until) return { part: 'to', message: 'This is not a date.' }
  const [by, person, post] = await Promise.all([findPerson(filter.by === bySite ? '' : filter.by), findPerson(filter.person), findPost(filter.post)])
  if (filter.by && filter.by !== bySite && !by) return { part: 'by', message: 'There is nobody of this handle.' }
  if (filter.person && !person) return { part: 'person', message: 'There is nobody of this handle.' }
  if (filter.post && !post) return { part: 'post', message: 'There is no essay at this address.' }
  const conditions = [
    by && Prisma.sql`d.by_id = ${by.id}::uuid`,
    filter.by === bySite && Prisma.sql`d.by_id IS NULL`,
    filter.action && Prisma.sql`d.action = ${filter.action}`,
    filter.reason && Prisma.sql`d.reason_code = ${filter.reason}`,
    from && Prisma.sql`d.at >= ${from}`,
    until && Prisma.sql`d.at < ${until}::timestamptz + interval '24 hours'`,
    filter.kind && ofItems(Prisma.sql`i.kind = ${filter.kind}::review_kind`),
    person && ofItems(Prisma.sql`i.person_id = ${person.id}::uuid`),
    post && ofItems(Prisma.sql`i.post_id = ${post.id}::uuid`),
  ].filter((each) => typeof each === 'object' && each !== null)
  return { where: conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`true`, words: filter.q }
}

function checkWords(words: string): FilterProblem | null {
  if (words.length > longestSearch) return { part: 'q', message: `This is too long to search for. A few words are enough, up to ${longestSearch} characters.` }
  return words && !/[\p{L}\p{N}]/u.test(words) ? { part: 'q', message: 'There is no word in this search.' } : null
}

function checkChoices({ action, kind, reason }: LogFilter): FilterProblem | null {
  if (action && !loggedActions.some((each) => each === action)) return { part: 'action', message: 'Nothing of this sort is ever done.' }
  if (kind && !kinds.some((each) => each.kind === kind)) return { part: 'kind', message: 'There is no such kind of thing in the queue.' }
  return reason && !allReasons.some(({ code }) => code === reason) ? { part: 'reason', message: 'There is no such reason.' } : null
}

/** Midnight of a day, by universal time as all moments on these pages. */
function startOf(date: string): Date | null {
  return dayFromOutside.safeParse(date).success ? new Date(`${date}T00:00:00Z`) : null
}

function ofItems(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM review_item i WHERE i.id = d.review_item_id AND ${condition})`
}

async function findPerson(handle: string): Promise<{ id: string } | null> {
  return handle ? reader().person.findFirst({ where: { handle: handle.toLowerCase() }, select: { id: true } }) : null
}

async function findPost(slug: string): Promise<{ id: string } | null> {
  return slug ? reader().post.findFirst({ where: { slug }, select: { id: true } }) : null
}
