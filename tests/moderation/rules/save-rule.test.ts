import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { rehearseWaiting } from '#lib/moderation/rules/rehearse-rules.ts'
import { saveRule } from '#lib/moderation/rules/save-rule.ts'
import { startRehearsal } from '#lib/moderation/rules/start-rehearsal.ts'
import { switchRule } from '#lib/moderation/rules/switch-rule.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut, essayBy, makeCast, refusalOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

function words(more: Record<string, unknown> = {}) {
  return { kind: 'words', name: `Words ${randomUUID()}`, severity: 'hold', settings: { phrases: 'roulette' }, ...more }
}

const ruleOf = (id: string) => reader().rule.findUniqueOrThrow({ where: { id } })

test('a moderator makes a rule: a draft of version 1 that does nothing yet', async () => {
  const input = words()
  const { ruleId, version } = await carryOut(saveRule, cast.mo, input)
  expect(await ruleOf(ruleId)).toMatchObject({
    kind: 'words', name: input.name, settings: { phrases: 'roulette' }, severity: 'hold', state: 'draft', version: 1, inForceVersion: null,
    authorId: null, postId: null, changedById: cast.mo.id,
  })
  expect(version).toBe(1)
  const [audit] = await reader().auditEvent.findMany({ where: { command: 'save-rule', subjectId: ruleId } })
  expect([audit?.personId, audit?.subjectType]).toEqual([cast.mo.id, 'rule'])
})

test('nobody else does', async () => {
  for (const viewer of [cast.ada, cast.rae]) expect((await refusalOf(saveRule, viewer, words())).code).toBe('forbidden')
  expect((await refusalOf(saveRule, anonymous, words())).code).toBe('signed-out')
})

test('every version is kept as it was', async () => {
  const input = words()
  const { ruleId } = await carryOut(saveRule, cast.mo, input)
  await carryOut(saveRule, cast.noor, { ...input, ruleId, version: 1, settings: { phrases: 'baccarat' }, severity: 'note' })
  const versions = await reader().ruleVersion.findMany({ where: { ruleId }, orderBy: { version: 'asc' } })
  expect(versions.map(({ version, settings, severity, changedById }) => [version, settings, severity, changedById])).toEqual([
    [1, { phrases: 'roulette' }, 'hold', cast.mo.id], [2, { phrases: 'baccarat' }, 'note', cast.noor.id],
  ])
})

test('saving what is there already makes no version', async () => {
  const input = words()
  const { ruleId } = await carryOut(saveRule, cast.mo, input)
  expect((await carryOut(saveRule, cast.noor, { ...input, ruleId, version: 1 })).version).toBe(1)
})

test('who changes an old version is told who was faster, with what stands now, and may then put theirs in its place', async () => {
  const input = words()
  const { ruleId } = await carryOut(saveRule, cast.mo, input)
  await carryOut(saveRule, cast.noor, { ...input, ruleId, version: 1, settings: { phrases: 'baccarat' } })
  const mine = { ...input, ruleId, settings: { phrases: 'poker' } }
  const refusal = await refusalOf(saveRule, cast.mo, { ...mine, version: 1 })
  expect(refusal).toMatchObject({ code: 'conflict', present: { version: 2, says: '“baccarat”' } })
  expect(refusal.message).toContain('noor has changed this rule')
  expect((await carryOut(saveRule, cast.mo, { ...mine, version: 2 })).version).toBe(3)
})

test('of twenty changes of one version at once one is made', async () => {
  const input = words()
  const { ruleId } = await carryOut(saveRule, cast.mo, input)
  const answers = await Promise.all(Array.from({ length: 20 }, async (_, index) => {
    return carryOut(saveRule, cast.mo, { ...input, ruleId, version: 1, settings: { phrases: `word ${index}` } }).then(() => 'done', () => 'refused')
  }))
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
  expect((await ruleOf(ruleId)).version).toBe(2)
})

test('a rule is for an author’s posts or for one post, found by handle and address', async () => {
  const post = await essayBy(cast.ada)
  const byAuthor = await carryOut(saveRule, cast.mo, words({ scope: 'author', of: `@${cast.ada.handle.toUpperCase()}` }))
  expect(await ruleOf(byAuthor.ruleId)).toMatchObject({ authorId: cast.ada.id, postId: null })
  for (const of of [post.slug, `/posts/${post.slug}`, `https://example.org/posts/${post.slug}?page=2#comment`]) {
    const byPost = await carryOut(saveRule, cast.mo, words({ scope: 'post', of }))
    expect(await ruleOf(byPost.ruleId)).toMatchObject({ authorId: null, postId: post.id })
  }
})

describe('what is not right is said beside its field', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['no name', { name: ' ' }, 'name', 'Please give it a name'],
    ['a name that nobody could see', { name: '\u200b' }, 'name', 'Please give it a name'],
    ['a refusal whose sentence nobody could see', { severity: 'refuse', sentence: '\u200b' }, 'sentence', 'Please write what the writer reads'],
    ['what looks like a name of the house', { name: 'Banned\u200b-words' }, 'name', 'A rule of the house has this name'],
    ['a name of the house', { name: 'Banned-Words' }, 'name', 'A rule of the house has this name'],
    ['a pattern that cannot be read', { kind: 'pattern', settings: { pattern: 'a(b' } }, 'pattern', 'At character 2'],
    ['a pattern that is not linear', { kind: 'pattern', settings: { pattern: '(a)\\1' } }, 'pattern', 'At character 4'],
    ['a list that is too long', { settings: { phrases: Array.from({ length: 60_001 }, (_, index) => `w${index}`).join('\n') } }, 'phrases', 'can hold 60,000 lines'],
    ['a refusal without a sentence', { severity: 'refuse' }, 'sentence', 'Please write what the writer reads'],
    ['an author who is not here', { scope: 'author', of: 'nobody-at-all' }, 'of', 'Nobody here has this handle'],
    ['a post that is not here', { scope: 'post', of: '/posts/never-written' }, 'of', 'There is no such post'],
    ['a number out of bounds', { kind: 'links', settings: { more: '101', from: 'anybody' } }, 'more', 'from 0 to 100'],
  ])('%s', async (_, more, field, said) => {
    const refusal = await refusalOf(saveRule, cast.mo, words(more))
    expect(refusal.fields?.[field]).toContain(said)
  })

  test('several things at once, each beside its own', async () => {
    const refusal = await refusalOf(saveRule, cast.mo, words({ severity: 'refuse', scope: 'post', of: 'never-written', settings: { phrases: '' } }))
    expect(Object.keys(refusal.fields ?? {}).toSorted()).toEqual(['of', 'phrases', 'sentence'])
  })

  test('a name that another rule has, whatever its case and what of it nobody sees', async () => {
    const input = words()
    await carryOut(saveRule, cast.mo, input)
    for (const name of [input.name.toUpperCase(), `${input.name}\u200b`]) {
      expect((await refusalOf(saveRule, cast.mo, words({ name }))).fields?.name).toContain('Another rule has this name')
    }
  })
})

async function rehearse(ruleId: string, version: number) {
  await carryOut(startRehearsal, cast.mo, { ruleId, version })
  await rehearseWaiting()
}

test('a version is switched on after its own rehearsal, and no other', async () => {
  const input = words()
  const { ruleId } = await carryOut(saveRule, cast.mo, input)
  expect((await refusalOf(switchRule, cast.mo, { ruleId, version: 1, to: 'on' })).message).toContain('not rehearsed yet')
  await rehearse(ruleId, 1)
  await carryOut(saveRule, cast.mo, { ...input, ruleId, version: 1, settings: { phrases: 'baccarat' } })
  expect((await refusalOf(switchRule, cast.mo, { ruleId, version: 1, to: 'on' })).present).toMatchObject({ version: 2 })
  expect((await refusalOf(switchRule, cast.mo, { ruleId, version: 2, to: 'on' })).message).toContain('not rehearsed yet')
  await rehearse(ruleId, 2)
  await carryOut(switchRule, cast.mo, { ruleId, version: 2, to: 'on' })
  expect(await ruleOf(ruleId)).toMatchObject({ state: 'on', inForceVersion: 2 })
})

test('while a new version is written and rehearsed, the one that was on goes on', async () => {
  const input = words()
  const { ruleId } = await carryOut(saveRule, cast.mo, input)
  await rehearse(ruleId, 1)
  await carryOut(switchRule, cast.mo, { ruleId, version: 1, to: 'on' })
  await carryOut(saveRule, cast.mo, { ...input, ruleId, version: 1, settings: { phrases: 'baccarat' } })
  expect(await ruleOf(ruleId)).toMatchObject({ state: 'on', version: 2, inForceVersion: 1 })
  await carryOut(switchRule, cast.mo, { ruleId, version: 2, to: 'off' })
  expect(await ruleOf(ruleId)).toMatchObject({ state: 'off', inForceVersion: null })
})

test('a name in force stays its rule’s until another one of its versions is switched on', async () => {
  const [input, other] = [words(), words()]
  const { ruleId } = await carryOut(saveRule, cast.mo, input)
  await rehearse(ruleId, 1)
  await carryOut(switchRule, cast.mo, { ruleId, version: 1, to: 'on' })
  await carryOut(saveRule, cast.mo, { ...input, ruleId, version: 1, name: `${input.name} anew` })
  const second = await carryOut(saveRule, cast.noor, other)
  for (const taking of [words({ name: input.name.toUpperCase() }), { ...other, ruleId: second.ruleId, version: 1, name: input.name }]) {
    expect((await refusalOf(saveRule, cast.noor, taking)).fields?.name).toContain('Another rule has this name')
  }
  await rehearse(ruleId, 2)
  await carryOut(switchRule, cast.mo, { ruleId, version: 2, to: 'on' })
  expect((await carryOut(saveRule, cast.noor, words({ name: input.name }))).version).toBe(1)
})

test('a rule whose name in force is another takes that one back', async () => {
  const input = words()
  const { ruleId } = await carryOut(saveRule, cast.mo, input)
  await rehearse(ruleId, 1)
  await carryOut(switchRule, cast.mo, { ruleId, version: 1, to: 'on' })
  await carryOut(saveRule, cast.mo, { ...input, ruleId, version: 1, name: `${input.name} anew` })
  expect((await carryOut(saveRule, cast.mo, { ...input, ruleId, version: 2 })).version).toBe(3)
})

test('switching is for moderators', async () => {
  const { ruleId } = await carryOut(saveRule, cast.mo, words())
  for (const command of [switchRule, startRehearsal]) {
    expect((await refusalOf(command as typeof switchRule, cast.ada, { ruleId, version: 1, to: 'on' })).code).toBe('forbidden')
  }
})
