/** Asks the database that is changed. */
export type Ask = <Row extends Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<Row[]>

/** A column that a public view reads. */
export type Column = { table: string; column: string; type: string; of: string; optional: boolean; points: string | null }

/** What the views read, as the database itself knows it, and where it points. */
export function columnsRead(ask: Ask): Promise<Column[]> {
  return ask<Column>(`
    SELECT DISTINCT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, NULL) AS type, t.typtype AS of, NOT a.attnotnull AS optional,
      (SELECT f.confrelid::regclass::text FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.conkey[1] = a.attnum LIMIT 1) AS points
    FROM pg_class v JOIN pg_rewrite r ON r.ev_class = v.oid
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
    JOIN pg_class c ON c.oid = d.refobjid AND c.relkind = 'r'
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid JOIN pg_type t ON t.oid = a.atttypid
    WHERE v.relkind = 'v' AND v.relname LIKE 'published\\_%' AND v.relname !~ '(_search|_media)$'
    ORDER BY 1, 2`)
}

/** Other values of a column. */
async function othersOf(ask: Ask, { table, column, type, of, optional, points }: Column): Promise<string[]> {
  const none = optional ? ['NULL'] : []
  if (points) return [...[0, 1, 2].map((skip) => `(SELECT id FROM ${points} other WHERE id <> ${table}.${column} OR ${table}.${column} IS NULL ORDER BY md5(id::text) OFFSET ${skip} LIMIT 1)`), ...none]
  if (of === 'e') return (await ask<{ each: string }>(`SELECT unnest(enum_range(NULL::${type}))::text AS each`)).map(({ each }) => `'${each}'`)
  if (type === 'boolean') return [`NOT ${column}`]
  if (/^(integer|smallint|bigint|numeric)/.test(type)) return [`coalesce(${column}, 99) + 1`, ...none]
  if (type.startsWith('timestamp')) return [`coalesce(${column}, now()) - interval '1 day'`, ...none]
  if (type === 'jsonb') return [`CASE WHEN jsonb_typeof(${column}) = 'array' THEN ${column} || '[]' ELSE '"roles"'::jsonb END`]
  if (type === 'uuid') return ['gen_random_uuid()', ...none]
  if (type === 'bytea') return [`${column} || '\\x01'`]
  if (type === 'text[]') return [`${column} || '{sea}'::text[]`]
  if (type === 'uuid[]') return [`'{}'`]
  return [`coalesce(${column}, '') || ' anew'`, `coalesce(${column}, '') || 'anew'`]
}

/** What has to be written along with a column, where the database lets it change in no other way. */
const along: Record<string, string> = {
  'comment_revision.html': 'renderer_version = renderer_version + 1', 'comment_revision.text': 'renderer_version = renderer_version + 1',
  ...Object.fromEntries(['html', 'text', 'headings', 'words', 'content_notes'].map((column) => [`post_revision.${column}`, 'renderer_version = renderer_version + 1'])),
  ...Object.fromEntries(['kind', 'place', 'said_at', 'taken_back_at'].map((column) => [`update_note.${column}`, 'version = version + 1'])),
  'comment.guest_id': 'author_id = NULL', 'comment.author_id': 'guest_id = NULL',
}

/** Statements, of which the first that changes what is shown is one way in which it can change; what takes it back again, given what was there. */
export type Way = { name: string; table: string; tries: string[]; back: ((row: string) => string) | null }

/** Each column with another value. */
export async function waysOfColumn(ask: Ask, column: Column, places: string[]): Promise<Way> {
  const name = `${column.table}.${column.column}`
  const more = along[name] ? `, ${along[name]}` : ''
  const values = await othersOf(ask, column)
  const set = (value: string) => `UPDATE ${column.table} SET ${column.column} = ${value}${more}`
  return {
    name, table: column.table, tries: places.flatMap((place) => values.map((each) => `${set(each)} WHERE ctid = '${place}' RETURNING ctid::text AS place`)),
    back: (row) => `${set(`(jsonb_populate_record(NULL::${column.table}, '${row.replaceAll("'", "''")}')).${column.column}`)} WHERE ctid = $1`,
  }
}

/** A row that goes, and comes again. */
export function waysToGo(table: string, places: string[]): Way {
  return {
    name: `DELETE ${table}`, table, tries: places.map((place) => `DELETE FROM ${table} WHERE ctid = '${place}' RETURNING ctid::text AS place`),
    back: (row) => `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, '${row.replaceAll("'", "''")}')).*`,
  }
}

/** One more row like one that is there, with keys of its own. */
export async function waysToCome(ask: Ask, table: string, places: string[]): Promise<Way> {
  const keys = await ask<{ name: string; type: string }>(`
    SELECT DISTINCT a.attname AS name, format_type(a.atttypid, NULL) AS type FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
    WHERE i.indrelid = $1::regclass AND i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.conrelid = i.indrelid AND f.contype = 'f' AND a.attnum = ANY(f.conkey))`, [table])
  const own = keys.map(({ name, type }) => `'${name}', ${newOf(table, name, type)}`)
  const like = `to_jsonb(t) || jsonb_build_object(${own.join(', ')})`
  return {
    name: `INSERT ${table}`, table, back: null,
    tries: places.map((place) => `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, ${like})).* FROM ${table} t WHERE ctid = '${place}' RETURNING ctid::text AS place`),
  }
}

/** A key that no row has. */
function newOf(table: string, name: string, type: string): string {
  if (type === 'uuid') return 'gen_random_uuid()::text'
  return /int$|^integer/.test(type) ? `(SELECT max(${name}) + 1 FROM ${table})` : `to_jsonb(t) ->> '${name}' || 'x'`
}

/** A few rows of a table, by where they lie: first those that are about something of which pages are read. */
export async function someOf(ask: Ask, table: string, about: string): Promise<string[]> {
  const found = await ask<{ place: string }>(`SELECT ctid::text AS place FROM ${table} t ORDER BY to_jsonb(t)::text ~ $1 DESC, md5(ctid::text) LIMIT 4`, [about])
  return found.map(({ place }) => place)
}
