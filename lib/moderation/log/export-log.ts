import { Prisma } from '#database'
import { reader } from '#lib/database.ts'
import { saysWords } from '#lib/moderation/log/find-decisions.ts'
import { logQuery, readConditions } from '#lib/moderation/log/log-filter.ts'
import type { LogConditions, LogFilter } from '#lib/moderation/log/log-filter.ts'
import { textIdKept } from '#lib/moderation/matters/said-of-item.ts'
import { done, refuseField } from '#lib/refusal.ts'
import type { Outcome } from '#lib/refusal.ts'
import { permitRole } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'
import { writeCsv } from '#lib/write-csv.ts'

/** As the files end. */
export type ExportFormat = 'csv' | 'jsonl'

/** How a file of the log is checked without us; the same stands in docs/log-export.md with a program that does it. */
const how = 'hash = SHA-256 of the bytes of previous_hash followed by the UTF-8 of chained; previous_hash is the hash of the decision before, empty for the first'

/** One decision as it is exported. Hashes are hexadecimal; `chained` is the very text that was hashed. */
type Row = {
  seq: number
  id: string
  at: Date
  by: string | null
  action: string
  kind: string
  from_state: string | null
  to_state: string | null
  reason: string
  note: string
  passage: string
  undoes: number | null
  /** Null for a name and for a proposal: they stand under no post, and are the `text` themselves. */
  post: string | null
  comment_id: string | null
  writer: string | null
  text: string | null
  previous_hash: string
  hash: string
  chained: string
}

const columns: (keyof Row)[] = [
  'seq', 'id', 'at', 'by', 'action', 'kind', 'from_state', 'to_state', 'reason', 'note', 'passage', 'undoes', 'post', 'comment_id', 'writer',
  'text', 'previous_hash', 'hash', 'chained',
]

/**
 * The log, or the part of it that a filter leaves, oldest first as the chain runs. It is read and written in pieces while it
 * is sent; what is decided meanwhile is left to the next export.
 */
export async function exportLog(viewer: Viewer, filter: LogFilter, format: ExportFormat, now: Date): Promise<Outcome<AsyncIterable<string>>> {
  const refusal = permitRole(viewer, 'moderator')
  if (refusal) return refusal
  const conditions = await readConditions(filter)
  if ('message' in conditions) return refuseField(conditions.part, conditions.message)
  const end = await reader().decisionEnd.findFirst({ select: { seq: true, hash: true } })
  const rows = readRows(conditions, end?.seq ?? 0n)
  if (format === 'csv') return done(writeRows(rows, writeCsv([columns]), (row) => writeCsv([columns.map((name) => cellOf(row[name]))])))
  const head = { log: 'Afterword', exportedAt: now.toISOString(), filter: logQuery(filter), end: end && { seq: Number(end.seq), hash: hexOf(end.hash) }, how }
  return done(writeRows(rows, `${JSON.stringify(head)}\n`, (row) => `${JSON.stringify(row)}\n`))
}

/** Decisions looked at for one piece: so many take some tenths of a second at worst, words of long texts included. */
const piece = 500

async function* readRows({ where, words }: LogConditions, last: bigint): AsyncGenerator<Row[]> {
  const said = words ? saysWords(words) : Prisma.sql`true`
  for (let from = 1n; from <= last; from += BigInt(piece)) {
    const until = from + BigInt(piece)
    yield await reader().$queryRaw<Row[]>`
      SELECT d.seq::int AS seq, d.id, d.at, m.handle AS by, d.action, i.kind::text AS kind, d.from_state::text, d.to_state::text,
        d.reason_code AS reason, d.reason_note AS note, d.passage, undone.seq::int AS undoes, p.slug AS post, i.comment_id, w.handle AS writer,
        coalesce(r.source, n.name, q.text, e.source) AS text, encode(d.previous_hash, 'hex') AS previous_hash, encode(d.hash, 'hex') AS hash,
        (jsonb_build_array(d.seq, d.id, d.review_item_id, d.item_version, d.comment_revision_id, d.action, d.from_state, d.to_state,
          d.reason_code, d.reason_note, d.by_id, (extract(epoch FROM d.at) * 1000)::bigint, d.undoes_id, d.before)
          || CASE WHEN d.passage = '' THEN '[]'::jsonb ELSE jsonb_build_array(d.passage) END)::text AS chained
      FROM decision d
      JOIN review_item i ON i.id = d.review_item_id
      LEFT JOIN post p ON p.id = i.post_id
      LEFT JOIN comment_revision r ON r.id = d.comment_revision_id
      LEFT JOIN chosen_name n ON n.id = i.name_id
      LEFT JOIN post_revision e ON i.guest_post_id IS NOT NULL AND e.id = ${textIdKept}
      LEFT JOIN proposal_revision q ON i.proposal_id IS NOT NULL AND q.id = ${textIdKept}
      LEFT JOIN person m ON m.id = d.by_id
      LEFT JOIN person w ON w.id = i.person_id
      LEFT JOIN decision undone ON undone.id = d.undoes_id
      WHERE d.seq >= ${from} AND d.seq < ${until} AND d.seq <= ${last} AND ${where} AND ${said}
      ORDER BY d.seq`
  }
}

async function* writeRows(pieces: AsyncIterable<Row[]>, head: string, write: (row: Row) => string): AsyncGenerator<string> {
  yield head
  for await (const rows of pieces) if (rows.length > 0) yield rows.map(write).join('')
}

function cellOf(value: Row[keyof Row]): string | number | null {
  return value instanceof Date ? value.toISOString() : value
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
