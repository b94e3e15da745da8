import { expect, test } from 'vitest'
import { mailDueAt } from '#lib/notices/mail-due-at.ts'

const at = (time: string) => new Date(`2026-11-22T${time}Z`)

test.each([
  ['at_once', '14:20:05', '2026-11-22T14:20:05.000Z'],
  ['hourly', '14:20:05', '2026-11-22T15:00:00.000Z'],
  ['hourly', '14:00:00', '2026-11-22T14:00:00.000Z'],
  ['daily', '05:59:59', '2026-11-22T06:00:00.000Z'],
  ['daily', '06:00:01', '2026-11-23T06:00:00.000Z'],
  ['daily', '23:10:00', '2026-11-23T06:00:00.000Z'],
] as const)('%s, told from %s on: mailed at %s', (rhythm, time, due) => expect(mailDueAt(rhythm, at(time))?.toISOString()).toBe(due))

test('off is never', () => expect(mailDueAt('off', at('14:20:05'))).toBeNull())
