import { expect, test } from 'vitest'
import { countPlaywright, countVitest, failuresOf } from '../../scripts/test-counts.ts'

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  message: status === 'failed' && tests.length === 0 ? 'No such module' : '',
  assertionResults: tests.map((each) => ({ status: each, fullName: `it has ${each}`, failureMessages: each === 'failed' ? ['expected 1 to be 2'] : [] })),
})
const browser = (expected: number, unexpected = 0, flaky = 0, errors: unknown[] = []) => ({ errors, stats: { expected, unexpected, flaky } })

test.each([
  ['all passed', [file('passed', 'passed', 'passed')], 0, { passed: 2, failed: 0 }],
  ['a skipped test is neither', [file('passed', 'passed', 'skipped', 'todo')], 0, { passed: 1, failed: 0 }],
  ['a failed test', [file('failed', 'passed', 'failed')], 1, { passed: 1, failed: 1 }],
  ['a file that could not be loaded', [file('failed'), file('passed', 'passed')], 1, { passed: 1, failed: 1 }],
  ['a bad end without a failed test', [file('passed', 'passed')], 1, { passed: 1, failed: 1 }],
  ['a runner that was killed', [file('passed', 'passed')], null, { passed: 1, failed: 1 }],
  ['no test at all', [], 0, { passed: 0, failed: 1 }],
])('vitest: %s', (_name, testResults, exitCode, count) => {
  expect(countVitest({ testResults }, exitCode)).toEqual(count)
})

test('what failed without a browser is said by its file, its name and its reason', () => {
  expect(failuresOf({ testResults: [file('failed', 'passed', 'failed'), file('failed'), file('passed', 'passed')] })).toBe(
    '\nFAILED a.test.ts › it has failed\nexpected 1 to be 2\n\nFAILED a.test.ts\nNo such module\n',
  )
  expect(failuresOf('not a report')).toBe('')
})

test.each([
  ['all passed', browser(3), 0, { passed: 3, failed: 0 }],
  ['a failed test', browser(3, 1), 1, { passed: 3, failed: 1 }],
  ['a story that passed when it was told once more', browser(3, 0, 1), 0, { passed: 4, failed: 0 }],
  ['an error outside of tests', browser(3, 0, 0, [{}]), 1, { passed: 3, failed: 1 }],
  ['no test at all', browser(0), 0, { passed: 0, failed: 1 }],
  ['a bad end without a failed test', browser(3), 1, { passed: 3, failed: 1 }],
])('playwright: %s', (_name, report, exitCode, count) => {
  expect(countPlaywright(report, exitCode)).toEqual(count)
})

test.each([undefined, null, 'not a report', {}])('a report that is missing or broken is one failure', (report) => {
  expect(countVitest(report, 0)).toEqual({ passed: 0, failed: 1 })
  expect(countPlaywright(report, 0)).toEqual({ passed: 0, failed: 1 })
})
