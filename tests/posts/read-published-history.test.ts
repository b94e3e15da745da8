import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { carryOut, makeCast } from '../cast.ts'
import { reader, writer } from '#lib/database.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readEarlierText, readPublishedHistory } from '#lib/posts/read-published-history.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { beginPost } from '#lib/posts/writing/begin-post.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { saveOrSetAside } from '#lib/posts/writing/save-or-set-aside.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

/** An essay that was published twice, with texts between and after that nobody was to read. */
async function publishedTwice() {
  const { id: postId } = await carryOut(beginPost, cast.ada, { title: `Twice ${randomUUID()}` }, minutesAgo(60))
  const save = async (source: string, minutes: number) => {
    const { draftVersion: version } = await reader().post.findUniqueOrThrow({ where: { id: postId }, select: { draftVersion: true } })
    return carryOut(saveDraft, cast.ada, { postId, version, title: 'Twice', standfirst: '', source, reason: 'saved' }, minutesAgo(minutes))
  }
  await save('canary before', 50)
  await save('The first text, with a mistake.', 45)
  await carryOut(publishPost, cast.ada, { postId }, minutesAgo(40))
  await save('canary between', 30)
  await save('The second text, without one.', 25)
  await carryOut(publishPost, cast.ada, { postId }, minutesAgo(20))
  await save('canary after', 10)
  await saveOrSetAside(cast.ada, { postId, version: 1, title: 'Twice', standfirst: '', source: 'canary aside', reason: 'saved' })
  const { slug } = await reader().post.findUniqueOrThrow({ where: { id: postId }, select: { slug: true } })
  return { postId, slug }
}

const letIn = (id: string, historyShown: boolean) => writer().post.update({ where: { id }, data: { historyShown } })

test('readers look back at what they saw, and at nothing else, once the author lets them', async () => {
  const { postId, slug } = await publishedTwice()
  expect(await readPublishedHistory(slug)).toBeNull()
  expect((await readPost(slug))?.hasHistory).toBe(false)
  await letIn(postId, true)
  const history = await readPublishedHistory(slug)
  expect(history?.texts.map(({ until }) => until !== null)).toEqual([false, true])
  const texts = await Promise.all((history?.texts ?? []).map(({ id }) => readEarlierText(slug, id)))
  expect(texts.map((text) => text?.html)).toEqual([expect.stringContaining('The second text, without one.'), expect.stringContaining('The first text, with a mistake.')])
  expect(JSON.stringify([history, texts])).not.toContain('canary')
  expect(texts[0]?.changes?.text.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'same The ', 'removed first', 'added second', 'same  text, ', 'removed with a mistake', 'added without one', 'same .',
  ])
  expect(texts[1]?.changes).toBeNull()
  expect((await readPost(slug))?.hasHistory).toBe(true)
})

test.each(['draft', 'archived'] as const)('an essay that is %s again shows no history', async (state) => {
  const { postId, slug } = await publishedTwice()
  await letIn(postId, true)
  const [text] = (await readPublishedHistory(slug))?.texts ?? []
  await writer().post.update({ where: { id: postId }, data: { state, updatedAt: new Date() } })
  expect(await readPublishedHistory(slug)).toBeNull()
  expect(await readEarlierText(slug, text?.id ?? '')).toBeNull()
})

test('a text is shown under its own essay only', async () => {
  const [one, other] = [await publishedTwice(), await publishedTwice()]
  await Promise.all([letIn(one.postId, true), letIn(other.postId, true)])
  const [text] = (await readPublishedHistory(one.slug))?.texts ?? []
  expect(await readEarlierText(other.slug, text?.id ?? '')).toBeNull()
})
