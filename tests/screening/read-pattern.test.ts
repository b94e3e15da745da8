import { describe, expect, test } from 'vitest'
import { readPattern } from '#lib/screening/read-pattern.ts'

function problemOf(written: string): string {
  const read = readPattern(written)
  return read.ok ? '' : read.problem
}

describe('a pattern that cannot be read is refused with its place', () => {
  test.each([
    ['ab(c', 'At character 3, “(”: this bracket is opened'],
    ['(a)(b(c)', 'At character 4, “(”: this bracket is opened'],
    ['\\(a(b[(]', 'At character 4, “(”: this bracket is opened'],
    ['a\\)b)c', 'At character 5, “)”: this bracket closes'],
    ['[)](a))', 'At character 7, “)”: this bracket closes'],
    ['ab[c-', 'At character 3, “[c-”: this set is opened'],
    ['x|*', 'At character 3, “*”: there is nothing'],
    ['ab**', 'At character 3, “**”: two repetitions'],
    ['a{2}b{2000}', 'At character 6, “{2000}”: something can be repeated 1,000 times'],
    ['[z-a]', 'At character 2, “z-a”: this set'],
    ['\\p{Cheese}', 'At character 1, “\\p{Cheese}”: this set'],
    ['oh\\', 'At character 3, “\\”: a backslash'],
    ['a\\yb', 'At character 2, “\\y”: nothing is known'],
    ['𝔸𝔹(', 'At character 3, “(”'],
  ])('%s', (written, said) => {
    expect(problemOf(written)).toContain(said)
  })
})

describe('so is one that could not be searched for in linear time', () => {
  test.each([
    ['(a)\\1', 'At character 4, “\\1”: a pattern cannot compare'],
    ['\\(?=(?=b)', 'At character 5, “(?=”: a pattern cannot look ahead'],
    ['a(?!b)', 'At character 2, “(?!”: a pattern cannot look ahead'],
    ['(?<=a)b', 'At character 1, “(?<=a)b”: a pattern cannot look ahead or behind'],
    ['(?<!a)b', 'a pattern cannot look ahead or behind'],
    ['(?<n>a)\\k<n>', 'At character 8, “\\k”: a pattern cannot compare'],
    ['(?>a)b', 'At character 1, “(?>”: groups that never give back'],
    ['((a{100}){100}){100}', 'At character 10, “{100}”: something can be repeated 1,000 times'],
  ])('%s', (written, said) => {
    expect(problemOf(written)).toContain(said)
  })
})

test.each([
  ['', 'Please write a pattern.'],
  ['a'.repeat(1001), 'This is 1,001 characters long; 1,000 is the most that fits.'],
  ['(ab)*', 'This fits a text without any letter'],
  ['(a|b| ){1,300}c', 'This pattern grows too large'],
])('a pattern of no use is refused (%#)', (written, said) => {
  expect(problemOf(written)).toContain(said)
})

test.each(['a|b', '\\bfoo\\b', '(?i)x+', '(?P<name>a)b', '[[:alpha:]]{3}', '\\p{Greek}+', '(a+)+$'])('%s is a pattern', (written) => {
  expect(readPattern(written).ok).toBe(true)
})

test('what makes other engines run for ever takes no time to speak of', () => {
  const read = readPattern('(x+x+)+y|((a{0,9}){0,9})b')
  if (!read.ok) throw new Error(read.problem)
  // By the processor's time: whatever else the machine does counts for nothing.
  const began = process.cpuUsage()
  expect(read.pattern.matcher('x'.repeat(10_000) + 'a'.repeat(10_000)).find()).toBe(false)
  expect(process.cpuUsage(began).user).toBeLessThan(1_000_000)
})
