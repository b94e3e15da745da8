import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { Prisma } from '#database'
import { carryOutWithin, command, runCommand } from '#lib/command.ts'
import { noteRefusal } from '#lib/comments/note-refusal.ts'
import { reader, writer } from '#lib/database.ts'
import { isDatabaseAway, isOutOfTime, mayPass } from '#lib/http/log-failure.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { done } from '#lib/refusal.ts'
import { operator } from '#lib/viewer.ts'
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

const busy = new Prisma.PrismaClientKnownRequestError('Transaction API error: Unable to start a transaction in the given time.', { code: 'P2028', clientVersion: '' })
const tooLate = new Prisma.PrismaClientKnownRequestError('Transaction API error: Transaction already closed.', { code: 'P2028', clientVersion: '' })

test('when no connection is free in time, the work of the site waits again, and people are told that it may succeed later', async () => {
  const begin = vi.spyOn(writer(), '$transaction')
  begin.mockRejectedValueOnce(busy).mockRejectedValueOnce(busy)
  expect(await runCommand(noteRefusal, operator, { rule: 'waited' })).toMatchObject({ ok: true })
  expect(await reader().auditEvent.count({ where: { subjectId: 'waited' } })).toBe(1)

  begin.mockRejectedValueOnce(busy)
  await expect(runCommand(decide, cast.mo, { itemId: randomUUID(), version: 1, action: 'approve' })).rejects.toBe(busy)
  expect(isDatabaseAway(busy)).toBe(true)

  // What may have done something is not begun again.
  begin.mockRejectedValueOnce(tooLate)
  await expect(runCommand(noteRefusal, operator, { rule: 'late' })).rejects.toBe(tooLate)
  expect([isDatabaseAway(tooLate), isOutOfTime(tooLate)]).toEqual([false, true])
  begin.mockRestore()
})

test('what the database gave up for want of time may succeed later, and what is wrong stays so', async () => {
  const slow = await writer().$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL statement_timeout = 50`
    await tx.$queryRaw`SELECT pg_sleep(2)::text`
  }).catch((error: unknown) => error)
  expect([isDatabaseAway(slow), mayPass(slow)]).toEqual([false, true])
  const broken = await writer().$queryRaw`SELECT 1 / 0`.catch((error: unknown) => error)
  expect(mayPass(broken)).toBe(false)
})

/** Fails so many times with what the database says, and then is done. */
function failing(code: string, times: number) {
  let tries = 0
  const definition = command({
    name: 'try-again', input: z.strictObject({}), least: 'operator', unrecorded: true, load: async () => null, permit: () => null,
    async perform({ tx }) {
      tries += 1
      if (tries <= times) await tx.$executeRaw(Prisma.raw(`DO $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '${code}'; END $$`))
      return done(tries)
    },
  })
  return { run: () => runCommand(definition, operator, {}), tries: () => tries }
}

test.each(['40001', '40P01'])('what the database gives up because of others (%s) is tried again, five times in all, and then reported', async (code) => {
  expect(await failing(code, 4).run()).toMatchObject({ ok: true, value: 5 })
  const inVain = failing(code, 100)
  await expect(inVain.run()).rejects.toThrow()
  expect(inVain.tries()).toBe(5)
})

test('what would fail again is not tried again', async () => {
  const broken = failing('23505', 1)
  await expect(broken.run()).rejects.toThrow()
  expect(broken.tries()).toBe(1)
})
