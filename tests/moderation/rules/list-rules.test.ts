import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { listRules, restingShown } from '#lib/moderation/rules/list-rules.ts'
import { saveRule } from '#lib/moderation/rules/save-rule.ts'
import { carryOut, makeCast } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

async function listed() {
  const list = await listRules(cast.mo)
  if (!list.ok) throw new Error(list.message)
  return list.value
}

async function newRule(more: Record<string, unknown>) {
  return (await carryOut(saveRule, cast.mo, { kind: 'words', name: `Words ${randomUUID()}`, severity: 'hold', ...more })).ruleId
}

test('each rule is said in a few words, and a long list of words by its length, without being read', async () => {
  const long = Array.from({ length: 2_000 }, (_, index) => `wort ${index}`).join('\n')
  const ids = [
    await newRule({ settings: { phrases: 'roulette' } }), await newRule({ settings: { phrases: 'a\nb\nc' } }),
    await newRule({ settings: { phrases: 'a\nb\nc\nd' } }), await newRule({ settings: { phrases: long } }), await newRule({ kind: 'pattern', settings: { pattern: 'casino' } }),
  ]
  await writer().rule.create({ data: { kind: 'words', name: randomUUID(), settings: { damaged: true }, createdAt: new Date(), changedAt: new Date() } })
  const read = vi.spyOn(reader(), '$queryRaw')
  const { rules } = await listed()
  const answers = JSON.stringify(await Promise.all(read.mock.results.map(({ value }) => value)))
  read.mockRestore()
  const says = ids.map((id) => rules.find((rule) => rule.id === id)?.says)
  expect(says.slice(0, 4)).toEqual(['“roulette”', '“a”, “b”, “c”', 'a list of 4 words and phrases', 'a list of 2,000 words and phrases'])
  expect(says[4]).toContain('casino')
  expect(rules.map((rule) => rule.says)).toContain('every text, since its settings cannot be read any more')
  expect(answers).toContain('roulette')
  expect(answers).not.toContain('wort 1999')
})

test('rules that are on are all listed, of the others those that were changed last', async () => {
  const first = await newRule({ settings: { phrases: 'oldest' } })
  await writer().rule.update({ where: { id: first }, data: { state: 'on', inForceVersion: 1, changedAt: new Date('2020-01-01') } })
  const second = await newRule({ settings: { phrases: 'old' } })
  await writer().rule.update({ where: { id: second }, data: { changedAt: new Date('2020-01-01') } })
  expect((await listed()).more).toBe(false)
  const many = Array.from({ length: restingShown }, () => ({ kind: 'words', name: randomUUID(), settings: { phrases: 'x' }, createdAt: new Date(), changedAt: new Date() }))
  await writer().rule.createMany({ data: many })
  const { rules, more } = await listed()
  expect([more, rules.filter(({ state }) => state !== 'on').length]).toEqual([true, restingShown])
  expect(rules[0]?.state).toBe('on')
  expect([first, second].map((id) => rules.some((rule) => rule.id === id))).toEqual([true, false])
  await writer().rule.update({ where: { id: first }, data: { state: 'off', inForceVersion: null } })
})
