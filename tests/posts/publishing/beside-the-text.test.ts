import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { mediaUrlOf } from '#lib/media-name.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { announcePost } from '#lib/posts/publishing/announce-post.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readPublishing } from '#lib/posts/publishing/read-publishing.ts'
import { splitTags } from '#lib/posts/publishing/split-tags.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { summarisePost } from '#lib/posts/summarise-post.ts'
import { compareRevisions } from '#lib/posts/writing/compare-revisions.ts'
import { readRevision } from '#lib/posts/writing/read-revision.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut, essayBy, makeCast, person, refusalOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

const filing = { tags: '', canonicalUrl: '', historyShown: 'no' }

describe('tags', () => {
  test('are split at commas, each once, by the address that its name gives', () => {
    expect(splitTags(' Film noir, film  noir; #Endings\n,, ÉTÉ ,終わり, -')).toEqual([
      { slug: 'film-noir', name: 'Film noir' }, { slug: 'endings', name: 'Endings' }, { slug: 'ete', name: 'ÉTÉ' }, { slug: '終わり', name: '終わり' },
    ])
  })

  test('are what was typed last, in that order, and a tag that is there keeps its name', async () => {
    const [one, two] = [await essayBy(cast.ada), await essayBy(cast.ada)]
    const word = `t${randomUUID().slice(0, 6)}`
    await carryOut(filePost, cast.ada, { ...filing, postId: one.id, tags: `${word}, Second ${word}` })
    await carryOut(filePost, cast.ada, { ...filing, postId: two.id, tags: `${word.toUpperCase()}` })
    expect((await readPost(two.slug))?.tags).toEqual([{ slug: word, name: word }])
    await carryOut(filePost, cast.ada, { ...filing, postId: one.id, tags: `Second ${word}, third ${word}, ${word}` })
    expect((await readPost(one.slug))?.tags.map(({ name }) => name)).toEqual([`Second ${word}`, `third ${word}`, word])
  })

  test('two essays that are filed under the same new tags at once both are', async () => {
    const word = `u${randomUUID().slice(0, 6)}`
    const posts = await Promise.all(Array.from({ length: 6 }, () => essayBy(cast.ada)))
    await Promise.all(posts.map(({ id }, index) => carryOut(filePost, cast.ada, { ...filing, postId: id, tags: index % 2 ? `a${word}, b${word}` : `b${word}, a${word}` })))
    for (const { slug } of posts) expect((await readPost(slug))?.tags).toHaveLength(2)
  })

  test.each([[Array.from({ length: 21 }, (_, index) => `tag ${index}`).join(','), '20 tags'], ['x'.repeat(61), '60 characters']])('too many or too long are refused', async (tags, says) => {
    const { id } = await essayBy(cast.ada)
    expect((await refusalOf(filePost, cast.ada, { ...filing, postId: id, tags })).fields?.tags).toContain(says)
  })
})

test.each(['javascript:alert(1)', '/posts/other', 'example.org', 'https://'])('%s is no address at which a text appeared', async (canonicalUrl) => {
  const { id } = await essayBy(cast.ada)
  expect((await refusalOf(filePost, cast.ada, { ...filing, postId: id, canonicalUrl })).fields?.canonicalUrl).toBeTruthy()
})

test('what is not said of an essay stays as it is', async () => {
  const { id } = await essayBy(cast.ada)
  const word = `w${randomUUID().slice(0, 6)}`
  await carryOut(filePost, cast.ada, { postId: id, tags: word, canonicalUrl: 'https://elsewhere.example/first', historyShown: 'yes' })
  await carryOut(filePost, cast.ada, { postId: id, tags: `${word}, other ${word}` })
  await carryOut(filePost, cast.ada, { postId: id, canonicalUrl: '' })
  await carryOut(announcePost, cast.ada, { postId: id, excerpt: 'In my own words.' })
  await carryOut(announcePost, cast.ada, { postId: id, media: '' })
  const read = await readPublishing(cast.ada, id, new Date())
  expect(read).toMatchObject({ ok: true, value: { tags: [word, `other ${word}`], canonicalUrl: '', historyShown: true, excerpt: 'In my own words.', cover: null } })
})

describe('the excerpt', () => {
  test('is the draft’s until it is published, and stands before the standfirst', async () => {
    const { id, slug } = await carryOut(createPost, cast.ada, { title: `E ${randomUUID()}`, standfirst: 'The standfirst.', body: 'The text.' })
    await carryOut(publishPost, cast.ada, { postId: id })
    const given = { postId: id, media: '', alt: '', caption: '', credit: '' }
    const { draftVersion } = await carryOut(announcePost, cast.ada, { ...given, excerpt: 'In my own words.' })
    const summary = async () => summarisePost((await readPost(slug)) ?? expect.fail())
    expect(await summary()).toBe('The standfirst.')
    expect((await carryOut(announcePost, cast.ada, { ...given, excerpt: 'In my own words.' })).draftVersion).toBe(draftVersion)
    await carryOut(publishPost, cast.ada, { postId: id, draftVersion })
    expect(await summary()).toBe('In my own words.')
  })

  test('never holds what is folded as a spoiler', async () => {
    const { id, slug } = await carryOut(createPost, cast.ada, { title: `E ${randomUUID()}`, body: 'He walks out. ||He was dead all along.||\n\n:::spoiler The end\n\nShe knew it.\n\n:::\n\nThen the lights go on.' })
    await carryOut(publishPost, cast.ada, { postId: id })
    const summary = summarisePost((await readPost(slug)) ?? expect.fail())
    expect(summary).toContain('He walks out.')
    expect(summary).toContain('Then the lights')
    expect(summary).not.toMatch(/dead all along|knew it/)
  })
})

describe('a cover', () => {
  const media = '/media/3f9c0b3f9c0b3f9c0b3f9c0b-1600x1067.webp'
  const given = { excerpt: '', media, alt: 'A lake', caption: '', credit: '' }

  test('says what is to be seen, or that it is decoration', async () => {
    const { id } = await carryOut(createPost, cast.ada, { title: `E ${randomUUID()}`, body: 'The text.' })
    expect(await refusalOf(announcePost, cast.ada, { ...given, postId: id, alt: '' })).toMatchObject({ fields: { alt: expect.any(String) } })
    expect(await refusalOf(announcePost, cast.ada, { ...given, postId: id, media: 'https://elsewhere.example/a.webp' })).toMatchObject({ fields: { media: expect.any(String) } })
  })
})

describe('what is said beside the words', () => {
  const said = { excerpt: 'In my own words.', media: '', alt: '', caption: '', credit: '' }

  test('is no other text to whoever has the words open in an editor', async () => {
    const { id } = await carryOut(createPost, cast.ada, { title: 'A title', body: 'The text.' })
    const open = await readRevision(cast.ada, id)
    if (!open.ok) throw new Error(open.message)
    await carryOut(announcePost, cast.ada, { ...said, postId: id })
    await carryOut(saveDraft, cast.ada, { postId: id, version: open.value.version, title: 'A title', standfirst: '', source: 'The text goes on.', reason: 'autosave' })
    expect(await readRevision(cast.ada, id)).toMatchObject({ ok: true, value: { source: 'The text goes on.', excerpt: 'In my own words.' } })
  })

  test('is part of what differs between two texts', async () => {
    const { id } = await carryOut(createPost, cast.ada, { title: 'A title', body: 'The text.' })
    const before = await readRevision(cast.ada, id)
    const name = `${randomUUID().replaceAll('-', '').slice(0, 24)}-1600x1067`
    await writer().media.create({ data: { name, postId: id, uploadedAt: new Date(), keptAt: new Date() } })
    await carryOut(announcePost, cast.ada, { ...said, postId: id, media: mediaUrlOf(name), alt: 'A lake' })
    const after = await readRevision(cast.ada, id)
    if (!before.ok || !after.ok) expect.fail()
    const { excerpt, cover, source, same } = compareRevisions(before.value, after.value)
    expect(excerpt).toEqual([{ kind: 'added', text: 'In my own words.' }])
    expect(cover.filter(({ kind }) => kind === 'added').map(({ text }) => text).join('')).toContain('A lake')
    expect([source, same]).toEqual([[], false])
    await carryOut(announcePost, cast.ada, { postId: id, excerpt: 'In other words.' })
    expect(await readRevision(cast.ada, id)).toMatchObject({ ok: true, value: { excerpt: 'In other words.', cover: { media: mediaUrlOf(name), alt: 'A lake' } } })
  })
})

describe('the page on which an author publishes', () => {
  test('is for its authors and administrators', async () => {
    const { id } = await carryOut(createPost, cast.ada, { title: 'A title', body: 'A text.' })
    const ann = await person('ann', 'author')
    for (const [viewer, code] of [[anonymous, 'signed-out'], [cast.rae, 'forbidden'], [ann, 'not-found'], [cast.mo, 'not-found'], [{ ...cast.ada, suspended: true }, 'forbidden']] as const) {
      expect(await readPublishing(viewer, id, new Date())).toMatchObject({ ok: false, code })
    }
    for (const viewer of [cast.ada, cast.ida]) expect(await readPublishing(viewer, id, new Date())).toMatchObject({ ok: true, value: { standing: 'draft', title: 'A title' } })
    expect(await readPublishing(cast.ada, randomUUID(), new Date())).toMatchObject({ ok: false, code: 'not-found' })
  })

  test('says when the draft is another text than the one that readers see', async () => {
    const { id } = await essayBy(cast.ada)
    const differs = async () => {
      const read = await readPublishing(cast.ada, id, new Date())
      return read.ok && read.value.draftDiffers
    }
    expect(await differs()).toBe(false)
    await carryOut(announcePost, cast.ada, { postId: id, excerpt: 'New words.', media: '', alt: '', caption: '', credit: '' })
    expect(await differs()).toBe(true)
    await carryOut(publishPost, cast.ada, { postId: id })
    expect(await differs()).toBe(false)
    expect(await reader().publication.count({ where: { postId: id } })).toBe(2)
  })
})
