import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import type { FilterPart } from '#lib/moderation/desk/filter-parts.ts'
import { waitingQuery } from '#lib/moderation/desk/find-waiting.ts'
import { lookUpFilter, queueFilter } from '#lib/moderation/desk/queue-filter.ts'
import { readQueue } from '#lib/moderation/desk/read-queue.ts'
import { Prisma } from '#database'
import { essayBy, itemAbout, makeCast, person, publishedReplyBy, replyBy } from '../../cast.ts'

type Filter = Partial<Record<FilterPart, string>>

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string
let words: string
/** Texts by what the tests call them. */
const comments: Record<'maps' | 'reply' | 'elsewhere' | 'edit', string> = { maps: '', reply: '', elsewhere: '', edit: '' }

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  const other = (await essayBy(cast.ada)).slug
  words = `word${randomUUID().slice(0, 8)}`
  comments.maps = await replyBy(cast.nia, slug, '', `Antique ${words} at [the shop](https://www.Maps.example:8080/shop?x=1) and [again](https://maps.example/b).`)
  comments.reply = await replyBy(cast.rae, slug, '', `The ${words}s are another thing; the contour line is not.`)
  comments.elsewhere = await replyBy(cast.rae, other)
  const { id: reviewItemId } = await itemAbout(comments.maps)
  const { commentRevisionId: revisionId } = await reader().reviewItem.findUniqueOrThrow({ where: { id: reviewItemId }, select: { commentRevisionId: true } })
  await writer().finding.create({ data: { reviewItemId, revisionId, rule: `maps ${words}`, severity: 'hold', message: 'Maps.' }, select: { id: true } })
  comments.edit = await publishedReplyBy(cast.rae, cast.mo, slug)
})

/** The ids of the comments that wait and that a filter shows, without those of other tests. */
async function found(filter: Filter): Promise<string[]> {
  const queue = await readQueue(cast.mo, { ...filter, limit: 100 })
  if (!queue.ok) throw new Error(queue.message)
  const own = Object.values(comments)
  return queue.value.items.map((item) => item.subject.id).filter((id) => own.includes(id))
}

describe('the queue', () => {
  it.each<[claim: string, filter: () => Filter, names: (keyof typeof comments)[]]>([
    ['a post', () => ({ post: slug }), ['maps', 'reply']],
    ['a person', () => ({ person: cast.rae.handle }), ['reply', 'elsewhere']],
    ['a person, with the sign before the handle', () => ({ person: `@${cast.rae.handle}` }), ['reply', 'elsewhere']],
    ['a host, however it was written', () => ({ host: 'https://WWW.maps.example/any' }), ['maps']],
    ['a rule that spoke', () => ({ rule: `maps ${words}` }), ['maps']],
    ['a word of the text', () => ({ q: words }), ['maps']],
    ['a phrase, and what is not in it', () => ({ q: '"contour line" -antique' }), ['reply']],
    ['a name', () => ({ q: cast.nia.handle }), ['maps']],
    ['a kind and a person at once', () => ({ kind: 'comment', person: cast.rae.handle, post: slug }), ['reply']],
    ['another kind', () => ({ kind: 'report', person: cast.rae.handle }), []],
    ['a word of nothing', () => ({ q: `no-${randomUUID()}` }), []],
    ['a host that nothing links to', () => ({ host: 'nowhere.example' }), []],
  ])('shows what waits by %s', async (_, filter, names) => {
    expect(await found(filter())).toEqual(names.map((name) => comments[name]))
  })

  it('keeps a filter from page to page', async () => {
    const nan = await person('nan', 'reader')
    const ids = []
    for (let count = 0; count < 3; count++) ids.push(await replyBy(nan, slug))
    const seen: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page = await readQueue(cast.mo, { person: nan.handle, after, limit: 1 })
      if (!page.ok) throw new Error(page.message)
      seen.push(...page.value.items.map((item) => item.subject.id))
      after = page.value.next
    }
    expect(seen).toEqual(ids)
  })

  it('shows guests of an import by their id, and finds them by name', async () => {
    const guest = await writer().guest.create({ data: { name: `Guest ${words}` }, select: { id: true } })
    const { id } = await itemAbout(comments.elsewhere)
    await writer().$executeRaw`UPDATE comment SET author_id = NULL, guest_id = ${guest.id}::uuid WHERE id = ${comments.elsewhere}::uuid`
    await writer().reviewItem.update({ where: { id }, data: { decidedAt: null }, select: { id: true } })
    expect(await found({ person: `guest:${guest.id}` })).toEqual([comments.elsewhere])
    expect(await found({ q: `"guest ${words}"` })).toEqual([comments.elsewhere])
  })

  it.each<[claim: string, Filter, FilterPart, RegExp]>([
    ['a kind that there is not', { kind: 'gossip' }, 'kind', /no such kind/],
    ['a post that there is not', { post: 'no-such-essay' }, 'post', /no post/],
    ['a person that there is not', { person: 'nobody-at-all' }, 'person', /nobody/],
    ['a guest that there is not', { person: 'guest:not-an-id' }, 'person', /nobody/],
    ['signs without a word', { q: '?!, …' }, 'q', /no word/],
    ['a search of 10,000 characters', { q: 'x'.repeat(10_000) }, 'q', /too long/],
  ])('answers %s with nothing and a sentence', async (_, filter, part, message) => {
    const queue = await readQueue(cast.mo, filter)
    expect(queue).toMatchObject({ ok: true, value: { items: [], next: null, filtered: { part, message: expect.stringMatching(message) } } })
  })

  it.each(['(', "'", '"', '\\', ':*', '&|!', '\u0000 word', 'a:b & c', '-', "O'Brien"])('takes %j as a search', async (q) => {
    expect((await readQueue(cast.mo, { q })).ok).toBe(true)
  })
})

describe('with a long queue', () => {
  const many = 20_000

  // Items alone: the plans look at nothing else.
  beforeAll(async () => {
    const post = await reader().post.findFirstOrThrow({ where: { slug }, select: { id: true } })
    await writer().$executeRaw`ALTER TABLE review_item DISABLE TRIGGER USER`
    for (let start = 0; start < many; start += 2_000) {
      await writer().$executeRaw`
        INSERT INTO review_item (id, kind, post_id, comment_revision_id, person_id, submitted_at, link_hosts, held_by)
        SELECT gen_random_uuid(), (CASE WHEN n % 50 = 0 THEN 'comment_edit' ELSE 'comment' END)::review_kind,
          CASE WHEN n % 100 = 0 THEN ${post.id}::uuid ELSE (SELECT id FROM post WHERE slug <> ${slug} LIMIT 1) END,
          (SELECT id FROM comment_revision LIMIT 1),
          CASE WHEN n % 500 = 0 THEN ${cast.rae.id}::uuid ELSE ${cast.ada.id}::uuid END, now() - make_interval(secs => n),
          CASE WHEN n % 400 = 0 THEN ARRAY['rare.example'] ELSE ARRAY['frequent.example'] END,
          CASE WHEN n % 300 = 0 THEN ARRAY['rare-rule'] ELSE ARRAY['new-person'] END
        FROM generate_series(${start + 1}::int, ${start + 2_000}::int) n`
    }
    await writer().$executeRaw`ALTER TABLE review_item ENABLE TRIGGER USER`
    await writer().$executeRaw`ANALYZE review_item`
    await writer().$executeRaw`ANALYZE comment_revision`
  }, 60_000)

  test.each<[string, Filter]>([
    ['no filter', {}],
    ['a kind', { kind: 'comment_edit' }],
    ['a post', { post: 'own' }],
    ['a person', { person: 'rae' }],
    ['a rare host', { host: 'rare.example' }],
    ['a frequent host', { host: 'frequent.example' }],
    ['a rare rule', { rule: 'rare-rule' }],
    ['a frequent rule', { rule: 'new-person' }],
  ])('the first page by %s reads no more than it shows, by an index', async (_, filter) => {
    const asked = { ...filter, ...(filter.post && { post: slug }), ...(filter.person && { person: cast.rae.handle }) }
    const plan = await planOf(asked)
    expect(plan.join('\n')).not.toMatch(/Seq Scan on review_item/)
    expect(rowsSorted(plan), plan.join('\n')).toBeLessThan(many / 100)
  })
})

async function planOf(filter: Filter): Promise<string[]> {
  const known = await lookUpFilter(queueFilter(filter))
  if ('message' in known) throw new Error(known.message)
  const rows = await reader().$queryRaw<{ 'QUERY PLAN': string }[]>(Prisma.sql`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${waitingQuery(known, null, 26)}`)
  return rows.map((row) => row['QUERY PLAN'])
}

/** How many rows went into a sort; none without one. */
function rowsSorted(plan: string[]): number {
  const sort = plan.findIndex((line) => /\bSort\b/.test(line) && !/Sort (Key|Method)/.test(line))
  const below = plan.slice(sort + 1).find((line) => /actual rows=/.test(line))
  return sort === -1 ? 0 : Number(/actual rows=(\d+)/.exec(below ?? '')?.[1] ?? 0)
}
