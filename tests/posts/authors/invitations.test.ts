import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { reader } from '#lib/database.ts'
import { countUnreadNotices, readNotices } from '#lib/moderation/notices/read-notices.ts'
import { mute } from '#lib/people/mute.ts'
import { agreeToWrite } from '#lib/posts/authors/agree-to-write.ts'
import { declineInvitation } from '#lib/posts/authors/decline-invitation.ts'
import { inviteAuthor } from '#lib/posts/authors/invite-author.ts'
import { leaveEssay } from '#lib/posts/authors/leave-essay.ts'
import { readInvitation, readInvitations } from '#lib/posts/authors/read-invitation.ts'
import { takeBackInvitation } from '#lib/posts/authors/take-back-invitation.ts'
import { takeOutAuthor } from '#lib/posts/authors/take-out-author.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readLinkedDraft } from '#lib/posts/publishing/read-linked-draft.ts'
import { readPublishing } from '#lib/posts/publishing/read-publishing.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { bringBackDraft } from '#lib/posts/writing/deleted/bring-back-draft.ts'
import { deleteDraft } from '#lib/posts/writing/deleted/delete-draft.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, makeCast, person, refusalOf } from '../../cast.ts'
import { mailEverybody, tellEverybody } from '../../jobs/carry-out-jobs.ts'
import { member } from '../../people/stories.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let ann: SignedIn
let essay: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
})

beforeEach(async () => {
  ann = await person('ann', 'author')
  essay = await carryOut(createPost, cast.ada, { title: `Of two ${randomUUID()}`, body: 'One thing, and then another.' })
})

const aDay = 86_400_000
const ask = (handle = ann.handle, by = cast.ada, at?: Date) => carryOut(inviteAuthor, by, { postId: essay.id, handle }, at)
const mine = (who: SignedIn) => ({ postId: essay.id, personId: who.id })
const agree = (who = ann) => carryOut(agreeToWrite, who, mine(who))
const byline = async () => (await readPost(essay.slug))?.authors.map(({ handle }) => handle)
const inAMinute = () => new Date(Date.now() + 61_000)

describe('somebody who is asked to write', () => {
  test('is neither named nor lets in before they agree, and both from then on', async () => {
    await carryOut(publishPost, cast.ada, { postId: essay.id })
    await ask(`@${ann.handle.toUpperCase()}`)
    expect(await byline()).toEqual([cast.ada.handle])
    expect(await refusalOf(filePost, ann, { postId: essay.id, tags: '', canonicalUrl: '', historyShown: 'no' })).toMatchObject({ code: 'not-found' })
    expect(await readPublishing(cast.ada, essay.id, new Date())).toMatchObject({ value: { asked: [{ name: 'ann', declinedAt: null }] } })
    await agree()
    await agree()
    expect(await byline()).toEqual([cast.ada.handle, ann.handle])
    await carryOut(filePost, ann, { postId: essay.id, tags: '', canonicalUrl: '', historyShown: 'no' })
    expect(await readPublishing(ann, essay.id, new Date())).toMatchObject({ value: { asked: [], authors: [{ oneself: false }, { oneself: true }] } })
  })

  test('reads the draft while they decide, finds it on their desk, and after a no neither', async () => {
    await ask()
    expect(await readInvitations(ann)).toMatchObject([{ postId: essay.id, by: 'ada' }])
    expect(await readInvitation(ann, essay.id)).toMatchObject({ by: 'ada', answer: null, text: { html: expect.stringContaining('One thing') } })
    await carryOut(declineInvitation, ann, mine(ann))
    expect(await readInvitations(ann)).toEqual([])
    expect(await readInvitation(ann, essay.id)).toMatchObject({ answer: 'declined', text: null })
    expect(await refusalOf(agreeToWrite, ann, mine(ann))).toMatchObject({ code: 'conflict' })
  })

  test('is asked once, and after a no again in thirty days at the earliest', async () => {
    await ask()
    expect((await refusalOf(inviteAuthor, cast.ada, { postId: essay.id, handle: ann.handle })).message).toContain('asked already')
    await carryOut(declineInvitation, ann, mine(ann))
    expect((await refusalOf(inviteAuthor, cast.ada, { postId: essay.id, handle: ann.handle })).message).toContain('in 30 days')
    expect((await refusalOf(takeBackInvitation, cast.ada, mine(ann))).code).toBe('conflict')
    await ask(ann.handle, cast.ada, new Date(Date.now() + 30 * aDay + 60_000))
    await agree()
  })

  test('answers for themselves alone: nobody else sees the invitation', async () => {
    await ask()
    for (const who of [cast.rae, cast.mo, await person('ben', 'author')]) {
      expect(await readInvitation(who, essay.id)).toBeNull()
      expect(await refusalOf(declineInvitation, who, mine(ann))).toMatchObject({ code: 'not-found' })
    }
    expect(await refusalOf(agreeToWrite, cast.ada, mine(ann))).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(agreeToWrite, { ...ann, suspended: true }, mine(ann))).toMatchObject({ code: 'forbidden' })
    await carryOut(declineInvitation, { ...ann, suspended: true }, mine(ann))
  })

  test('is asked by authors of the essay alone, and who only reads looks like who does not exist', async () => {
    const refusals = await Promise.all([cast.rae.handle, 'nobody-at-all'].map((handle) => refusalOf(inviteAuthor, cast.ada, { postId: essay.id, handle })))
    expect(refusals[0]).toEqual(refusals[1])
    expect(await refusalOf(inviteAuthor, ann, { postId: essay.id, handle: ann.handle })).toMatchObject({ code: 'not-found' })
    expect((await refusalOf(inviteAuthor, cast.ada, { postId: essay.id, handle: cast.ada.handle })).message).toContain('already')
  })

  test('of twelve authors, those who were asked are counted', async () => {
    for (let one = 0; one < 11; one++) await ask((await person('ben', 'author')).handle, cast.ida)
    expect((await refusalOf(inviteAuthor, cast.ada, { postId: essay.id, handle: ann.handle })).message).toContain('12 people')
  })
})

describe('a notice', () => {
  test('asks on the site and by mail after a minute, leads to the essay, and goes when it is taken back', async () => {
    const bea = await member('bea', { role: 'author' })
    await ask(bea.handle)
    await tellEverybody()
    expect(await countUnreadNotices(bea, inAMinute())).toBe(0)
    const [mail] = (await mailEverybody(inAMinute())).filter(({ text }) => text.includes('asks whether you want to be an author'))
    expect(mail?.text).toContain(`/account/invitations/${essay.id}`)
    const { notices } = await readNotices(bea, inAMinute())
    expect(notices).toMatchObject([{ kind: 'invitation', asked: { postId: essay.id, by: 'ada', title: expect.stringContaining('Of two') }, post: null }])
    await carryOut(takeBackInvitation, cast.ada, mine(bea))
    expect((await readNotices(bea, inAMinute())).notices).toEqual([])
  })

  test('asks nobody to write what was deleted, on the site or by mail, and asks again once it is brought back', async () => {
    const bea = await member('bea', { role: 'author' })
    await ask(bea.handle)
    await carryOut(deleteDraft, cast.ada, { postId: essay.id })
    expect((await mailEverybody(inAMinute())).filter(({ text }) => text.includes(`/account/invitations/${essay.id}`))).toEqual([])
    expect(await countUnreadNotices(bea, inAMinute())).toBe(0)
    expect((await readNotices(bea, inAMinute())).notices).toEqual([])
    await carryOut(bringBackDraft, cast.ada, { postId: essay.id })
    expect((await readNotices(bea, inAMinute())).notices).toMatchObject([{ kind: 'invitation', asked: { postId: essay.id } }])
  })

  test('says nothing of what was taken back within the minute, nor by somebody whom one mutes', async () => {
    await ask()
    await carryOut(takeBackInvitation, cast.ada, mine(ann))
    const ben = await person('ben', 'author')
    await carryOut(mute, ben, { handle: cast.ada.handle, muted: 'yes' })
    await ask(ben.handle)
    await tellEverybody(inAMinute())
    expect(await reader().notice.count({ where: { personId: { in: [ann.id, ben.id] } } })).toBe(0)
    expect(await readInvitations(ben)).toEqual([])
  })
})

describe('authors', () => {
  test('leave by themselves, the last one does not, and can be asked again', async () => {
    await ask()
    await agree()
    await carryOut(leaveEssay, { ...ann, suspended: true }, { postId: essay.id })
    expect(await refusalOf(leaveEssay, ann, { postId: essay.id })).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(leaveEssay, cast.ada, { postId: essay.id })).toMatchObject({ code: 'conflict' })
    await ask()
  })

  test('are taken out by the first of them, and never the other way round', async () => {
    await ask()
    await agree()
    expect(await refusalOf(takeOutAuthor, ann, mine(cast.ada))).toMatchObject({ code: 'forbidden' })
    await carryOut(takeOutAuthor, cast.ada, mine(ann))
    expect(await reader().authorship.findMany({ where: { postId: essay.id }, select: { personId: true } })).toEqual([{ personId: cast.ada.id }])
  })

  test('who go take along their secret links and whom they asked', async () => {
    await ask()
    await agree()
    const { path } = await carryOut(makeDraftLink, ann, { postId: essay.id, days: 7 })
    const ben = await person('ben', 'author')
    await ask(ben.handle, ann)
    await carryOut(leaveEssay, ann, { postId: essay.id })
    expect(await readLinkedDraft(path.replace('/drafts/', ''), new Date())).toBeNull()
    expect(await readInvitation(ben, essay.id)).toBeNull()
  })

  test('who leave the site leave no invitation behind', async () => {
    await ask()
    await carryOut(deleteAccount, cast.ada, { checkedHash: '', essays: 'stay' })
    expect(await reader().authorInvitation.count({ where: { postId: essay.id } })).toBe(0)
    cast = await makeCast()
  })
})
