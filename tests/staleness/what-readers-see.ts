import pg from 'pg'

/** What a change did: the views that show another thing, what was announced, and what of the former no announcement is about. */
export type Seen = { changed: string[]; told: string[]; untold: string[] }

/** What an announcement that does not empty everything is about: these views, and of one essay alone or of all. */
const covered: Record<string, { views: string[]; ofOne: boolean }> = {
  conversation: { views: ['published_post', 'published_comment', 'published_comment_text', 'published_thread_stretch', 'published_featured_comment', 'published_update_note'], ofOne: true },
  log: { views: ['published_decision', 'published_log'], ofOne: false },
}

/** The search and the right to see a picture are asked anew each time: nothing of them is kept. */
const askedAnew = `v.relname ~ '(_search|_media)$'`

/** Watches all that pages are made of, and what the database announces. */
export class Watch {
  /** The tables that each view reads, itself or by other views. */
  readonly viewsOf: ReadonlyMap<string, readonly string[]>
  readonly #ear: pg.Client
  readonly #essayOf: Map<string, string>
  readonly #shown: Map<string, Map<string, string>>
  #heard: string[] = []

  private constructor(ear: pg.Client, viewsOf: Map<string, string[]>, essayOf: Map<string, string>) {
    this.#ear = ear
    this.viewsOf = viewsOf
    this.#essayOf = essayOf
    this.#shown = new Map()
    ear.on('notification', ({ payload }) => this.#heard.push(payload ?? ''))
  }

  static async open(databaseUrl: string): Promise<Watch> {
    const ear = new pg.Client({ connectionString: databaseUrl })
    await ear.connect()
    await ear.query('LISTEN afterword_stale')
    const { rows: reads } = await ear.query<{ table: string; views: string[] }>(`
      WITH RECURSIVE reads AS (
        SELECT DISTINCT v.oid AS view, v.relname AS name, d.refobjid AS object FROM pg_class v JOIN pg_rewrite r ON r.ev_class = v.oid
        JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> v.oid
        WHERE v.relkind = 'v' AND v.relname LIKE 'published\\_%' AND NOT ${askedAnew}
      ), deep AS (SELECT name, object FROM reads UNION SELECT deep.name, reads.object FROM deep JOIN reads ON reads.view = deep.object)
      SELECT c.relname AS "table", array_agg(DISTINCT deep.name::text) AS views FROM deep JOIN pg_class c ON c.oid = deep.object AND c.relkind = 'r' GROUP BY 1 ORDER BY 1`)
    const { rows: named } = await ear.query<{ view: string; column: string | null }>(`
      SELECT v.relname AS view, (SELECT attname FROM pg_attribute a WHERE a.attrelid = v.oid AND a.attname = CASE WHEN v.relname = 'published_post' THEN 'id' ELSE 'post_id' END) AS column
      FROM pg_class v WHERE v.relkind = 'v' AND v.relname LIKE 'published\\_%' AND NOT ${askedAnew}`)
    const watch = new Watch(ear, new Map(reads.map(({ table, views }) => [table, views])), new Map(named.map(({ view, column }) => [view, column ?? ''])))
    await watch.#look()
    return watch
  }

  /** Carries something out. @returns null where the database refuses it */
  async see(change: () => Promise<unknown>): Promise<Seen | null> {
    await this.#ear.query('SELECT 1')
    // What others did meanwhile is theirs.
    if (this.#heard.length > 0) await this.#look()
    this.#heard = []
    try {
      await change()
    } catch (error) {
      if (error instanceof pg.DatabaseError) return null
      throw error
    }
    const others = await this.#look()
    const told = [...new Set(this.#heard)]
    this.#heard = []
    const untold = [...others].filter(([view, essays]) => ![...essays].every((essay) => isTold(view, essay, told))).map(([view]) => view)
    return { changed: [...others.keys()], told, untold }
  }

  end(): Promise<void> {
    return this.#ear.end()
  }

  /** The essays of the rows that are others than when it was last looked, by view; whatever was announced until then has been heard. */
  async #look(): Promise<Map<string, Set<string>>> {
    const views = [...this.#essayOf.keys()]
    const parts = views.map((view) => {
      const column = this.#essayOf.get(view)
      const essay = column ? `coalesce((SELECT slug FROM post WHERE id = v.${column}), '')` : `''`
      return `SELECT '${view}' AS view, ${essay} AS essay, md5(v::text) AS row FROM ${view} v`
    })
    const { rows } = await this.#ear.query<{ view: string; essay: string; row: string }>(parts.join(' UNION ALL '))
    const others = new Map<string, Set<string>>()
    for (const view of views) {
      const now = new Map(rows.filter((each) => each.view === view).map(({ essay, row }) => [`${essay} ${row}`, essay]))
      const before = this.#shown.get(view) ?? new Map<string, string>()
      const essays = new Set([...[...now].filter(([key]) => !before.has(key)), ...[...before].filter(([key]) => !now.has(key))].map(([, essay]) => essay))
      this.#shown.set(view, now)
      if (essays.size > 0) others.set(view, essays)
    }
    return others
  }
}

function isTold(view: string, essay: string, told: string[]): boolean {
  return told.some((payload) => {
    const at = payload.indexOf(':')
    const about = covered[payload.slice(0, at)]
    return !about || (about.views.includes(view) && (!about.ofOne || payload.slice(at + 1) === essay))
  })
}
