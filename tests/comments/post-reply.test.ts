import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { reader } from '#lib/database.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, person, publishedReplyBy, refusalOf, replyBy, stateOf } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
  essay = await essayBy(cast.ada)
  await publishedReplyBy(cast.rae, cast.mo, essay.slug)
})

function reply(words: Partial<Record<'slug' | 'parentId' | 'body' | 'idempotencyKey', string>> = {}) {
  return { slug: essay.slug, body: `A thought ${randomUUID()}`, idempotencyKey: randomUUID(), ...words }
}

test('a reply is held, waits in the queue, and says where it stands', async () => {
  const sent = await carryOut(postReply, cast.rae, reply())
  expect(sent.state).toBe('held')
  expect(sent.position).toBeGreaterThan(0)
  expect(await reader().reviewItem.count({ where: { commentId: sent.id, state: 'waiting' } })).toBe(1)
  expect(await reader().publishedComment.count({ where: { id: sent.id } })).toBe(0)
})

test('it leaves one row in the audit log', async () => {
  const { id } = await carryOut(postReply, cast.rae, reply())
  const events = await reader().auditEvent.findMany({ where: { subjectId: id } })
  expect(events.map((event) => [event.command, event.personId])).toEqual([['post-reply', cast.rae.id]])
})

test('a hundred submissions of one form at once make one comment', async () => {
  const form = reply()
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => runCommand(postReply, cast.rae, form)))
  const ids = new Set(outcomes.map((outcome) => (outcome.ok ? outcome.value.id : outcome.code)))
  expect(ids.size).toBe(1)
  expect(await reader().comment.count({ where: { idempotencyKey: form.idempotencyKey } })).toBe(1)
})

test('two hundred people who send at the same moment under one essay are all served', async () => {
  const people = await Promise.all(Array.from({ length: 200 }, () => person('guest', 'reader')))
  const outcomes = await Promise.all(people.map((each) => runCommand(postReply, each, reply())))
  expect(outcomes.filter((outcome) => !outcome.ok)).toEqual([])
  const rows = await reader().comment.findMany({ where: { authorId: { in: people.map(({ id }) => id) } }, select: { ordinal: true } })
  expect(new Set(rows.map(({ ordinal }) => ordinal)).size, 'each has a place of their own').toBe(200)
})

test('a key that was used for other words, or under another comment, takes nothing and drops nothing unsaid', async () => {
  const form = reply()
  const { id } = await carryOut(postReply, cast.rae, form)
  const parentId = await publishedReplyBy(cast.rae, cast.mo, essay.slug)
  for (const changed of [{ body: 'Other words.' }, { parentId }]) {
    const refusal = await refusalOf(postReply, cast.rae, { ...form, ...changed })
    expect(refusal.fields?.idempotencyKey).toContain('with this key before')
  }
  expect((await carryOut(postReply, cast.rae, form)).id).toBe(id)
})

test('the same words sent at once from twenty tabs make one comment', async () => {
  const body = `The same words ${randomUUID()}`
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => runCommand(postReply, cast.rae, reply({ body }))))
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  expect(await reader().commentRevision.count({ where: { source: body } })).toBe(1)
})

describe('is refused, and says so beside the field,', () => {
  test('when it is blank', async () => {
    const refusal = await refusalOf(postReply, cast.rae, reply({ body: ' \u200b\n ' }))
    expect([refusal.code, refusal.fields?.body]).toEqual(['invalid', 'There is nothing to read here yet. Please write something.'])
  })

  test('when it is a character too long', async () => {
    const refusal = await refusalOf(postReply, cast.rae, reply({ body: 'a'.repeat(10_001) }))
    expect(refusal.fields?.body).toContain('10,001 characters')
  })

  test('when nothing of it is left to read', async () => {
    const refusal = await refusalOf(postReply, cast.rae, reply({ body: '[a]: https://example.org' }))
    expect(refusal.fields?.body).toContain('nothing to read')
  })

  test('when the conversation is closed', async () => {
    const closed = await essayBy(cast.ada, 'closed')
    const refusal = await refusalOf(postReply, cast.rae, reply({ slug: closed.slug }))
    expect(refusal.fields?.body).toContain('closed')
  })

  test('when a new person has three texts waiting', async () => {
    const newcomer = await person('nia', 'reader')
    for (let count = 1; count <= 3; count++) await replyBy(newcomer, essay.slug)
    const refusal = await refusalOf(postReply, newcomer, reply())
    expect(refusal.fields?.body).toContain('wait for a moderator')
  })

  test('when a new person links three times', async () => {
    const body = 'See https://example.org/1 and https://example.org/2 and https://example.org/3'
    const refusal = await refusalOf(postReply, await person('nia', 'reader'), reply({ body }))
    expect(refusal.fields?.body).toContain('2 links')
  })

  test.each(['held', 'rejected', 'returned', 'hidden'])('when it answers a comment that is %s', async (state) => {
    const parentId = await replyBy(await person('gus', 'reader'), essay.slug)
    if (state === 'rejected') await decideNow(cast.mo, parentId, 'reject')
    if (state === 'returned') await decideNow(cast.mo, parentId, 'return')
    if (state === 'hidden') {
      await decideNow(cast.mo, parentId, 'approve')
      await decideNow(cast.mo, parentId, 'hide')
    }
    expect(await stateOf(parentId)).toBe(state)
    const refusal = await refusalOf(postReply, cast.rae, reply({ parentId }))
    expect(refusal.fields?.body).toContain('not here any more')
  })

  test('when it answers a comment of another essay, as if there were none', async () => {
    const elsewhere = await essayBy(cast.ada)
    const parentId = await publishedReplyBy(await person('gus', 'reader'), cast.mo, elsewhere.slug)
    const refusal = await refusalOf(postReply, cast.rae, reply({ parentId }))
    expect(refusal.fields?.body).toContain('not here any more')
  })
})

test('nobody replies without signing in', async () => {
  expect((await refusalOf(postReply, anonymous, reply())).code).toBe('signed-out')
})

test('suspended people do not reply', async () => {
  expect((await refusalOf(postReply, { ...cast.rae, suspended: true }, reply())).code).toBe('forbidden')
})

test('an essay that is not public takes no replies, and looks as if it did not exist', async () => {
  expect((await refusalOf(postReply, cast.rae, reply({ slug: 'there-is-no-such-essay' }))).code).toBe('not-found')
})

test('a refused reply leaves nothing behind', async () => {
  const body = `Refused ${randomUUID()} https://example.org/1 https://example.org/2 https://example.org/3`
  const newcomer = await person('nia', 'reader')
  await refusalOf(postReply, newcomer, reply({ body }))
  expect(await reader().comment.count({ where: { authorId: newcomer.id } })).toBe(0)
  expect(await reader().auditEvent.count({ where: { personId: newcomer.id } })).toBe(0)
})

test('findings are kept for the moderator', async () => {
  const { id } = await carryOut(postReply, await person('nia', 'reader'), reply())
  const findings = await reader().finding.findMany({ where: { reviewItem: { commentId: id } } })
  expect(findings.map((finding) => [finding.rule, finding.severity])).toEqual([['new-person', 'note']])
})

test('a changed list of words holds from the next text on', async () => {
  const found = async () => {
    const { id } = await carryOut(postReply, cast.rae, reply({ body: `We met at the roulette ${randomUUID()}` }))
    return (await reader().finding.findMany({ where: { reviewItem: { commentId: id } } })).flatMap((finding) => finding.matches)
  }
  expect(await found()).toEqual([])
  await carryOut(changeSetting, cast.ida, { key: 'screening.banned-words', value: ['Roulette'] })
  expect(await found()).toEqual(['roulette'])
  await carryOut(changeSetting, cast.ida, { key: 'screening.banned-words', value: [] })
  expect(await found()).toEqual([])
})
