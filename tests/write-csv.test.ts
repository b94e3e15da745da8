import { expect, test } from 'vitest'
import { writeCsv } from '#lib/write-csv.ts'

test.each([
  ['plain', 'plain\r\n'],
  ['with, comma', '"with, comma"\r\n'],
  ['with "quotes"', '"with ""quotes"""\r\n'],
  ['two\nlines', '"two\nlines"\r\n'],
  ['=1+1', `'=1+1\r\n`],
  ['+1', `'+1\r\n`],
  ['-1', `'-1\r\n`],
  ['@SUM(A1)', `'@SUM(A1)\r\n`],
  ['\t=1', `'\t'=1\r\n`],
  ['\ta', `'\ta\r\n`],
  ['\ra', `"'\ra"\r\n`],
  ['\r=1', `"'\r'=1"\r\n`],
  ['\n=1', `"'\n'=1"\r\n`],
  ['  =1', `'  =1\r\n`],
  ['＝1', `'＝1\r\n`],
  ['\u200b=1', `'\u200b=1\r\n`],
  ['\ufeff@1', `'\ufeff@1\r\n`],
  ['a;=1', `a;'=1\r\n`],
  ['a; \t+1', `a;' \t'+1\r\n`],
  ['a\n- b\r\n=c', `"a\n'- b\r\n'=c"\r\n`],
  ['=a,"b"', `"'=a,""b"""\r\n`],
  ['a=1', 'a=1\r\n'],
  ['', '\r\n'],
  [null, '\r\n'],
  [-3, '-3\r\n'],
  [true, 'true\r\n'],
])('%j is written as %j', (cell, written) => {
  expect(writeCsv([[cell]])).toBe(written)
})

test('rows are lines, cells are apart', () => {
  expect(writeCsv([['a', 1], [null, 'b,c']])).toBe('a,1\r\n,"b,c"\r\n')
})
