import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Readable } from 'node:stream'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import robotsParser from 'robots-parser'
import { parseSitemap, parseSitemapIndex } from 'sitemap'
import { beforeAll, describe, expect, test } from 'vitest'
import { GET as robots } from '#app/robots.txt/route.ts'
import { GET as sitemap } from '#app/sitemap.xml/route.ts'
import { writer } from '#lib/database.ts'
import { addressesPerPart } from '#lib/feeds/read-addresses.ts'
import { essayBy, makeCast, publishedReplyBy, replyBy } from '../cast.ts'
import { database } from '../database/fenced-database.ts'

const origin = 'http://127.0.0.1:3000'
const ask = async (query = '') => (await sitemap(new Request(`${origin}/sitemap.xml${query}`))).text()
const read = async (text: string) => parseSitemap(Readable.from([text]))

/** The schema of sitemaps.org, as the package brings it. */
const schema = path.join(path.dirname(createRequire(import.meta.url).resolve('sitemap')), '..', '..', 'schema', 'sitemap.xsd')

function validate(text: string) {
  const document = XmlDocument.fromString(text)
  const xsd = XmlDocument.fromBuffer(readFileSync(schema))
  const validator = XsdValidator.fromDoc(xsd)
  validator.validate(document)
  for (const each of [validator, xsd, document]) each.dispose()
}

let slugs: Record<string, string>
let handles: Record<'ada' | 'mo' | 'rae' | 'nia', string>
const approvedAt = new Date('2031-05-06T07:08:09.000Z')

/** One essay in each state, a page, tags with and without essays, people who said something where everybody sees it and who did not. */
beforeAll(async () => {
  const { ada, mo, rae, nia } = await makeCast()
  handles = { ada: ada.handle, mo: mo.handle, rae: rae.handle, nia: nia.handle }
  const states = {
    listed: {}, page: { kind: 'page' }, unlisted: { state: 'unlisted' }, archived: { state: 'archived' }, draft: { state: 'draft' },
    guarded: { state: 'draft', passwordHash: 'a hash' }, future: { state: 'scheduled', publishAt: new Date(Date.now() + 3_600_000), publishedAt: null },
  } as const
  const tags = Object.fromEntries(await Promise.all(['sea', 'nowhere'].map(async (slug) =>
    [slug, (await writer().tag.create({ data: { slug, name: slug }, select: { id: true } })).id])))
  slugs = {}
  for (const [name, data] of Object.entries(states)) {
    const { id, slug } = await essayBy(ada)
    slugs[name] = slug
    if (name === 'unlisted') await publishedReplyBy(nia, mo, slug)
    if (name === 'listed') await writer().comment.update({ where: { id: await publishedReplyBy(rae, mo, slug) }, data: { publishedAt: approvedAt }, select: { id: true } })
    if (name === 'listed') await replyBy(nia, slug)
    await writer().postTag.create({ data: { postId: id, tagId: tags[name === 'listed' ? 'sea' : 'nowhere'] ?? '' }, select: { postId: true } })
    await writer().post.update({ where: { id }, data, select: { id: true } })
  }
})

test('the sitemap follows the schema of sitemaps.org', async () => {
  const text = await ask()
  expect(() => validate(text)).not.toThrow()
  expect(() => validate(text.replace('<loc>', '<lok>').replace('</loc>', '</lok>'))).toThrow()
})

test('it names essays and pages, tags with essays and people with a page, and nothing that is not public or not to be found', async () => {
  const paths = (await read(await ask())).map(({ url }) => url.replace(origin, '')).toSorted()
  expect(paths).toEqual([
    '/', '/guidelines', '/works', `/posts/${slugs.listed}`, `/posts/${slugs.page}`, '/tags/sea', `/people/${handles.ada}`, `/people/${handles.rae}`,
  ].toSorted())
})

test('a page changed when its text did or when its newest reply was approved', async () => {
  const changed = new Map((await read(await ask())).map(({ url, lastmod }) => [url.replace(origin, ''), lastmod]))
  for (const page of ['/', `/posts/${slugs.listed}`, `/people/${handles.rae}`]) expect(changed.get(page), page).toBe(approvedAt.toISOString())
  const { updatedAt } = await writer().publishedPost.findUniqueOrThrow({ where: { slug: slugs.listed ?? '' }, select: { updatedAt: true } })
  expect(changed.get('/tags/sea')).toBe(updatedAt.toISOString())
  expect(changed.get('/guidelines')).toBeUndefined()
})

test('robots.txt leads to the sitemap, forbids nothing that stands in it, and keeps the desk and the forms to themselves', async () => {
  const rules = robotsParser(`${origin}/robots.txt`, await robots().text())
  expect(rules.getSitemaps()).toEqual([`${origin}/sitemap.xml`])
  for (const { url } of await read(await ask())) expect(rules.isAllowed(url, 'Examplebot'), url).toBe(true)
  for (const page of [`/posts/${slugs.listed}?page=2`, `/c/0198c0de-0000-7000-8000-000000000000`, '/log', '/feed.xml']) expect(rules.isAllowed(origin + page, 'Examplebot'), page).toBe(true)
  for (const page of ['/moderation', '/account', '/sign-in?then=%2F', '/search?q=sea', `/posts/${slugs.listed}?reply=1`, '/c/1/report']) expect(rules.isAllowed(origin + page, 'Examplebot'), page).toBe(false)
})

test.each(['?part=0', '?part=2', '?part=-1', '?part=', '?part=1e3', '?part=99999999999999999999'])('there is no %s of a small site', async (query) => {
  expect((await sitemap(new Request(`${origin}/sitemap.xml${query}`))).status).toBe(404)
})

describe('more addresses than a sitemap holds', () => {
  beforeAll(async () => {
    // Without the triggers, which would put down the essay's words ten thousand times.
    await database.query(`
      SET session_replication_role = replica;
      INSERT INTO tag (id, slug, name) SELECT gen_random_uuid(), 'many-' || n, 'Many ' || n FROM generate_series(1, ${addressesPerPart}) n;
      INSERT INTO post_tag (post_id, tag_id) SELECT post.id, tag.id FROM post, tag WHERE post.slug = '${slugs.listed}' AND tag.slug LIKE 'many-%';
      RESET session_replication_role`)
    await database.query('ANALYZE')
  }, 120_000)

  test('are divided among several that an index names, each address in one of them', async () => {
    const index = await parseSitemapIndex(Readable.from([await ask()]))
    expect(index.map(({ url }) => url)).toEqual([`${origin}/sitemap.xml?part=1`, `${origin}/sitemap.xml?part=2`])
    const parts = await Promise.all(index.map(async ({ url }) => read(await ask(new URL(url).search))))
    expect(parts.map((part) => part.length)).toEqual([addressesPerPart, 8])
    expect(new Set(parts.flat().map(({ url }) => url)).size).toBe(addressesPerPart + 8)
  }, 60_000)
})
