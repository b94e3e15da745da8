import { expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { askForProofAgain } from '#lib/people/ask-for-proof-again.ts'
import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { anonymous } from '#lib/viewer.ts'
import { auditOf, member } from '../../people/stories.ts'

const profile = { name: 'Rae', pronouns: 'she/her', biography: 'Reads *slowly*.', website: 'example.org/rae' }

test('a profile is stored as written, with its biography rendered', async () => {
  const rae = await member('rae')
  expect(await runCommand(editProfile, rae, profile)).toMatchObject({ ok: true })
  expect(await reader().person.findUniqueOrThrow({ where: { id: rae.id } })).toMatchObject({
    name: 'Rae', pronouns: 'she/her', biography: 'Reads *slowly*.', biographyHtml: '<p>Reads <em>slowly</em>.</p>\n', website: 'https://example.org/rae',
  })
  expect(await auditOf(rae.id)).toEqual(['edit-profile'])
})

test('only a name is needed', async () => {
  const rae = await member('rae')
  expect(await runCommand(editProfile, rae, { name: 'Rae', pronouns: '', biography: ' ', website: '' })).toMatchObject({ ok: true })
  expect(await reader().person.findUniqueOrThrow({ where: { id: rae.id } })).toMatchObject({ biography: '', biographyHtml: '' })
})

test('a biography cannot carry a script', async () => {
  const rae = await member('rae')
  await runCommand(editProfile, rae, { ...profile, biography: '<img src=x onerror=alert(1)> [x](javascript:alert(1)) <script>alert(1)</script>' })
  const { biographyHtml } = await reader().person.findUniqueOrThrow({ where: { id: rae.id } })
  expect(biographyHtml).not.toMatch(/<img|<script|href="javascript/)
})

test.each([
  ['name', ''], ['name', 'R\u202eae'], ['pronouns', 'x'.repeat(41)], ['biography', 'x'.repeat(2001)], ['biography', 'x'.repeat(100_000)], ['website', 'javascript:alert(1)'],
])('a %s that cannot stand here is named, and nothing changes', async (field, value) => {
  const rae = await member('rae')
  const outcome = await runCommand(editProfile, rae, { ...profile, [field]: value })
  expect(outcome).toMatchObject({ ok: false, code: 'invalid', fields: { [field]: expect.any(String) } })
  expect(await reader().person.findUniqueOrThrow({ where: { id: rae.id } })).toMatchObject({ name: 'rae', website: '' })
})

test('role, handle and address cannot be smuggled in', async () => {
  const rae = await member('rae')
  for (const extra of [{ role: 'administrator' }, { handle: 'other' }, { email: 'x@example.org' }, { id: 'x' }]) {
    expect(await runCommand(editProfile, rae, { ...profile, ...extra })).toMatchObject({ ok: false, code: 'invalid' })
  }
})

test('strangers and suspended people have no profile to edit', async () => {
  const sol = await member('sol')
  expect(await runCommand(editProfile, anonymous, profile)).toMatchObject({ code: 'signed-out' })
  expect(await runCommand(editProfile, { ...sol, suspended: true }, profile)).toMatchObject({ code: 'forbidden' })
})

test('the link that proves an address can be had again until it was used', async () => {
  const nia = await member('nia', { verified: false })
  expect(await runCommand(askForProofAgain, nia, {})).toMatchObject({ ok: true })
  expect(await reader().mail.count({ where: { to: nia.email, text: { contains: '/account/verify?token=' } } })).toBe(1)
  await writer().person.update({ where: { id: nia.id }, data: { emailVerifiedAt: new Date() } })
  expect(await runCommand(askForProofAgain, nia, {})).toMatchObject({ code: 'conflict' })
})
