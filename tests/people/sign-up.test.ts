import { expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { readSession } from '#lib/people/read-session.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { useMailLink } from '#lib/people/use-mail-link.ts'
import { anonymous } from '#lib/viewer.ts'
import { auditOf, linksTo, member, newHandle } from './stories.ts'

function form(handle = newHandle('nia'), email = `${handle}@example.org`) {
  return { name: 'Nia', handle, email, password: 'seven swallows' }
}

test('Nia is signed in at once, unverified, and the log says so', async () => {
  const sent = form()
  const outcome = await runCommand(signUp, anonymous, sent)
  if (!outcome.ok) throw new Error(outcome.message)
  const viewer = await readSession(outcome.value.secret)
  expect(viewer).toMatchObject({ handle: sent.handle, role: 'reader', emailVerified: false, suspended: false })
  expect(await auditOf(outcome.value.personId)).toEqual(['sign-up'])
})

test('the password is nowhere in the database', async () => {
  const sent = { ...form(), password: 'a very particular password' }
  await runCommand(signUp, anonymous, sent)
  const person = await reader().person.findUniqueOrThrow({ where: { handle: sent.handle } })
  expect(JSON.stringify(person)).not.toContain('particular')
  expect(person.passwordHash).toMatch(/^\$argon2id/)
})

test('the link in the mail verifies the address, once', async () => {
  const sent = form()
  await runCommand(signUp, anonymous, sent)
  const [token = ''] = await linksTo(sent.email, 'account/verify')
  const use = () => runCommand(useMailLink, anonymous, { token, purpose: 'verify_address' })
  expect((await use()).ok).toBe(true)
  expect(await reader().person.findUniqueOrThrow({ where: { handle: sent.handle } })).toMatchObject({ emailVerifiedAt: expect.any(Date), passwordHash: expect.any(String) })
  expect(await use()).toMatchObject({ ok: false, present: { link: 'used' } })
})

test('the link works for a day and not a moment longer', async () => {
  const sent = form()
  const [at, day] = [new Date('2026-03-01T10:00:00Z'), 24 * 3_600_000]
  await runCommand(signUp, anonymous, sent, at)
  const [token = ''] = await linksTo(sent.email, 'account/verify')
  const use = (after: number) => runCommand(useMailLink, anonymous, { token, purpose: 'verify_address' }, new Date(at.getTime() + after))
  expect(await use(day)).toMatchObject({ ok: false, present: { link: 'expired' } })
  expect((await use(day - 1)).ok).toBe(true)
})

test('a handle that is taken, or looks taken, is refused beside its field and nothing is kept', async () => {
  const sent = form(newHandle('noor'))
  await runCommand(signUp, anonymous, sent)
  for (const handle of [sent.handle, sent.handle.replace('noor', 'n00r'), sent.handle.replace('-', '')]) {
    const email = `${newHandle('other')}@example.org`
    expect(await runCommand(signUp, anonymous, { ...sent, handle, email })).toMatchObject({ ok: false, code: 'invalid', fields: { handle: expect.stringContaining('choose another') } })
    expect(await reader().person.count({ where: { email } })).toBe(0)
    expect(await reader().mail.count({ where: { to: email } })).toBe(0)
  }
})

test('twenty people who want one handle at the same moment: one gets it, the others are told', async () => {
  const handle = newHandle('nia')
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => runCommand(signUp, anonymous, form(handle, `${index}-${handle}@example.org`))))
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  for (const outcome of outcomes) if (!outcome.ok) expect(outcome.fields?.handle).toContain('choose another')
})

test('an address that somebody has is answered like any other, and only its mailbox learns of it', async () => {
  const rae = await member('rae')
  const [known, unknown] = await Promise.all([runCommand(signUp, anonymous, form(undefined, rae.email)), runCommand(signUp, anonymous, form())])
  if (!known.ok || !unknown.ok) throw new Error('refused')
  expect(Object.keys(known.value)).toEqual(Object.keys(unknown.value))
  const mail = await reader().mail.findMany({ where: { to: rae.email }, select: { subject: true, text: true } })
  expect(mail).toEqual([{ subject: 'You already have an account on Afterword', text: expect.stringContaining(`@${rae.handle}`) }])
  expect(mail[0]?.text).not.toContain('token=')
  expect(await reader().person.findUniqueOrThrow({ where: { id: rae.id } })).toMatchObject({ email: rae.email, emailVerifiedAt: expect.any(Date) })
})

test('several people may claim one address until one of them proves it', async () => {
  const email = `${newHandle('family')}@example.org`
  const links: string[] = []
  for (let claim = 0; claim < 8; claim++) {
    expect((await runCommand(signUp, anonymous, form(newHandle('nia'), email))).ok).toBe(true)
    links.push(...(await linksTo(email, 'account/verify')))
  }
  expect(links).toHaveLength(8)
  const outcomes = await Promise.all(links.map((token) => runCommand(useMailLink, anonymous, { token, purpose: 'verify_address' })))
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  expect(await reader().person.count({ where: { email, emailVerifiedAt: { not: null } } })).toBe(1)
})

test('each wrong field has its own sentence, and nothing of the password comes back', async () => {
  const outcome = await runCommand(signUp, anonymous, { name: '', handle: '1', email: 'no', password: 'short' })
  if (outcome.ok) throw new Error('not refused')
  expect(Object.keys(outcome.fields ?? {}).toSorted()).toEqual(['email', 'handle', 'name', 'password'])
  expect(JSON.stringify(outcome)).not.toContain('short"')
})

test('the own handle or address is no password', async () => {
  const sent = form(newHandle('wilhelmina'))
  expect(await runCommand(signUp, anonymous, { ...sent, password: sent.handle })).toMatchObject({ ok: false, fields: { password: expect.stringContaining('your own') } })
  expect(await runCommand(signUp, anonymous, { ...sent, password: sent.email.toUpperCase() })).toMatchObject({ ok: false, fields: { password: expect.stringContaining('your own') } })
})
