import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { readSetting } from '#lib/settings/read-setting.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut, makeCast, refusalOf } from '../cast.ts'

const key = 'screening.banned-words'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

test('an administrator changes a setting, and changes it again', async () => {
  for (const value of [['casino'], ['casino', 'cheap watches']]) {
    expect(await carryOut(changeSetting, cast.ida, { key, value })).toEqual({ key, value })
    expect(await readSetting(reader(), key)).toEqual(value)
  }
})

test('nobody else does', async () => {
  const value = [randomUUID()]
  for (const viewer of [cast.mo, cast.ada, cast.rae]) expect((await refusalOf(changeSetting, viewer, { key, value })).code).toBe('forbidden')
  expect((await refusalOf(changeSetting, anonymous, { key, value })).code).toBe('signed-out')
  expect(await readSetting(reader(), key)).not.toEqual(value)
})

test.each([
  ['a setting that does not exist', { key: 'screening.mood', value: [] }, 'key', 'There is no such setting'],
  ['a value of another shape', { key, value: 'casino' }, 'value', 'does not fit'],
  ['an empty word', { key, value: [' '] }, 'value', 'does not fit'],
])('%s is refused beside its field', async (_, raw, field, said) => {
  const refusal = await refusalOf(changeSetting, cast.ida, raw)
  expect([refusal.code, refusal.fields?.[field]]).toEqual(['invalid', expect.stringContaining(said)])
})

test('a change leaves one row in the audit log, a refusal none', async () => {
  const events = () => reader().auditEvent.findMany({ where: { command: 'change-setting' }, select: { personId: true, subjectId: true } })
  const before = await events()
  await carryOut(changeSetting, cast.ida, { key, value: [] })
  await refusalOf(changeSetting, cast.ida, { key, value: 'casino' })
  expect((await events()).slice(before.length)).toEqual([{ personId: cast.ida.id, subjectId: key }])
})
