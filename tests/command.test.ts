import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { carryOutWithin } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { essayBy, itemAbout, makeCast, replyBy, stateOf } from './cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

test('a command within another is checked like one by itself, and leaves the audit row to the other', async () => {
  const commentId = await replyBy(cast.rae, (await essayBy(cast.ada)).slug)
  const { id: itemId, version } = await itemAbout(commentId)
  const within = (viewer: typeof cast.mo, raw: unknown) => writer().$transaction((tx) => carryOutWithin(tx, decide, viewer, raw, new Date()))
  const asked = { itemId, version, action: 'approve' }
  expect(await within(cast.rae, asked)).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await within({ ...cast.mo, suspended: true }, asked)).toMatchObject({ ok: false })
  expect(await within(cast.mo, { ...asked, action: 'praise' })).toMatchObject({ ok: false, code: 'invalid', fields: { action: 'Please choose what to do.' } })
  expect(await within(cast.mo, { ...asked, itemId: randomUUID() })).toMatchObject({ ok: false, code: 'not-found' })
  expect(await stateOf(commentId)).toBe('held')
  expect(await within(cast.mo, asked)).toMatchObject({ ok: true, value: { state: 'published' } })
  expect(await reader().auditEvent.count({ where: { personId: cast.mo.id } })).toBe(0)
})
