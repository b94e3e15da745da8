import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { runInRequest } from '#lib/http/request-context.ts'
import { leaveForGood } from '#lib/accounts/delete-account.ts'
import { verify } from '#lib/integrity/verify.ts'
import { changePassword } from '#lib/people/change-password.ts'
import { changeRole } from '#lib/people/change-role.ts'
import { createPerson } from '#lib/people/create-person.ts'
import { endAllSessions } from '#lib/people/end-all-sessions.ts'
import { endSession } from '#lib/people/end-session.ts'
import { issueToken } from '#lib/people/issue-token.ts'
import { liftMeasure } from '#lib/people/lift-measure.ts'
import { revokeTokens } from '#lib/people/revoke-tokens.ts'
import { forgetOld } from '#lib/people/security/keep-forgetting.ts'
import { noteCopied } from '#lib/people/security/note-copied.ts'
import { noteTaken } from '#lib/people/security/note-taken.ts'
import { listedKinds, readOwnSignIns, readSecurityLog } from '#lib/people/security/read-security-log.ts'
import { setPassword } from '#lib/people/set-password.ts'
import { signInByPassword } from '#lib/people/sign-in-by-password.ts'
import { signInElsewhere } from '#lib/people/sign-in-elsewhere.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { useMailLink } from '#lib/people/use-mail-link.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { endPassword } from '#lib/posts/publishing/end-password.ts'
import { makeDraftLink } from '#lib/posts/publishing/make-draft-link.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { revokeDraftLink } from '#lib/posts/publishing/revoke-draft-link.ts'
import { networkPrefix, securityKinds } from '#lib/security-log.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, replyBy } from '../cast.ts'
import { verdict } from '../database/fenced-database.ts'
import { askForLink, member, newHandle, sessionOf } from './stories.ts'
import type { Member } from './stories.ts'

let ida: Member
let mo: Member
beforeAll(async () => {
  ida = await member('ida', { role: 'administrator' })
  mo = await member('mo', { role: 'moderator' })
})

const read = (person = '', kind: (typeof listedKinds)[number] | '' = '', after = '', take = 50) =>
  readSecurityLog(ida, { person, kind, after }, take).then((log) => (log.ok ? log.value : Promise.reject(new Error(log.message))))

/** What the log says about somebody, the oldest first, without the moments. */
async function said(person: { handle: string }) {
  return (await read(person.handle)).events.reverse().map(({ kind, about, handle, byHandle }) => [kind, about, handle === person.handle, byHandle] as const)
}

const context = (address: string) => ({ id: 'a-request-id', address, nonce: '', path: '/', route: () => '/' })
let network = 0
const signIn = (who: string, password: string) => runInRequest(context('203.0.113.77'), () => signInByPassword({ who, password }, `192.0.2.${++network}`))

describe('what is written down', () => {
  test('coming in by each way, and going', async () => {
    const rae = await member('rae')
    await signIn(rae.handle, rae.password)
    await carryOut(useMailLink, anonymous, { token: await askForLink(rae.email), purpose: 'sign_in' })
    await carryOut(endSession, rae, { secret: await sessionOf(rae) })
    await carryOut(endAllSessions, rae, {})
    expect(await said(rae)).toEqual([
      ['sign-in', 'password', true, rae.handle], ['sign-in', 'link', true, rae.handle], ['sign-in', 'password', true, rae.handle], ['sign-out', '', true, rae.handle], ['signed-out-everywhere', '', true, rae.handle],
    ])
    const handle = newHandle('nia')
    await carryOut(signUp, anonymous, { name: 'Nia', handle, email: `${handle}@example.org`, password: 'nine swallows over' })
    expect(await said({ handle })).toEqual([['account-made', 'sign-up', true, handle], ['sign-in', 'sign-up', true, handle]])
    const elsewhere = await carryOut(signInElsewhere, anonymous, { provider: 'github', subject: randomUUID(), login: newHandle('octo'), name: 'Octo', verifiedEmail: '' })
    expect(await said(elsewhere)).toEqual([['account-made', 'github', true, elsewhere.handle], ['sign-in', 'github', true, elsewhere.handle]])
  })

  test('with the number of the request and the network, and never the address', async () => {
    const rae = await member('rae')
    await signIn(rae.handle, rae.password)
    expect((await read(rae.handle)).events).toMatchObject([{ network: '203.0.113.0/24', request: 'a-request-id' }])
  })

  test('a wrong password, for whose account, and nothing of what was given', async () => {
    const rae = await member('rae')
    const nobody = newHandle('nobody')
    const before = (await read('', 'failed-sign-in')).events.length
    await signIn(rae.email, 'not this one')
    await signIn(nobody, 'nor this one')
    const events = (await read('', 'failed-sign-in')).events
    expect(events.slice(0, events.length - before).map(({ handle, byHandle }) => [handle, byHandle])).toEqual([[null, null], [rae.handle, null]])
    const rows = JSON.stringify(await reader().securityEvent.findMany({ where: { kind: 'failed-sign-in' } }))
    for (const word of [rae.email, nobody, 'not this one', '203.0.113.77']) expect(rows).not.toContain(word)
  })

  test('roles, measures, passwords, tokens, settings, copies, and by whom', async () => {
    const rae = await member('rae')
    await carryOut(changeRole, ida, { handle: rae.handle, role: 'author' })
    const { measureId } = await carryOut(takeMeasure, mo, { handle: rae.handle, kind: 'slow', reason: 'Slowly.', everySeconds: '600' })
    await carryOut(liftMeasure, mo, { measureId, reason: 'Enough.' })
    await carryOut(takeMeasure, mo, { handle: rae.handle, kind: 'note', reason: 'For the team.' })
    expect(await changePassword(rae, await sessionOf(rae), { presentPassword: rae.password, password: 'eleven swallows over' })).toMatchObject({ ok: true })
    await carryOut(setPassword, operator, { handle: rae.handle, password: 'twelve swallows over' })
    await carryOut(issueToken, operator, { handle: rae.handle })
    await carryOut(revokeTokens, rae, { handle: rae.handle })
    await carryOut(noteTaken, rae, { what: 'own-data' })
    expect(await said(rae)).toEqual([
      ['role-changed', 'reader to author', true, ida.handle], ['measure-taken', 'slow', true, mo.handle], ['measure-lifted', '', true, mo.handle], ['sign-in', 'password', true, rae.handle], ['password-changed', '', true, rae.handle],
      ['password-changed', '', true, null], ['token-made', '', true, null], ['tokens-ended', '', true, rae.handle], ['data-taken', 'own-data', true, rae.handle],
    ])
    await carryOut(changeSetting, ida, { key: 'mail.time-zone', value: 'Europe/Berlin' })
    await carryOut(noteCopied, operator, { kind: 'backup-made', of: '2026-11-23T03:15:00.000Z' })
    expect((await read('', 'setting-changed')).events[0]).toMatchObject({ about: 'mail.time-zone', handle: null, byHandle: ida.handle })
    expect((await read('', 'backup-made')).events).toHaveLength(1)
    const handle = newHandle('new')
    await carryOut(createPerson, operator, { handle, role: 'moderator', name: 'New', password: 'thirteen swallows' })
    expect(await said({ handle })).toEqual([['account-made', 'moderator', true, null]])
  })

  test('secret links and passwords of essays, by whom and of which, and never what opens them', async () => {
    const ada = await member('ada', { role: 'author' })
    const { id } = await carryOut(createPost, ada, { title: 'A draft', body: 'One thing.' })
    const { path } = await carryOut(makeDraftLink, ada, { postId: id, days: '7' })
    const link = await reader().draftLink.findFirstOrThrow({ where: { postId: id } })
    for (let time = 0; time < 2; time++) await carryOut(revokeDraftLink, ada, { linkId: link.id })
    await carryOut(openByPassword, ada, { postId: id, password: 'quince and medlar' })
    await carryOut(endPassword, ada, { postId: id })
    expect((await said(ada)).map(([kind, about, , by]) => [kind, about, by])).toEqual(['link-made', 'link-ended', 'essay-opened', 'essay-closed'].map((kind) => [kind, `essay ${id}`, ada.handle]))
    const rows = JSON.stringify(await reader().securityEvent.findMany({ where: { byId: ada.id } }))
    for (const word of [link.id, path, 'quince']) expect(rows).not.toContain(word)
  })

  test('that an account was joined with one elsewhere, and what ended when its address was first proved', async () => {
    const rae = await member('rae')
    await carryOut(signInElsewhere, anonymous, { provider: 'google', subject: randomUUID(), login: newHandle('rae'), name: 'Rae', verifiedEmail: rae.email })
    expect(await said(rae)).toEqual([['way-in-added', 'google', true, rae.handle], ['sign-in', 'google', true, rae.handle]])
    const trap = await member('trap', { verified: false })
    await carryOut(issueToken, operator, { handle: trap.handle })
    await carryOut(useMailLink, anonymous, { token: await askForLink(trap.email), purpose: 'sign_in' })
    expect((await said(trap)).map(([kind, about]) => [kind, about])).toEqual([['token-made', ''], ['address-proved', ''], ['password-changed', 'taken away'], ['tokens-ended', ''], ['sign-in', 'link']])
  })

  test('decisions, as lines that lead to their own log', async () => {
    const ada = await member('ada', { role: 'author' })
    await decideNow(mo, await replyBy(ada, (await essayBy(ada)).slug), 'approve')
    const { seq } = await reader().decision.findFirstOrThrow({ where: { byId: mo.id }, orderBy: { seq: 'desc' } })
    expect((await read(mo.handle, 'decision')).events[0]).toMatchObject({ kind: 'decision', about: String(seq), byHandle: mo.handle, handle: null })
    expect((await read('', 'decision')).events.every(({ kind }) => kind === 'decision')).toBe(true)
  })

  test('what somebody had not the right to, once in an hour for each thing', async () => {
    const rae = await member('rae')
    for (let time = 0; time < 3; time++) expect(await runCommand(changeRole, rae, { handle: rae.handle, role: 'administrator' })).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await runCommand(issueToken, rae, { handle: mo.handle })).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await said(rae)).toEqual([['refused', 'change-role', true, rae.handle], ['refused', 'issue-token', true, rae.handle]])
  })

  test('nothing of what did not happen', async () => {
    const rae = await member('rae')
    expect(await runCommand(changeRole, ida, { handle: rae.handle, role: 'king' })).toMatchObject({ ok: false })
    expect(await runCommand(endSession, rae, { secret: 'unknown' })).toMatchObject({ ok: false, code: 'not-found' })
    expect(await said(rae)).toEqual([])
  })
})

describe('what was written down', () => {
  test('is changed by nobody, and goes after a year', async () => {
    const rae = await member('rae')
    await signIn(rae.handle, rae.password)
    for (const sql of [`UPDATE security_event SET about = 'x'`, `UPDATE security_event SET network = ''`, 'DELETE FROM security_event', 'TRUNCATE security_event']) expect(await verdict(sql), sql).toBe('AW001')
    const old = randomUUID()
    await writer().$executeRaw`INSERT INTO security_event (id, at, kind) VALUES (${old}::uuid, now() - interval '367 days', 'sign-in'), (${randomUUID()}::uuid, now() - interval '364 days', 'sign-in')`
    expect(await forgetOld()).toBe(1)
    expect(await reader().securityEvent.count({ where: { at: { lt: new Date(Date.now() - 360 * 86_400_000) } } })).toBe(1)
    expect(await said(rae)).toHaveLength(1)
  })

  test('forgets where somebody came from when they leave, and who they were with their name', async () => {
    const rae = await member('rae')
    const secret = await runInRequest(context('2001:db8:77:1::beef'), () => sessionOf(rae))
    expect((await read(rae.handle)).events[0]?.network).toBe('2001:db8:77::/48')
    expect(await runInRequest(context('203.0.113.77'), () => leaveForGood(rae, secret, rae.password))).toMatchObject({ ok: true })
    const rows = await reader().securityEvent.findMany({ where: { personId: rae.id }, orderBy: { at: 'asc' } })
    expect(rows.map(({ kind, network: from }) => [kind, from])).toEqual([['sign-in', ''], ['account-deleted', '']])
    expect((await verify()).filter(({ name, ok }) => name === 'who has left' && !ok)).toEqual([])
  })

  test('is read by administrators, page by page, each line once', async () => {
    expect(await readSecurityLog(mo, { person: '', kind: '', after: '' })).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await readSecurityLog(anonymous, { person: '', kind: '', after: '' })).toMatchObject({ ok: false })
    expect(await readSecurityLog(ida, { person: 'nobody-of-this-name', kind: '', after: '' })).toMatchObject({ ok: false, code: 'not-found' })
    expect(await readSecurityLog(ida, { person: '', kind: '', after: 'nonsense' })).toMatchObject({ ok: false, code: 'invalid' })
    const seen: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: Awaited<ReturnType<typeof read>> = await read('', '', after, 7)
      seen.push(...page.events.map(({ id }) => id))
      after = page.next
    }
    const all = (await reader().securityEvent.count()) + (await reader().decision.count())
    expect([seen.length, new Set(seen).size]).toEqual([all, all])
  })

  test('is shown to each person of their own account, and of no other', async () => {
    const [rae, nia] = [await member('rae'), await member('nia')]
    await signIn(rae.handle, 'not this one')
    await signIn(rae.handle, rae.password)
    expect((await readOwnSignIns(rae)).map(({ kind, network: from }) => [kind, from])).toEqual([['sign-in', '203.0.113.0/24'], ['failed-sign-in', '203.0.113.0/24']])
    expect([await readOwnSignIns(nia), await readOwnSignIns(anonymous)]).toEqual([[], []])
  })
})

test('a network is where an address is, and not whose', () => {
  expect(['203.0.113.77', '::ffff:203.0.113.77', '2001:db8:77:1::beef', '::1', '', 'unknown'].map(networkPrefix)).toEqual(['203.0.113.0/24', '203.0.113.0/24', '2001:db8:77::/48', '0:0:0::/48', '', ''])
})

test('every kind has a story above', async () => {
  const seen = await reader().securityEvent.findMany({ distinct: ['kind'], select: { kind: true } })
  expect(securityKinds.filter((kind) => kind !== 'restored' && !seen.some((row) => row.kind === kind))).toEqual([])
})
