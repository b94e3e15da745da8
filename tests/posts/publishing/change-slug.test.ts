import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { changeSlug } from '#lib/posts/publishing/change-slug.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { carryOut, essayBy, makeCast, person, refusalOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

const fresh = (word: string) => `${word}-${randomUUID().slice(0, 8)}`
const draft = () => carryOut(createPost, cast.ada, { title: fresh('A draft'), body: 'One thing, and then another.' })
const rename = (postId: string, slug: string) => carryOut(changeSlug, cast.ada, { postId, slug })
const slugOf = async (id: string) => (await reader().post.findUniqueOrThrow({ where: { id }, select: { slug: true } })).slug

describe('an address that readers may know leads on for ever', () => {
  test('through several names, and back to the first', async () => {
    const { id, slug } = await essayBy(cast.ada)
    const [second, third] = [fresh('second'), fresh('third')]
    await rename(id, second)
    await rename(id, third)
    expect(await findRedirect(`/posts/${slug}`)).toBe(`/posts/${third}`)
    expect(await findRedirect(`/posts/${second}`)).toBe(`/posts/${third}`)
    await rename(id, slug)
    expect(await findRedirect(`/posts/${third}`)).toBe(`/posts/${slug}`)
    expect(await findRedirect(`/posts/${slug}`)).toBeNull()
    expect(await slugOf(id)).toBe(slug)
  })

  test('it is given to no other essay, neither by hand nor from a title', async () => {
    const { id, slug } = await essayBy(cast.ada)
    await rename(id, fresh('elsewhere'))
    const other = await draft()
    expect(await refusalOf(changeSlug, cast.ada, { postId: other.id, slug })).toMatchObject({ code: 'conflict', fields: { slug: `This address is taken. ${slug}-2 is free.` }, present: { free: `${slug}-2` } })
    expect((await carryOut(createPost, cast.ada, { title: slug, body: 'A text.' })).slug).toBe(`${slug}-2`)
  })

  test('while nobody sees the essay it leads nowhere', async () => {
    const { id, slug } = await essayBy(cast.ada)
    await rename(id, fresh('new'))
    await carryOut(movePost, cast.ada, { postId: id, to: 'archived' })
    expect(await findRedirect(`/posts/${slug}`)).toBeNull()
  })
})

test('an address that nobody ever saw is free again', async () => {
  const { id, slug } = await draft()
  await rename(id, fresh('other'))
  expect(await reader().redirect.count({ where: { postId: id } })).toBe(0)
  expect((await carryOut(createPost, cast.ada, { title: 'Another', body: 'A text.', slug })).slug).toBe(slug)
})

test('an essay that was only begun has its id for an address, and gets one from its title when it appears', async () => {
  const title = fresh('Über das Ende')
  const { id } = await carryOut(createPost, cast.ada, { title, body: 'A text.' })
  await writer().post.update({ where: { id }, data: { slug: id }, select: { id: true } })
  const { slug } = await carryOut(publishPost, cast.ada, { postId: id })
  expect(slug).toBe(title.toLowerCase().replace('ü', 'u').replaceAll(' ', '-'))
  expect(await findRedirect(`/posts/${id}`)).toBeNull()
})

test('two people who want one address at once: one gets it, the other a suggestion', async () => {
  const ann = await person('ann', 'author')
  for (let round = 0; round < 10; round++) {
    const wanted = fresh('wanted')
    const posts = await Promise.all([draft(), carryOut(createPost, ann, { title: fresh('Hers'), body: 'A text.' }), essayBy(cast.ada)])
    const outcomes = await Promise.all([
      runCommand(changeSlug, cast.ada, { postId: posts[0].id, slug: wanted }),
      runCommand(changeSlug, ann, { postId: posts[1].id, slug: wanted }),
      runCommand(changeSlug, cast.ada, { postId: posts[2].id, slug: wanted }),
      runCommand(createPost, ann, { title: wanted, body: 'A text.' }),
    ])
    const slugs = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.slug] : []))
    expect(slugs.filter((slug) => slug === wanted)).toHaveLength(1)
    expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.present?.free]))).toEqual(outcomes.flatMap((outcome) => (outcome.ok ? [] : [expect.stringMatching(new RegExp(`^${wanted}-[23]$`))])))
    expect(await reader().post.count({ where: { slug: wanted } })).toBe(1)
  }
})

describe('an address is letters and digits', () => {
  test.each([['On Endings', 'on-endings'], ['a--b', 'a-b'], ['a/b', 'ab'], ['-', 'essay'], ['?', 'essay']])('%s is not, and %s is proposed', async (slug, proposed) => {
    expect((await refusalOf(changeSlug, cast.ada, { postId: (await draft()).id, slug })).fields?.slug).toContain(proposed)
  })

  test.each(['περί-τέλους', '終わり', 'конец-2'])('%s is', async (slug) => {
    const { id } = await draft()
    const own = `${slug}-${id.slice(0, 8)}`
    expect(await rename(id, own)).toEqual({ slug: own })
  })
})

test.each(['\u0301', 'a-\u0301b', '\u3164', 'a\u115fb'])('no mark without its letter, and no letter that is drawn as nothing (%o)', async (slug) => {
  expect((await refusalOf(changeSlug, cast.ada, { postId: (await draft()).id, slug })).fields).toHaveProperty('slug')
})

test('nor the name that drafts have: it would be taken away when the essay is published again', async () => {
  const { id, slug } = await essayBy(cast.ada)
  expect((await refusalOf(changeSlug, cast.ada, { postId: id, slug: id })).fields).toHaveProperty('slug')
  expect(await slugOf(id)).toBe(slug)
})

test('only its authors', async () => {
  const { id } = await draft()
  const ann = await person('ann', 'author')
  expect(await refusalOf(changeSlug, ann, { postId: id, slug: 'hers' })).toMatchObject({ code: 'not-found' })
  expect(await refusalOf(changeSlug, cast.rae, { postId: id, slug: 'hers' })).toMatchObject({ code: 'forbidden' })
})
