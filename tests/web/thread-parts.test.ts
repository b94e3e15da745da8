import { beforeAll, expect, test } from 'vitest'
import { essayBy, makeCast, person, publishedReplyBy, replyBy } from '../cast.ts'
import { findAll, startSite } from './site.ts'

let site: Awaited<ReturnType<typeof startSite>>
let essay: string
let replies: string[]
let held: string

beforeAll(async () => {
  const { ada, mo, rae } = await makeCast()
  const { slug } = await essayBy(ada)
  essay = `/posts/${slug}`
  const first = await publishedReplyBy(rae, mo, slug)
  replies = [first, await publishedReplyBy(rae, mo, slug, first), await publishedReplyBy(rae, mo, slug)]
  held = await replyBy(await person('nia', 'reader'), slug)
  site = await startSite()
}, 300_000)

test('a part of a page begins after the comment of its address, says what it answers, and leads back', async () => {
  const html = await (await fetch(`${site.url}${essay}?after=${replies[0]}`)).text()
  const shown = findAll(html, 'article').map(({ properties }) => properties?.id).filter((id) => String(id).startsWith('comment-'))
  expect(shown).toEqual([`comment-${replies[1]}`, `comment-${replies[2]}`])
  const links = findAll(html, 'a').map(({ properties }) => String(properties?.href))
  expect(links).toEqual(expect.arrayContaining([`/c/${replies[0]}`, `${essay}#conversation`]))
})

test('there is no part after what was never public or never was', async () => {
  for (const after of ['nonsense', held, '0198c0de-0000-7000-8000-000000000000']) {
    expect((await fetch(`${site.url}${essay}?after=${after}`)).status).toBe(404)
  }
})
