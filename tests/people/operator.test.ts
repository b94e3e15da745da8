import { describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { createPerson } from '#lib/people/create-person.ts'
import { endAllSessions } from '#lib/people/end-all-sessions.ts'
import { issueToken } from '#lib/people/issue-token.ts'
import { listPeople } from '#lib/people/list-people.ts'
import { readToken } from '#lib/people/read-session.ts'
import { revokeTokens } from '#lib/people/revoke-tokens.ts'
import { signInByPassword } from '#lib/people/sign-in-by-password.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import { auditOf, member, newHandle } from './stories.ts'

const wanted = (handle: string) => ({ handle, role: 'moderator', name: 'Mo', password: 'seven swallows' })

describe('making a person', () => {
  test('at the command line gives them a role and a password that works', async () => {
    const handle = newHandle('mo')
    const outcome = await runCommand(createPerson, operator, { ...wanted(handle), email: `${handle}@example.org` })
    if (!outcome.ok) throw new Error(outcome.message)
    expect(await reader().person.findUniqueOrThrow({ where: { handle } })).toMatchObject({ role: 'moderator', emailVerifiedAt: expect.any(Date) })
    expect((await signInByPassword({ who: handle, password: 'seven swallows' }, '192.0.2.1')).ok).toBe(true)
    expect(await auditOf(outcome.value.id)).toEqual(['create-person', 'start-session'])
  })

  test('is nobody else’s right', async () => {
    const ida = await member('ida', { role: 'administrator' })
    expect(await runCommand(createPerson, ida, wanted(newHandle('mo')))).toMatchObject({ code: 'forbidden' })
    expect(await runCommand(createPerson, anonymous, wanted(newHandle('mo')))).toMatchObject({ code: 'signed-out' })
  })

  test('with a handle or an address that somebody has is refused', async () => {
    const rae = await member('rae')
    expect(await runCommand(createPerson, operator, wanted(rae.handle))).toMatchObject({ fields: { handle: expect.any(String) } })
    expect(await runCommand(createPerson, operator, { ...wanted(newHandle('mo')), email: rae.email })).toMatchObject({ fields: { email: expect.any(String) } })
  })

  test('ten times at once with one address makes one', async () => {
    const email = `${newHandle('mo')}@example.org`
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => runCommand(createPerson, operator, { ...wanted(newHandle('mo')), email })))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome.fields).toHaveProperty('email')
  })

  test('shows them in the list', async () => {
    const rae = await member('rae')
    const listed = await listPeople(operator, rae.handle.slice(0, -1))
    expect(listed).toMatchObject({ ok: true, value: { people: expect.arrayContaining([{ handle: rae.handle, name: 'rae', role: 'reader', stopped: null }]) } })
    expect(await listPeople(rae)).toMatchObject({ ok: false, code: 'forbidden' })
  })
})

describe('a token', () => {
  test('acts as its person until it is revoked', async () => {
    const rae = await member('rae')
    const issued = await runCommand(issueToken, operator, { handle: rae.handle })
    if (!issued.ok) throw new Error(issued.message)
    const { token, id } = issued.value
    expect(await readToken(token)).toMatchObject({ id: rae.id, role: 'reader' })
    expect(JSON.stringify(await reader().apiToken.findMany())).not.toContain(token)
    expect(await runCommand(revokeTokens, rae, { handle: rae.handle })).toMatchObject({ ok: true, value: { count: 1 } })
    expect(await readToken(token)).toBeNull()
    expect(await runCommand(revokeTokens, rae, { handle: rae.handle })).toMatchObject({ ok: true, value: { count: 0 } })
    expect(await auditOf(id)).toEqual(['issue-token'])
  })

  test('ends with signing out everywhere', async () => {
    const rae = await member('rae')
    const issued = await runCommand(issueToken, rae, { handle: rae.handle })
    if (!issued.ok) throw new Error(issued.message)
    await runCommand(endAllSessions, rae, {})
    expect(await readToken(issued.value.token)).toBeNull()
  })

  test('is made for oneself, and nobody else ends it', async () => {
    const [rae, ida] = [await member('rae'), await member('ida', { role: 'administrator' })]
    expect(await runCommand(issueToken, ida, { handle: rae.handle })).toMatchObject({ code: 'forbidden' })
    const issued = await runCommand(issueToken, rae, { handle: rae.handle })
    if (!issued.ok) throw new Error(issued.message)
    expect(await runCommand(revokeTokens, ida, { handle: rae.handle })).toMatchObject({ code: 'forbidden' })
    expect(await readToken(issued.value.token)).not.toBeNull()
  })

  test.each([[''], ['aw_'], ['x'.repeat(5000)]])('%s is nobody’s', async (token) => expect(await readToken(token)).toBeNull())
})
