import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { carryOut, makeCast, person, refusalOf } from '../../cast.ts'
import '../../database/fenced-database.ts'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { reader } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { findRedirect } from '#lib/posts/find-redirect.ts'
import { changeSlug } from '#lib/posts/publishing/change-slug.ts'
import { endPassword } from '#lib/posts/publishing/end-password.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { findProtected, findPublished } from '#lib/posts/publishing/read-protected.ts'
import { beginPost } from '#lib/posts/writing/begin-post.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

const open = (postId: string) => carryOut(openByPassword, cast.ada, { postId, draftVersion: '', password: 'quince and medlar' })

test('the address that readers with a password knew leads on for ever, also when the password was taken away before it changed', async () => {
  const word = randomUUID().slice(0, 8)
  const { id } = await carryOut(createPost, cast.ada, { title: `Quinces ${word}`, body: 'One thing.' })
  const { slug } = await open(id)
  await carryOut(endPassword, cast.ada, { postId: id })
  await carryOut(changeSlug, cast.ada, { postId: id, slug: `medlars-${word}` })
  const other = await carryOut(createPost, cast.ida, { title: 'Another', body: 'One.' })
  expect(await refusalOf(changeSlug, cast.ida, { postId: other.id, slug })).toMatchObject({ code: 'conflict' })
  await carryOut(publishPost, cast.ada, { postId: id })
  expect(await findRedirect(`/posts/${slug}`)).toBe(`/posts/medlars-${word}`)
  expect(await findPublished(slug)).toBe(`/posts/medlars-${word}`)
  expect(await findPublished(`medlars-${word}`)).toBe(`/posts/medlars-${word}`)
})

test('the page behind a password is found by an old address, and what is a draft by none', async () => {
  const word = randomUUID().slice(0, 8)
  const { id } = await carryOut(createPost, cast.ada, { title: `Quinces ${word}`, body: 'One thing.' })
  const { slug } = await open(id)
  await carryOut(changeSlug, cast.ada, { postId: id, slug: `medlars-${word}` })
  expect(await findProtected(`/posts/${slug}`)).toBe(`/protected/medlars-${word}`)
  await carryOut(endPassword, cast.ada, { postId: id })
  for (const name of [slug, `medlars-${word}`]) expect([await findProtected(`/posts/${name}`), await findPublished(name)]).toEqual([null, null])
})

test('what readers with a password saw is neither written over nor emptied, also when the password was taken away', async () => {
  const eve = await person('eve', 'author')
  const { id } = await carryOut(beginPost, eve, { title: 'Quinces' })
  const save = async (source: string) => {
    const { draftVersion } = await reader().post.findUniqueOrThrow({ where: { id }, select: { draftVersion: true } })
    await carryOut(saveDraft, eve, { postId: id, version: draftVersion, title: 'Quinces', standfirst: '', source, contentAnswer: 'none', contentNotes: [], works: [], reason: 'autosave' })
  }
  await save('Readers saw this.')
  await carryOut(openByPassword, eve, { postId: id, draftVersion: '', password: 'quince and medlar' })
  await carryOut(endPassword, eve, { postId: id })
  await save('Readers saw this. Not this.')
  const sources = async () => (await reader().postRevision.findMany({ where: { postId: id }, orderBy: { id: 'asc' }, select: { source: true } })).map(({ source }) => source)
  expect(await sources()).toEqual(expect.arrayContaining(['Readers saw this.', 'Readers saw this. Not this.']))
  await carryOut(deleteAccount, eve, { checkedHash: '', essays: 'stay' })
  expect((await sources()).filter((source) => source !== '')).toEqual(['Readers saw this.'])
  expect((await verify()).filter(({ ok, name }) => !ok && name !== 'migrations')).toEqual([])
})
