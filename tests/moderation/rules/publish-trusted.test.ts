import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { reader, writer } from '#lib/database.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { publishTrusted } from '#lib/moderation/rules/publish-trusted.ts'
import { receiveReply } from '#lib/moderation/rules/receive-reply.ts'
import { takeMeasure } from '#lib/people/take-measure.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { operator as machine } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, publishedReplyBy, refusalOf, stateOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }

beforeEach(async () => {
  cast = await makeCast()
  essay = await essayBy(cast.ada)
  await turn(true, 2)
})

async function turn(on: boolean, approvedTexts: number) {
  await carryOut(changeSetting, cast.ida, { key: 'moderation.auto-publish', value: { on, approvedTexts } })
}

async function earn(count: number, who: SignedIn = cast.rae): Promise<string[]> {
  const ids: string[] = []
  for (let at = 0; at < count; at++) ids.push(await publishedReplyBy(who, cast.mo, essay.slug))
  return ids
}

async function send(body = `A considered thought ${randomUUID()}`, who: SignedIn = cast.rae) {
  const outcome = await receiveReply(who, { slug: essay.slug, body, idempotencyKey: randomUUID() }, '127.0.0.1')
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}

/** Resolves when a connection to this database waits for such a lock. */
async function untilWaiting(locktype: 'transactionid' | 'advisory') {
  for (let tries = 0; tries < 250; tries++) {
    const [found] = await reader().$queryRaw<{ waits: boolean }[]>`
      SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database() AND l.locktype = ${locktype}) AS waits`
    if (found?.waits) return
    await setTimeout(20)
  }
  throw new Error(`Nobody waits for a lock of ${locktype}`)
}

async function measure(kind: 'held' | 'slow', more: { liftedAt?: Date; liftedById?: string; liftReason?: string; until?: Date } = {}) {
  const everySeconds = kind === 'slow' ? 600 : null
  await writer().measure.create({ data: { personId: cast.rae.id, kind, everySeconds, reason: 'So it is.', byId: cast.mo.id, at: new Date(Date.now() - 60_000), ...more } })
}

test('a text of somebody with enough approved ones appears at once, by a decision without a name', async () => {
  await earn(2)
  const sent = await send()
  expect(sent).toMatchObject({ state: 'published', position: null })
  const [decision] = await reader().decision.findMany({ where: { reviewItem: { commentId: sent.id } } })
  expect(decision).toMatchObject({ action: 'approve', byId: null, reasonCode: '', reasonNote: '', fromState: 'held', toState: 'published' })
  expect(await reader().publishedComment.count({ where: { id: sent.id } })).toBe(1)
})

test('nobody is told of it: the writer saw it appear', async () => {
  await earn(2)
  const { id } = await send()
  expect(await reader().notice.count({ where: { commentId: id } })).toBe(0)
  await decideNow(cast.mo, id, 'hide')
  expect(await reader().notice.count({ where: { commentId: id, personId: cast.rae.id } })).toBe(1)
})

test('a moderator takes it back like any other decision', async () => {
  await earn(2)
  const { id } = await send()
  const [decision] = await reader().decision.findMany({ where: { reviewItem: { commentId: id } } })
  await carryOut(undoDecision, cast.noor, { decisionId: decision?.id })
  expect(await stateOf(id)).toBe('held')
  expect((await runCommand(publishTrusted, machine, { commentId: id })).ok, 'and it is not published again behind their back').toBe(false)
})

test('it can be asked for by the machine alone', async () => {
  await earn(2)
  const { id } = await send()
  for (const viewer of [cast.ida, cast.mo, cast.rae]) expect((await refusalOf(publishTrusted, viewer, { commentId: id })).code).toBe('forbidden')
})

describe('everything else waits', () => {
  test('while the setting is off, as it is until somebody turns it on', async () => {
    await earn(2)
    await turn(false, 1)
    expect((await send()).state).toBe('held')
    await writer().setting.deleteMany({ where: { key: 'moderation.auto-publish' } })
    expect((await send()).state).toBe('held')
  })

  test('a first text', async () => {
    await turn(true, 1)
    expect((await send(undefined, cast.nia)).state).toBe('held')
  })

  test('a text of somebody with one approved text too few', async () => {
    await earn(1)
    expect((await send()).state).toBe('held')
  })

  test('where an approval was taken back', async () => {
    const [first = ''] = await earn(2)
    const [decision] = await reader().decision.findMany({ where: { reviewItem: { commentId: first } } })
    await carryOut(undoDecision, cast.mo, { decisionId: decision?.id })
    expect((await send()).state).toBe('held')
  })

  test('where an approved text was hidden', async () => {
    const [first = ''] = await earn(2)
    await decideNow(cast.noor, first, 'hide')
    expect((await send()).state).toBe('held')
    await decideNow(cast.noor, first, 'restore')
    expect((await send()).state).toBe('published')
  })

  test('where only the site itself had published texts: trust does not grow by itself', async () => {
    await earn(2)
    for (let at = 0; at < 3; at++) await send()
    await turn(true, 3)
    expect((await send()).state).toBe('held')
  })

  test('where somebody approved their own texts', async () => {
    for (let at = 0; at < 2; at++) await publishedReplyBy(cast.mo, cast.mo, essay.slug)
    expect((await send(undefined, cast.mo)).state).toBe('held')
    for (let at = 0; at < 2; at++) await publishedReplyBy(cast.mo, cast.noor, essay.slug)
    expect((await send(undefined, cast.mo)).state).toBe('published')
  })

  test('where a rule holds it, and not where one only notes something', async () => {
    await earn(2)
    await carryOut(changeSetting, cast.ida, { key: 'screening.banned-words', value: ['roulette'] })
    expect((await send('Roulette, of all things')).state).toBe('held')
    await carryOut(changeSetting, cast.ida, { key: 'screening.banned-words', value: [] })
    await writer().person.update({ where: { id: cast.rae.id }, data: { emailVerifiedAt: null } })
    expect((await send('Anything else')).state).toBe('published')
  })

  test.each(['held', 'slow'] as const)('where the measure “%s” is in force, and not where it is over or lifted', async (kind) => {
    await earn(2)
    await measure(kind, { liftedAt: new Date(), liftedById: cast.noor.id, liftReason: 'It went well.' })
    await measure(kind, { until: new Date(Date.now() - 1_000) })
    expect((await send()).state).toBe('published')
    await measure(kind)
    const body = { slug: essay.slug, body: `A thought in good time ${randomUUID()}`, idempotencyKey: randomUUID() }
    const { id } = await carryOut(postReply, cast.rae, body, new Date(Date.now() + 3_600_000))
    expect((await runCommand(publishTrusted, machine, { commentId: id })).ok).toBe(false)
    expect(await stateOf(id)).toBe('held')
  })

  test.each(['held', 'suspended'] as const)('where “%s” is written down in this very moment', async (kind) => {
    await earn(2)
    const { id } = await carryOut(postReply, cast.rae, { slug: essay.slug, body: `A thought ${randomUUID()}`, idempotencyKey: randomUUID() })
    const [taken, published] = await writer().$transaction(async (tx) => {
      // Keeps the measure from being written until both are under way.
      await tx.$queryRaw`SELECT id FROM person WHERE id = ${cast.rae.id}::uuid FOR KEY SHARE`
      const measured = runCommand(takeMeasure, cast.mo, { handle: cast.rae.handle, kind, reason: 'So it is.' })
      await untilWaiting('transactionid')
      const asked = runCommand(publishTrusted, machine, { commentId: id })
      await Promise.race([asked, untilWaiting('advisory')])
      // In objects, so that the transaction ends without waiting for them.
      return [measured, asked].map((outcome) => ({ outcome }))
    })
    expect([(await taken?.outcome)?.ok, (await published?.outcome)?.ok]).toEqual([true, false])
    expect(await stateOf(id)).toBe('held')
  })

  test('a returned text that was sent again: the moderator who returned it wants to see it', async () => {
    await earn(2)
    await turn(false, 2)
    const { id } = await send()
    await turn(true, 2)
    await decideNow(cast.mo, id, 'return')
    expect((await runCommand(publishTrusted, machine, { commentId: id })).ok).toBe(false)
  })
})

describe('a text that is saved is answered as saved, and waits, when something goes wrong afterwards', () => {
  afterEach(async () => {
    vi.restoreAllMocks()
    await writer().$executeRaw`DROP TRIGGER IF EXISTS broken ON decision`
    await turn(true, 2)
  })

  test.each<[string, () => Promise<unknown>]>([
    ['the setting is damaged', () => writer().setting.update({ where: { key: 'moderation.auto-publish' }, data: { value: 'yes' } })],
    ['the decision cannot be written', () => writer().$executeRaw`CREATE TRIGGER broken BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change()`],
  ])('%s', async (_, breakIt) => {
    await earn(2)
    await breakIt()
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const sent = await send()
    expect(sent).toMatchObject({ state: 'held', position: expect.any(Number) })
    expect(await stateOf(sent.id)).toBe('held')
    expect(said.mock.calls.flat().join('')).toContain('"where":"auto-publish"')
  })
})

test.each([{ on: true }, { on: true, approvedTexts: 0 }, { on: true, approvedTexts: 1.5 }, { on: 'yes', approvedTexts: 3 }])('the setting has bounds: %j', async (value) => {
  expect((await refusalOf(changeSetting, cast.ida, { key: 'moderation.auto-publish', value })).fields?.value).toContain('does not fit')
})
