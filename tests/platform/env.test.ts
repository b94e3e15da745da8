import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readSettings, settingNames } from '#lib/env.ts'
import { Trouble } from '#lib/trouble.ts'

const example = readFileSync('.env.example', 'utf8')

test('.env.example names every setting and nothing else', () => {
  expect(Object.keys(parseEnv(example)).sort()).toEqual([...settingNames].sort())
})

test('.env.example as it stands is valid and means the defaults', () => {
  const asGiven = Object.fromEntries(Object.entries(parseEnv(example)).map(([name, value]) => [name, value ?? undefined]))
  expect(readSettings(asGiven)).toEqual(readSettings({}))
})

test('every setting of .env.example has a line that says why', () => {
  const lines = example.split('\n')
  for (const name of settingNames) {
    const at = lines.findIndex((line) => line.startsWith(`${name}=`))
    const above = lines.slice(0, at).findLast((line) => !line.startsWith('AUTH_'))
    expect(above, name).toMatch(/^# .{20,}/)
  }
})

test('an empty setting counts as not set, and spaces around a value do not matter', () => {
  expect(readSettings({ PORT: '', HOST: '  ', SMTP_URL: '' })).toEqual(readSettings({}))
  expect(readSettings({ PORT: ' 4000 ' }).PORT).toBe(4000)
})

test('the origin is the given one without a path, else the address that is listened on', () => {
  expect(readSettings({ AFTERWORD_ORIGIN: 'https://example.org/blog/' }).AFTERWORD_ORIGIN).toBe('https://example.org')
  expect(readSettings({ PORT: '4000' }).AFTERWORD_ORIGIN).toBe('http://127.0.0.1:4000')
  expect(readSettings({ HOST: '0.0.0.0' }).AFTERWORD_ORIGIN).toBe('http://127.0.0.1:3000')
  expect(readSettings({ HOST: '::1' }).AFTERWORD_ORIGIN).toBe('http://[::1]:3000')
})

test('the data folder is absolute, so that every process means the same one', () => {
  expect(readSettings({ AFTERWORD_DATA: 'here' }).AFTERWORD_DATA).toBe(path.resolve('here'))
})

describe('a wrong value is refused in one line that begins with the name of the setting', () => {
  const wrong: [string, string][] = [
    ['PORT', 'eighty'], ['PORT', '3000.5'], ['PORT', '-1'], ['PORT', '0'], ['PORT', '65536'],
    ['AFTERWORD_ORIGIN', 'blog.example.net'], ['AFTERWORD_ORIGIN', 'ftp://blog.example.net'],
    ['DATABASE_URL', 'mysql://localhost/blog'], ['DATABASE_URL', 'blog'],
    ['AFTERWORD_DEMO', 'yes'], ['AUTH_SECRET', 'hunter2'],
    ['SMTP_URL', 'https://mail.example.org'], ['MAIL_FROM', 'nobody'],
    ['DATABASE_REPLICA_URL', 'replica.example.org'], ['DRAIN_SECONDS', '301'], ['DRAIN_SECONDS', 'a minute'], ['LOG_LEVEL', 'everything'],
  ]
  test.each(wrong)('%s=%s', (name, value) => {
    const refused = expectTrouble({ [name]: value })
    expect(refused.message.startsWith(`${name} `)).toBe(true)
    expect(refused.message).not.toContain('\n')
    expect(refused.message, 'a value may be a secret').not.toContain(value)
  })
})

test('a replica is one of a database that is named as well', () => {
  expect(expectTrouble({ DATABASE_REPLICA_URL: 'postgresql://replica/blog' }).message).toMatch(/^DATABASE_URL is missing/)
})

test.each(['GITHUB', 'GOOGLE'])('half a sign-in provider (%s) is refused', (provider) => {
  expect(expectTrouble({ [`AUTH_${provider}_ID`]: 'x' }).message).toContain(`AUTH_${provider}_SECRET is missing`)
  expect(expectTrouble({ [`AUTH_${provider}_SECRET`]: 'x' }).message).toContain(`AUTH_${provider}_ID is missing`)
  expect(readSettings({ [`AUTH_${provider}_ID`]: 'x', [`AUTH_${provider}_SECRET`]: 'y' })).toMatchObject({ [`AUTH_${provider}_ID`]: 'x' })
})

function expectTrouble(source: Record<string, string>): Trouble {
  try {
    readSettings(source)
  } catch (error) {
    if (error instanceof Trouble) return error
    throw error
  }
  throw new Error(`${JSON.stringify(source)} was accepted`)
}
