import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { schedulePost } from '#lib/posts/publishing/schedule-post.ts'
import { mayMove, moves, standingOf } from '#lib/posts/publishing/standings.ts'
import { readPost } from '#lib/posts/read-post.ts'
import type { PostState } from '#database'
import { carryOut, makeCast, refusalOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

const aDay = 86_400_000
const standings: PostState[] = ['draft', 'scheduled', 'published', 'unlisted', 'archived']
const tomorrow = () => new Date(Date.now() + aDay).toISOString().slice(0, 10)

/** A post that came to stand like this as an author brings it there. */
async function postThat(stands: PostState): Promise<{ id: string; slug: string }> {
  const post = await carryOut(createPost, cast.ada, { title: `An essay ${randomUUID()}`, body: 'One thing, and then another.' })
  if (stands === 'scheduled') await carryOut(schedulePost, cast.ada, { postId: post.id, day: tomorrow(), time: '09:00', timeZone: 'UTC' })
  if (stands === 'published' || stands === 'archived') await carryOut(publishPost, cast.ada, { postId: post.id })
  if (stands === 'unlisted') await carryOut(publishPost, cast.ada, { postId: post.id, listed: 'no' })
  if (stands === 'archived') await carryOut(movePost, cast.ada, { postId: post.id, to: 'archived' })
  return post
}

const stateOf = async (id: string) => standingOf(await reader().post.findUniqueOrThrow({ where: { id }, select: { state: true, publishAt: true } }), new Date())

const ways = {
  publish: (postId: string, to: PostState) => runCommand(publishPost, cast.ada, { postId, listed: to === 'unlisted' ? 'no' : 'yes' }),
  schedule: (postId: string) => runCommand(schedulePost, cast.ada, { postId, day: tomorrow(), time: '10:00', timeZone: 'UTC' }),
  move: (postId: string, to: PostState) => runCommand(movePost, cast.ada, { postId, to }),
}

/** What each way can bring about at all. */
const leadsTo: Record<keyof typeof ways, PostState[]> = { publish: ['published', 'unlisted'], schedule: ['scheduled'], move: ['published', 'unlisted', 'draft', 'archived'] }

const tries = standings.flatMap((from) => standings.flatMap((to) => (['publish', 'schedule', 'move'] as const).filter((way) => leadsTo[way].includes(to)).map((way) => ({ from, to, way }))))

describe('every move is made as the table says, and every other is refused and changes nothing', () => {
  test.each(tries)('from $from to $to by $way', async ({ from, to, way }) => {
    const { id, slug } = await postThat(from)
    const before = await reader().post.findUniqueOrThrow({ where: { id } })
    const outcome = await ways[way](id, to)
    expect(outcome.ok).toBe(mayMove(from, to, way))
    expect(await stateOf(id)).toBe(outcome.ok ? to : from)
    if (!outcome.ok) expect(await reader().post.findUniqueOrThrow({ where: { id } })).toEqual(before)
    expect((await readPost(slug)) !== null).toBe(['published', 'unlisted'].includes(outcome.ok ? to : from))
  })

  test('the table names ways that lead there', () => {
    for (const from of standings) {
      for (const to of standings) for (const way of moves[from][to] ?? []) expect(leadsTo[way], `${from} to ${to}`).toContain(to)
    }
  })
})

describe('a day is kept where readers knew it', () => {
  const publishedAt = async (id: string) => (await reader().publishedPost.findUniqueOrThrow({ where: { id }, select: { publishedAt: true } })).publishedAt

  test('what was archived and is brought back has its old day, and so has what is published anew', async () => {
    const { id } = await postThat('draft')
    await carryOut(publishPost, cast.ada, { postId: id, publishAt: '2021-03-04T05:06:07Z' })
    for (const back of [() => carryOut(movePost, cast.ada, { postId: id, to: 'published' }), () => carryOut(publishPost, cast.ada, { postId: id })]) {
      await carryOut(movePost, cast.ada, { postId: id, to: 'archived' })
      await back()
      expect((await publishedAt(id)).toISOString()).toBe('2021-03-04T05:06:07.000Z')
    }
  })

  test('a scheduled one that is over keeps its minute, whatever is done with it then', async () => {
    const { id } = await postThat('scheduled')
    const minute = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000)
    await writer().post.update({ where: { id }, data: { publishAt: minute }, select: { id: true } })
    await carryOut(movePost, cast.ada, { postId: id, to: 'unlisted' })
    expect(await publishedAt(id)).toEqual(minute)
    await carryOut(publishPost, cast.ada, { postId: id, listed: 'yes' })
    expect(await publishedAt(id)).toEqual(minute)
  })
})

test('what was to appear and was taken back was never published, and cannot be brought back as if it had been', async () => {
  const { id } = await postThat('scheduled')
  await carryOut(movePost, cast.ada, { postId: id, to: 'archived' })
  expect(await refusalOf(movePost, cast.ada, { postId: id, to: 'published' })).toMatchObject({ code: 'conflict' })
  expect(await reader().publication.count({ where: { postId: id } })).toBe(0)
  await carryOut(publishPost, cast.ada, { postId: id })
  expect(await reader().publication.count({ where: { postId: id } })).toBe(1)
})

test('to publish names the text that was looked at', async () => {
  const { id } = await postThat('draft')
  await writer().post.update({ where: { id }, data: { draftVersion: 7 }, select: { id: true } })
  expect(await refusalOf(publishPost, cast.ada, { postId: id, draftVersion: '6' })).toMatchObject({ code: 'conflict', present: { draftVersion: 7 } })
  expect(await stateOf(id)).toBe('draft')
  await carryOut(publishPost, cast.ada, { postId: id, draftVersion: '7' })
})

test('two who press at once leave one text before readers', async () => {
  const { id } = await postThat('draft')
  const outcomes = await Promise.all([1, 2].map(() => runCommand(schedulePost, cast.ada, { postId: id, day: tomorrow(), time: '10:00', timeZone: 'UTC' })))
  expect(outcomes.every(({ ok }) => ok)).toBe(true)
  expect(await reader().publication.count({ where: { postId: id } })).toBe(1)
})

describe('only its authors and administrators', () => {
  test.each(['rae', 'nia', 'mo', 'noor'] as const)('not %s', async (name) => {
    const { id } = await postThat('draft')
    for (const [definition, raw] of [[publishPost, { postId: id }], [movePost, { postId: id, to: 'archived' }]] as const) {
      const outcome = definition === publishPost ? await runCommand(publishPost, cast[name], raw) : await runCommand(movePost, cast[name], raw)
      expect(outcome).toMatchObject({ ok: false, code: ['rae', 'nia'].includes(name) ? 'forbidden' : 'not-found' })
    }
    expect(await stateOf(id)).toBe('draft')
  })

  test('nor an author who is suspended; an administrator may', async () => {
    const { id } = await postThat('draft')
    expect(await runCommand(publishPost, { ...cast.ada, suspended: true }, { postId: id })).toMatchObject({ code: 'forbidden' })
    await carryOut(publishPost, cast.ida, { postId: id })
  })
})
