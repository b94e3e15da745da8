import { beforeAll, expect, test } from 'vitest'
import { bytesOfWordPress, promisedWeight } from '../bench/weight/weigh-thread.ts'
import { addChain, addReplies } from '../comments/thread-rows.ts'
import { essayBy, makeCast, person, publishedReplyBy, replyBy } from '../cast.ts'
import { findAll, startSite, textOf } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let essay: string
let replies: string[]
let held: string
let chain: string[]
let elsewhere: string
let empty: { id: string; slug: string }

beforeAll(async () => {
  const { ada, mo, rae } = await makeCast()
  const { slug } = await essayBy(ada)
  essay = `/posts/${slug}`
  const first = await publishedReplyBy(rae, mo, slug)
  replies = [first, await publishedReplyBy(rae, mo, slug, first), await publishedReplyBy(rae, mo, slug)]
  held = await replyBy(await person('nia', 'reader'), slug)
  const deep = await essayBy(ada)
  elsewhere = `/posts/${deep.slug}`
  chain = await addChain({ postId: deep.id, authorId: rae.id }, 14)
  empty = await essayBy(ada)
  site = await startSite()
}, 300_000)

test('a part of a page begins after the comment of its address, says what it answers, and leads back', async () => {
  const html = await (await fetch(`${site.url}${essay}?after=${replies[0]}`)).text()
  const shown = findAll(html, 'article').map(({ properties }) => properties?.id).filter((id) => String(id).startsWith('comment-'))
  expect(shown).toEqual([`comment-${replies[1]}`, `comment-${replies[2]}`])
  const links = findAll(html, 'a').map(({ properties }) => String(properties?.href))
  expect(links).toEqual(expect.arrayContaining([`/c/${replies[0]}`, `${essay}#conversation`]))
})

const unknown = '0198c0de-0000-7000-8000-000000000000'

test.each([
  ['a part after nonsense', () => '?after=nonsense'],
  ['a part after what waits', () => `?after=${held}`],
  ['a part after what never was', () => `?after=${unknown}`],
  ['a part after a comment of another essay', () => `?after=${chain[0]}`],
  ['a part of a branch after what is outside it', () => `?branch=${replies[0]}&after=${replies[2]}`],
  ['a branch of nonsense', () => `?branch=${encodeURIComponent("' OR 1=1 --")}`],
  ['a branch of 10,000 letters', () => `?branch=${'x'.repeat(10_000)}`],
  ['a branch of what waits', () => `?branch=${held}`],
  ['a branch of what never was', () => `?branch=${unknown}`],
  ['a branch of another essay', () => `?branch=${chain[0]}`],
  ['a page of a branch', () => `?branch=${replies[0]}&page=2`],
  ['a branch by time', () => `?branch=${replies[0]}&order=newest`],
  ['a page by time', () => '?order=newest&page=2'],
  ['a part by time after what waits', () => `?order=newest&after=${held}`],
  ['a page beyond the last', () => '?page=2'],
  ...['0', '-1', '1.5', '1e3', '99999999999999999999', 'x'].map((page): [string, () => string] => [`page ${page}`, () => `?page=${page}`]),
])('there is no page for %s, and it says so as for any other', async (_, query) => {
  const answer = await fetch(`${site.url}${essay}${query()}`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('There is nothing here')
})

test.each([
  ['an order that nobody knows', '?order=best'],
  ['an order said twice', '?order=newest&order=oldest'],
  ['a branch said twice', '?branch=a&branch=b'],
  ['empty words', '?order=&branch=&after='],
])('%s is the usual thread', async (_, query) => {
  const html = await (await fetch(`${site.url}${essay}${query}`)).text()
  expect(shownIn(html)).toEqual(replies.map((id) => `comment-${id}`))
})

test('a deep branch goes on at an address of its own, which says what it is and leads back', async () => {
  const page = await (await fetch(`${site.url}${elsewhere}`)).text()
  expect(shownIn(page)).toEqual(chain.slice(0, 10).map((id) => `comment-${id}`))
  const address = findAll(page, 'a').map(({ properties }) => String(properties?.href)).find((href) => href.includes('branch='))
  expect(address).toBe(`${elsewhere}?branch=${chain[9]}#conversation`)
  const branch = await (await fetch(`${site.url}${address}`)).text()
  expect(shownIn(branch)).toEqual(chain.slice(9).map((id) => `comment-${id}`))
  expect(findAll(branch, 'title').map(textOf)[0]).toMatch(/^What was said to rae, .+: An essay/)
  expect(findAll(branch, 'link', ({ properties }) => String(properties?.rel) === 'canonical')[0]?.properties?.href).toMatch(new RegExp(`${elsewhere}$`))
  expect(findAll(branch, 'a').some(({ properties }) => properties?.href === `/c/${chain[9]}`)).toBe(true)
})

test('a permalink leads to the page, the branch and the comment; what waits and what never was have none', async () => {
  const leadsTo = async (id: string) => {
    const answer = await fetch(`${site.url}/c/${id}`, { redirect: 'manual' })
    return [answer.status, answer.headers.get('location')]
  }
  expect(await leadsTo(chain[3] ?? '')).toEqual([307, `${elsewhere}#comment-${chain[3]}`])
  expect(await leadsTo(chain[13] ?? '')).toEqual([307, `${elsewhere}?branch=${chain[9]}#comment-${chain[13]}`])
  for (const id of [held, unknown, 'nonsense', 'x'.repeat(10_000)]) expect((await leadsTo(id))[0], id.slice(0, 40)).toBe(404)
})

test('each comment says to scripts which it is, what it answers, how deep, and since when it is public', async () => {
  const html = await (await fetch(`${site.url}${essay}`)).text()
  const [first, second] = findAll(html, 'article', ({ properties }) => String(properties?.id).startsWith('comment-'))
  expect(first?.properties).toMatchObject({ dataComment: replies[0], dataDepth: '0' })
  expect(second?.properties).toMatchObject({ dataComment: replies[1], dataParent: replies[0], dataDepth: '1' })
  expect(second?.properties?.dataApproved).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('all that is sent to a reader for one comment is less than one and a half times what WordPress sends', async () => {
  const address = `${site.url}/posts/${empty.slug}`
  const before = await weigh(address)
  const html = `<p>${'A sentence of the length that people write. '.repeat(9).trim()}</p>`
  for (let top = 0; top < 10; top++) {
    const { id: authorId } = await person('Rae Pettifer', 'reader')
    const [parent] = (await addReplies({ postId: empty.id, authorId, html }, null, 1)).slice(-1)
    for (let rest = 9; rest > 0; rest -= 3) await addReplies({ postId: empty.id, authorId: (await person(`Nia ${rest}`, 'reader')).id, html }, parent ?? '', 3)
  }
  const after = await weigh(address)
  const each = (after.bytes - before.bytes) / 100
  expect(after.comments).toBe(100)
  expect(each / (bytesOfWordPress + html.length)).toBeLessThan(promisedWeight)
})

/** Everything that is sent, data for machines included. */
async function weigh(address: string) {
  const html = await (await fetch(address)).text()
  return { bytes: Buffer.byteLength(html), comments: shownIn(html).length }
}

function shownIn(html: string) {
  return findAll(html, 'article').map(({ properties }) => String(properties?.id)).filter((id) => id.startsWith('comment-'))
}
