import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { reader, writer } from '#lib/database.ts'
import { readFeed } from '#lib/feeds/read-feed.ts'
import { readAddresses } from '#lib/feeds/read-addresses.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { schedulePost } from '#lib/posts/publishing/schedule-post.ts'
import { readFrontPage } from '#lib/posts/read-front-page.ts'
import { readPerson } from '#lib/posts/read-person.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { readTag } from '#lib/posts/read-tag.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { readSeries } from '#lib/posts/series/read-series.ts'
import { readSearch } from '#lib/search/read-search.ts'
import { searchFilter } from '#lib/search/search-filter.ts'
import { carryOut, makeCast, person } from '../../cast.ts'

// Nothing runs here but the database: no worker does jobs, and nobody is told anything.

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

test('a scheduled essay is nowhere before its minute, and everywhere from then on, with no worker running', async () => {
  const ann = await person('ann', 'author')
  const word = `zanzibar${randomUUID().slice(0, 6)}`
  const post = await carryOut(createPost, ann, { title: `About ${word}`, body: `A text about ${word}.` })
  await carryOut(filePost, ann, { postId: post.id, tags: word, canonicalUrl: '', historyShown: 'no' })
  const series = await carryOut(createSeries, ann, { title: `Series ${word}`, description: '' })
  await carryOut(addToSeries, ann, { seriesId: series.id, postId: post.id })
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  await carryOut(schedulePost, ann, { postId: post.id, day: tomorrow, time: '06:00', timeZone: 'Europe/Berlin' })

  const seen = async () => {
    const front = await readFrontPage(undefined)
    const filter = searchFilter({ q: word })
    const found = await readSearch(filter)
    return {
      page: (await readPost(post.slug)) !== null,
      front: front?.lines.some(({ slug }) => slug === post.slug) ?? false,
      tag: (await readTag(word, undefined)) !== null,
      person: (await readPerson(ann.handle, undefined)) !== null,
      series: (await readSeries(series.slug)) !== null,
      feed: JSON.stringify(await readFeed({})).includes(word),
      tagFeed: JSON.stringify(await readFeed({ tag: word })).includes(word),
      sitemap: JSON.stringify(await readAddresses(1)).includes(post.slug),
      search: JSON.stringify(found).includes(post.slug),
      comments: (await runCommand(postReply, cast.rae, { slug: post.slug, parentId: '', body: `A thought ${randomUUID()}`, idempotencyKey: randomUUID() })).ok,
    }
  }
  const before = await seen()
  expect(Object.entries(before).filter(([, is]) => is)).toEqual([])

  // The minute comes: the clock goes on, and the row stays as it was written.
  await writer().$executeRaw`UPDATE post SET publish_at = now() + interval '700 milliseconds' WHERE id = ${post.id}::uuid`
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const after = await seen()
  expect(Object.entries(after).filter(([, is]) => !is)).toEqual([])
  expect(await reader().post.findUniqueOrThrow({ where: { id: post.id }, select: { state: true, publishedAt: true } })).toEqual({ state: 'scheduled', publishedAt: null })
  expect(await reader().publication.findMany({ where: { postId: post.id }, select: { untilAt: true } })).toEqual([{ untilAt: null }])
})
