import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { chooseReading } from '#lib/posts/content-notes/choose-reading.ts'
import { noticeShape } from '#lib/moderation/notices/is-still-so.ts'
import { noticeLetter } from '#lib/moderation/notices/notice-letter.ts'
import { carryOut, decideNow, makeCast, person, replyBy } from '../cast.ts'
import { cookieOf, findAll, startSite, textOf } from './site.ts'

// What a text names is said before any of the text, wherever some of it is shown to anybody.

const canary = `Canary${randomUUID().slice(0, 8)}`
const said = 'Before you read: Grief (depicted), flashing images.'

let site: Awaited<ReturnType<typeof startSite>>
let cast: Awaited<ReturnType<typeof makeCast>>
let noted: { id: string; slug: string }
let other: { id: string; slug: string }
let author: Awaited<ReturnType<typeof person>>
let series: { id: string; slug: string }
let comment: string

beforeAll(async () => {
  cast = await makeCast()
  author = await person('noa', 'author')
  const tags = [{ slug: 'named', name: 'Named' }]
  other = await carryOut(createPost, author, { title: 'Another', body: 'Of nothing in particular.', tags })
  await carryOut(publishPost, author, { postId: other.id }, new Date(Date.now() - 60_000))
  const contentNotes = [{ topic: 'flashing', degree: 'depicted' }, { topic: 'Grief', degree: 'depicted' }]
  noted = await carryOut(createPost, author, { title: 'The one', standfirst: `${canary} stands first.`, body: `${canary} is the text.\n\n![${canary}](https://pictures.example/a.webp)`, tags, contentNotes })
  await carryOut(publishPost, author, { postId: noted.id })
  series = await carryOut(createSeries, author, { title: 'Of two', description: '' })
  for (const postId of [other.id, noted.id]) await carryOut(addToSeries, author, { seriesId: series.id, postId })
  comment = await replyBy(cast.rae, noted.slug, '', `${canary} is what I thought of, too, and I would like to say it at such a length that it can be quoted elsewhere.`)
  await decideNow(cast.mo, comment, 'approve')
  await carryOut(addUpdateNote, author, { postId: noted.id, kind: 'correction', place: 'top', body: `${canary} was wrong.`, commentId: comment })
  site = await startSite()
}, 300_000)

async function get(path: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(site.url + path, { headers })
  expect([path, answer.status]).toEqual([path, 200])
  return answer.text()
}

/** Of a text: the notes are said, and before the first word of it. */
function expectFirst(text: string) {
  expect(text).toContain(said)
  if (text.includes(canary)) expect(text.indexOf(said)).toBeLessThan(text.indexOf(canary))
}

const visible = (html: string) => findAll(html, 'main').map(textOf).join(' ')

describe('what a text names stands before it', () => {
  test.each([
    ['the front page', () => '/'],
    ['the page of a tag', () => '/tags/named'],
    ['the page of its author', () => `/people/${author.handle}`],
    ['the page of its series', () => `/series/${series.slug}`],
    ['what a search found', () => `/search?q=${canary}`],
    ['the replies of a reader', () => `/people/${cast.rae.handle}`],
    ['an essay beside which it is named', () => `/posts/${other.slug}`],
    ['its own page', () => `/posts/${noted.slug}`],
    ['its conversation by time', () => `/posts/${noted.slug}?order=newest`],
  ])('on %s', async (_, path) => expectFirst(visible(await get(path()))))

  test.each(['/feed.xml', '/atom.xml', '/feed.json', '/tags/named/feed.xml'])('in %s, in the summary as well as in the text', async (path) => {
    const feed = await get(path)
    const [item = ''] = feed.split(/<item>|<entry |"id":/).filter((part) => part.includes(canary))
    expect(item.split(said).length - 1).toBe(2)
    expectFirst(item)
  })

  test('in the feed of its conversation', async () => {
    const feed = await get(`/posts/${noted.slug}/comments/feed.xml`)
    const [item = ''] = feed.split('<item>').slice(1)
    expect(item.split(said).length - 1).toBe(2)
    expectFirst(item)
  })

  test('in descriptions for search engines, previews and machines, which get no picture of it', async () => {
    const html = await get(`/posts/${noted.slug}`)
    const metas = findAll(html, 'meta').map(({ properties }) => [String(properties?.property ?? properties?.name), String(properties?.content)])
    for (const name of ['description', 'og:description', 'twitter:description']) expect(metas.find(([each]) => each === name)?.[1]).toMatch(new RegExp(`^${said.replace(/[()]/g, '\\$&')}`))
    expect(metas.filter(([name]) => name?.includes('image'))).toEqual([])
    const [data] = findAll(html, 'script', ({ properties }) => properties?.type === 'application/ld+json').map((script) => JSON.parse(textOf(script)))
    expect(data.description.startsWith(said)).toBe(true)
    expect(data).not.toHaveProperty('image')
    expect(data.correction).toMatchObject([{
      '@type': 'CorrectionComment', text: `${canary} was wrong.`, isBasedOn: `${site.url}/c/${comment}`, contributor: { name: 'rae', url: `${site.url}/people/${cast.rae.handle}` },
    }])
  })

  test('in notices, which say nothing of the text, and in mail, which quotes nothing of what its reader folds', async () => {
    const [nia, sol] = [await person('nia', 'reader'), await person('sol', 'reader')]
    await carryOut(chooseReading, sol, { death: 'fold' })
    const past = new Date(Date.now() - 1000)
    const letters = []
    for (const { id: personId } of [nia, sol]) {
      const { id } = await writer().notice.create({ data: { personId, kind: 'post', postId: noted.id, at: past, dueAt: past }, select: { id: true } })
      const notice = await reader().notice.findUniqueOrThrow({ where: { id }, select: noticeShape })
      letters.push(noticeLetter({ id: personId, email: 'somebody@example.org' }, { news: [notice], count: 1, more: false, topics: ['post'], postId: null, gathered: false, now: new Date() }).text)
    }
    const page = visible(await get('/notifications', { cookie: await cookieOf(nia) }))
    expect(page).toContain(said)
    expect(page).not.toContain(canary)
    const [plain = '', folded = ''] = letters.map((text) => text.replace(/\s+/g, ' '))
    expectFirst(plain)
    expect(plain).toContain(canary)
    expect(folded).toContain(said)
    expect(folded).not.toContain(canary)
  })

  test('and a document names what folds it, and is the same for everybody', async () => {
    // Each answer gives the form of a reply a key of its own, and says until when it is what there is.
    const key = /value="[\da-f-]{36}"|data-shown-until="[^"]*"/g
    const html = await get(`/posts/${noted.slug}`)
    expect(html).toContain('data-topics="death flashing"')
    expect(html).not.toContain('data-fold')
    expect(html).toMatch(/<script src="\/_own\/fold\.[\w-]{12}\.js"><\/script>/)
    const rae = await cookieOf(cast.rae)
    await carryOut(chooseReading, cast.rae, { flashing: 'fold' })
    expect(await get(`/posts/${noted.slug}`, { cookie: rae })).toContain('data-fold="flashing"')
    expect((await get(`/posts/${noted.slug}`)).replace(key, '')).toBe(html.replace(key, ''))
  })
})
