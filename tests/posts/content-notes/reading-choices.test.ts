import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask } from '#lib/ask.ts'
import { reader, writer } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { chooseReading } from '#lib/posts/content-notes/choose-reading.ts'
import { readReadingChoices } from '#lib/accounts/read-reading-choices.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { linesPerPage, readPostList } from '#lib/posts/read-post-list.ts'
import { readRecentReplies, readRepliesOf } from '#lib/posts/read-recent-replies.ts'
import { relatedTo } from '#lib/posts/read-related.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { readSeries } from '#lib/posts/series/read-series.ts'
import { readSearch } from '#lib/search/read-search.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut, decideNow, makeCast, person, refusalOf, replyBy } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

type Noted = { topic?: string; title?: string; body?: string; at?: Date }

async function essay({ topic, title = `An essay ${randomUUID()}`, body = 'One thing, and then another.', at = new Date() }: Noted = {}, author = cast.ada) {
  const contentNotes = topic ? [{ topic, degree: 'discussed' as const }] : null
  const post = await carryOut(createPost, author, { title, body, contentNotes, tags: [{ slug: 'noted', name: 'Noted' }] }, at)
  await carryOut(publishPost, author, { postId: post.id }, at)
  return post
}

describe('what a reader chooses', () => {
  test('is kept topic by topic, is nobody else\'s, and what is left out is folded where it is met', async () => {
    const rae = await person('rae', 'reader')
    await carryOut(chooseReading, rae, { death: 'leave_out', spoilers: 'fold', own: 'fold' })
    await carryOut(chooseReading, rae, { own: 'show' })
    expect(await readReadingChoices(rae)).toEqual({ fold: ['spoilers', 'death'], leaveOut: ['death'] })
    expect(await readReadingChoices(cast.nia)).toEqual({ fold: [], leaveOut: [] })
    expect(await readReadingChoices(anonymous)).toEqual({ fold: [], leaveOut: [] })
  })

  test('is refused where it is none, and to who is not signed in; whoever is suspended reads and may choose', async () => {
    expect(await refusalOf(chooseReading, cast.rae, { weather: 'fold' })).toMatchObject({ code: 'invalid' })
    expect(await refusalOf(chooseReading, cast.rae, { death: 'burn' })).toMatchObject({ code: 'invalid' })
    expect(await refusalOf(chooseReading, anonymous, { death: 'fold' })).toMatchObject({ code: 'signed-out' })
    await carryOut(chooseReading, { ...cast.nia, suspended: true }, { death: 'fold' })
    expect(await reader().readingChoice.count({ where: { personId: cast.nia.id } })).toBe(1)
  })

  test('leaves essays out of lists, which say how many, page by page, and go on where they are', async () => {
    const author = await person('cai', 'author')
    const where = { authorships: { some: { personId: author.id } } }
    const posts = []
    for (let count = 0; count < linesPerPage + 4; count++) posts.push(await essay({ ...(count % 8 === 3 && { topic: 'Grief' }), at: new Date(Date.UTC(2026, 0, 1 + count)) }, author))
    const all = await readPostList(where, undefined)
    expect([all?.lines.length, all?.leftOut, all?.older === null]).toEqual([linesPerPage, 0, false])
    const first = await readPostList(where, undefined, ['death'])
    expect(first?.lines).toHaveLength(linesPerPage)
    expect(first?.lines.every(({ contentNotes }) => contentNotes.notes.length === 0)).toBe(true)
    const last = await readPostList(where, first?.older ?? '', ['death'])
    const [shown, left] = [(first?.lines.length ?? 0) + (last?.lines.length ?? 0), (first?.leftOut ?? 0) + (last?.leftOut ?? 0)]
    expect([shown, left, shown + left]).toEqual([posts.length - 3, 3, posts.length])
    expect((await readPostList(where, undefined, ['violence']))?.leftOut).toBe(0)
  })

  test('says how many also where all of a list is left out', async () => {
    const author = await person('dov', 'author')
    await essay({ topic: 'How it ends' }, author)
    expect(await readPostList({ authorships: { some: { personId: author.id } } }, undefined, ['spoilers'])).toEqual({ lines: [], older: null, leftOut: 1 })
  })

  test('leaves the place of a part in its series as it is', async () => {
    const author = await person('eli', 'author')
    const { id: seriesId, slug } = await carryOut(createSeries, author, { title: `Of three ${randomUUID()}`, description: '' })
    for (const topic of [undefined, 'violence', undefined]) await carryOut(addToSeries, author, { seriesId, postId: (await essay({ topic }, author)).id })
    const series = await readSeries(slug, ['violence'])
    expect([series?.parts.map(({ part }) => part), series?.of]).toEqual([[1, 3], 3])
  })

  test('is followed by the search, by what is related and by what readers said', async () => {
    const word = `zephyr${randomUUID().slice(0, 8)}`
    const author = await person('fay', 'author')
    const [plain, noted] = [await essay({ title: `Of ${word}` }, author), await essay({ title: `More of ${word}`, topic: 'abuse' }, author)]
    const said = await replyBy(cast.rae, noted.slug, '', `A long thought about ${word}, which is long enough to be quoted beside the essays of a front page.`)
    await decideNow(cast.mo, said, 'approve')
    const found = async (leaveOut: ['abuse'] | []) => {
      const outcome = await readSearch({ q: word, kind: '', tag: '', person: '', year: '', order: '' }, { leaveOut })
      return outcome.ok ? [outcome.value.results.map(({ path }) => path).sort(), outcome.value.leftOut] : null
    }
    expect(await found([])).toEqual([[`/c/${said}`, `/posts/${noted.slug}`, `/posts/${plain.slug}`], 0])
    expect(await found(['abuse'])).toEqual([[`/posts/${plain.slug}`], 2])
    expect((await ask(relatedTo(plain.id, []))).map(({ slug }) => slug)).toContain(noted.slug)
    expect((await ask(relatedTo(plain.id, ['abuse']))).map(({ slug }) => slug)).not.toContain(noted.slug)
    expect((await readRecentReplies(40)).map(({ id }) => id)).toContain(said)
    expect((await readRecentReplies(40, ['abuse'])).map(({ id }) => id)).not.toContain(said)
    expect((await readRepliesOf(cast.rae, 10)).find(({ id }) => id === said)?.post.contentNotes.notes).toEqual([{ topic: 'abuse', words: 'abuse', degree: 'discussed' }])
    expect((await readRepliesOf(cast.rae, 10, ['abuse'])).map(({ id }) => id)).not.toContain(said)
  })

  test('knows nothing of a draft: topics are read of what is published', async () => {
    const post = await carryOut(createPost, cast.ada, { title: `A draft ${randomUUID()}`, body: 'Words.', contentNotes: [{ topic: 'slurs', degree: 'mentioned' }] })
    const topics = () => reader().publishedPostTopic.count({ where: { postId: post.id } })
    expect(await topics()).toBe(0)
    await carryOut(publishPost, cast.ada, { postId: post.id })
    expect(await topics()).toBe(1)
    await writer().post.update({ where: { id: post.id }, data: { state: 'archived' }, select: { id: true } })
    expect(await topics()).toBe(0)
  })
})
