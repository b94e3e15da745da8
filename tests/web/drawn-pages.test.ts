import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import { openDrawing } from '#lib/http/documents/drawing.ts'
import type { DrawPage } from '#lib/http/documents/drawing.ts'
import { mediaUrlOf } from '#lib/media-name.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { announcePost } from '#lib/posts/publishing/announce-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { themeCookie, themes } from '#lib/themes.ts'
import type { Theme } from '#lib/themes.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { loadDemo } from '../../prisma/demo/load.ts'
import { carryOut, decideNow, essayBy, person, publishedReplyBy } from '../cast.ts'
import { addChain, addReplies } from '../comments/thread-rows.ts'
import { database } from '../database/fenced-database.ts'
import { addOneOfEach } from '../staleness/one-of-each.ts'
import { startSite } from './site.ts'

// Everything that a page of an essay can hold, once, and lists of essays. What is drawn without the framework is what the framework makes, byte for byte.

let site: Awaited<ReturnType<typeof startSite>>
let draw: DrawPage
let addresses: string[]

beforeAll(async () => {
  await loadDemo()
  await addOneOfEach(database)
  const [ada, mo, rae] = await Promise.all([person('ada', 'author'), person('mo', 'moderator'), person('rae', 'reader')])
  const { id, slug: long } = await essayBy(ada)
  const chain = await addChain({ postId: id, authorId: rae.id, html: `<p>As @ada says, and @nobody does not: &lt;b&gt;.</p>` }, 14)
  const top = await addReplies({ postId: id, authorId: rae.id, html: '<p>And?</p>' }, null, 130)
  const hidden = await publishedReplyBy(rae, mo, long)
  await publishedReplyBy(rae, mo, long, hidden)
  await decideNow(mo, hidden, 'hide')
  const [closed, unlisted, empty, elsewhere] = [await essayBy(ada), await essayBy(ada), await essayBy(ada), await essayBy(ada)]
  await publishedReplyBy(rae, mo, unlisted.slug)
  await database.query(`UPDATE post SET comments_mode = 'closed' WHERE id = $1`, [closed.id])
  await database.query(`UPDATE post SET state = 'unlisted' WHERE id = $1`, [unlisted.id])
  await database.query(`UPDATE post SET commenters = 'known', comments_every_seconds = 60, comments_close_after_days = 9, comment_guidelines_html = '<p>Kindly.</p>' WHERE id = $1`, [empty.id])
  await database.query(`UPDATE post SET canonical_url = 'https://elsewhere.example', lang = 'de' WHERE id = $1`, [elsewhere.id])
  await coveredBy(ada)
  const namesOf = async (sql: string) => (await database.query<{ name: string }>(sql)).rows.map(({ name }) => name)
  const [essays, tags, people, older] = await Promise.all([
    namesOf('SELECT slug AS name FROM published_post ORDER BY slug'), namesOf('SELECT slug AS name FROM published_tag'), namesOf('SELECT handle AS name FROM published_person'),
    namesOf('SELECT slug AS name FROM published_post WHERE listed ORDER BY published_at DESC LIMIT 3'),
  ])
  const lists = ['/', ...tags.map((tag) => `/tags/${tag}`), ...people.map((handle) => `/people/${handle}`)]
  addresses = [
    ...lists, ...older.map((slug) => `/?before=${slug}&all=1`), ...tags.slice(0, 3).map((tag) => `/tags/${tag}?before=${older[0]}`), `/people/ada?before=${older[0]}`,
    ...essays.flatMap((slug) => ['', '?order=newest', '?order=oldest', '?x=1'].map((query) => `/posts/${slug}${query}`)),
    ...['page=2', 'page=3', `after=${top[20]}`, `page=2&after=${top[70]}`, `branch=${chain[0]}`, `branch=${chain[3]}&after=${chain[5]}`, `order=oldest&after=${top[20]}`, `reply=${top[1]}`, `reply=${top[1]}&order=newest`, 'all=1', 'edit=1&moderate=2', 'taken=3']
      .map((query) => `/posts/${long}?${query}`),
  ]
  site = await startSite({ AFTERWORD_ORIGIN: env().AFTERWORD_ORIGIN })
  draw = await openDrawing(path.join(import.meta.dirname, '../..'))
}, 400_000)

/** An essay with a picture above it, and letters that have to be escaped wherever they stand. */
async function coveredBy(ada: SignedIn) {
  const name = `${randomUUID().replaceAll('-', '').slice(0, 24)}-1600x1067`
  const { id } = await carryOut(createPost, ada, { title: `A “covered” <essay> & more ${randomUUID()}`, body: 'One thing.\n\n## And another\n\nThen.' })
  await writer().media.create({ data: { name, postId: id, uploadedAt: new Date(), keptAt: new Date() } })
  await carryOut(announcePost, ada, { postId: id, excerpt: 'In "other" words.', media: mediaUrlOf(name), alt: 'A lake', caption: 'A lake <of> ours', credit: 'Ada' })
  await carryOut(publishPost, ada, { postId: id, commentsMode: 'open' })
}

type Page = { html: string; link: string }

/** Who sends another cookie of the site gets the page of the framework, as a document. */
async function byFramework(address: string, theme: Theme): Promise<Page> {
  return read(address, `afterword-carried=nothing; ${themeCookie}=${theme}`)
}

async function read(address: string, cookie: string): Promise<Page> {
  const answer = await fetch(site.url + address, { headers: { cookie }, redirect: 'manual' })
  expect(answer.status, address).toBe(200)
  return comparable({ html: await answer.text(), link: answer.headers.get('link') ?? '' })
}

/**
 * But for the moment of the rendering, up to which a page shows everything; the number of its form, which the framework counts again when it begins
 * anew with it; what the head says in which order, which differs from one rendering to the next; the module, which is put in where a page is sent; and where
 * it stands that a picture is to be fetched early: in the head of a drawn page, above that of the framework's.
 */
function comparable({ html, link }: Page): Page {
  const pictures = [...link.split(/, (?=<)/).filter((each) => each.includes('as="image"')), ...(html.match(/<link rel="preload" as="image"[^>]*>/g) ?? [])]
  const same = html.replace(/ data-shown-until="[^"]*"/, '').replaceAll(/(?<=name="\$ACTION_(REF_)?)\d/g, '')
  const inOrder = (head: string) => head.replaceAll(/<script[^>]*><\/script>|<link rel="preload" as="image"[^>]*>/g, '').split(/(?=<(?!\/))/).sort().join('')
  return {
    html: same.replace(/<head>([^]*?)<\/head>/, (_, inside: string) => `<head>${inOrder(inside)}</head>`),
    link: [...link.split(/, (?=<)/).filter((each) => !each.includes('as="image"')), ...pictures.flatMap((each) => each.match(/\/media\/[\w-]+\.webp/g) ?? [])].join(', '),
  }
}

/** Where two pages begin to differ. */
function differing(address: string, one: Page | null, other: Page): string[] {
  if (!one) return [`${address} is not drawn`]
  return (['html', 'link'] as const).filter((part) => one[part] !== other[part]).map((part) => {
    const [here, there] = [one[part], other[part]]
    const at = [...there].findIndex((letter, place) => here[place] !== letter)
    return `${address}: ${here.slice(Math.max(0, at - 80), at + 80)} | ${there.slice(Math.max(0, at - 80), at + 80)}`
  })
}

describe.each(themes)('in the colours %s', (theme) => {
  test('every page is drawn as the framework makes it', async () => {
    const wrong: string[] = []
    // Colours are said in the head alone.
    for (const address of addresses.filter((_, place) => theme === 'system' || place % 8 === 0)) {
      const drawn = await draw({ url: address, theme })
      wrong.push(...differing(address, drawn && comparable({ html: drawn.pieces.join(''), link: drawn.link }), await byFramework(address, theme)))
    }
    expect(wrong).toEqual([])
  }, 200_000)
})

test('what is drawn goes out under the headers of the framework, with the module and what folds texts', async () => {
  const headersOf = async (cookie: string) => {
    const answer = await fetch(`${site.url}/posts/five-miles-an-hour?all=1`, { headers: { cookie } })
    const own = /<head>[^]*<\/head>/.exec(await answer.text())?.[0].match(/<script[^>]*><\/script>/g)
    const each = new Map(answer.headers)
    for (const name of ['date', 'x-request-id', 'content-length']) each.delete(name)
    return { status: answer.status, own, headers: Object.fromEntries(each) }
  }
  const [drawn, made] = [await headersOf(`${themeCookie}=dark`), await headersOf(`afterword-carried=nothing; ${themeCookie}=dark`)]
  expect(drawn).toEqual(made)
  expect(drawn.own).toHaveLength(2)
})

test.each([
  ['/tags/nothing', 404], ['/people/nobody-at-all', 404], ['/?p=17', 200], ['/works', 200],
  ['/posts/nothing-of-this-name', 404], ['/posts/five-miles-an-hour?page=99', 404], ['/posts/five-miles-an-hour?page=x', 404], ['/posts/five-miles-an-hour?branch=nothing', 404],
])('%s is left to the framework', async (address, status) => {
  expect(await draw({ url: address, theme: 'system' })).toBeNull()
  expect((await fetch(site.url + address)).status).toBe(status)
})
