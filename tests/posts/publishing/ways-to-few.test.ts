import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { reader, writer } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { draftLinkPath } from '#lib/posts/publishing/draft-link-token.ts'
import { endPassword } from '#lib/posts/publishing/end-password.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { noteLinkOpened } from '#lib/posts/publishing/note-link-opened.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { signPass } from '#lib/posts/publishing/password-pass.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readLinkedDraft } from '#lib/posts/publishing/read-linked-draft.ts'
import { findProtected, giveProtectedPassword, readProtected } from '#lib/posts/publishing/read-protected.ts'
import { readOwnPosts } from '#lib/posts/writing/read-own-posts.ts'
import { revokeDraftLink } from '#lib/posts/publishing/revoke-draft-link.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut, essayBy, makeCast, person, refusalOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

const aDay = 86_400_000
const draft = (body = 'One thing, and then another.') => carryOut(createPost, cast.ada, { title: `A draft ${randomUUID()}`, body })
const tokenOf = (path: string) => path.replace('/drafts/', '')
const later = (days: number) => new Date(Date.now() + days * aDay)

describe('a secret link', () => {
  test('shows the draft as it is now, also while readers see another text, until its day is over', async () => {
    const { id } = await draft('Nobody else reads this.')
    const token = tokenOf((await carryOut(makeDraftLink, cast.ada, { postId: id, days: '7' })).path)
    expect(await readLinkedDraft(token, new Date())).toMatchObject({ html: expect.stringContaining('Nobody else reads this.'), authors: ['ada'] })
    await carryOut(publishPost, cast.ada, { postId: id })
    expect(await readLinkedDraft(token, later(6.9))).not.toBeNull()
    expect(await readLinkedDraft(token, later(7.1))).toBeNull()
  })

  test('ends at once when any of the authors ends it, and every other goes on', async () => {
    const { id } = await draft()
    const [first, second] = [tokenOf((await carryOut(makeDraftLink, cast.ada, { postId: id, days: 30 })).path), tokenOf((await carryOut(makeDraftLink, cast.ada, { postId: id, days: 30 })).path)]
    const [link] = await reader().draftLink.findMany({ where: { postId: id }, orderBy: { createdAt: 'asc' } })
    await carryOut(revokeDraftLink, cast.ida, { linkId: link?.id })
    expect(await readLinkedDraft(first, new Date())).toBeNull()
    expect(await readLinkedDraft(second, new Date())).not.toBeNull()
  })

  test('is no use without its signature, or with that of another', async () => {
    const { id } = await draft()
    const [one, other] = [tokenOf((await carryOut(makeDraftLink, cast.ada, { postId: id, days: 7 })).path), tokenOf(draftLinkPath(randomUUID()))]
    for (const wrong of ['', id, one.slice(0, 32), one.slice(0, 32) + other.slice(32), other, one.toUpperCase(), `${one}0`]) expect(await readLinkedDraft(wrong, new Date()), wrong).toBeNull()
  })

  test('holds for days that are offered, and is made by authors alone', async () => {
    const { id } = await draft()
    const ann = await person('ann', 'author')
    expect(await refusalOf(makeDraftLink, cast.ada, { postId: id, days: '3650' })).toMatchObject({ code: 'invalid' })
    expect(await refusalOf(makeDraftLink, ann, { postId: id, days: '7' })).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(makeDraftLink, cast.mo, { postId: id, days: '7' })).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(makeDraftLink, cast.rae, { postId: id, days: '7' })).toMatchObject({ code: 'forbidden' })
  })

  test('says when it was last opened, to ten minutes, and not when its authors or nobody with a right word looked', async () => {
    const { id } = await draft()
    const token = tokenOf((await carryOut(makeDraftLink, cast.ada, { postId: id, days: 7 })).path)
    const opened = async () => (await reader().draftLink.findFirstOrThrow({ where: { postId: id } })).lastOpenedAt?.getTime() ?? null
    const [first, soon, after] = [0, 9, 11].map((minutes) => new Date(Date.now() + minutes * 60_000)) as [Date, Date, Date]
    await carryOut(noteLinkOpened, cast.ada, { token }, first)
    expect(await refusalOf(noteLinkOpened, anonymous, { token: `${token}0` })).toMatchObject({ code: 'not-found' })
    expect(await opened()).toBeNull()
    await carryOut(noteLinkOpened, anonymous, { token }, first)
    await carryOut(noteLinkOpened, cast.rae, { token }, soon)
    expect(await opened()).toBe(first.getTime())
    await carryOut(noteLinkOpened, anonymous, { token }, after)
    expect(await opened()).toBe(after.getTime())
    await carryOut(revokeDraftLink, cast.ada, { linkId: (await reader().draftLink.findFirstOrThrow({ where: { postId: id } })).id })
    await carryOut(noteLinkOpened, anonymous, { token }, later(1))
    expect(await opened()).toBe(after.getTime())
  })

  test('ends with whoever made it', async () => {
    const ann = await person('ann', 'author')
    const { id } = await carryOut(createPost, ann, { title: 'Hers', body: 'A text.' })
    const token = tokenOf((await carryOut(makeDraftLink, ann, { postId: id, days: 7 })).path)
    await carryOut(deleteAccount, ann, { checkedHash: '', essays: 'stay' })
    expect(await readLinkedDraft(token, new Date())).toBeNull()
  })
})

describe('a password', () => {
  const give = (slug: string, password: string) => giveProtectedPassword({ slug, password }, `192.0.2.${Math.floor(Math.random() * 250)}`, new Date())

  test('opens the text that was published for those who have it, and never the draft that is written since', async () => {
    const { id, slug } = await draft('For the family.')
    await carryOut(openByPassword, cast.ada, { postId: id, password: 'quince and medlar' })
    expect(await findProtected(`/posts/${slug}`)).toBe(`/protected/${slug}`)
    expect(await readProtected(anonymous, slug, '', new Date())).toEqual({ locked: true })
    expect((await readOwnPosts(cast.ada, 'draft', new Date())).posts.find((post) => post.id === id)).toMatchObject({ opened: true, unseen: false })
    expect(await give(slug, 'quince')).toMatchObject({ ok: false, fields: { password: expect.any(String) } })
    const given = await give(slug, 'quince and medlar')
    if (!given.ok) throw new Error(given.message)
    expect(await readProtected(anonymous, slug, given.value.pass, new Date())).toMatchObject({ locked: false, text: { html: expect.stringContaining('For the family.') } })
    const newer = await writer().postRevision.create({
      data: { postId: id, title: 'Changed', source: 'x', html: '<p>Not yet.</p>', text: 'Not yet.', rendererVersion: 1, reason: 'saved' }, select: { id: true },
    })
    await writer().post.update({ where: { id }, data: { draftRevisionId: newer.id }, select: { id: true } })
    expect(JSON.stringify(await readProtected(anonymous, slug, given.value.pass, new Date()))).not.toContain('Not yet.')
    await carryOut(openByPassword, cast.ada, { postId: id, password: '' })
    expect(JSON.stringify(await readProtected(anonymous, slug, given.value.pass, new Date()))).toContain('Not yet.')
  })

  test('opens nothing to the views, whatever is done', async () => {
    const { id, slug } = await draft()
    await carryOut(openByPassword, cast.ada, { postId: id, password: 'quince and medlar' })
    expect(await readPost(slug)).toBeNull()
    expect(await refusalOf(publishPost, cast.ada, { postId: id })).toMatchObject({ code: 'conflict' })
    expect(await reader().publication.count({ where: { postId: id } })).toBe(0)
    expect(await reader().postSearch.count({ where: { postId: id } })).toBe(0)
  })

  test('a pass is of one essay, one password and ten days', async () => {
    const { id, slug } = await draft()
    const other = await draft()
    for (const each of [id, other.id]) await carryOut(openByPassword, cast.ada, { postId: each, password: 'quince and medlar' })
    const { passwordHash } = await reader().post.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } })
    const pass = signPass({ id, passwordHash: passwordHash ?? '' }, new Date())
    expect(await readProtected(anonymous, slug, pass, later(9.9))).toMatchObject({ locked: false })
    expect(await readProtected(anonymous, slug, pass, later(10.1))).toEqual({ locked: true })
    expect(await readProtected(anonymous, other.slug, pass, new Date())).toEqual({ locked: true })
    expect(await readProtected(anonymous, slug, pass.replace(/^\d/, '9'), new Date())).toEqual({ locked: true })
    await carryOut(openByPassword, cast.ada, { postId: id, password: 'another password' })
    expect(await readProtected(anonymous, slug, pass, new Date())).toEqual({ locked: true })
  })

  test('its authors need none; others who are signed in do', async () => {
    const { id, slug } = await draft()
    await carryOut(openByPassword, cast.ada, { postId: id, password: 'quince and medlar' })
    expect(await readProtected(cast.ada, slug, '', new Date())).toMatchObject({ locked: false })
    for (const each of [cast.rae, cast.mo, cast.ida]) expect(await readProtected(each, slug, '', new Date())).toEqual({ locked: true })
  })

  test('what was not opened, is archived, or lost its password is not there', async () => {
    const closed = await draft()
    await writer().post.update({ where: { id: closed.id }, data: { passwordHash: 'a hash' }, select: { id: true } })
    const [archived, plain] = [await draft(), await draft()]
    for (const { id } of [archived, plain]) await carryOut(openByPassword, cast.ada, { postId: id, password: 'quince and medlar' })
    await carryOut(movePost, cast.ada, { postId: archived.id, to: 'archived' })
    await carryOut(endPassword, cast.ada, { postId: plain.id })
    for (const { slug } of [closed, archived, plain]) {
      expect(await readProtected(anonymous, slug, '', new Date())).toBeNull()
      expect(await findProtected(`/posts/${slug}`)).toBeNull()
      expect(await give(slug, 'quince and medlar')).toMatchObject({ code: 'not-found' })
    }
    await carryOut(publishPost, cast.ada, { postId: plain.id })
    expect(await readPost(plain.slug)).not.toBeNull()
  })

  test('wrong ones are counted by network, and right ones are not', async () => {
    const { id, slug } = await draft()
    await carryOut(openByPassword, cast.ada, { postId: id, password: 'quince and medlar' })
    const from = (password: string) => giveProtectedPassword({ slug, password }, '198.51.100.7', new Date())
    for (let time = 0; time < 5; time++) expect((await from('quince and medlar')).ok).toBe(true)
    for (let time = 0; time < 20; time++) expect(await from(`guess ${time}`)).toMatchObject({ code: 'invalid' })
    expect(await from('quince and medlar')).toMatchObject({ code: 'too-many', retryAfterSeconds: expect.any(Number) })
    expect((await give(slug, 'quince and medlar')).ok).toBe(true)
  }, 20_000)

  test('is set on drafts alone, and has six characters', async () => {
    const live = await essayBy(cast.ada)
    expect(await refusalOf(openByPassword, cast.ada, { postId: live.id, password: 'quince and medlar' })).toMatchObject({ code: 'conflict' })
    const { id } = await draft()
    expect(await refusalOf(openByPassword, cast.ada, { postId: id, password: 'short' })).toMatchObject({ fields: { password: expect.any(String) } })
    expect(await refusalOf(openByPassword, cast.ada, { postId: id, password: '' })).toMatchObject({ fields: { password: expect.any(String) } })
  })
})
