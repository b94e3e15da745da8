import { beforeEach, describe, expect, test, vi } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { writer } from '#lib/database.ts'
import { readSession } from '#lib/people/read-session.ts'
import { signInByPassword } from '#lib/people/sign-in-by-password.ts'
import { startSession } from '#lib/people/start-session.ts'
import { anonymous } from '#lib/viewer.ts'
import { auditOf, measureOver, member, newHandle } from './stories.ts'

// The real hashing, with its calls counted.
const verify = vi.hoisted(() => ({ calls: 0, running: 0, most: 0 }))
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  return {
    ...real,
    async verify(...sent: Parameters<typeof real.verify>) {
      verify.calls++
      verify.most = Math.max(verify.most, ++verify.running)
      return real.verify(...sent).finally(() => verify.running--)
    },
  }
})

let network = 0
beforeEach(() => {
  network++
  Object.assign(verify, { calls: 0, running: 0, most: 0 })
})
const signIn = (who: string, password: string, from = `192.0.2.${network}`) => signInByPassword({ who, password }, from)

describe('somebody who knows the password gets in', () => {
  test('by handle, with or without @ and in any case, and by address', async () => {
    const rae = await member('rae')
    for (const who of [rae.handle, `@${rae.handle.toUpperCase()}`, rae.email, ` ${rae.email.toUpperCase()} `]) {
      const outcome = await signIn(who, rae.password)
      if (!outcome.ok) throw new Error(outcome.message)
      expect(await readSession(outcome.value.secret)).toMatchObject({ id: rae.id, handle: rae.handle })
    }
    expect(await auditOf(rae.id)).toEqual(Array(4).fill('start-session'))
  })

  test('a suspended person too: they may read', async () => {
    const sol = await member('sol')
    await measureOver(sol, 'suspended')
    const outcome = await signIn(sol.handle, sol.password)
    if (!outcome.ok) throw new Error(outcome.message)
    expect(await readSession(outcome.value.secret)).toMatchObject({ suspended: true })
  })

  test('with an address that several claim, into the account that the password belongs to', async () => {
    const email = `${newHandle('family')}@example.org`
    const [nia, rae] = [await member('nia', { email, verified: false, password: 'nine swallows' }), await member('rae', { email, verified: false })]
    for (const one of [nia, rae]) expect(await signIn(email, one.password)).toMatchObject({ ok: true, value: { personId: one.id } })
  })

  test('the owner of an address even when many others claim it', async () => {
    const email = `${newHandle('ida')}@example.org`
    for (let claim = 0; claim < 4; claim++) await member('squatter', { email, verified: false, password: 'nine swallows' })
    const ida = await member('ida', { email })
    expect(await signIn(email, ida.password)).toMatchObject({ ok: true, value: { personId: ida.id } })
  })
})

describe('whatever exists, a wrong guess looks the same', () => {
  test('equal answers, equally many verifications and equally much that is counted and written down for a known handle, a known address, a claimed one, no password and nobody', async () => {
    const rae = await member('rae')
    const claim = await member('nia', { verified: false })
    const linked = await member('lin')
    await writer().person.update({ where: { id: linked.id }, data: { passwordHash: null } })
    const seen: string[] = []
    for (const who of [rae.handle, rae.email, claim.email, linked.email, 'nobody-at-all', 'nobody@example.org']) {
      verify.calls = 0
      await writer().rateLimit.deleteMany()
      const written = await writer().securityEvent.count()
      const outcome = await signIn(who, 'a wrong password')
      seen.push(JSON.stringify([outcome, verify.calls, await writer().rateLimit.count(), (await writer().securityEvent.count()) - written]))
    }
    expect(new Set(seen).size).toBe(1)
    expect(JSON.parse(seen[0] ?? '')).toEqual([expect.objectContaining({ ok: false, code: 'invalid' }), 3, 5, 1])
  })

  test('a password of a megabyte is wrong and costs nothing', async () => {
    expect(await signIn('rae', 'x'.repeat(1_000_000))).toMatchObject({ ok: false, code: 'invalid' })
    expect(verify.calls).toBe(0)
  })

  test('empty fields are named', async () => {
    expect(await signIn('', 'x')).toMatchObject({ ok: false, fields: { who: expect.any(String) } })
    expect(await signIn('rae', '')).toMatchObject({ ok: false, fields: { password: expect.any(String) } })
  })

  test('never more than four hashes at once, here two', async () => {
    await Promise.all(Array.from({ length: 6 }, (_, index) => signIn(`nobody-${index}`, 'a wrong password')))
    expect(verify.calls).toBe(18)
    expect(verify.most).toBeLessThanOrEqual(4)
  })
})

describe('guessing has an end', () => {
  test('the eleventh guess at one account in an hour is refused with the time to wait, from wherever it comes', async () => {
    const rae = await member('rae')
    for (let guess = 0; guess < 10; guess++) expect(await signIn(rae.handle, 'a wrong password', `198.51.100.${guess}`)).toMatchObject({ code: 'invalid' })
    const refused = await signIn(rae.handle, rae.password, '198.51.100.200')
    expect(refused).toMatchObject({ ok: false, code: 'too-many', retryAfterSeconds: expect.any(Number), message: expect.stringContaining('link') })
    if (!refused.ok) expect(refused.retryAfterSeconds).toBeGreaterThan(3500)
  })

  test('an account that is not there runs into the same wall', async () => {
    const who = `${newHandle('ghost')}@example.org`
    for (let guess = 0; guess < 10; guess++) expect(await signIn(who, 'a wrong password', `198.51.100.${guess}`)).toMatchObject({ code: 'invalid' })
    expect(await signIn(who, 'a wrong password')).toMatchObject({ code: 'too-many' })
  })

  test('ten guesses by handle leave none by address, and do not tell that both are one person', async () => {
    const rae = await member('rae')
    for (let guess = 0; guess < 10; guess++) await signIn(rae.handle, 'a wrong password', `198.51.100.${guess}`)
    const right = await signIn(rae.email, rae.password)
    const nobody = await signIn('nobody@example.org', rae.password)
    expect(right.ok).toBe(false)
    expect(right).toEqual(nobody)
  })

  test('one network has 25 guesses in five minutes, whomever it tries', async () => {
    for (let guess = 0; guess < 25; guess++) expect(await signIn(newHandle('ghost'), 'a wrong password', '2001:db8:1:2::1')).toMatchObject({ code: 'invalid' })
    const refused = await signIn(newHandle('ghost'), 'a wrong password', '2001:db8:1:2:ffff::9')
    expect(refused).toMatchObject({ code: 'too-many' })
    if (!refused.ok) expect(refused.retryAfterSeconds).toBeLessThanOrEqual(300)
    expect(await signIn(newHandle('ghost'), 'a wrong password', '2001:db8:1:3::1')).toMatchObject({ code: 'invalid' })
  })

  test('signing in correctly uses nothing up, and gives no guesses back to others', async () => {
    const rae = await member('rae')
    for (let time = 0; time < 12; time++) expect((await signIn(rae.handle, rae.password)).ok).toBe(true)
    const email = `${newHandle('victim')}@example.org`
    await member('victim', { email, password: 'nine swallows' })
    const sock = await member('sock', { email, verified: false })
    let guesses = 0
    for (let round = 0; round < 12; round++) {
      await signIn(email, sock.password, `203.0.113.${round}`)
      if ((await signIn(email, 'a wrong password', `203.0.113.${round}`)).ok === false) guesses++
    }
    expect(guesses).toBe(12)
    expect(await signIn(email, sock.password, '203.0.113.99')).toMatchObject({ code: 'too-many' })
  })
})

test('a password that was changed between check and session lets nobody in', async () => {
  const rae = await member('rae')
  expect(await runCommand(startSession, anonymous, { personId: rae.id, checkedHash: 'another hash' })).toMatchObject({ ok: false, code: 'invalid' })
})
