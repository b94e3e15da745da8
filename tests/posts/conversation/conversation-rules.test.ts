import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ask } from '#lib/ask.ts'
import { featureComment } from '#lib/comments/feature-comment.ts'
import { postReply } from '#lib/comments/post-reply.ts'
import { featuredUnder, readFeaturable } from '#lib/comments/read-featured.ts'
import { isKnown } from '#lib/comments/is-known.ts'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { readConversationRules } from '#lib/posts/conversation/read-conversation-rules.ts'
import { setConversationRules } from '#lib/posts/conversation/set-conversation-rules.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { carryOut, essayBy, itemAbout, makeCast, person, publishedReplyBy, refusalOf, replyBy } from '../../cast.ts'
import '../../database/fenced-database.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let essay: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
})
beforeEach(async () => {
  // Somebody new may have three texts waiting.
  cast = { ...cast, rae: await person('rae', 'reader') }
  essay = await essayBy(cast.ada)
})

const usual = { mode: 'open', commenters: 'anyone', closeAfterDays: '', everySeconds: '0', guidelines: '' }

function settle(rules: Partial<typeof usual>, by = cast.ada) {
  return carryOut(setConversationRules, by, { postId: essay.id, ...usual, ...rules })
}

function send(slug: string, writer: Awaited<ReturnType<typeof person>>, at?: Date) {
  return carryOut(postReply, writer, { slug, body: `A thought ${randomUUID()}`, idempotencyKey: randomUUID() }, at)
}

function refused(slug: string, writer: Awaited<ReturnType<typeof person>>) {
  return refusalOf(postReply, writer, { slug, body: `A thought ${randomUUID()}`, idempotencyKey: randomUUID() })
}

describe('the rules of a conversation', () => {
  test('are read back as they were set, by the authors of the essay and by administrators', async () => {
    await settle({ commenters: 'known', closeAfterDays: '14', everySeconds: '3600', guidelines: 'Please **quote** the passage.' })
    const own = await readConversationRules(cast.ada, essay.id, new Date())
    expect(own).toMatchObject({ ok: true, value: { rules: { mode: 'open', commenters: 'known', closeAfterDays: 14, everySeconds: 3600, guidelines: 'Please **quote** the passage.' } } })
    expect(await readConversationRules(cast.ida, essay.id, new Date())).toMatchObject({ ok: true })
    expect((await readPost(essay.slug))?.manners).toMatchObject({ knownOnly: true, everySeconds: 3600, guidelinesHtml: expect.stringContaining('<strong>quote</strong>') })
  })

  test('that two authors settle at once are the first one’s: the second is shown what was saved, and saves theirs by another press', async () => {
    const own = await readConversationRules(cast.ada, essay.id, new Date())
    const seen = own.ok ? own.value.seen : ''
    const bea = await person('bea', 'author')
    await writer().authorship.create({ data: { postId: essay.id, personId: bea.id, position: 1 } })
    const by = (who: typeof bea, rules: Partial<typeof usual>, saw: string) => runCommand(setConversationRules, who, { postId: essay.id, ...usual, ...rules, seen: saw })
    const answers = await Promise.all([by(cast.ada, { closeAfterDays: '14' }, seen), by(bea, { commenters: 'known' }, seen)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const [first] = answers
    const refused = answers.find(({ ok }) => !ok)
    expect(refused).toMatchObject({ code: 'conflict', present: { says: [first?.ok ? 'It ends 14 days after publishing.' : 'People may reply of whom something was approved on this site.'] } })
    const stands = refused?.ok === false ? String(refused.present?.seen) : ''
    expect(await by(bea, { commenters: 'known' }, stands)).toMatchObject({ ok: true })
    expect(await by(cast.ada, { commenters: 'known' }, seen), 'what stands there already is settled').toMatchObject({ ok: true })
  })

  test('that let only known people reply tell who is not known before they write', async () => {
    expect(await isKnown(cast.rae)).toBe(false)
    const held = await replyBy(cast.rae, essay.slug)
    expect(await isKnown(cast.rae)).toBe(false)
    await carryOut(decide, cast.mo, { itemId: (await itemAbout(held)).id, version: (await itemAbout(held)).version, action: 'approve' })
    expect(await isKnown(cast.rae)).toBe(true)
  })

  test.each(['rae', 'mo'] as const)('of somebody else’s essay are nothing to %s: it is as if there were no such essay', async (who) => {
    expect(await refusalOf(setConversationRules, cast[who], { postId: essay.id, ...usual })).toMatchObject({ code: 'not-found' })
    expect(await readConversationRules(cast[who], essay.id, new Date())).toMatchObject({ ok: false, code: 'not-found' })
  })

  test.each([
    ['closeAfterDays', { closeAfterDays: '0' }],
    ['closeAfterDays', { closeAfterDays: 'a week' }],
    ['closeAfterDays', { closeAfterDays: '4000' }],
    ['everySeconds', { everySeconds: '1' }],
    ['commenters', { commenters: 'nobody' }],
    ['mode', { mode: 'ajar' }],
    ['guidelines', { guidelines: 'x'.repeat(1_001) }],
  ])('what %s cannot be is said beside it', async (field, wrong) => {
    const refusal = await refusalOf(setConversationRules, cast.ada, { postId: essay.id, ...usual, ...wrong })
    expect(Object.keys(refusal.fields ?? {})).toEqual([field])
  })
})

describe('a conversation', () => {
  test('that ends after two days takes replies until then, by the clock of the database, with nothing running', async () => {
    await settle({ closeAfterDays: '2' })
    expect(await readPost(essay.slug)).toMatchObject({ commentsOpen: true })
    await send(essay.slug, cast.rae)
    await writer().$executeRaw`UPDATE post SET published_at = now() - interval '2 days' WHERE id = ${essay.id}::uuid`
    expect(await readPost(essay.slug)).toMatchObject({ commentsOpen: false })
    expect(await refused(essay.slug, cast.rae)).toMatchObject({ fields: { body: expect.stringContaining('closed') } })
  })

  test('of known people refuses whoever is new, with a sentence, and takes somebody of whom something was approved', async () => {
    await settle({ commenters: 'known' })
    const newcomer = await person('newcomer', 'reader')
    expect(await refused(essay.slug, newcomer)).toMatchObject({ fields: { body: expect.stringContaining('something was approved') } })
    await publishedReplyBy(newcomer, cast.mo, (await essayBy(cast.ada)).slug)
    await send(essay.slug, newcomer)
  })

  test('that is slow says when the next text can be sent, counts here alone, and asks nothing of its author or of moderators', async () => {
    await settle({ everySeconds: '600' })
    const slow = await person('slow', 'reader')
    await send(essay.slug, slow, new Date(Date.now() - 60_000))
    const refusal = await refused(essay.slug, slow)
    expect(refusal).toMatchObject({ code: 'too-many', fields: { body: expect.stringContaining('every 10 minutes') } })
    expect(refusal.retryAfterSeconds).toBeGreaterThan(530)
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(541)
    await send((await essayBy(cast.ada)).slug, slow)
    for (const writer of [cast.ada, cast.mo]) for (let times = 0; times < 2; times++) await send(essay.slug, writer)
  })
})

describe('a reply that an author points to', () => {
  test('stands above the conversation while it is public, and again when it comes back', async () => {
    const id = await publishedReplyBy(cast.rae, cast.mo, essay.slug)
    await carryOut(featureComment, cast.ada, { commentId: id, wanted: 'yes' })
    await carryOut(featureComment, cast.ada, { commentId: id, wanted: 'yes' })
    expect(await ask(featuredUnder(essay.id))).toEqual([{ id, name: cast.rae.name, text: expect.stringContaining('A thought') }])
    const item = await itemAbout(id)
    await carryOut(decide, cast.mo, { itemId: item.id, version: item.version, action: 'hide', reasonCode: 'spam' })
    expect(await ask(featuredUnder(essay.id))).toEqual([])
    await carryOut(decide, cast.mo, { itemId: item.id, version: item.version + 1, action: 'restore' })
    expect(await ask(featuredUnder(essay.id))).toHaveLength(1)
    await carryOut(featureComment, cast.ada, { commentId: id, wanted: 'no' })
    expect(await ask(featuredUnder(essay.id))).toEqual([])
    expect(await reader().featuredComment.count({ where: { postId: essay.id } })).toBe(0)
  })

  test('is one of three at most, however many are asked for at once', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => publishedReplyBy(cast.rae, cast.mo, essay.slug)))
    const outcomes = await Promise.allSettled(ids.map((commentId) => carryOut(featureComment, cast.ada, { commentId, wanted: 'yes' })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await ask(featuredUnder(essay.id))).toHaveLength(3)
  })

  test('is published: of one that waits, and of one under somebody else’s essay, nothing is known', async () => {
    const held = await replyBy(cast.rae, essay.slug)
    expect(await refusalOf(featureComment, cast.ada, { commentId: held, wanted: 'yes' })).toMatchObject({ code: 'not-found' })
    expect(await readFeaturable(cast.ada, held)).toBeNull()
    const elsewhere = await publishedReplyBy(cast.rae, cast.mo, (await essayBy(cast.ida)).slug)
    expect(await refusalOf(featureComment, cast.ada, { commentId: elsewhere, wanted: 'yes' })).toMatchObject({ code: 'not-found' })
    expect(await readFeaturable(cast.ada, elsewhere)).toBeNull()
  })
})
