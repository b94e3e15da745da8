import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyOfWords, sendReply } from '#lib/comments/send-reply.ts'
import { reader } from '#lib/database.ts'
import { essayBy, makeCast } from '../cast.ts'

test('one form sent with two texts is two replies, and sent twice with each still two', async () => {
  const cast = await makeCast()
  const { slug } = await essayBy(cast.ada)
  const form = { slug, parentId: '', idempotencyKey: randomUUID() }
  const texts = [`First thought ${randomUUID()}`, `Second thought ${randomUUID()}`]
  const send = (body: string) => sendReply(cast.rae, { ...form, body, idempotencyKey: keyOfWords({ ...form, body }) }, '127.0.0.1')
  const outcomes = await Promise.all([...texts, ...texts].map(send))
  expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true, true, true])
  expect(await reader().commentRevision.count({ where: { source: { in: texts } } })).toBe(2)
})

test('one key sent at once with two texts takes one and says so of the other', async () => {
  const cast = await makeCast()
  const { slug } = await essayBy(cast.ada)
  const idempotencyKey = randomUUID()
  const outcomes = await Promise.all(['One thing.', 'Another thing.'].map((body) => sendReply(cast.rae, { slug, body, idempotencyKey }, '127.0.0.1')))
  expect(outcomes.map((outcome) => outcome.ok).sort()).toEqual([false, true])
})

test('a form without a key has none', () => {
  expect(keyOfWords({ body: 'Words.' })).toBeUndefined()
})
