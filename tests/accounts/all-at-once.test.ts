import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { carryOut, makeCast, person, publishedReplyBy } from '../cast.ts'
import { database, rows, value } from '../database/fenced-database.ts'
import { imageOf, storeInMemory } from '../media/image-stories.ts'
import { director, film, judge, minutes, presentOf, propose } from '../moderation/proposals/films.ts'
import type { Proposed } from '../moderation/proposals/films.ts'
import { member } from '../people/stories.ts'
import type { Member } from '../people/stories.ts'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { runCommand } from '#lib/command.ts'
import type { Command } from '#lib/command.ts'
import { publicReader, reader, writer } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { beginImage } from '#lib/media/begin-image.ts'
import { deleteUnused } from '#lib/media/collecting/delete-unused.ts'
import { readImages } from '#lib/media/read-images.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { withdrawGuestPost } from '#lib/moderation/guest-posts/withdraw-guest-post.ts'
import { proposeAndApprove } from '#lib/moderation/proposals/propose-and-approve.ts'
import { sendProposalAgain } from '#lib/moderation/proposals/send-proposal-again.ts'
import { withdrawProposal } from '#lib/moderation/proposals/withdraw-proposal.ts'
import { agreeToWrite } from '#lib/posts/authors/agree-to-write.ts'
import { inviteAuthor } from '#lib/posts/authors/invite-author.ts'
import { leaveEssay } from '#lib/posts/authors/leave-essay.ts'
import { takeOutAuthor } from '#lib/posts/authors/take-out-author.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { setConversationRules } from '#lib/posts/conversation/set-conversation-rules.ts'
import { announcePost } from '#lib/posts/publishing/announce-post.ts'
import { changeSlug } from '#lib/posts/publishing/change-slug.ts'
import { endPassword } from '#lib/posts/publishing/end-password.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { datePost } from '#lib/posts/publishing/date-post.ts'
import { addToSeries } from '#lib/posts/series/add-to-series.ts'
import { createSeries } from '#lib/posts/series/create-series.ts'
import { removeFromSeries } from '#lib/posts/series/remove-from-series.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { bringBackDraft } from '#lib/posts/writing/deleted/bring-back-draft.ts'
import { deleteDraft } from '#lib/posts/writing/deleted/delete-draft.ts'
import { emptyDeleted } from '#lib/posts/writing/deleted/keep-emptying.ts'
import { discardDraft } from '#lib/posts/writing/discard-draft.ts'
import { readRevision } from '#lib/posts/writing/read-revision.ts'
import { readHistory } from '#lib/posts/writing/read-revisions.ts'
import { restoreRevision } from '#lib/posts/writing/restore-revision.ts'
import { saveOrSetAside } from '#lib/posts/writing/save-or-set-aside.ts'
import type { Outcome } from '#lib/refusal.ts'
import type { SignedIn, Viewer } from '#lib/viewer.ts'
import { lockField } from '#lib/works/lock-field.ts'
import { mergeWorks } from '#lib/works/merge-works.ts'
import type { z } from 'zod'

// Everything that can be done with an essay, a work, an image, at one moment by several people. Each gets an answer, nothing throws, nothing
// that was written is lost, and all that must be true is.

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

afterAll(() => database.end())

afterEach(async () => {
  // The files of images are in memory here.
  expect((await verify()).filter(({ ok, name }) => !ok && name !== 'migrations' && name !== 'files of images')).toEqual([])
})

const versionOfDraft = async (id: string) => (await reader().post.findUniqueOrThrow({ where: { id }, select: { draftVersion: true } })).draftVersion
const written = (postId: string, version: number, source: string) => ({ postId, version, title: 'One', standfirst: '', source, reason: 'saved' })

/** Begun now, and awaited with the others. */
type Try = () => Promise<Outcome<unknown>>

function tryTo<Schema extends z.ZodType, Loaded, Value>(definition: Command<Schema, Loaded, Value>, who: Viewer, input: unknown): Try {
  return () => runCommand(definition, who, input)
}

/** In another order each time, all at once. @returns how many were done */
async function atOnce(tries: Try[], round: number): Promise<number> {
  const order = tries.map((each, place) => ({ each, key: (place * 7919 + round * 104_729) % 997 })).toSorted((a, b) => a.key - b.key)
  const answers = await Promise.all(order.map(({ each }) => each()))
  for (const answer of answers) if (!answer.ok) expect(answer.message).toMatch(/[.?]$/)
  return answers.filter(({ ok }) => ok).length
}

async function essayOfTwo(): Promise<{ id: string; slug: string; bea: SignedIn }> {
  const [post, bea] = [await carryOut(createPost, cast.ada, { title: `Together ${randomUUID()}`, body: 'One thing.' }), await person('bea', 'author')]
  await writer().authorship.create({ data: { postId: post.id, personId: bea.id, position: 1 } })
  return { ...post, bea }
}

test('thirty savings of one draft by two authors, asked for or not: every text is kept, but for a sentence or two of what a page saved by itself', async () => {
  const { id, bea } = await essayOfTwo()
  const version = await versionOfDraft(id)
  const texts = Array.from({ length: 30 }, (_, place) => (place % 3 === 0 ? `${place} ${randomUUID()} `.repeat(8) : `Text ${place} ${randomUUID()}`).trim())
  const saved = await Promise.all(texts.map((source, place) => saveOrSetAside(place % 2 === 0 ? cast.ada : bea, { ...written(id, version, source), reason: place % 3 === 0 ? 'autosave' : 'saved' })))
  expect(saved.filter(({ ok }) => ok)).toHaveLength(1)
  const kept = await reader().postRevision.findMany({ where: { postId: id }, select: { id: true, source: true, leftOut: true } })
  for (const source of texts) expect(kept.some((each) => each.source === source), source).toBe(true)
  expect(await versionOfDraft(id)).toBe(version + 1)
})

test('twenty times two people want one address at once: one has it, the other is told of one that is free', async () => {
  for (let round = 0; round < 20; round++) {
    const wanted = `wanted-${randomUUID()}`
    const [first, second] = await Promise.all([createPost, createPost].map((definition) => carryOut(definition, cast.ada, { title: `A draft ${randomUUID()}`, body: 'One thing.' })))
    const third = { title: 'Another', body: 'One thing.', slug: wanted }
    const answers = await Promise.all([
      runCommand(changeSlug, cast.ada, { postId: first?.id, slug: wanted }), runCommand(changeSlug, cast.ada, { postId: second?.id, slug: wanted }),
      ...(round % 2 === 0 ? [runCommand(createPost, cast.ida, third)] : []),
    ])
    expect(answers.filter(({ ok }) => ok), `round ${round}`).toHaveLength(1)
    for (const answer of answers) if (!answer.ok) expect(answer.message).toContain(`${wanted}-2 is free`)
  }
}, 120_000)

test('twenty times two essays of one title appear at once: each at an address of its own', async () => {
  for (let round = 0; round < 20; round++) {
    const title = `The same ${randomUUID()}`
    const posts = await Promise.all([cast.ada, cast.ida].map(async (who) => {
      const { id } = await writer().post.create({ data: { slug: randomUUID(), authorships: { create: { personId: who.id } } }, select: { id: true } })
      await writer().post.update({ where: { id }, data: { slug: id } })
      const revision = await writer().postRevision.create({ data: { postId: id, title, source: 'One.', html: '<p>One.</p>', text: 'One.', rendererVersion: 1, reason: 'saved' }, select: { id: true } })
      await writer().post.update({ where: { id }, data: { draftRevisionId: revision.id } })
      return { id, who }
    }))
    const answers = await Promise.all(posts.map(({ id, who }) => carryOut(publishPost, who, { postId: id })))
    expect(new Set(answers.map(({ slug }) => slug)).size).toBe(2)
  }
}, 120_000)

test('series of one title begun by twenty clicks are one, and whoever came later is told', async () => {
  const title = `A series ${randomUUID()}`
  const answers = await Promise.all(Array.from({ length: 20 }, (_, place) => runCommand(createSeries, place % 2 === 0 ? cast.ada : cast.ida, { title, description: '' })))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  for (const answer of answers) if (!answer.ok) expect(answer.fields?.title).toMatch(/title/)
})

test('an essay that is published, scheduled, put away, renamed, filed, opened and written at once is one of them', async () => {
  const series = await carryOut(createSeries, cast.ada, { title: `Series ${randomUUID()}`, description: '' })
  let did = 0
  for (let round = 0; round < 10; round++) {
    const { id, slug, bea } = await essayOfTwo()
    if (round % 2 === 0) await carryOut(publishPost, cast.ada, { postId: id })
    const [first] = await reader().postRevision.findMany({ where: { postId: id }, select: { id: true } })
    const comment = round % 4 === 0 ? await publishedReplyBy(cast.rae, cast.mo, slug) : ''
    const later = new Date(Date.now() + 3_600_000).toISOString()
    const sources = Array.from({ length: 6 }, (_, place) => `Round ${round}, text ${place}, ${randomUUID()}`)
    const version = await versionOfDraft(id)
    did += await atOnce([
      ...sources.map((source, place): Try => () => saveOrSetAside(place % 2 === 0 ? cast.ada : bea, written(id, version, source))),
      tryTo(publishPost, cast.ada, { postId: id }), tryTo(publishPost, bea, { postId: id, publishAt: later }), tryTo(publishPost, cast.ida, { postId: id, listed: 'no' }),
      tryTo(movePost, cast.ada, { postId: id, to: 'archived' }), tryTo(movePost, bea, { postId: id, to: 'draft' }), tryTo(movePost, cast.ada, { postId: id, to: 'published' }),
      tryTo(changeSlug, cast.ada, { postId: id, slug: `renamed-${round}` }), tryTo(changeSlug, bea, { postId: id, slug: `renamed-${round}` }), tryTo(changeSlug, bea, { postId: id, slug: `again-${round}` }),
      tryTo(announcePost, cast.ada, { postId: id, excerpt: `Of round ${round}`, media: '', alt: '', caption: '', credit: '' }),
      tryTo(filePost, cast.ada, { postId: id, tags: 'one, two, three', canonicalUrl: '', historyShown: 'yes' }), tryTo(filePost, bea, { postId: id, tags: 'three, two, four', canonicalUrl: '', historyShown: 'no' }),
      tryTo(openByPassword, cast.ada, { postId: id, draftVersion: '', password: 'open sesame' }), tryTo(endPassword, bea, { postId: id }),
      tryTo(makeDraftLink, bea, { postId: id, days: '7' }), tryTo(restoreRevision, cast.ada, { postId: id, revisionId: first?.id, version }), tryTo(discardDraft, bea, { postId: id, version }),
      tryTo(addToSeries, cast.ada, { seriesId: series.id, postId: id }), tryTo(addToSeries, cast.ada, { seriesId: series.id, postId: id }), tryTo(removeFromSeries, cast.ada, { seriesId: series.id, postId: id }),
      tryTo(setConversationRules, bea, { postId: id, mode: 'open', commenters: 'anyone', closeAfterDays: '', everySeconds: '0', guidelines: 'Be kind.' }),
      tryTo(addUpdateNote, cast.ada, { postId: id, kind: 'update', body: 'A word more.', commentId: comment }),
    ], round)
    const texts = await reader().postRevision.findMany({ where: { postId: id }, select: { source: true } })
    for (const source of sources) expect(texts.some((each) => each.source === source), source).toBe(true)
    const places = await rows('SELECT position FROM series_post WHERE series_id = $1 ORDER BY position', [series.id])
    expect(new Set(places.map(({ position }) => position)).size).toBe(places.length)
  }
  expect(did).toBeGreaterThan(100)
}, 240_000)

test('a draft that is deleted, brought back, written, published, opened and emptied at once is read or deleted, and what readers saw stays', async () => {
  for (let round = 0; round < 10; round++) {
    const { id, bea } = await essayOfTwo()
    const version = await versionOfDraft(id)
    const answers: Promise<unknown>[] = []
    const saving = (source: string): Try => () => {
      const answer = saveOrSetAside(bea, written(id, version, source))
      answers.push(answer.then(async ({ ok }) => {
        const kept = await reader().postRevision.findFirst({ where: { postId: id, source }, select: { id: true } })
        if (ok) expect(kept, source).not.toBeNull()
      }))
      return answer
    }
    await atOnce([
      tryTo(deleteDraft, cast.ada, { postId: id }), tryTo(bringBackDraft, cast.ada, { postId: id }), tryTo(deleteDraft, cast.ida, { postId: id, draftVersion: version }), tryTo(bringBackDraft, cast.ida, { postId: id }),
      saving(`Round ${round}, one`), saving(`Round ${round}, two`), tryTo(publishPost, cast.ada, { postId: id }), tryTo(publishPost, bea, { postId: id, day: '2019-05-24' }), tryTo(datePost, bea, { postId: id, day: '2018-01-02' }),
      ...(round % 2 === 0 ? [tryTo(openByPassword, cast.ada, { postId: id, draftVersion: '', password: 'open sesame' }), tryTo(endPassword, bea, { postId: id })] : []),
      tryTo(movePost, cast.ada, { postId: id, to: 'archived' }), tryTo(movePost, bea, { postId: id, to: 'draft' }), tryTo(changeSlug, cast.ada, { postId: id, slug: `deleted-${round}` }),
      async () => ({ ok: true, value: await emptyDeleted() }),
    ], round)
    await Promise.all(answers)
  }
  const before = await rows('SELECT post_id FROM deleted_draft WHERE emptied_at IS NULL')
  await emptyDeleted(new Date(Date.now() + 31 * 86_400_000))
  expect(await value<number>('SELECT count(*)::int FROM deleted_draft WHERE emptied_at IS NULL')).toBe(0)
  expect(await value<number>(`SELECT count(*)::int FROM post_revision WHERE post_id = ANY($1::uuid[]) AND source <> ''`, [before.map(({ post_id: id }) => id)])).toBe(0)
}, 240_000)

test('a draft that is deleted while others join, leave, are asked, settle its rules, add images, links and a series is whole or gone: nothing of a deleted one is reached, and it stands in no series', async () => {
  const series = await carryOut(createSeries, cast.ada, { title: `Series ${randomUUID()}`, description: '' })
  const gone: string[] = []
  for (let round = 0; round < 30; round++) {
    const [{ id, bea }, cyd, dov] = [await essayOfTwo(), await person('cyd', 'author'), await person('dov', 'author')]
    await carryOut(inviteAuthor, cast.ada, { postId: id, handle: cyd.handle })
    const version = await versionOfDraft(id)
    const [first] = await reader().postRevision.findMany({ where: { postId: id }, select: { id: true } })
    await atOnce([
      tryTo(deleteDraft, cast.ada, { postId: id, draftVersion: version }), tryTo(deleteDraft, bea, { postId: id }),
      ...[1, 2, 3].map((): Try => tryTo(addToSeries, cast.ada, { seriesId: series.id, postId: id })),
      tryTo(agreeToWrite, cyd, { postId: id, personId: cyd.id }), tryTo(inviteAuthor, bea, { postId: id, handle: dov.handle }), tryTo(leaveEssay, bea, { postId: id }),
      ...(round % 3 === 0 ? [tryTo(leaveEssay, cast.ada, { postId: id })] : []), tryTo(takeOutAuthor, cast.ada, { postId: id, personId: bea.id }),
      tryTo(setConversationRules, cast.ada, { postId: id, mode: 'closed', commenters: 'anyone', closeAfterDays: '', everySeconds: '0', guidelines: '' }),
      tryTo(makeDraftLink, cast.ada, { postId: id, days: '7' }), tryTo(announcePost, cast.ada, { postId: id, excerpt: `Of round ${round}`, media: '', alt: '', caption: '', credit: '' }),
      tryTo(filePost, bea, { postId: id, tags: 'ferries, tides' }), tryTo(restoreRevision, cast.ada, { postId: id, revisionId: first?.id, version }),
      tryTo(publishPost, bea, { postId: id, publishAt: new Date(Date.now() + 3_600_000).toISOString() }), tryTo(beginImage, cast.ada, { postId: id, alt: 'A river', decoration: false, caption: '', credit: '', width: 100, height: 50 }),
      () => saveOrSetAside(bea, { ...written(id, version, `Of round ${round}`), reason: 'autosave' }),
      ...(round % 2 === 0 ? [tryTo(bringBackDraft, cast.ada, { postId: id })] : []),
    ], round)
    if (!(await reader().deletedDraft.findUnique({ where: { postId: id }, select: { postId: true } }))) continue
    gone.push(id)
    expect(await reader().seriesPost.count({ where: { postId: id } }), `round ${round}`).toBe(0)
    for (const who of [cast.ada, bea, cyd, dov]) expect((await readImages(who, id)).ok || (await readRevision(who, id)).ok || (await readHistory(who, id)).ok).toBe(false)
  }
  expect(gone.length).toBeGreaterThan(3)
  expect(await reader().post.count({ where: { id: { in: gone }, OR: [{ draftRevisionId: { not: null } }, { publishedRevisionId: { not: null } }, { state: { notIn: ['draft', 'archived'] } }] } })).toBe(0)
}, 240_000)

test('an image that is collected while texts take it up is used and there, or neither', async () => {
  const store = storeInMemory()
  for (let round = 0; round < 10; round++) {
    const { id, bea } = await essayOfTwo()
    const url = await imageOf(cast.ada, id, store, new Date(Date.now() - 40 * 86_400_000))
    const version = await versionOfDraft(id)
    const [saved] = await Promise.all([
      saveOrSetAside(cast.ada, written(id, version, `![a](${url})`)), saveOrSetAside(bea, written(id, version, `Before. ![a](${url})`)),
      deleteUnused(store), deleteUnused(store), imageOf(bea, id, store), runCommand(publishPost, cast.ada, { postId: id }),
    ])
    expect(saved).toBeDefined()
    const used = await value<boolean>('SELECT EXISTS (SELECT FROM media_use u WHERE u.name = $1)', [url.slice(7, -5)])
    expect(store.files.has(url.slice(7)), `round ${round}`).toBe(used)
  }
}, 120_000)

async function decideAll(who: SignedIn, { itemId }: { itemId: string }, action: string): Promise<Outcome<unknown>> {
  const { version } = await reader().reviewItem.findUniqueOrThrow({ where: { id: itemId }, select: { version: true } })
  return runCommand(decide, who, { itemId, version, action, ...(action === 'approve' ? {} : { reasonCode: 'other', reasonNote: 'Because.' }) })
}

async function undoLast({ itemId }: { itemId: string }): Promise<Outcome<unknown>> {
  const last = await reader().decision.findFirst({ where: { reviewItemId: itemId }, orderBy: { seq: 'desc' }, select: { id: true } })
  return runCommand(undoDecision, cast.noor, { decisionId: last?.id ?? randomUUID() })
}

async function leave(who: Member, essays = ''): Promise<Outcome<unknown>> {
  const { passwordHash } = await reader().person.findUniqueOrThrow({ where: { id: who.id }, select: { passwordHash: true } })
  return runCommand(deleteAccount, who, { checkedHash: passwordHash ?? '', essays })
}

test('proposals that are approved, returned, mended, taken back and undone while works are merged and locked and people leave: the facts are what was approved', async () => {
  for (let round = 0; round < 8; round++) {
    const [one, other, rae] = [await film(cast.mo), await film(cast.mo), await member('rae')]
    const own: Proposed[] = [await propose(rae, one.id, [minutes(97)]), await propose(rae, one.id, [director('Ann Other')], 'I looked')]
    const rival = await propose(await person('nia', 'reader'), one.id, [minutes(98)])
    const gone = await propose(await person('pru', 'reader'), other.id, [minutes(99)])
    const base = await presentOf(one.id)
    if (round % 2 === 0) await judge(cast.mo, own[1] ?? rival, 'return')
    await writer().notice.updateMany({ where: { personId: rae.id }, data: { dueAt: new Date(Date.now() - 1000) } })
    await atOnce([
      ...[...own, rival, gone].flatMap((each): Try[] => [
        () => decideAll(cast.mo, each, 'approve'), () => decideAll(cast.noor, each, 'approve'), () => decideAll(cast.noor, each, 'reject'), () => undoLast(each), () => decideAll(cast.mo, each, 'return'),
      ]),
      ...own.map((each): Try => tryTo(withdrawProposal, rae, { proposalId: each.proposalId })),
      tryTo(sendProposalAgain, rae, { proposalId: own[1]?.proposalId, baseRevisionId: base, changes: [director('Somebody Else')], comment: 'Looked again' }),
      tryTo(proposeAndApprove, cast.noor, { workId: one.id, baseRevisionId: base, changes: [minutes(100)], comment: '' }),
      tryTo(lockField, cast.mo, { workId: one.id, field: 'runningTimes', why: 'It changes too often.' }),
      ...(round % 3 === 0 ? [tryTo(mergeWorks, cast.mo, { workId: other.id, into: one.slug }), tryTo(mergeWorks, cast.noor, { workId: one.id, into: other.slug })] : []),
      ...(round % 3 === 1 ? [() => leave(rae)] : []),
    ], round)
    await factsAreWhatWasApproved()
  }
}, 240_000)

/** Of every work that readers see, the last change of each fact leads to what stands there, and each proposal that is part of it is approved. */
async function factsAreWhatWasApproved() {
  const wrong = await rows(`
    SELECT w.id, f.key FROM published_work w, jsonb_each(w.facts -> 'facts') f JOIN proposal p ON p.id = (f.value ->> 'proposal')::uuid WHERE p.state <> 'published'`)
  expect(wrong).toEqual([])
  const circles = await rows('SELECT a.id FROM work a JOIN work b ON a.merged_into_id = b.id WHERE b.merged_into_id IS NOT NULL')
  expect(circles).toEqual([])
}

test('an essay that a reader sent, while it is written, sent, taken back, approved, rejected and undone, and its writer leaves: readers see what was approved or nothing', async () => {
  for (let round = 0; round < 8; round++) {
    const gus = await member('gus')
    const { id } = await carryOut(beginGuestPost, gus, {})
    await saveOrSetAside(gus, written(id, await versionOfDraft(id), `First words of round ${round}.`))
    await carryOut(sendGuestPost, gus, { postId: id, version: await versionOfDraft(id) })
    const { id: itemId } = await reader().reviewItem.findFirstOrThrow({ where: { postId: id, kind: 'guest_post' }, select: { id: true } })
    const version = await versionOfDraft(id)
    await atOnce([
      () => decideAll(cast.mo, { itemId }, 'approve'), () => decideAll(cast.noor, { itemId }, 'approve'), () => decideAll(cast.noor, { itemId }, 'reject'), () => decideAll(cast.mo, { itemId }, 'return'),
      () => undoLast({ itemId }), tryTo(withdrawGuestPost, gus, { postId: id }), tryTo(withdrawGuestPost, gus, { postId: id }),
      tryTo(deleteDraft, gus, { postId: id }), tryTo(bringBackDraft, gus, { postId: id }),
      () => saveOrSetAside(gus, written(id, version, `Unread words of round ${round}.`)), tryTo(sendGuestPost, gus, { postId: id, version }), tryTo(sendGuestPost, gus, { postId: id, version: version + 1 }),
      tryTo(movePost, cast.ida, { postId: id, to: 'archived' }), tryTo(publishPost, cast.ida, { postId: id }), tryTo(movePost, cast.ida, { postId: id, to: 'published' }),
      ...(round % 2 === 1 ? [() => leave(gus, round % 4 === 1 ? 'stay' : 'take-down')] : []),
    ], round)
    const seen = await publicReader().publishedPost.findUnique({ where: { id }, select: { revisionId: true } })
    const approved = await rows('SELECT approved_revision_id AS id FROM guest_post WHERE post_id = $1 AND state = $2', [id, 'published'])
    if (seen) expect(approved.map((each) => each.id), `round ${round}`).toContain(seen.revisionId)
  }
}, 240_000)
