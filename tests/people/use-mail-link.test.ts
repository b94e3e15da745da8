import { describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { issueToken } from '#lib/people/issue-token.ts'
import { readMailLink } from '#lib/people/read-mail-link.ts'
import { readSession, readToken } from '#lib/people/read-session.ts'
import { requestSignInLink } from '#lib/people/request-sign-in-link.ts'
import { useMailLink } from '#lib/people/use-mail-link.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut } from '../cast.ts'
import { askForLink, auditOf, linksTo, member, newHandle, sessionOf } from './stories.ts'

const use = (token: string, at?: Date) => runCommand(useMailLink, anonymous, { token, purpose: 'sign_in' }, at)
const minutes = 60_000

describe('a sign-in link', () => {
  test('lets its person in, and the log says so', async () => {
    const rae = await member('rae')
    const outcome = await use(await askForLink(rae.email))
    if (!outcome.ok || !outcome.value.session) throw new Error('refused')
    expect(await readSession(outcome.value.session.secret)).toMatchObject({ id: rae.id })
    expect(await auditOf(rae.id)).toEqual(['use-mail-link'])
  })

  test('opened ten times at once lets one in', async () => {
    const rae = await member('rae')
    const token = await askForLink(rae.email)
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => use(token)))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome).toMatchObject({ code: 'conflict', present: { link: 'used' } })
    expect(await reader().session.count({ where: { personId: rae.id } })).toBe(1)
  })

  test('works for thirty minutes and not a moment longer', async () => {
    const rae = await member('rae')
    const sent = new Date('2026-03-01T10:00:00Z')
    const late = await askForLink(rae.email, sent)
    expect(await use(late, new Date(sent.getTime() + 30 * minutes))).toMatchObject({ ok: false, present: { link: 'expired' } })
    expect((await use(late, new Date(sent.getTime() + 30 * minutes - 1))).ok).toBe(true)
  })

  test('that was never ours is unknown, as is one made for something else', async () => {
    expect(await use('x'.repeat(43))).toMatchObject({ ok: false, code: 'not-found', present: { link: 'unknown' } })
    const rae = await member('rae')
    expect(await runCommand(useMailLink, anonymous, { token: await askForLink(rae.email), purpose: 'verify_address' })).toMatchObject({ present: { link: 'unknown' } })
  })

  test('only looked at changes nothing and says what it is', async () => {
    const rae = await member('rae')
    const token = await askForLink(rae.email)
    for (let look = 0; look < 3; look++) expect(await readMailLink(token, 'sign_in', new Date())).toMatchObject({ state: 'good', handle: rae.handle })
    await use(token)
    expect(await readMailLink(token, 'sign_in', new Date())).toEqual({ state: 'used' })
    expect(await readMailLink('nothing', 'sign_in', new Date())).toEqual({ state: 'unknown' })
    const late = await askForLink(rae.email)
    expect(await readMailLink(late, 'sign_in', new Date(Date.now() + 31 * minutes))).toEqual({ state: 'expired' })
  })

  test('cannot be read from the database', async () => {
    const rae = await member('rae')
    const token = await askForLink(rae.email)
    expect(JSON.stringify(await reader().mailLink.findMany())).not.toContain(token)
  })

  test('leads back to where its reader was, on this site only, at the configured address', async () => {
    const rae = await member('rae')
    const textAfter = async (then: string) => {
      await runCommand(requestSignInLink, anonymous, { email: rae.email, then })
      return (await reader().mail.findFirstOrThrow({ where: { to: rae.email }, orderBy: { createdAt: 'desc' } })).text
    }
    expect(await textAfter('/posts/x?page=2')).toContain('&then=%2Fposts%2Fx%3Fpage%3D2')
    const elsewhere = await textAfter('https://evil.example/')
    expect(elsewhere).not.toContain('evil')
    expect(elsewhere).toContain('http://127.0.0.1:3000/sign-in/link?token=')
  })
})

describe('asking for a link', () => {
  test('is answered the same with and without an account, and sends nothing without', async () => {
    const rae = await member('rae')
    const nobody = `${newHandle('nobody')}@example.org`
    const [known, unknown] = await Promise.all([rae.email, nobody].map((email) => runCommand(requestSignInLink, anonymous, { email })))
    expect(known).toEqual({ ok: true, value: { email: rae.email } })
    expect(unknown).toEqual({ ok: true, value: { email: nobody } })
    expect(await reader().mail.count({ where: { to: nobody } })).toBe(0)
  })

  test('goes to the owner alone where there is one, else to each who claims the address', async () => {
    const email = `${newHandle('shared')}@example.org`
    const [one, two] = [await member('one', { email, verified: false }), await member('two', { email, verified: false })]
    await askForLink(email)
    const [first = '', second = ''] = await linksTo(email, 'sign-in/link')
    expect(await readMailLink(first, 'sign_in', new Date())).toMatchObject({ handle: one.handle })
    expect(await readMailLink(second, 'sign_in', new Date())).toMatchObject({ handle: two.handle })
    await use(second)
    await askForLink(email)
    expect(await linksTo(email, 'sign-in/link')).toHaveLength(1)
    expect(await use(first)).toMatchObject({ ok: false, present: { link: 'expired' } })
  })

  test.each([['rae'], ['rae@example.org\nBcc: all@example.org'], ['']])('for %j is refused beside the field', async (email) =>
    expect(await runCommand(requestSignInLink, anonymous, { email })).toMatchObject({ ok: false, fields: { email: expect.any(String) } }))
})

describe('an address proved for the first time by signing in', () => {
  test('takes password, sessions and tokens from whoever made the account in wait', async () => {
    const trap = await member('trap', { verified: false })
    const strangersSession = await sessionOf(trap)
    const { token } = await carryOut(issueToken, trap, { handle: trap.handle })
    expect(await readToken(token)).not.toBeNull()
    const outcome = await use(await askForLink(trap.email))
    if (!outcome.ok || !outcome.value.session) throw new Error('refused')
    expect(await readSession(strangersSession)).toBeNull()
    expect(await readToken(token)).toBeNull()
    expect(await readSession(outcome.value.session.secret)).toMatchObject({ id: trap.id, emailVerified: true })
    expect(await reader().person.findUniqueOrThrow({ where: { id: trap.id } })).toMatchObject({ passwordHash: null, emailVerifiedAt: expect.any(Date) })
  })

  test('an address proved before keeps them', async () => {
    const rae = await member('rae')
    const before = await sessionOf(rae)
    await use(await askForLink(rae.email))
    expect(await readSession(before)).not.toBeNull()
    expect(await reader().person.findUniqueOrThrow({ where: { id: rae.id } })).toMatchObject({ passwordHash: expect.any(String) })
  })

  test('a link to an address that the account gave up is too old', async () => {
    const rae = await member('rae', { verified: false })
    const token = await askForLink(rae.email)
    await writer().person.update({ where: { id: rae.id }, data: { email: `${newHandle('new')}@example.org` } })
    expect(await use(token)).toMatchObject({ ok: false, present: { link: 'expired' } })
  })
})
