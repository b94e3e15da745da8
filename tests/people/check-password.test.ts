import { describe, expect, test } from 'vitest'
import { passwordProblem } from '#lib/people/check-password.ts'
import { hashPassword, verifyNothing, verifyPassword } from '#lib/people/hash-password.ts'
import { makePassword } from '#lib/people/make-secret.ts'

describe('a password of ten characters or more is taken, whatever it is made of', () => {
  test.each([['ten spaces'], ['seven swallows'], ['ünï çödé 🦆'], ['x'.repeat(199) + 'y'], ['<script>alert(1)</script>']])('%s', (password) =>
    expect(passwordProblem(password, ['ada', 'ada@example.org'])).toBeNull())
})

describe('a password that is guessed first is refused with its reason', () => {
  test.each([
    ['', /at least 10/], ['nine char', /at least 10/], ['y'.repeat(99) + 'x'.repeat(102), /at most 200/], ['password123', /first that are tried/],
    ['Password 123', /first that are tried/], ['1234567890', /first that are tried/], ['qwertyuiop', /first that are tried/], ['aaaaaaaaaaaa', /first that are tried/],
    ['ada-lovelace', /your own/], ['Ada.Lovelace', /your own/], ['Ada@Lovelace.example', /your own/], ['lone \ud800 half', /cannot be typed/],
  ])('%s', (password, sentence) => expect(passwordProblem(password, ['ada-lovelace', 'ada@lovelace.example'])).toMatch(sentence))
})

test('a hash is argon2id at the agreed cost and never the same twice', async () => {
  const [one, two] = await Promise.all([hashPassword('seven swallows'), hashPassword('seven swallows')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
  expect(await verifyPassword(one, 'seven swallows')).toBe(true)
  expect(await verifyPassword(one, 'Seven swallows')).toBe(false)
})

test('the same letters written in another way are the same password', async () => {
  expect(await verifyPassword(await hashPassword('caf\u00e9 au lait'), 'cafe\u0301 au lait')).toBe(true)
})

test('nobody is verified by nothing', async () => expect(await verifyNothing('nobody has this password')).toBe(false))

test('a made password passes our own rules and has no letters that are mixed up', () => {
  const password = makePassword()
  expect(passwordProblem(password)).toBeNull()
  expect(password).toMatch(/^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/)
})
