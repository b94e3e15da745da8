import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { askTogether } from '#lib/ask.ts'
import { runCommand } from '#lib/command.ts'
import { editComment } from '#lib/comments/edit-comment.ts'
import { factsAtHand, gatherFacts } from '#lib/comments/gather-facts.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { reader, writer } from '#lib/database.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { readHoldReasons } from '#lib/moderation/desk/read-hold-reasons.ts'
import { readRuleRecords } from '#lib/moderation/rules/read-rule-record.ts'
import { receiveReply } from '#lib/moderation/rules/receive-reply.ts'
import { rehearseWaiting } from '#lib/moderation/rules/rehearse-rules.ts'
import { saveRule } from '#lib/moderation/rules/save-rule.ts'
import { startRehearsal } from '#lib/moderation/rules/start-rehearsal.ts'
import { switchRule } from '#lib/moderation/rules/switch-rule.ts'
import type { Viewer } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let adas: { id: string; slug: string }
let noors: { id: string; slug: string }

beforeEach(async () => {
  cast = await makeCast()
  adas = await essayBy(cast.ada)
  noors = await essayBy(cast.noor)
})

type Made = { ruleId: string; name: string; input: Record<string, unknown> }

async function newRule(kind: string, settings: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<Made> {
  const input = { kind, name: `Rule ${randomUUID()}`, severity: 'hold', settings, ...more }
  const { ruleId } = await carryOut(saveRule, cast.mo, input)
  await switchOn(ruleId, 1)
  return { ruleId, name: input.name, input }
}

async function switchOn(ruleId: string, version: number) {
  await carryOut(startRehearsal, cast.mo, { ruleId, version })
  await rehearseWaiting()
  await carryOut(switchRule, cast.mo, { ruleId, version, to: 'on' })
}

async function send(body: string, essay = adas, who: Viewer = cast.rae, at?: Date) {
  return runCommand(postReply, who, { slug: essay.slug, body, idempotencyKey: randomUUID() }, at)
}

async function findingsOf(body: string, essay = adas, who: Viewer = cast.rae, at?: Date) {
  const sent = await send(body, essay, who, at)
  if (!sent.ok) throw new Error(sent.message)
  const findings = await reader().finding.findMany({ where: { reviewItem: { commentId: sent.value.id }, ruleId: { not: null } }, orderBy: { id: 'asc' } })
  return findings.map(({ rule, ruleId, severity, matches }) => ({ rule, ruleId, severity, matches }))
}

test('a rule that is on speaks, with its name, itself and what it saw', async () => {
  const { ruleId, name } = await newRule('words', { phrases: 'roulette' })
  expect(await findingsOf('Some RОULETTE')).toEqual([{ rule: name, ruleId, severity: 'hold', matches: ['RОULETTE'] }])
  const item = await reader().reviewItem.findFirstOrThrow({ where: { findings: { some: { ruleId } } } })
  expect(item.heldBy).toContain(name)
})

test('a rule that is a draft or off says nothing', async () => {
  await carryOut(saveRule, cast.mo, { kind: 'words', name: randomUUID(), severity: 'hold', settings: { phrases: 'baccarat' } })
  const { ruleId } = await newRule('words', { phrases: 'baccarat' })
  await carryOut(switchRule, cast.mo, { ruleId, version: 1, to: 'off' })
  expect(await findingsOf('Baccarat')).toEqual([])
})

test('a change screens from the moment it is switched on, and not before', async () => {
  const { ruleId, input } = await newRule('words', { phrases: 'whist' })
  expect(await findingsOf('Whist and bridge')).toHaveLength(1)
  await carryOut(saveRule, cast.mo, { ...input, ruleId, version: 1, settings: { phrases: 'bridge' } })
  expect((await findingsOf('Whist or bridge'))[0]?.matches).toEqual(['Whist'])
  await switchOn(ruleId, 2)
  expect((await findingsOf('Whist with bridge'))[0]?.matches).toEqual(['bridge'])
})

test('the queue offers the names that texts carry: those in force, and older ones while something waits under them', async () => {
  const { ruleId, name, input } = await newRule('words', { phrases: 'backgammon' })
  const renamed = `Renamed ${randomUUID()}`
  const offered = async () => (await readHoldReasons()).filter((reason) => [name, renamed].includes(reason))
  await carryOut(saveRule, cast.mo, { ...input, ruleId, version: 1, name: renamed })
  expect((await findingsOf('Backgammon'))[0]?.rule).toBe(name)
  expect(await offered()).toEqual([name])
  await switchOn(ruleId, 2)
  expect((await findingsOf('More backgammon'))[0]?.rule).toBe(renamed)
  expect(await offered()).toEqual([renamed, name])
  for (const { id } of await reader().comment.findMany({ where: { authorId: cast.rae.id, state: 'held' } })) await decideNow(cast.mo, id, 'approve')
  expect(await offered()).toEqual([renamed])
  await carryOut(switchRule, cast.mo, { ruleId, version: 2, to: 'off' })
  expect(await offered()).toEqual([])
})

describe('each severity', () => {
  test('a note keeps a finding', async () => {
    await newRule('words', { phrases: 'canasta' }, { severity: 'note' })
    expect((await findingsOf('Canasta'))[0]?.severity).toBe('note')
  })

  test('a refusal takes nothing in and says the sentence beside the text', async () => {
    await newRule('words', { phrases: 'craps' }, { severity: 'refuse', sentence: 'Please leave the games out.' })
    const before = await reader().comment.count({ where: { authorId: cast.rae.id } })
    const sent = await send('A word about craps')
    expect(sent).toMatchObject({ ok: false, code: 'invalid', fields: { body: 'Please leave the games out.' } })
    expect(await reader().comment.count({ where: { authorId: cast.rae.id } })).toBe(before)
  })
})

test('how often a rule refused is known, and nothing else of it', async () => {
  const { ruleId } = await newRule('words', { phrases: 'bingo' }, { severity: 'refuse', sentence: 'Please leave the games out.' })
  for (const body of ['Bingo', 'More bingo']) {
    const sent = await receiveReply(cast.rae, { slug: adas.slug, body, idempotencyKey: randomUUID() }, '127.0.0.1')
    expect(sent.ok).toBe(false)
  }
  expect((await readRuleRecords()).get(ruleId)).toMatchObject({ spoke: 0, refused: 2 })
  const events = await reader().auditEvent.findMany({ where: { command: 'note-refusal', subjectId: ruleId } })
  expect(events.map(({ personId, subjectType }) => [personId, subjectType])).toEqual([[null, 'rule'], [null, 'rule']])
})

test('what people decided about the texts of a rule is counted with it', async () => {
  const { ruleId } = await newRule('words', { phrases: 'domino' })
  const ids = []
  for (const [body, verdict] of [['Domino one', 'approve'], ['Domino two', 'reject'], ['Domino three', '']]) {
    const sent = await send(body ?? '')
    if (!sent.ok) throw new Error(sent.message)
    if (verdict) await decideNow(cast.mo, sent.value.id, verdict)
    ids.push(sent.value.id)
  }
  expect((await readRuleRecords()).get(ruleId)).toEqual({ spoke: 3, notes: 0, waiting: 1, approved: 1, returned: 0, rejected: 1, judged: 2, disagreed: 1, refused: 0 })
  const approved = await reader().decision.findFirstOrThrow({ where: { reviewItem: { commentId: ids[0] ?? '' } } })
  await carryOut(undoDecision, cast.mo, { decisionId: approved.id })
  expect((await readRuleRecords()).get(ruleId)).toMatchObject({ waiting: 2, approved: 0, disagreed: 0 })
})

describe('where it holds', () => {
  test('under the posts of one author', async () => {
    await newRule('words', { phrases: 'rummy' }, { scope: 'author', of: cast.ada.handle })
    expect([await findingsOf('Rummy here', adas), await findingsOf('Rummy there', noors)].map((found) => found.length)).toEqual([1, 0])
  })

  test('under one post', async () => {
    await newRule('words', { phrases: 'skat' }, { scope: 'post', of: adas.slug })
    expect([await findingsOf('Skat here', adas), await findingsOf('Skat there', await essayBy(cast.ada))].map((found) => found.length)).toEqual([1, 0])
  })
})

describe('facts of each kind come from the world as it is', () => {
  const minute = 60_000

  test('repeats: nearly the same text by somebody else, also after an edit', async () => {
    const { ruleId } = await newRule('repeat', { by: 'anybody', likeness: 'near', days: 7 })
    const advert = `Dear friends, I made three thousand in a week from home with trick ${randomUUID()} and so can you`
    expect(await findingsOf(advert, adas, cast.rae)).toEqual([])
    expect((await findingsOf(`${advert}, write to me`, noors, cast.nia)).map((found) => found.ruleId)).toEqual([ruleId])
    const other = await send('Something harmless at first', noors, cast.mo)
    if (!other.ok) throw new Error(other.message)
    await carryOut(editComment, cast.mo, { commentId: other.value.id, body: `${advert}. Really` })
    expect(await reader().finding.count({ where: { ruleId, reviewItem: { commentId: other.value.id } } })).toBe(1)
    await carryOut(switchRule, cast.mo, { ruleId, version: 1, to: 'off' })
  })

  test('an edit of a text is no repeat of itself', async () => {
    const { ruleId } = await newRule('repeat', { by: 'same-person', likeness: 'near', days: 7 })
    const words = `A thought of eight words or so ${randomUUID()}`
    const sent = await send(words)
    if (!sent.ok) throw new Error(sent.message)
    await carryOut(editComment, cast.rae, { commentId: sent.value.id, body: `${words}, mended` })
    expect(await reader().finding.count({ where: { ruleId } })).toBe(0)
    await carryOut(switchRule, cast.mo, { ruleId, version: 1, to: 'off' })
  })

  test('repeats: in a flood of one text the same person’s own is found, and as many texts are compared as ever', async () => {
    const { ruleId } = await newRule('repeat', { by: 'same-person', likeness: 'near', days: 7 })
    const words = `A thought of eight words or so ${randomUUID()}`
    expect(await findingsOf(words, adas, cast.rae, new Date(Date.now() - 60_000))).toEqual([])
    const flood = await send(words, noors, cast.nia)
    if (!flood.ok) throw new Error(flood.message)
    await writer().$transaction([
      writer().$executeRaw`
        WITH copied AS (
          INSERT INTO comment_revision (id, comment_id, source, html, text, renderer_version, reason, created_at)
          SELECT gen_random_uuid(), comment_id, source, html, text, renderer_version, reason, created_at FROM comment_revision, generate_series(1, 400)
          WHERE comment_id = ${flood.value.id}::uuid RETURNING id, comment_id)
        INSERT INTO text_sketch (revision_id, bands, at)
        SELECT copied.id, s.bands, s.at FROM copied JOIN comment_revision r ON r.comment_id = copied.comment_id JOIN text_sketch s ON s.revision_id = r.id`,
    ])
    const about = { personId: cast.rae.id, postId: adas.id, commentsOpen: true, now: new Date() }
    const facts = await writer().$transaction(async (tx) =>
      gatherFacts(tx, { source: words, html: '', text: words, rendererVersion: 1 }, about, await askTogether(factsAtHand(words, about), tx), new Set(['likeTexts'])))
    expect(facts.likeTexts?.map(({ own, likeness }) => [own, likeness])).toEqual([[true, 1], ...Array.from({ length: 19 }, () => [false, 1])])
    expect((await findingsOf(`${words}, again`, adas, cast.rae)).map((found) => found.ruleId)).toEqual([ruleId])
    await carryOut(switchRule, cast.mo, { ruleId, version: 1, to: 'off' })
  })

  test('speed', async () => {
    const { ruleId } = await newRule('speed', { texts: 2, minutes: 10 })
    const start = Date.now()
    const found = []
    for (const after of [0, 1, 2]) found.push((await findingsOf(`Thought ${randomUUID()}`, adas, cast.noor, new Date(start + after * minute))).length)
    expect(found).toEqual([0, 0, 1])
    await carryOut(switchRule, cast.mo, { ruleId, version: 1, to: 'off' })
  })

  test('old posts', async () => {
    await newRule('old-thread', { days: 30 }, { scope: 'author', of: cast.ada.handle })
    expect(await findingsOf('Young')).toEqual([])
    await writer().post.update({ where: { id: adas.id }, data: { publishedAt: new Date(Date.now() - 31 * 24 * 60 * minute) } })
    expect(await findingsOf('Old')).toHaveLength(1)
    await writer().post.update({ where: { id: adas.id }, data: { state: 'scheduled', publishedAt: null, publishAt: new Date(Date.now() - 31 * 24 * 60 * minute) } })
    expect(await findingsOf('Under what came out by itself')).toHaveLength(1)
  })

  test('first texts', async () => {
    await newRule('first-texts', { texts: 1 }, { scope: 'post', of: adas.slug })
    expect(await findingsOf('A first one', adas, cast.nia)).toHaveLength(1)
  })
})

describe('measures over a person', () => {
  async function measure(kind: 'held' | 'slow', everySeconds: number | null = null) {
    await writer().measure.create({ data: { personId: cast.rae.id, kind, everySeconds, reason: 'So it is.', byId: cast.mo.id, at: new Date(Date.now() - 60_000) } })
  }

  test('a slow person is asked to wait, with the time, and may then send', async () => {
    const start = Date.now()
    await send('One thought', adas, cast.rae, new Date(start))
    await measure('slow', 3600)
    const early = await send('Another thought', adas, cast.rae, new Date(start + 600_000))
    expect(early).toMatchObject({ ok: false, code: 'too-many', retryAfterSeconds: 3000 })
    if (!early.ok) expect(early.fields?.body).toBe('For now you can send one text every hour. Your text is still here; please send it in 50 minutes.')
    expect((await send('Another thought', adas, cast.rae, new Date(start + 3_600_000))).ok).toBe(true)
  })

  test('somebody whose texts are all read is marked for the moderators, and told nothing', async () => {
    await measure('held')
    const sent = await send('A thought')
    if (!sent.ok) throw new Error(sent.message)
    const findings = await reader().finding.findMany({ where: { reviewItem: { commentId: sent.value.id }, rule: 'held-person' } })
    expect(findings.map(({ severity }) => severity)).toEqual(['note'])
  })
})

test('a rule whose settings were damaged holds every text, and lets none through', async () => {
  const { ruleId } = await newRule('words', { phrases: 'poker' }, { severity: 'note', scope: 'post', of: adas.slug })
  await writer().ruleVersion.update({ where: { ruleId_version: { ruleId, version: 1 } }, data: { settings: { damaged: true } } })
  expect((await findingsOf('Harmless'))[0]).toMatchObject({ ruleId, severity: 'hold' })
})
