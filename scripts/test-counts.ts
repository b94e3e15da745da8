import { z } from 'zod'

export type Count = { passed: number; failed: number }

const vitestReport = z.object({
  testResults: z.array(z.object({
    name: z.string(),
    status: z.string(),
    message: z.string(),
    assertionResults: z.array(z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) })),
  })),
})

/**
 * What Vitest's JSON report and exit code say. A file that could not be run is one failure, and so is a runner that ended
 * badly without naming a failed test, wrote no report, or found no test.
 */
export function countVitest(report: unknown, exitCode: number | null): Count {
  const { success, data } = vitestReport.safeParse(report)
  if (!success) return { passed: 0, failed: 1 }
  const statuses = data.testResults.flatMap((file) => file.assertionResults.map((test) => test.status))
  const passed = statuses.filter((status) => status === 'passed').length
  const failed = statuses.filter((status) => status === 'failed').length + data.testResults.filter(hasFailedAsAWhole).length
  return settle({ passed, failed }, exitCode)
}

/** What Vitest's JSON report says of each test that failed, to be said once more at the end: of a long list only the end is read. */
export function failuresOf(report: unknown): string {
  const { success, data } = vitestReport.safeParse(report)
  if (!success) return ''
  const failures = data.testResults.flatMap((file) => [
    ...(hasFailedAsAWhole(file) ? [[file.name, file.message]] : []),
    ...file.assertionResults.filter((test) => test.status === 'failed').map((test) => [`${file.name} › ${test.fullName}`, ...test.failureMessages]),
  ])
  return failures.map((lines) => `\nFAILED ${lines.join('\n')}\n`).join('')
}

function hasFailedAsAWhole(file: z.infer<typeof vitestReport>['testResults'][number]) {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
}

const playwrightReport = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
})

/** The same for Playwright. A story that passed when it was told once more has passed; Playwright names it as flaky. */
export function countPlaywright(report: unknown, exitCode: number | null): Count {
  const { success, data } = playwrightReport.safeParse(report)
  if (!success) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky } = data.stats
  return settle({ passed: expected + flaky, failed: unexpected + data.errors.length }, exitCode)
}

function settle(count: Count, exitCode: number | null): Count {
  const nothingRan = count.passed + count.failed === 0
  const endedBadly = exitCode !== 0 && count.failed === 0
  return nothingRan || endedBadly ? { ...count, failed: count.failed + 1 } : count
}
