import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, makeCast, refusalOf } from '../cast.ts'
import { filmFacts } from '../moderation/proposals/films.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { proposeChange } from '#lib/proposals/propose-change.ts'
import { slugFrom } from '#lib/slug-from.ts'

// A name of which nothing can be seen would be a link without words in every list.

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

const unseen = ['\u200b\u200b', '\u2800', '\u3164\u115f', '\u00ad', '\u2066\u2069', '\u0301']

describe.each(unseen)('%o is', (name) => {
  test('no title of an essay', async () => {
    expect((await refusalOf(createPost, cast.ada, { title: name, body: 'One thing.' })).fields).toHaveProperty('title')
    const { id } = await carryOut(createPost, cast.ada, { title: `A draft ${randomUUID()}`, body: 'One thing.' })
    await carryOut(saveDraft, cast.ada, { postId: id, version: 1, title: name, standfirst: '', source: 'One thing more.', reason: 'saved' })
    expect((await refusalOf(publishPost, cast.ada, { postId: id })).message).toContain('no title')
  })

  test('no title of a series', async () => {
    expect((await refusalOf(createSeries, cast.ada, { title: name, description: '' })).fields).toHaveProperty('title')
  })

  test('no title of a work, and nobody’s name', async () => {
    expect((await refusalOf(proposeChange, cast.rae, { changes: filmFacts(name), comment: '' })).fields).toHaveProperty('changes.1.now')
    const credit = { key: 'credits/aaaaaaaa', now: { role: 'cast', name }, source: 'the end titles' }
    expect((await refusalOf(proposeChange, cast.rae, { changes: filmFacts('The Ferry', credit), comment: '' })).fields).toHaveProperty('changes.2.now.name')
  })
})

test.each([['a \u0301b', 'a-b'], ['\u3164', 'essay'], ['हिन्दी में', 'हिन्दी-में'], ['a\u200db', 'ab'], ['Crème', 'creme']])('the address of %o is %s', (title, slug) => {
  expect(slugFrom(title, 'essay')).toBe(slug)
})
