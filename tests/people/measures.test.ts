import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { reader, writer } from '#lib/database.ts'
import { beginGuestPost } from '#lib/moderation/guest-posts/begin-guest-post.ts'
import { editProfile } from '#lib/moderation/names/edit-profile.ts'
import { issueToken } from '#lib/people/issue-token.ts'
import { liftMeasure } from '#lib/people/lift-measure.ts'
import { listPeople } from '#lib/people/list-people.ts'
import { measuresInForce } from '#lib/people/measures-in-force.ts'
import { readAccount } from '#lib/people/read-account.ts'
import { readMember } from '#lib/people/read-member.ts'
import { readSession, readToken } from '#lib/people/read-session.ts'
import { readBan } from '#lib/people/refuse-banned.ts'
import { signInByPassword } from '#lib/people/sign-in-by-password.ts'
import { signInElsewhere } from '#lib/people/sign-in-elsewhere.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { useMailLink } from '#lib/people/use-mail-link.ts'
import { anonymous, operator } from '#lib/viewer.ts'
import { essayBy, person, publishedReplyBy } from '../cast.ts'
import { askForLink, auditOf, measureOver, member, sessionOf } from './stories.ts'

const roles = ['reader', 'author', 'moderator', 'administrator'] as const
const kinds = ['note', 'held', 'slow', 'suspended', 'banned'] as const
const stops = ['suspended', 'banned'] as const
const given = (kind: string) => ({ kind, reason: 'Unkind replies', everySeconds: kind === 'slow' ? '600' : '' })

describe('who may do what to whom', () => {
  test.each(kinds)('%s: moderators and administrators, over those below them', async (kind) => {
    const [people, below] = [await Promise.all(roles.map((role) => member(role, { role }))), await Promise.all(roles.map((role) => member(role, { role })))]
    for (const [rank, viewer] of people.entries()) {
      for (const [subjectRank, subject] of below.entries()) {
        const may = rank >= 2 && rank > subjectRank
        const taken = await runCommand(takeMeasure, viewer, { handle: subject.handle, ...given(kind) })
        expect([viewer.role, subject.role, taken.ok || taken.code]).toEqual([viewer.role, subject.role, may || 'forbidden'])
        const measureId = taken.ok ? taken.value.measureId : await measureOver(subject, kind)
        const lifted = await runCommand(liftMeasure, viewer, { measureId, reason: 'A mistake' })
        expect([viewer.role, subject.role, lifted.ok || lifted.code]).toEqual([viewer.role, subject.role, may || 'forbidden'])
      }
    }
    const [rae] = people
    expect(await runCommand(takeMeasure, anonymous, { handle: rae?.handle, ...given(kind) })).toMatchObject({ code: 'signed-out' })
  })

  test('a note that is sent by ten clicks at once is one; other words, or those of somebody else, stand beside it', async () => {
    const [mo, noor, rae] = [await member('mo', { role: 'moderator' }), await member('noor', { role: 'moderator' }), await member('rae')]
    const note = (by: typeof mo, reason: string) => runCommand(takeMeasure, by, { handle: rae.handle, kind: 'note', reason })
    const taken = await Promise.all(Array.from({ length: 10 }, () => note(mo, 'Quotes at length')))
    expect(new Set(taken.map((each) => each.ok && each.value.measureId)).size).toBe(1)
    for (const [by, reason] of [[noor, 'Quotes at length'], [mo, 'Kind'], [mo, 'Quotes at length']] as const) await note(by, reason)
    expect(await reader().measure.count({ where: { personId: rae.id, kind: 'note' } })).toBe(4)
  })

  test('nobody over themselves, the command line over everybody', async () => {
    const ida = await member('ida', { role: 'administrator' })
    expect(await runCommand(takeMeasure, ida, { handle: ida.handle, ...given('note') })).toMatchObject({ code: 'forbidden' })
    expect(await runCommand(takeMeasure, operator, { handle: ida.handle, ...given('suspended') })).toMatchObject({ ok: true })
  })

  test('a moderator who is suspended over nobody', async () => {
    const [mo, rae] = [await member('mo', { role: 'moderator' }), await member('rae')]
    await measureOver(mo, 'suspended')
    const now = await readSession(await sessionOf(mo))
    expect(await runCommand(takeMeasure, now ?? anonymous, { handle: rae.handle, ...given('note') })).toMatchObject({ code: 'forbidden' })
  })
})

describe('a measure', () => {
  test.each(kinds)('%s is written down with who, when and why, and so is lifting it', async (kind) => {
    const [mo, noor, sol] = [await member('mo', { role: 'moderator' }), await member('noor', { role: 'moderator' }), await member('sol')]
    const taken = await runCommand(takeMeasure, mo, { handle: sol.handle, ...given(kind) })
    if (!taken.ok) throw new Error(taken.message)
    const { measureId } = taken.value
    for (const reason of [' ', '\u3164']) expect(await runCommand(liftMeasure, noor, { measureId, reason })).toMatchObject({ fields: { reason: expect.any(String) } })
    expect(await runCommand(liftMeasure, noor, { measureId, reason: 'We talked' })).toMatchObject({ ok: true })
    expect(await reader().measure.findMany({ where: { personId: sol.id } })).toMatchObject([
      { id: measureId, kind, reason: 'Unkind replies', byId: mo.id, liftedById: noor.id, liftReason: 'We talked', everySeconds: kind === 'slow' ? 600 : null },
    ])
    expect(await auditOf(sol.id)).toEqual(['take-measure', 'lift-measure'])
    expect(await runCommand(liftMeasure, noor, { measureId, reason: 'Again' })).toMatchObject({ code: 'conflict' })
  })

  test.each([
    ['no reason', { kind: 'suspended', reason: ' ' }, 'reason'],
    ['a reason that nobody could see', { kind: 'suspended', reason: '\u200b\u2060' }, 'reason'],
    ['a very long reason', { kind: 'suspended', reason: 'x'.repeat(1001) }, 'reason'],
    ['a moment that has passed', { kind: 'held', reason: 'x', until: '2020-01-01' }, 'until'],
    ['a moment in the year 10000', { kind: 'suspended', reason: 'x', until: '9999-12-31T23:59:59-23:59' }, 'until'],
    ['a moment more than a hundred years away', { kind: 'suspended', reason: 'x', until: '2999-01-01' }, 'until'],
    ['a day of the year 0', { kind: 'held', reason: 'x', until: '0000-01-01' }, 'until'],
    ['no date', { kind: 'held', reason: 'x', until: 'soon' }, 'until'],
    ['an end of a ban', { kind: 'banned', reason: 'x', until: '2999-01-01' }, 'until'],
    ['an end of a note', { kind: 'note', reason: 'x', until: '2999-01-01' }, 'until'],
    ['slowness without a pace', { kind: 'slow', reason: 'x', everySeconds: '' }, 'everySeconds'],
    ['a pace of a second', { kind: 'slow', reason: 'x', everySeconds: '1' }, 'everySeconds'],
    ['a pace of a year', { kind: 'slow', reason: 'x', everySeconds: '31536000' }, 'everySeconds'],
    ['something unknown', { kind: 'shadow', reason: 'x' }, 'kind'],
    ['nobody', { kind: 'note', reason: 'x', handle: 'nobody' }, 'handle'],
  ])('with %s is refused beside its field', async (_, sent, field) => {
    const [mo, sol] = [await member('mo', { role: 'moderator' }), await member('sol')]
    expect(await runCommand(takeMeasure, mo, { handle: sol.handle, ...sent })).toMatchObject({ code: 'invalid', fields: { [field]: expect.any(String) } })
    expect(await reader().measure.count({ where: { personId: sol.id } })).toBe(0)
  })

  test('of a kind is one: a newer one takes the place of the older, which stays in the history', async () => {
    const [mo, sol] = [await member('mo', { role: 'moderator' }), await member('sol')]
    const [week, month] = [7, 31].map((days) => new Date(Date.now() + days * 86_400_000).toISOString())
    const outcomes = [await runCommand(takeMeasure, mo, { handle: sol.handle, ...given('suspended'), until: month }), await runCommand(takeMeasure, mo, { handle: sol.handle, ...given('suspended'), until: week })]
    expect(outcomes).toMatchObject([{ ok: true }, { ok: true }])
    expect((await measuresInForce(reader(), sol.id, new Date())).map(({ until }) => until?.toISOString())).toEqual([week])
    expect(await reader().measure.count({ where: { personId: sol.id, liftedById: mo.id } })).toBe(1)
    expect((await reader().person.findUniqueOrThrow({ where: { id: sol.id } })).suspendedUntil?.toISOString()).toBe(week)
  })

  test('taken ten times at once is in force once', async () => {
    const [mo, sol] = [await member('mo', { role: 'moderator' }), await member('sol')]
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => runCommand(takeMeasure, mo, { handle: sol.handle, ...given('suspended') })))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(10)
    expect(await measuresInForce(reader(), sol.id, new Date(Date.now() + 1000))).toHaveLength(1)
  })

  test('holds until its moment and not a millisecond longer', async () => {
    const sol = await member('sol')
    const [at, until] = [new Date('2026-03-01T10:00:00Z'), new Date('2026-03-08T10:00:00Z')]
    await measureOver(sol, 'held', { at, until })
    expect(await measuresInForce(reader(), sol.id, new Date(until.getTime() - 1))).toHaveLength(1)
    expect(await measuresInForce(reader(), sol.id, until)).toEqual([])
  })

  test('that is over can be lifted no more', async () => {
    const sol = await member('sol')
    const measureId = await measureOver(sol, 'held', { at: new Date(Date.now() - 2000), until: new Date(Date.now() - 1000) })
    expect(await runCommand(liftMeasure, operator, { measureId, reason: 'Late' })).toMatchObject({ code: 'conflict' })
  })

  test('is never changed, and nothing of it goes away', async () => {
    const measureId = await measureOver(await member('sol'), 'held')
    const where = { id: measureId }
    await expect(writer().measure.update({ where, data: { reason: 'Another' } })).rejects.toThrow(/lifted, never changed/)
    await expect(writer().measure.delete({ where })).rejects.toThrow()
    await writer().measure.update({ where, data: { liftedAt: new Date(), liftReason: 'Enough' } })
    await expect(writer().measure.update({ where, data: { liftedAt: null, liftReason: '' } })).rejects.toThrow(/lifted, never changed/)
  })

  test.each([
    ['a ban with an end', { kind: 'banned', until: new Date('2999-01-01') }],
    ['slowness without a pace', { kind: 'slow' }],
    ['a pace of something else', { kind: 'held', everySeconds: 600 }],
    ['a lifting without a reason', { kind: 'held', liftedAt: new Date() }],
  ] as const)('as %s is refused by the database itself', async (_, data) => {
    const sol = await member('sol')
    await expect(writer().measure.create({ data: { personId: sol.id, reason: 'x', at: new Date(), ...data } })).rejects.toThrow()
  })
})

describe('the very next request', () => {
  test.each(stops)('after one was %s has no session, and after it was lifted they write again', async (kind) => {
    const sol = await member('sol')
    const secret = await sessionOf(sol)
    const measureId = await measureOver(sol, kind)
    expect(await readSession(secret)).toBeNull()
    expect(await listPeople(operator, sol.handle.slice(0, -1))).toMatchObject({ value: { people: expect.arrayContaining([expect.objectContaining({ handle: sol.handle, stopped: kind })]) } })
    expect(await runCommand(liftMeasure, operator, { measureId, reason: 'We talked' })).toMatchObject({ ok: true })
    expect(await readSession(await sessionOf(sol))).toMatchObject({ suspended: false })
    expect(await readSession(secret)).toBeNull()
  })

  test.each(stops)('that had begun before one was %s brings no text of theirs', async (kind) => {
    const sol = await member('sol')
    const { slug } = await essayBy(await person('ada', 'author'))
    await publishedReplyBy(sol, await person('mo', 'moderator'), slug)
    const send = () => Promise.all([
      runCommand(postReply, sol, { slug, parentId: '', body: 'What I had to say.', idempotencyKey: randomUUID() }),
      runCommand(beginGuestPost, sol, {}),
      runCommand(editProfile, sol, { name: 'Somebody Else', pronouns: '', biography: '', website: '' }),
    ])
    await measureOver(sol, kind)
    for (const outcome of await send()) expect(outcome).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('just taken your right to write') })
    expect(await reader().comment.count({ where: { authorId: sol.id } })).toBe(1)
  })

  test.each(['note', 'held', 'slow'] as const)('after %s has the session it had', async (kind) => {
    const sol = await member('sol')
    const secret = await sessionOf(sol)
    await measureOver(sol, kind)
    expect(await readSession(secret)).toMatchObject({ id: sol.id, suspended: false })
  })

  test('of somebody suspended until a second ago writes', async () => {
    const sol = await member('sol')
    await measureOver(sol, 'suspended', { at: new Date(Date.now() - 2000), until: new Date(Date.now() - 1000) })
    expect(await readSession(await sessionOf(sol))).toMatchObject({ suspended: false })
  })

  test('with a token reads when suspended, is nobody’s when banned, and is theirs again when that is lifted', async () => {
    const sol = await member('sol')
    const issued = await runCommand(issueToken, operator, { handle: sol.handle })
    if (!issued.ok) throw new Error(issued.message)
    await measureOver(sol, 'suspended')
    expect(await readToken(issued.value.token)).toMatchObject({ id: sol.id, suspended: true })
    const measureId = await measureOver(sol, 'banned')
    expect(await readToken(issued.value.token)).toBeNull()
    await runCommand(liftMeasure, operator, { measureId, reason: 'We talked' })
    expect(await readToken(issued.value.token)).toMatchObject({ id: sol.id, suspended: true })
  })

  test('with a session that a sign-in opened in the very moment of the ban is nobody’s', async () => {
    const sol = await member('sol')
    await measureOver(sol, 'banned')
    expect(await readSession(await sessionOf(sol))).toBeNull()
  })
})

describe('somebody banned is told why at the door', () => {
  test('by password, once it is right', async () => {
    const sol = await member('sol')
    await measureOver(sol, 'banned', { reason: 'Three threats' })
    expect(await signInByPassword({ who: sol.handle, password: sol.password }, '192.0.2.77')).toMatchObject({ code: 'forbidden', message: expect.stringContaining('Three threats') })
    expect(await signInByPassword({ who: sol.handle, password: 'a guess' }, '192.0.2.77')).toMatchObject({ code: 'invalid', message: expect.not.stringContaining('banned') })
    expect(await reader().session.count({ where: { personId: sol.id } })).toBe(0)
  })

  test('by a link from a mail, which is not used up', async () => {
    const sol = await member('sol')
    await measureOver(sol, 'banned', { reason: 'Three threats' })
    const token = await askForLink(sol.email)
    expect(await runCommand(useMailLink, anonymous, { token, purpose: 'sign_in' })).toMatchObject({ code: 'forbidden', message: expect.stringContaining('Three threats') })
    expect(await reader().session.count({ where: { personId: sol.id } })).toBe(0)
  })

  test('by an account elsewhere, which is not joined to theirs', async () => {
    const sol = await member('sol')
    const banId = await measureOver(sol, 'banned', { reason: 'Three threats' })
    const from = { provider: 'github', subject: sol.id, login: 'sol', name: 'Sol', verifiedEmail: sol.email }
    const refused = await runCommand(signInElsewhere, anonymous, from)
    expect(refused).toMatchObject({ code: 'forbidden', message: expect.stringContaining('Three threats'), present: { banId } })
    expect(await readBan(banId, new Date())).toContain('Three threats')
    expect(await reader().identity.count({ where: { personId: sol.id } })).toBe(0)
    await runCommand(liftMeasure, operator, { measureId: banId, reason: 'We talked' })
    expect(await readBan(banId, new Date())).toBeNull()
    expect(await readBan(await measureOver(sol, 'note'), new Date())).toBeNull()
  })
})

test('their account tells people what holds, why and until when, the heaviest first, and never the team’s notes', async () => {
  const sol = await member('sol')
  const until = new Date(Date.now() + 86_400_000)
  for (const kind of ['note', 'held', 'slow'] as const) await measureOver(sol, kind)
  await measureOver(sol, 'suspended', { until, reason: 'Unkind replies' })
  const { measures } = await readAccount(sol.id, '', new Date(Date.now() + 1000))
  expect(measures.map(({ kind }) => kind)).toEqual(['suspended', 'slow', 'held'])
  expect(measures[0]).toMatchObject({ until, reason: 'Unkind replies' })
  const ida = await member('ida', { role: 'administrator' })
  expect(await readMember(ida, sol.handle, new Date(Date.now() + 1000))).toMatchObject({ value: { measures, email: sol.email, emailVerified: true } })
  expect(await readMember(await member('mo', { role: 'moderator' }), sol.handle, new Date())).toMatchObject({ code: 'forbidden' })
})

test('no measure is stored with an end that could not be read back', async () => {
  const sol = await member('sol')
  const store = (until: string) => writer().$executeRaw`
    INSERT INTO measure (id, person_id, kind, reason, until, at) VALUES (gen_random_uuid(), ${sol.id}::uuid, 'held', 'Links', ${until}::text::timestamptz, now())`
  expect(await store('9999-12-31 23:59:59+00')).toBe(1)
  await expect(store('10000-01-01 00:00:00+00')).rejects.toThrow('measure_end_readable')
})
