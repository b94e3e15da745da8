import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { follow } from '#lib/notices/follow.ts'
import { tellOfPost } from '#lib/notices/tell-of-post.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { movePost } from '#lib/posts/publishing/move-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { schedulePost } from '#lib/posts/publishing/schedule-post.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut, essayBy, makeCast, person } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

const jobsOf = (postId: string) => reader().$queryRaw<{ run_at: Date }[]>`SELECT run_at FROM graphile_worker._private_jobs WHERE key = ${`tell-of-post:${postId}`}`
const toldOf = (postId: string) => reader().notice.count({ where: { postId, kind: 'post' } })

test('a scheduled essay is told a minute after its minute, by one job that moves with it', async () => {
  const { id } = await carryOut(createPost, cast.ada, { title: `E ${randomUUID()}`, body: 'A text.' })
  for (const time of ['09:00', '10:30']) await carryOut(schedulePost, cast.ada, { postId: id, day: '2031-12-24', time, timeZone: 'UTC' })
  expect((await jobsOf(id)).map(({ run_at: at }) => at.toISOString())).toEqual(['2031-12-24T10:31:00.000Z'])
})

test('those who follow its author are told once, however often it is told and published', async () => {
  const ann = await person('ann', 'author')
  await essayBy(ann)
  await carryOut(follow, cast.rae, { authorId: ann.id, wanted: 'yes' })
  const { id } = await carryOut(createPost, ann, { title: `E ${randomUUID()}`, body: 'A text.' })
  await carryOut(publishPost, ann, { postId: id })
  await carryOut(tellOfPost, operator, { postId: id })
  await carryOut(tellOfPost, operator, { postId: id })
  await carryOut(movePost, ann, { postId: id, to: 'archived' })
  await carryOut(movePost, ann, { postId: id, to: 'published' })
  await carryOut(tellOfPost, operator, { postId: id })
  expect(await toldOf(id)).toBe(1)
})

test('nobody is told of what was taken back before, or is not there yet', async () => {
  const ann = await person('ann', 'author')
  await essayBy(ann)
  await carryOut(follow, cast.rae, { authorId: ann.id, wanted: 'yes' })
  const [back, later] = [await carryOut(createPost, ann, { title: 'A', body: 'A text.' }), await carryOut(createPost, ann, { title: 'B', body: 'A text.' })]
  await carryOut(publishPost, ann, { postId: back.id })
  await carryOut(movePost, ann, { postId: back.id, to: 'draft' })
  await carryOut(schedulePost, ann, { postId: later.id, day: '2031-12-24', time: '09:00', timeZone: 'UTC' })
  for (const { id } of [back, later]) {
    expect(await runCommand(tellOfPost, operator, { postId: id })).toMatchObject({ ok: false, code: 'not-found' })
    expect(await toldOf(id)).toBe(0)
  }
  await writer().post.update({ where: { id: later.id }, data: { publishAt: new Date(Date.now() - 1_000) }, select: { id: true } })
  await carryOut(tellOfPost, operator, { postId: later.id })
})
