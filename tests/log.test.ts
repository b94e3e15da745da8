import { afterEach, expect, test, vi } from 'vitest'
import { logFailure } from '#lib/http/log-failure.ts'
import { isLogged, reportTrouble, writeLine } from '#lib/log.ts'

function hear() {
  const written: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  return () => written.splice(0).join('').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>)
}

afterEach(() => void vi.restoreAllMocks())

test('a line is JSON with its level, its moment and its process', () => {
  const lines = hear()
  reportTrouble('A mail could not be sent.')
  expect(lines()).toEqual([{ level: 'warn', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), pid: process.pid, msg: 'A mail could not be sent.', where: 'background' }])
})

test('what is below the level that was chosen is not written', () => {
  const lines = hear()
  writeLine('info', { msg: 'request', request: 'a', method: 'GET', path: '/', status: 200, ms: 1, bytes: 1, viewer: 'anonymous' })
  expect([lines(), isLogged('info'), isLogged('warn')]).toEqual([[], false, true])
})

test('of a failure nothing is written that somebody said, though it looks like a place in the code', () => {
  const lines = hear()
  const error = Object.assign(new TypeError('a secret\n    at secret (mine:1:1)\n    at hers:2:2'), { digest: '/posts?q=secret' })
  logFailure('here', error)
  const changed = new Error('a secret\n    at secret (mine:1:1)')
  changed.message = 'another'
  logFailure('here', changed)
  const [first, second] = lines()
  expect(first).toMatchObject({ level: 'error', msg: 'failure', where: 'here', error: 'TypeError', code: null, digest: null })
  expect(JSON.stringify(first)).not.toContain('secret')
  expect((first?.stack as string[]).length).toBeGreaterThan(0)
  expect(JSON.stringify(second)).not.toContain('a secret')
})

test('a log that is not read any more keeps a megabyte, and later says what is missing', () => {
  const lines = hear()
  const unread = vi.spyOn(process.stderr, 'writableLength', 'get').mockReturnValue(2 ** 20 + 1)
  reportTrouble('one')
  reportTrouble('two')
  expect(lines()).toEqual([])
  unread.mockReturnValue(0)
  reportTrouble('three')
  expect(lines()).toMatchObject([{ level: 'error', msg: 'lost', lines: 2 }, { msg: 'three' }])
})
