import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { carryOut, makeCast, person, refusalOf } from '../../cast.ts'
import '../../database/fenced-database.ts'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { sendGuestPost } from '#lib/moderation/guest-posts/send-guest-post.ts'
import { siteTasks } from '#lib/moderation/notices/site-tasks.ts'
import { inviteAuthor } from '#lib/posts/authors/invite-author.ts'
import { readInvitation } from '#lib/posts/authors/read-invitation.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readLinkedDraft } from '#lib/posts/publishing/read-linked-draft.ts'
import { beginPost } from '#lib/posts/writing/begin-post.ts'
import { unrendered } from '#lib/posts/writing/draft-text.ts'
import { previewDraft } from '#lib/posts/writing/preview-draft.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { saveOrSetAside } from '#lib/posts/writing/save-or-set-aside.ts'
import type { renderInWorker } from '#lib/rendering/render-in-worker.ts'
import { RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'

// A machine that is too busy to render anything in time, as long as it is said.
const machine = vi.hoisted(() => ({ busy: false }))
vi.mock('#lib/rendering/render-in-worker.ts', async (original) => {
  const real = await original<{ renderInWorker: typeof renderInWorker }>()
  const late = { ok: false, code: 'too-slow', message: 'This text takes too long to prepare. Please make it shorter or simpler.' } as const
  return { ...real, renderInWorker: (task: Parameters<typeof renderInWorker>[0]) => (machine.busy ? Promise.resolve(late) : real.renderInWorker(task)) }
})

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})
beforeEach(() => {
  machine.busy = false
})

const written = async (postId: string, source: string, reason = 'saved') => {
  const { draftVersion: version } = await reader().post.findUniqueOrThrow({ where: { id: postId }, select: { draftVersion: true } })
  return { postId, version, title: 'Late', standfirst: '', source, contentAnswer: 'none', contentNotes: [], works: [], reason }
}
const draftOf = async (id: string) => (await reader().post.findUniqueOrThrow({ where: { id }, select: { draftRevision: { select: { id: true, source: true, html: true, rendererVersion: true } } } })).draftRevision
const jobsOf = (revisionId = '') => writer().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'render-draft' AND key = ${`render-draft:${revisionId}`}`
const renderNow = async (revisionId = '') => siteTasks(null)['render-draft']?.({ revisionId }, () => {})

test.each(['saved', 'autosave'])('a text that a busy machine does not render in time is kept (%s), looks as before, and is rendered later', async (reason) => {
  const { id } = await carryOut(beginPost, cast.ada, { title: 'Late' })
  await carryOut(saveDraft, cast.ada, await written(id, 'First *words*.', reason))
  machine.busy = true
  await carryOut(saveDraft, cast.ada, await written(id, 'First *words*, and second ones.', reason))
  const late = await draftOf(id)
  expect(late).toMatchObject({ source: 'First *words*, and second ones.', html: expect.stringContaining('<em>words</em>.'), rendererVersion: unrendered })
  expect(await jobsOf(late?.id)).toEqual([{ n: 1 }])
  await expect(renderNow(late?.id)).rejects.toThrow()
  machine.busy = false
  await renderNow(late?.id)
  expect(await draftOf(id)).toMatchObject({ id: late?.id, html: expect.stringContaining('and second ones'), rendererVersion: RENDERER_VERSION })
  await renderNow(late?.id)
})

test('the first text of all is being prepared, and not said to be empty', async () => {
  const { id } = await carryOut(beginPost, cast.ada, { title: 'Late' })
  machine.busy = true
  await carryOut(saveDraft, cast.ada, await written(id, 'A whole essay, pasted at once.'))
  expect(await refusalOf(publishPost, cast.ada, { postId: id })).toMatchObject({ code: 'unavailable' })
  const sent = await carryOut(beginGuestPost, cast.rae, {})
  await carryOut(saveDraft, cast.rae, await written(sent.id, 'A whole essay, pasted at once.'))
  const { version } = await written(sent.id, '')
  expect(await refusalOf(sendGuestPost, cast.rae, { postId: sent.id, version })).toMatchObject({ code: 'unavailable' })
})

test('readers are never given a text that looks as another one: publishing waits for it', async () => {
  const { id } = await carryOut(beginPost, cast.ada, { title: 'Late' })
  await carryOut(saveDraft, cast.ada, await written(id, 'First words.'))
  machine.busy = true
  await carryOut(saveDraft, cast.ada, await written(id, 'Other words.'))
  expect(await refusalOf(publishPost, cast.ada, { postId: id })).toMatchObject({ code: 'unavailable', retryAfterSeconds: 60 })
  expect(await refusalOf(openByPassword, cast.ada, { postId: id, draftVersion: '', password: 'open sesame' })).toMatchObject({ code: 'unavailable' })
  expect(await previewDraft(cast.ada, { postId: id, source: 'Other words.' })).toMatchObject({ ok: false, code: 'unavailable' })
  expect(await runCommand(publishPost, cast.ada, { postId: id }, new Date(Date.now() + 11 * 60_000))).toMatchObject({ ok: false, code: 'invalid', message: expect.stringContaining('shorter or simpler') })
  machine.busy = false
  await renderNow((await draftOf(id))?.id)
  await carryOut(publishPost, cast.ada, { postId: id })
})

test('a text of a busy machine that is too late as well is kept aside, and a look that was made of older words is not taken', async () => {
  const { id } = await carryOut(beginPost, cast.ada, { title: 'Late' })
  const old = await written(id, 'Mine.')
  await carryOut(saveDraft, cast.ada, await written(id, 'Theirs.'))
  machine.busy = true
  expect(await saveOrSetAside(cast.ada, old)).toMatchObject({ ok: false, code: 'conflict', present: { kept: expect.any(String) } })
  const aside = await reader().postRevision.findFirstOrThrow({ where: { postId: id, reason: 'aside' }, select: { source: true, rendererVersion: true } })
  expect(aside).toEqual({ source: 'Mine.', rendererVersion: unrendered })
})

test('who reads a draft by its secret link, or because they are asked to write, is not shown words that its author took back', async () => {
  const { id } = await carryOut(beginPost, cast.ada, { title: 'Late' })
  await carryOut(saveDraft, cast.ada, await written(id, 'She lives in Elm Street.'))
  const token = (await carryOut(makeDraftLink, cast.ada, { postId: id, days: '7' })).path.replace('/drafts/', '')
  const bea = await person('bea', 'author')
  await carryOut(inviteAuthor, cast.ada, { postId: id, handle: bea.handle })
  const seen = async () => [await readLinkedDraft(token, new Date()), (await readInvitation(bea, id))?.text]
  for (const text of await seen()) expect(text).toMatchObject({ late: false, html: expect.stringContaining('Elm Street') })
  machine.busy = true
  await carryOut(saveDraft, cast.ada, await written(id, 'She lives somewhere.'))
  for (const text of await seen()) expect(text).toMatchObject({ late: true, html: '' })
  machine.busy = false
  await renderNow((await draftOf(id))?.id)
  for (const text of await seen()) expect(text).toMatchObject({ late: false, html: expect.stringContaining('somewhere') })
})

test('a text that was late looks as it says as soon as it is saved once more, by whatever press', async () => {
  const { id } = await carryOut(beginPost, cast.ada, { title: 'Late' })
  machine.busy = true
  await carryOut(saveDraft, cast.ada, await written(id, 'Words.', 'autosave'))
  const late = await draftOf(id)
  machine.busy = false
  await carryOut(saveDraft, cast.ada, await written(id, 'Words.'))
  expect(await draftOf(id)).toMatchObject({ id: late?.id, html: expect.stringContaining('Words.'), rendererVersion: RENDERER_VERSION })
  machine.busy = true
  await carryOut(saveDraft, cast.ada, await written(id, 'Words.'))
  expect(await draftOf(id)).toMatchObject({ id: late?.id, rendererVersion: RENDERER_VERSION })
  await carryOut(publishPost, cast.ada, { postId: id })
})
