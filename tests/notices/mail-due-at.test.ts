import { expect, test } from 'vitest'
import { mailDueAt } from '#lib/notices/mail-due-at.ts'
import { isTimeZone, listTimeZones } from '#lib/time-zones.ts'

const at = (time: string) => new Date(`2026-11-22T${time}Z`)

test.each([
  ['at_once', '14:20:05', '2026-11-22T14:20:05.000Z'],
  ['hourly', '14:20:05', '2026-11-22T15:00:00.000Z'],
  ['hourly', '14:00:00', '2026-11-22T14:00:00.000Z'],
  ['daily', '05:59:59', '2026-11-22T06:00:00.000Z'],
  ['daily', '06:00:00', '2026-11-22T06:00:00.000Z'],
  ['daily', '06:00:01', '2026-11-23T06:00:00.000Z'],
  ['daily', '23:10:00', '2026-11-23T06:00:00.000Z'],
] as const)('%s, told from %s on: mailed at %s', (rhythm, time, due) => expect(mailDueAt(rhythm, at(time), 'UTC')?.toISOString()).toBe(due))

test.each([
  ['Europe/Berlin', '2026-11-22T14:00:00Z', '2026-11-23T05:00:00.000Z'],
  ['America/New_York', '2026-11-22T12:00:00Z', '2026-11-23T11:00:00.000Z'],
  ['America/New_York', '2026-11-22T10:00:00Z', '2026-11-22T11:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-22T00:00:00Z', '2026-11-22T00:30:00.000Z'],
  ['Pacific/Auckland', '2026-11-22T16:59:00Z', '2026-11-22T17:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-11-22T20:00:00Z', '2026-11-23T16:00:00.000Z'],
  // The clocks go back in the night before, and forward.
  ['Europe/Berlin', '2026-10-24T10:00:00Z', '2026-10-25T05:00:00.000Z'],
  ['Europe/Berlin', '2026-03-28T10:00:00Z', '2026-03-29T04:00:00.000Z'],
  // 30 December 2011 was left out.
  ['Pacific/Apia', '2011-12-29T17:00:00Z', '2011-12-30T16:00:00.000Z'],
])('a day’s mail comes at six by the clock in %s: told from %s on, at %s', (zone, from, due) => expect(mailDueAt('daily', new Date(from), zone)?.toISOString()).toBe(due))

test('in every time zone the next morning is within a day and an hour, never before, and shows six', () => {
  for (const zone of listTimeZones()) {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
    for (const from of [at('00:00:00'), at('11:17:03'), new Date('2026-03-28T23:00:00Z')]) {
      const due = mailDueAt('daily', from, zone)
      expect(clock.format(due ?? 0), zone).toBe('06:00')
      expect((due?.getTime() ?? 0) - from.getTime(), zone).toBeGreaterThanOrEqual(0)
      expect((due?.getTime() ?? 0) - from.getTime(), zone).toBeLessThanOrEqual(25 * 3_600_000)
    }
  }
})

test('off is never', () => expect(mailDueAt('off', at('14:20:05'), 'UTC')).toBeNull())

test('a time zone is one that programs know by name', () => {
  expect(['UTC', 'Europe/Berlin', 'Asia/Calcutta'].map(isTimeZone)).toEqual([true, true, true])
  expect(['', 'Europe/Atlantis', '+02:00', 'x'.repeat(100), 'Europe/Berlin\n'].map(isTimeZone)).toEqual([false, false, false, false, false])
})
