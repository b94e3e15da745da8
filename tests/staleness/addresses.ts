import type { Ask } from './ways.ts'

/** Things of which pages are read, by the first part of their addresses; each is talked about, written about, or both. */
const things: Record<string, string> = {
  posts: `SELECT slug FROM published_post WHERE listed ORDER BY comment_count DESC, id LIMIT 2`,
  people: `SELECT handle FROM published_person p ORDER BY (SELECT count(*) FROM published_authorship a WHERE a.person_id = p.id) DESC LIMIT 1`,
  tags: `SELECT slug FROM published_tag t ORDER BY (SELECT count(*) FROM published_post_tag p WHERE p.tag_id = t.id) DESC, slug LIMIT 1`,
  series: `SELECT slug FROM published_series s ORDER BY (SELECT count(*) FROM published_series_post p WHERE p.series_id = s.id) DESC, slug LIMIT 1`,
  works: `SELECT slug FROM published_work w ORDER BY (SELECT count(*) FROM published_work_revision r WHERE r.work_id = w.id) > 0 DESC,
    (SELECT sum(p.comment_count) FROM published_post_work k JOIN published_post p ON p.id = k.post_id WHERE k.work_id = w.id) DESC NULLS LAST LIMIT 1`,
}

/** An address of every shape that is kept, of things that are there, and of an essay its other orders. */
export async function addressesOf(ask: Ask, shapes: readonly { path: string }[]): Promise<string[]> {
  const named = new Map<string, string[]>()
  for (const [part, sql] of Object.entries(things)) named.set(part, (await ask<Record<string, string>>(sql)).flatMap((row) => Object.values(row)))
  const all = shapes.flatMap(({ path }) => {
    const names = named.get(path.split('/')[1] ?? '') ?? []
    return path.includes('*') ? names.map((name) => path.replace('*', name)) : [path]
  })
  return [...all, `/posts/${named.get('posts')?.[0]}?order=newest`, '/sitemap.xml?part=1']
}

/** What the rows about these things can be found by: their keys, as a pattern. */
export async function keysOf(ask: Ask, addresses: readonly string[]): Promise<string> {
  const names = [...new Set(addresses.map((each) => each.split(/[/?]/)[2]).filter((name) => name !== undefined && name !== ''))]
  const found = await ask<{ id: string }>(`
    SELECT id FROM post WHERE slug = ANY($1) UNION ALL SELECT id FROM person WHERE handle = ANY($1) UNION ALL SELECT id FROM tag WHERE slug = ANY($1)
    UNION ALL SELECT id FROM series WHERE slug = ANY($1) UNION ALL SELECT id FROM work WHERE slug = ANY($1)`, [names])
  return found.map(({ id }) => id).join('|')
}
