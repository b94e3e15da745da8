import { describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { changePassword } from '#lib/people/change-password.ts'
import { changeRole } from '#lib/people/change-role.ts'
import { endAllSessions } from '#lib/people/end-all-sessions.ts'
import { endOwnSession } from '#lib/people/end-own-session.ts'
import { endSession } from '#lib/people/end-session.ts'
import { needsPresentPassword, readAccount } from '#lib/people/read-account.ts'
import { issueToken } from '#lib/people/issue-token.ts'
import { readSession, readToken } from '#lib/people/read-session.ts'
import { setPassword } from '#lib/people/set-password.ts'
import { signInByPassword } from '#lib/people/sign-in-by-password.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { useMailLink } from '#lib/people/use-mail-link.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import { carryOut } from '../cast.ts'
import { askForLink, auditOf, expiredSessionOf, measureOver, member, sessionOf } from './stories.ts'

/** Whether a link that was asked for before lets somebody in. */
async function opens(token: string): Promise<boolean> {
  return (await runCommand(useMailLink, anonymous, { token, purpose: 'sign_in' })).ok
}

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
    const { token } = await carryOut(issueToken, rae, { handle: rae.handle })
    const link = await askForLink(rae.email)
    const other = await sessionOf(nia)
    expect(await runCommand(endAllSessions, rae, {})).toMatchObject({ ok: true })
    for (const secret of secrets) expect(await readSession(secret)).toBeNull()
    expect(await readToken(token)).toBeNull()
    expect(await opens(link)).toBe(false)
    expect(await readSession(other)).not.toBeNull()
    expect(await runCommand(endAllSessions, anonymous, {})).toMatchObject({ ok: false, code: 'signed-out' })
  })

  test('after signing out that browser from another, which is for its owner alone', async () => {
    const [rae, nia] = [await member('rae'), await member('nia')]
    const [here, there] = [await sessionOf(rae), await sessionOf(rae)]
    const { sessions } = await readAccount(rae.id, here, new Date())
    const input = { sessionId: sessions.find((each) => !each.here)?.id }
    expect(await runCommand(endOwnSession, nia, input)).toMatchObject({ ok: false, code: 'not-found' })
    expect(await runCommand(endOwnSession, anonymous, input)).toMatchObject({ ok: false, code: 'signed-out' })
    expect(await readSession(there)).not.toBeNull()
    expect(await runCommand(endOwnSession, rae, input)).toMatchObject({ ok: true })
    expect([await readSession(there), (await readSession(here))?.id]).toEqual([null, rae.id])
    expect(await runCommand(endOwnSession, rae, input)).toMatchObject({ ok: false, code: 'not-found' })
    expect(await readSession(sessions[0]?.id ?? '')).toBeNull()
  })

  test('after a suspension', async () => {
    const [mo, sol] = [await member('mo', { role: 'moderator' }), await member('sol')]
    const secret = await sessionOf(sol)
    expect(await runCommand(takeMeasure, mo, { handle: sol.handle, kind: 'suspended', reason: 'Unkind replies' })).toMatchObject({ ok: true })
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
    const { token } = await carryOut(issueToken, rae, { handle: rae.handle })
    const link = await askForLink(rae.email)
    expect(await changePassword(rae, here, { presentPassword: rae.password, password: 'eight swallows' })).toMatchObject({ ok: true })
    expect(await readSession(here)).not.toBeNull()
    expect(await readSession(there)).toBeNull()
    expect(await readToken(token)).toBeNull()
    expect([await opens(link), await opens(await askForLink(rae.email))]).toEqual([false, true])
    expect((await auditOf(rae.id))[0]).toBe('change-password')
    expect(await signInByPassword({ who: rae.handle, password: rae.password }, '192.0.2.1')).toMatchObject({ ok: false })
    expect(await signInByPassword({ who: rae.handle, password: 'eight swallows' }, '192.0.2.1')).toMatchObject({ ok: true })
    expect(await reader().mail.count({ where: { to: rae.email, subject: 'Your password was changed' } })).toBe(1)
  })

  test('after the command line set a password', async () => {
    const rae = await member('rae')
    const secret = await sessionOf(rae)
    const token = await carryOut(issueToken, rae, { handle: rae.handle })
    expect(await readToken(token.token)).not.toBeNull()
    const link = await askForLink(rae.email)
    expect(await runCommand(setPassword, operator, { handle: rae.handle, password: 'nine swallows' })).toMatchObject({ ok: true })
    expect(await readSession(secret)).toBeNull()
    expect(await readToken(token.token)).toBeNull()
    expect(await opens(link)).toBe(false)
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
    await writer().person.update({ where: { id: rae.id }, data: { name: 'Rae', role: 'author', emailVerifiedAt: new Date() } })
    await writer().measure.create({ data: { personId: rae.id, kind: 'suspended', reason: 'Unkind replies', at: new Date() } })
    expect(await readSession(secret)).toEqual({ id: rae.id, handle: rae.handle, name: 'Rae', role: 'author', suspended: true, emailVerified: true })
  })

  test('a suspension that is over is none', async () => {
    const sol = await member('sol')
    await measureOver(sol, 'suspended', { at: new Date(Date.now() - 2000), until: new Date(Date.now() - 1000) })
    expect(await readSession(await sessionOf(sol))).toMatchObject({ suspended: false })
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

describe('changing a role', () => {
  test('leaves an administrator who can look after the site: somebody suspended cannot, somebody whose suspension is over can', async () => {
    await writer().person.updateMany({ where: { role: 'administrator' }, data: { role: 'reader' } })
    const [ida, isa] = [await member('ida', { role: 'administrator' }), await member('isa', { role: 'administrator' })]
    const until = new Date(Date.now() + 3_600_000)
    await measureOver(isa, 'suspended', { until })
    expect(await runCommand(changeRole, operator, { handle: ida.handle, role: 'reader' })).toMatchObject({ code: 'conflict' })
    expect(await runCommand(changeRole, operator, { handle: ida.handle, role: 'reader' }, new Date(until.getTime() - 1))).toMatchObject({ code: 'conflict' })
    expect(await runCommand(changeRole, operator, { handle: ida.handle, role: 'reader' }, until)).toMatchObject({ ok: true })
  })

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
