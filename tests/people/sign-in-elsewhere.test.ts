import { randomUUID } from 'node:crypto'
import type { Profile } from 'next-auth'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { providersElsewhere, readProfile } from '#app/_web/providers.ts'
import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import { readSession } from '#lib/people/read-session.ts'
import { signInElsewhere } from '#lib/people/sign-in-elsewhere.ts'
import { anonymous } from '#lib/viewer.ts'
import { auditOf, member, newHandle } from './stories.ts'

type Arrival = { provider?: string; subject?: string; login?: string; name?: string; verifiedEmail?: string }

async function arrive(given: Arrival = {}) {
  const outcome = await runCommand(signInElsewhere, anonymous, { provider: 'github', subject: randomUUID(), login: newHandle('octo'), name: 'Octo', verifiedEmail: '', ...given })
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}

describe('somebody who comes from elsewhere', () => {
  test('for the first time becomes a person with a handle from their login, and is signed in', async () => {
    const login = newHandle('octo')
    const { secret, personId } = await arrive({ login, verifiedEmail: `${login}@example.org` })
    expect(await readSession(secret)).toEqual({ id: personId, handle: login, name: 'Octo', role: 'reader', suspended: false, emailVerified: true })
    expect(await auditOf(personId)).toEqual(['sign-in-elsewhere'])
  })

  test('again is the same person, whatever their name and address are now', async () => {
    const subject = randomUUID()
    const first = await arrive({ subject })
    const again = await arrive({ subject, login: 'renamed', name: 'Renamed', verifiedEmail: `${newHandle('new')}@example.org` })
    expect(again.personId).toBe(first.personId)
  })

  test('twenty times at once is one person', async () => {
    const subject = randomUUID()
    const sessions = await Promise.all(Array.from({ length: 20 }, () => arrive({ subject })))
    expect(new Set(sessions.map(({ personId }) => personId)).size).toBe(1)
    expect(await reader().identity.count({ where: { subject } })).toBe(1)
  })

  test('with a number that another provider gave to somebody else is somebody else', async () => {
    const subject = randomUUID()
    expect((await arrive({ provider: 'google', subject })).personId).not.toBe((await arrive({ provider: 'github', subject })).personId)
  })

  test('whose login is taken, looks taken, or is a word of the house gets another handle', async () => {
    const noor = await member('noor')
    expect((await arrive({ login: noor.handle })).handle).not.toBe(noor.handle)
    expect((await arrive({ login: noor.handle.replace('oo', '00') })).handle).not.toBe(noor.handle.replace('oo', '00'))
    expect((await arrive({ login: 'administrator' })).handle).toMatch(/^(octo|administrator-)/)
  })

  test('whose name cannot stand here is called by their handle', async () => {
    const { personId, handle } = await arrive({ name: '\u202emoderator' })
    expect(await reader().person.findUniqueOrThrow({ where: { id: personId } })).toMatchObject({ name: handle })
  })
})

describe('an account here and one elsewhere are joined', () => {
  test('when both sides have verified the address', async () => {
    const rae = await member('rae')
    expect((await arrive({ verifiedEmail: rae.email })).personId).toBe(rae.id)
  })

  test('never when the address is only claimed here: whoever claimed it keeps their account, and nothing of the newcomer', async () => {
    const trap = await member('trap', { verified: false })
    const arrived = await arrive({ verifiedEmail: trap.email })
    expect(arrived.personId).not.toBe(trap.id)
    expect(await reader().person.findUniqueOrThrow({ where: { id: arrived.personId } })).toMatchObject({ email: trap.email, emailVerifiedAt: expect.any(Date) })
    expect(await reader().identity.count({ where: { personId: trap.id } })).toBe(0)
  })

  test('never when the provider does not say that the address is verified', async () => {
    const rae = await member('rae')
    const arrived = await arrive({ verifiedEmail: '' })
    expect(arrived.personId).not.toBe(rae.id)
    expect(await reader().person.findUniqueOrThrow({ where: { id: arrived.personId } })).toMatchObject({ email: null })
  })
})

describe('what another site says of somebody', () => {
  const said = { login: 'octo', name: 'Octo', email: 'octo@example.org' }

  test.each([[true, said.email], [false, ''], ['true', ''], [undefined, '']])('their address counts where it is verified there; said to be %j it is %j', (verified, address) => {
    expect(readProfile('google', '1', { ...said, email_verified: verified } as Profile).verifiedEmail).toBe(address)
  })

  test('nothing of it is believed to be text', () => {
    expect(readProfile('google', '1', { login: 4, name: { a: 1 }, email: ['a'], email_verified: true } as unknown as Profile)).toEqual({ provider: 'google', subject: '1', login: '', name: '', verifiedEmail: '' })
  })

  test.each([
    ['the first address of all', [{ email: 'shown@example.org', primary: true, verified: false }, { email: 'other@example.org', primary: false, verified: true }], null],
    ['the one that is theirs first and verified', [{ email: 'other@example.org', primary: false, verified: true }, { email: 'first@example.org', primary: true, verified: true }], 'first@example.org'],
    ['none where none is told', null, null],
  ])('of GitHub: %s', async (_, addresses, email) => {
    vi.stubGlobal('fetch', async (url: string) => (url.endsWith('/emails') ? (addresses ? Response.json(addresses) : new Response('', { status: 403 })) : Response.json({ ...said, email_verified: true })))
    onTestFinished(() => void vi.unstubAllGlobals())
    expect(await askGitHub()).toMatchObject({ login: 'octo', email, email_verified: email !== null })
  })
})

async function askGitHub(): Promise<Profile> {
  Object.assign(env(), { AUTH_GITHUB_ID: 'an-id', AUTH_GITHUB_SECRET: 'a-secret' })
  const [github] = providersElsewhere() as unknown as { options: { checks: string[]; userinfo: { request: (context: object) => Promise<Profile> } } }[]
  expect(github?.options.checks).toEqual(['pkce', 'state'])
  if (!github) throw new Error('GitHub is not there')
  return github.options.userinfo.request({ tokens: { access_token: 'a-token' } })
}
