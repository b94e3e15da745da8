import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { carryOut, makeCast, person, refusalOf } from '../../cast.ts'
import { imageOf, storeInMemory } from '../../media/image-stories.ts'
import { film } from '../../moderation/proposals/films.ts'
import '../../database/fenced-database.ts'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { readMyPosts } from '#lib/accounts/own-data/read-my-posts.ts'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { deleteUnused } from '#lib/media/collecting/delete-unused.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { withdrawGuestPost } from '#lib/moderation/guest-posts/withdraw-guest-post.ts'
import { logFilter } from '#lib/moderation/log/log-filter.ts'
import { readLog } from '#lib/moderation/log/read-log.ts'
import { inviteAuthor } from '#lib/posts/authors/invite-author.ts'
import { readInvitation, readInvitations } from '#lib/posts/authors/read-invitation.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { endPassword } from '#lib/posts/publishing/end-password.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readLinkedDraft } from '#lib/posts/publishing/read-linked-draft.ts'
import { readPublishing } from '#lib/posts/publishing/read-publishing.ts'
import { beginPost } from '#lib/posts/writing/begin-post.ts'
import { bringBackDraft } from '#lib/posts/writing/deleted/bring-back-draft.ts'
import { deleteDraft } from '#lib/posts/writing/deleted/delete-draft.ts'
import { emptyDeleted } from '#lib/posts/writing/deleted/keep-emptying.ts'
import { countDeleted, readDeleted, readDeleting } from '#lib/posts/writing/deleted/read-deleted.ts'
import { readOwnPosts } from '#lib/posts/writing/read-own-posts.ts'
import { readRevision } from '#lib/posts/writing/read-revision.ts'
import { readHistory } from '#lib/posts/writing/read-revisions.ts'
import { readWriting } from '#lib/posts/writing/read-writing.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { saveOrSetAside } from '#lib/posts/writing/save-or-set-aside.ts'
import type { SignedIn } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})
beforeEach(async () => {
  cast = { ...cast, ada: await person('ada', 'author'), rae: await person('rae', 'reader') }
})

const aDay = 86_400_000
const later = (days: number) => new Date(Date.now() + days * aDay)
const versionOf = async (id: string) => (await reader().post.findUniqueOrThrow({ where: { id }, select: { draftVersion: true } })).draftVersion
const begun = async (author: SignedIn, source = 'Nobody has read this.', title = `Begun ${randomUUID()}`) => {
  const { id } = await carryOut(beginPost, author, { title })
  await write(author, id, source, title)
  return id
}
const write = async (author: SignedIn, postId: string, source: string, title = 'Own') =>
  carryOut(saveDraft, author, { postId, version: await versionOf(postId), title, standfirst: '', source, contentAnswer: 'none', contentNotes: [], works: [], reason: 'saved' })
const sources = async (postId: string) => (await reader().postRevision.findMany({ where: { postId }, orderBy: { id: 'asc' }, select: { source: true } })).map(({ source }) => source)
const proven = async () => (await verify()).filter(({ ok, name }) => !ok && name !== 'migrations')
const titlesOf = async (who: SignedIn) => (await readOwnPosts(who, 'draft', new Date())).posts.map(({ id }) => id)

describe('a draft that no reader ever saw', () => {
  test('is deleted by its author: nothing shows it any more, and it comes back as it was, with its texts, tags, links and who was asked', async () => {
    const [id, bea] = [await begun(cast.ada), await person('bea', 'author')]
    await write(cast.ada, id, 'Nobody has read this either.')
    await carryOut(filePost, cast.ada, { postId: id, tags: 'ferries', canonicalUrl: '', historyShown: 'no' })
    const token = (await carryOut(makeDraftLink, cast.ada, { postId: id, days: '7' })).path.replace('/drafts/', '')
    await carryOut(inviteAuthor, cast.ada, { postId: id, handle: bea.handle })
    expect(await readDeleting(cast.ada, id, new Date())).toMatchObject({ ok: true, value: { hindrance: null, texts: 3, links: 1, asked: 1, sent: false, inSeries: false } })
    await carryOut(deleteDraft, cast.ada, { postId: id, draftVersion: await versionOf(id) })

    expect(await titlesOf(cast.ada)).not.toContain(id)
    const now = new Date()
    const revision = await reader().postRevision.findFirstOrThrow({ where: { postId: id }, select: { id: true } })
    for (const gone of [await readWriting(cast.ada, id, now), await readHistory(cast.ada, id), await readRevision(cast.ada, id, revision.id), await readPublishing(cast.ada, id, now), await readDeleting(cast.ada, id, now)]) expect(gone).toMatchObject({ ok: false, code: 'not-found' })
    expect(await readLinkedDraft(token, now)).toBeNull()
    expect([await readInvitations(bea), await readInvitation(bea, id)]).toEqual([[], null])
    const tries = [refusalOf(publishPost, cast.ada, { postId: id }), refusalOf(filePost, cast.ada, { postId: id, tags: '', canonicalUrl: '', historyShown: 'no' }), refusalOf(movePost, cast.ada, { postId: id, to: 'archived' }), refusalOf(deleteDraft, cast.ada, { postId: id })]
    for (const refusal of await Promise.all(tries)) expect(refusal).toMatchObject({ code: 'not-found' })
    expect(await readDeleted(cast.ada, now)).toMatchObject([{ id, texts: 3, by: null, mayBringBack: true }])
    expect(await proven()).toEqual([])

    expect(await carryOut(bringBackDraft, cast.ada, { postId: id })).toEqual({ postId: id })
    expect(await readWriting(cast.ada, id, now)).toMatchObject({ ok: true, value: { draft: { source: 'Nobody has read this either.' } } })
    expect(await readPublishing(cast.ada, id, now)).toMatchObject({ ok: true, value: { tags: ['ferries'], asked: [{ id: bea.id }] } })
    expect(await readLinkedDraft(token, now)).not.toBeNull()
    expect((await readInvitations(bea)).map(({ postId }) => postId)).toEqual([id])
    expect(await readInvitation(bea, id)).toMatchObject({ answer: null, text: expect.anything() })
    expect(await sources(id)).toEqual(['', 'Nobody has read this.', 'Nobody has read this either.'])
    expect(await countDeleted(cast.ada, now)).toBe(0)
    expect(await carryOut(bringBackDraft, cast.ada, { postId: id })).toEqual({ postId: id })
  })

  test('is kept thirty days to the letter, then emptied by the machine, and does not come back', async () => {
    const id = await begun(cast.ada, 'Gone in a month.')
    await carryOut(filePost, cast.ada, { postId: id, tags: 'ferries', canonicalUrl: '', historyShown: 'no' })
    await carryOut(deleteDraft, cast.ada, { postId: id })
    await emptyDeleted(later(29.9))
    expect(await sources(id)).toEqual(['', 'Gone in a month.'])
    expect((await readDeleted(cast.ada, later(29.9))).map((each) => each.id)).toEqual([id])
    expect(await readDeleted(cast.ada, later(30.1))).toEqual([])
    expect(await runCommand(bringBackDraft, cast.ada, { postId: id }, later(30.1))).toMatchObject({ ok: false, code: 'conflict' })
    expect(await emptyDeleted(later(30.1))).toBeGreaterThanOrEqual(1)
    expect(await sources(id)).toEqual(['', ''])
    expect(await reader().post.findUniqueOrThrow({ where: { id }, select: { slug: true, tags: true } })).toEqual({ slug: id, tags: [] })
    expect(await refusalOf(bringBackDraft, cast.ada, { postId: id })).toMatchObject({ code: 'conflict' })
    expect(await proven()).toEqual([])
    expect(await emptyDeleted(later(30.2))).toBe(0)
  })

  test('names no work any more once it is emptied, nor what stood above it in an old blog; neither does what somebody leaves behind', async () => {
    const [id, own, { slug }] = [await begun(cast.ada), (await carryOut(beginGuestPost, cast.rae, {})).id, await film(cast.mo)]
    for (const [who, postId] of [[cast.ada, id], [cast.rae, own]] as const) {
      await carryOut(saveDraft, who, { postId, version: await versionOf(postId), title: 'Own', standfirst: '', source: 'About it.', contentAnswer: 'none', contentNotes: [], works: [{ work: `/works/${slug}`, role: 'review', rating: '4', scale: '5' }], reason: 'saved' })
    }
    await writer().importCover.create({ data: { postId: id, address: 'https://old.example/a.jpg', alt: 'A ferry', caption: '' } })
    const named = (postId: string) => reader().revisionWork.count({ where: { postRevision: { postId } } })
    await expect(writer().$executeRaw`DELETE FROM revision_work WHERE post_revision_id IN (SELECT id FROM post_revision WHERE post_id = ${id}::uuid)`).rejects.toThrow()
    await carryOut(deleteDraft, cast.ada, { postId: id })
    await expect(writer().$executeRaw`DELETE FROM revision_work WHERE post_revision_id IN (SELECT id FROM post_revision WHERE post_id = ${id}::uuid)`).rejects.toThrow()
    await emptyDeleted(later(31))
    await carryOut(deleteAccount, cast.rae, { checkedHash: '', essays: 'stay' })
    expect([await named(id), await named(own), await reader().importCover.count({ where: { postId: id } })]).toEqual([0, 0, 0])
    expect(await proven()).toEqual([])
  })

  test('keeps its images until it is emptied, and they are collected after their own time of grace', async () => {
    const [id, store] = [await begun(cast.ada), storeInMemory()]
    const url = await imageOf(cast.ada, id, store)
    await write(cast.ada, id, `![A river](${url})`)
    expect(await readDeleting(cast.ada, id, new Date())).toMatchObject({ value: { images: 1 } })
    await carryOut(deleteDraft, cast.ada, { postId: id })
    await deleteUnused(store, later(29))
    expect(store.files.has(url.slice(7))).toBe(true)
    await emptyDeleted(later(31))
    await deleteUnused(store, later(29))
    expect(store.files.has(url.slice(7))).toBe(true)
    await deleteUnused(store, later(62))
    expect(store.files.has(url.slice(7))).toBe(false)
  })

  test('is deleted as it was looked at: another text that was saved meanwhile is not', async () => {
    const id = await begun(cast.ada)
    const seen = await versionOf(id)
    await write(cast.ada, id, 'Written since.')
    expect(await refusalOf(deleteDraft, cast.ada, { postId: id, draftVersion: seen })).toMatchObject({ code: 'conflict' })
    expect(await titlesOf(cast.ada)).toContain(id)
  })

  test('is told to be deleted to a page that goes on saving it, and to nobody else', async () => {
    const id = await begun(cast.ada)
    const late = { postId: id, version: await versionOf(id), title: 'Own', standfirst: '', source: 'Typed on.', contentAnswer: 'none', contentNotes: [], works: [], reason: 'autosave' }
    await carryOut(deleteDraft, cast.ada, { postId: id })
    expect(await saveOrSetAside(cast.ada, late)).toMatchObject({ ok: false, code: 'conflict', message: expect.stringContaining('“Deleted drafts”') })
    expect(await saveOrSetAside(await person('bea', 'author'), late)).toMatchObject({ ok: false, code: 'not-found' })
  })

  test('is deleted by the first of its authors and by administrators; another one takes themselves out', async () => {
    const [id, bea] = [await begun(cast.ada), await person('bea', 'author')]
    await writer().authorship.create({ data: { postId: id, personId: bea.id, position: 1 } })
    expect(await refusalOf(deleteDraft, bea, { postId: id })).toMatchObject({ code: 'forbidden' })
    expect(await readDeleting(bea, id, new Date())).toMatchObject({ ok: true, value: { hindrance: expect.stringContaining('first of its authors') } })
    for (const stranger of [cast.rae, cast.mo, await person('ann', 'author')]) expect(await refusalOf(deleteDraft, stranger, { postId: id })).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(deleteDraft, { ...cast.ada, suspended: true }, { postId: id })).toMatchObject({ code: 'forbidden' })
    await carryOut(deleteDraft, cast.ida, { postId: id })
    expect(await readDeleted(bea, new Date())).toMatchObject([{ id, by: 'ida', mayBringBack: false }])
    expect(await refusalOf(bringBackDraft, bea, { postId: id })).toMatchObject({ code: 'forbidden' })
    await carryOut(bringBackDraft, cast.ada, { postId: id })
  })

  test('that was deleted goes with its author, and stands in what they take along until then', async () => {
    const id = await begun(cast.ada, 'Hers alone.')
    await carryOut(deleteDraft, cast.ada, { postId: id })
    const taken: object[] = []
    for await (const post of readMyPosts(cast.ada)) taken.push(post)
    expect(taken).toContainEqual(expect.objectContaining({ postId: id, draft: null, deleted: expect.objectContaining({ text: expect.objectContaining({ source: 'Hers alone.' }) }) }))
    await carryOut(deleteAccount, cast.ada, { checkedHash: '', essays: 'stay' })
    expect(await sources(id)).toEqual(['', ''])
    await emptyDeleted(later(31))
    expect(await proven()).toEqual([])
  })
})

describe('what readers saw is never deleted', () => {
  test.each([
    ['published', async (id: string) => carryOut(publishPost, cast.ada, { postId: id })],
    ['published and taken back', async (id: string) => {
      await carryOut(publishPost, cast.ada, { postId: id })
      await carryOut(movePost, cast.ada, { postId: id, to: 'draft' })
    }],
    ['scheduled', async (id: string) => carryOut(publishPost, cast.ada, { postId: id, publishAt: later(1).toISOString() })],
    ['opened by a password that was taken away', async (id: string) => {
      await carryOut(openByPassword, cast.ada, { postId: id, draftVersion: '', password: 'open sesame' })
      await carryOut(endPassword, cast.ada, { postId: id })
    }],
  ])('%s', async (_, happens) => {
    const id = await begun(cast.ada)
    await happens(id)
    expect(await refusalOf(deleteDraft, cast.ada, { postId: id })).toMatchObject({ code: 'conflict', message: expect.stringMatching(/\.$/) })
    const { draftRevisionId } = await reader().post.findUniqueOrThrow({ where: { id }, select: { draftRevisionId: true } })
    await expect(writer().$transaction(async (tx) => {
      await tx.post.update({ where: { id }, data: { draftRevisionId: null } })
      await tx.deletedDraft.create({ data: { postId: id, revisionId: draftRevisionId ?? '', deletedAt: new Date() } })
    })).rejects.toThrow()
  })

  test('scheduled and taken back before its minute is a draft that nobody saw', async () => {
    const id = await begun(cast.ada)
    await carryOut(publishPost, cast.ada, { postId: id, publishAt: later(1).toISOString() })
    await carryOut(movePost, cast.ada, { postId: id, to: 'draft' })
    await carryOut(deleteDraft, cast.ada, { postId: id })
    expect((await readDeleted(cast.ada, new Date())).map((each) => each.id)).toEqual([id])
  })
})

describe('an essay of a reader', () => {
  const judge = async (postId: string, action: string) => {
    const item = await reader().reviewItem.findFirstOrThrow({ where: { postId, kind: 'guest_post' }, select: { id: true, version: true } })
    return runCommand(decide, cast.mo, { itemId: item.id, version: item.version, action, ...(action === 'approve' ? {} : { reasonCode: 'not-here' }) })
  }
  const told = () => writer().notice.updateMany({ where: { personId: cast.rae.id }, data: { dueAt: new Date(Date.now() - 1000) } })
  const sent = async () => {
    const { id } = await carryOut(beginGuestPost, cast.rae, {})
    await write(cast.rae, id, 'There is a ferry.', 'Ferries')
    await carryOut(sendGuestPost, cast.rae, { postId: id, version: await versionOf(id) })
    return id
  }

  test('is deleted while it was not sent, and another one begun then; one of them comes back at a time', async () => {
    const { id } = await carryOut(beginGuestPost, cast.rae, {})
    await write(cast.rae, id, 'There is a ferry.')
    await carryOut(deleteDraft, cast.rae, { postId: id })
    const other = await carryOut(beginGuestPost, cast.rae, {})
    expect(other.id).not.toBe(id)
    expect(await refusalOf(bringBackDraft, cast.rae, { postId: id })).toMatchObject({ code: 'conflict' })
    await carryOut(deleteDraft, cast.rae, { postId: other.id })
    await carryOut(bringBackDraft, cast.rae, { postId: id })
    expect(await carryOut(beginGuestPost, cast.rae, {})).toEqual({ id })
  })

  test('is not deleted while it waits, nor while a verdict can still be taken back', async () => {
    const id = await sent()
    expect(await refusalOf(deleteDraft, cast.rae, { postId: id })).toMatchObject({ code: 'conflict', message: expect.stringContaining('waits') })
    expect(await judge(id, 'reject')).toMatchObject({ ok: true })
    expect(await refusalOf(deleteDraft, cast.rae, { postId: id })).toMatchObject({ code: 'conflict', message: expect.stringContaining('waits') })
    await told()
    await carryOut(deleteDraft, cast.rae, { postId: id })
  })

  test('that was refused and deleted is neither approved nor put back into the queue, and what was sent stays with the moderators', async () => {
    const id = await sent()
    await judge(id, 'reject')
    await told()
    await write(cast.rae, id, 'There is a ferry. It was late.', 'Called otherwise in private')
    await carryOut(deleteDraft, cast.rae, { postId: id })
    expect(await judge(id, 'approve')).toMatchObject({ ok: false, code: 'invalid' })
    const log = await readLog(cast.mo, { filter: logFilter({ person: cast.rae.handle }) })
    expect(log.ok && log.value.entries.map(({ post, excerpt }) => [post?.title, excerpt])).toEqual([['Ferries', 'Ferries. There is a ferry.']])
    const last = await reader().decision.findFirstOrThrow({ where: { reviewItem: { postId: id } }, orderBy: { seq: 'desc' }, select: { id: true } })
    expect(await runCommand(undoDecision, cast.mo, { decisionId: last.id })).toMatchObject({ ok: false, code: 'conflict' })
    await emptyDeleted(later(31))
    expect((await sources(id)).filter((source) => source !== '')).toEqual(['There is a ferry.'])
    expect(await proven()).toEqual([])
  })

  test('is deleted after it was taken back', async () => {
    const id = await sent()
    await carryOut(withdrawGuestPost, cast.rae, { postId: id })
    await carryOut(deleteDraft, cast.rae, { postId: id })
    expect(await proven()).toEqual([])
  })
})
