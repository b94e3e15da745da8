import { describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { changePassword } from '#lib/people/change-password.ts'
import { changeRole } from '#lib/people/change-role.ts'
import { endAllSessions } from '#lib/people/end-all-sessions.ts'
import { endSession } from '#lib/people/end-session.ts'
import { liftSuspension } from '#lib/people/lift-suspension.ts'
import { needsPresentPassword, readAccount } from '#lib/people/read-account.ts'
import { readSession } from '#lib/people/read-session.ts'
import { setPassword } from '#lib/people/set-password.ts'
import { signInByPassword } from '#lib/people/sign-in-by-password.ts'
import { suspendPerson } from '#lib/people/suspend-person.ts'
import { useMailLink } from '#lib/people/use-mail-link.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import { askForLink, auditOf, expiredSessionOf, member, sessionOf } from './stories.ts'

describe('a session ends at the very next request', () => {
  test('after signing out, here only', async () => {
    const rae = await member('rae')
    const [here, there] = [await sessionOf(rae), await sessionOf(rae)]
    expect(await runCommand(endSession, rae, { secret: here })).toMatchObject({ ok: true })
    expect(await readSession(here)).toBeNull()
    expect(await readSession(there)).not.toBeNull()
    expect(await runCommand(endSession, anonymous, { secret: here })).toMatchObject({ ok: false, code: 'not-found' })
    expect(await auditOf(rae.id)).toEqual(['end-session'])
  })

  test('after signing out everywhere, and nobody else is signed out', async () => {
    const [rae, nia] = [await member('rae'), await member('nia')]
    const secrets = [await sessionOf(rae), await sessionOf(rae)]
    const other = await sessionOf(nia)
    expect(await runCommand(endAllSessions, rae, {})).toMatchObject({ ok: true })
    for (const secret of secrets) expect(await readSession(secret)).toBeNull()
    expect(await readSession(other)).not.toBeNull()
    expect(await runCommand(endAllSessions, anonymous, {})).toMatchObject({ ok: false, code: 'signed-out' })
  })

  test('after a suspension', async () => {
    const [mo, sol] = [await member('mo', { role: 'moderator' }), await member('sol')]
    const secret = await sessionOf(sol)
    await runCommand(suspendPerson, mo, { handle: sol.handle, reason: 'Unkind replies' })
    expect(await readSession(secret)).toBeNull()
  })

  test('after a demotion, and after any other change of role', async () => {
    const [ida, mo] = [await member('ida', { role: 'administrator' }), await member('mo', { role: 'moderator' })]
    for (const role of ['reader', 'author']) {
      const secret = await sessionOf(mo)
      await runCommand(changeRole, ida, { handle: mo.handle, role })
      expect(await readSession(secret)).toBeNull()
      expect(await readSession(await sessionOf(mo))).toMatchObject({ role })
    }
  })

  test('after a password change, except the one that made it', async () => {
    const rae = await member('rae')
    const [here, there] = [await sessionOf(rae), await sessionOf(rae)]
    expect(await changePassword(rae, here, { presentPassword: rae.password, password: 'eight swallows' })).toMatchObject({ ok: true })
    expect(await readSession(here)).not.toBeNull()
    expect(await readSession(there)).toBeNull()
    expect(await auditOf(rae.id)).toEqual(['change-password'])
    expect(await signInByPassword({ who: rae.handle, password: rae.password }, '192.0.2.1')).toMatchObject({ ok: false })
    expect(await signInByPassword({ who: rae.handle, password: 'eight swallows' }, '192.0.2.1')).toMatchObject({ ok: true })
    expect(await reader().mail.count({ where: { to: rae.email, subject: 'Your password was changed' } })).toBe(1)
  })

  test('after the command line set a password', async () => {
    const rae = await member('rae')
    const secret = await sessionOf(rae)
    expect(await runCommand(setPassword, operator, { handle: rae.handle, password: 'nine swallows' })).toMatchObject({ ok: true })
    expect(await readSession(secret)).toBeNull()
    expect(await runCommand(setPassword, await member('ida', { role: 'administrator' }), { handle: rae.handle, password: 'ten swallows' })).toMatchObject({ code: 'forbidden' })
  })

  test('when its thirty days are over', async () => {
    const rae = await member('rae')
    expect(await readSession(await expiredSessionOf(rae))).toBeNull()
    expect((await readAccount(rae.id, '', new Date())).sessions).toEqual([])
  })
})

describe('a session says what is true now', () => {
  test('name, role, proof of address and suspension are read anew each time', async () => {
    const rae = await member('rae', { verified: false })
    const secret = await sessionOf(rae)
    expect(await readSession(secret)).toEqual({ id: rae.id, handle: rae.handle, name: 'rae', role: 'reader', suspended: false, emailVerified: false })
    await writer().person.update({ where: { id: rae.id }, data: { name: 'Rae', role: 'author', emailVerifiedAt: new Date(), suspendedAt: new Date() } })
    expect(await readSession(secret)).toEqual({ id: rae.id, handle: rae.handle, name: 'Rae', role: 'author', suspended: true, emailVerified: true })
  })

  test('a suspension that is over is none', async () => {
    const sol = await member('sol')
    const secret = await sessionOf(sol)
    await writer().person.update({ where: { id: sol.id }, data: { suspendedAt: new Date(Date.now() - 2000), suspendedUntil: new Date(Date.now() - 1000) } })
    expect(await readSession(secret)).toMatchObject({ suspended: false })
  })

  test.each([[''], ['x'], ['x'.repeat(5000)], ["' OR 1=1"]])('%s is nobody', async (secret) => expect(await readSession(secret)).toBeNull())

  test('the secret is not in the database', async () => {
    const secret = await sessionOf(await member('rae'))
    expect(JSON.stringify(await reader().session.findMany())).not.toContain(secret)
  })
})

describe('a new password', () => {
  test('needs the present one', async () => {
    const rae = await member('rae')
    const secret = await sessionOf(rae)
    expect(await changePassword(rae, secret, { presentPassword: 'a wrong one', password: 'eight swallows' })).toMatchObject({ ok: false, fields: { presentPassword: expect.any(String) } })
    expect(await changePassword(anonymous, secret, { presentPassword: rae.password, password: 'eight swallows' })).toMatchObject({ code: 'signed-out' })
  })

  test('follows the same rules as the first one', async () => {
    const rae = await member('rae')
    expect(await changePassword(rae, await sessionOf(rae), { presentPassword: rae.password, password: 'short' })).toMatchObject({ ok: false, fields: { password: expect.any(String) } })
    expect(await changePassword(rae, await sessionOf(rae), { presentPassword: rae.password, password: rae.email })).toMatchObject({ ok: false, fields: { password: expect.any(String) } })
  })

  test('needs no present one in a session that a link began, but does in any other', async () => {
    const rae = await member('rae')
    const elsewhere = await sessionOf(rae)
    const used = await runCommand(useMailLink, anonymous, { token: await askForLink(rae.email), purpose: 'sign_in' })
    if (!used.ok || !used.value.session) throw new Error('refused')
    expect(await needsPresentPassword(rae.id, used.value.session.secret)).toBe(false)
    expect(await needsPresentPassword(rae.id, elsewhere)).toBe(true)
    expect(await changePassword(rae, used.value.session.secret, { presentPassword: '', password: 'eight swallows' })).toMatchObject({ ok: true })
  })

  test('needs the present one again when the link was used long ago', async () => {
    const rae = await member('rae')
    const before = new Date(Date.now() - 31 * 60_000)
    const used = await runCommand(useMailLink, anonymous, { token: await askForLink(rae.email, before), purpose: 'sign_in' }, before)
    if (!used.ok || !used.value.session) throw new Error('refused')
    expect(await needsPresentPassword(rae.id, used.value.session.secret)).toBe(true)
  })

  test('chosen twice at once is changed once', async () => {
    const rae = await member('rae')
    const secret = await sessionOf(rae)
    const outcomes = await Promise.all(['eight swallows', 'nine swallows'].map((password) => changePassword(rae, secret, { presentPassword: rae.password, password })))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  })
})

describe('suspending', () => {
  test('is for moderators, with a reason that the person reads, until a moment or without end', async () => {
    const [mo, sol] = [await member('mo', { role: 'moderator' }), await member('sol')]
    const until = new Date(Date.now() + 86_400_000)
    expect(await runCommand(suspendPerson, mo, { handle: sol.handle, reason: 'Unkind replies', until: until.toISOString() })).toMatchObject({ ok: true, value: { until } })
    const account = await readAccount(sol.id, '', new Date())
    expect(account.suspension).toMatchObject({ until, reason: 'Unkind replies' })
    expect(await auditOf(sol.id)).toEqual(['suspend-person'])
    expect(await runCommand(liftSuspension, mo, { handle: sol.handle })).toMatchObject({ ok: true })
    expect((await readAccount(sol.id, '', new Date())).suspension).toBeNull()
    expect(await runCommand(liftSuspension, mo, { handle: sol.handle })).toMatchObject({ code: 'conflict' })
    expect(await auditOf(sol.id)).toEqual(['suspend-person', 'lift-suspension'])
  })

  test('never goes sideways or up', async () => {
    const roles = ['reader', 'author', 'moderator', 'administrator'] as const
    const people = await Promise.all(roles.map((role) => member(role, { role })))
    for (const [rank, viewer] of people.entries()) {
      for (const [subjectRank, subject] of people.entries()) {
        const outcome = await runCommand(suspendPerson, viewer, { handle: subject.handle, reason: 'A test' })
        expect([viewer.role, subject.role, outcome.ok]).toEqual([viewer.role, subject.role, rank >= 2 && rank > subjectRank])
      }
    }
    expect(await runCommand(suspendPerson, anonymous, { handle: people[0]?.handle, reason: 'A test' })).toMatchObject({ code: 'signed-out' })
    expect(await runCommand(suspendPerson, operator, { handle: people[3]?.handle, reason: 'A test' })).toMatchObject({ ok: true })
  })

  test('asks for a reason, a later moment and somebody who exists', async () => {
    const [mo, sol] = [await member('mo', { role: 'moderator' }), await member('sol')]
    expect(await runCommand(suspendPerson, mo, { handle: sol.handle, reason: ' ' })).toMatchObject({ fields: { reason: expect.any(String) } })
    expect(await runCommand(suspendPerson, mo, { handle: sol.handle, reason: 'x', until: '2020-01-01' })).toMatchObject({ fields: { until: expect.any(String) } })
    expect(await runCommand(suspendPerson, mo, { handle: 'nobody', reason: 'x' })).toMatchObject({ fields: { handle: expect.any(String) } })
  })
})

describe('changing a role', () => {
  test('is for administrators', async () => {
    const [mo, rae] = [await member('mo', { role: 'moderator' }), await member('rae')]
    expect(await runCommand(changeRole, mo, { handle: rae.handle, role: 'author' })).toMatchObject({ code: 'forbidden' })
    expect(await runCommand(changeRole, rae, { handle: rae.handle, role: 'administrator' })).toMatchObject({ code: 'forbidden' })
    expect(await runCommand(changeRole, operator, { handle: rae.handle, role: 'operator' })).toMatchObject({ code: 'invalid' })
    expect(await runCommand(changeRole, operator, { handle: rae.handle, role: 'author' })).toMatchObject({ ok: true })
    expect(await auditOf(rae.id)).toEqual(['change-role'])
  })

  test('of two administrators who demote each other at once one stays', async () => {
    await writer().person.updateMany({ where: { role: 'administrator' }, data: { role: 'reader' } })
    const [ida, isa] = [await member('ida', { role: 'administrator' }), await member('isa', { role: 'administrator' })]
    const outcomes = await Promise.all([runCommand(changeRole, ida, { handle: isa.handle, role: 'reader' }), runCommand(changeRole, isa, { handle: ida.handle, role: 'reader' })])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await reader().person.count({ where: { role: 'administrator' } })).toBe(1)
  })
})
