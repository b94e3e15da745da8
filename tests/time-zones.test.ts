import { describe, expect, test } from 'vitest'
import { clockAt, momentByClock } from '#lib/time-zones.ts'

describe('the moment that a clock shows', () => {
  test.each([
    ['2026-12-24', '09:30', 'UTC', '2026-12-24T09:30:00.000Z'],
    ['2026-12-24', '09:30', 'Europe/Berlin', '2026-12-24T08:30:00.000Z'],
    ['2026-07-24', '09:30', 'Europe/Berlin', '2026-07-24T07:30:00.000Z'],
    ['2026-12-31', '23:59', 'America/Los_Angeles', '2027-01-01T07:59:00.000Z'],
    ['2026-01-01', '00:15', 'Pacific/Kiritimati', '2025-12-31T10:15:00.000Z'],
    ['2026-06-01', '12:00', 'Asia/Kathmandu', '2026-06-01T06:15:00.000Z'],
    ['2026-02-28', '23:00', 'Australia/Lord_Howe', '2026-02-28T12:00:00.000Z'],
  ])('%s %s in %s', (day, time, zone, expected) => {
    const moment = momentByClock(day, time, zone)
    expect(moment?.toISOString()).toBe(expected)
    expect(moment && clockAt(moment, zone)).toEqual({ day, time })
  })

  test('an hour that comes twice is its first', () => {
    expect(momentByClock('2026-10-25', '02:30', 'Europe/Berlin')?.toISOString()).toBe('2026-10-25T00:30:00.000Z')
    expect(momentByClock('2026-11-01', '01:30', 'America/New_York')?.toISOString()).toBe('2026-11-01T05:30:00.000Z')
    expect(momentByClock('2026-04-05', '01:45', 'Australia/Lord_Howe')?.toISOString()).toBe('2026-04-04T14:45:00.000Z')
  })

  test.each([['2026-03-29', '02:30', 'Europe/Berlin'], ['2026-03-08', '02:00', 'America/New_York'], ['2026-03-08', '02:59', 'America/New_York'], ['2026-10-04', '02:15', 'Australia/Lord_Howe'], ['2011-12-30', '12:00', 'Pacific/Apia']])('%s %s in %s is left out', (day, time, zone) => {
    expect(momentByClock(day, time, zone)).toBeNull()
  })
})
