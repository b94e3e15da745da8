import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
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
