import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '#lib/command.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { askBlindReading } from '#lib/moderation/insights/ask-blind-reading.ts'
import { giveBlindVerdict } from '#lib/moderation/insights/give-blind-verdict.ts'
import { readBlindAnswer, readBlindText } from '#lib/moderation/insights/read-blind.ts'
import type { SignedIn } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, publishedReplyBy, refusalOf, replyBy, stateOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string
/** Somebody who has not read anything yet. */
let nell: SignedIn

beforeEach(async () => {
  // What is left of the story before has been read by everybody of that one; nobody may draw it here.
  await writer().$executeRawUnsafe(`ALTER TABLE decision DISABLE TRIGGER USER; `)
  await writer().$executeRawUnsafe(`UPDATE decision SET at = at - interval '200 days'`)
  await writer().$executeRawUnsafe(`ALTER TABLE decision ENABLE TRIGGER USER; `)
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
  nell = await person('nell', 'moderator')
})

const draw = (who: SignedIn, at?: Date) => carryOut(askBlindReading, who, {}, at)

async function drawn(who: SignedIn): Promise<string | null> {
  const outcome = await runCommand(askBlindReading, who, {})
  if (!outcome.ok) return null
  const { decision } = await reader().blindReading.findUniqueOrThrow({ where: { id: outcome.value.readingId }, select: { decision: { select: { commentRevision: { select: { commentId: true } } } } } })
  return decision.commentRevision?.commentId ?? null
}

describe('a text is drawn', () => {
  test('that somebody else decided', async () => {
    const commentId = await publishedReplyBy(cast.rae, cast.mo, slug)
    expect(await drawn(nell)).toBe(commentId)
    expect(await drawn(cast.mo)).toBeNull()
  })

  test.each<[string, (commentId: string, decisionId: string) => Promise<unknown>]>([
    ['taken back', (_, decisionId) => carryOut(undoDecision, cast.mo, { decisionId })],
    ['withdrawn by its writer', (commentId) => carryOut(withdrawComment, cast.rae, { commentId })],
    ['decided once more by the reader', (commentId) => decideNow(nell, commentId, 'hide')],
  ])('but not one that was %s', async (_, change) => {
    const commentId = await replyBy(cast.rae, slug)
    const { decisionId } = await decideNow(cast.mo, commentId, 'approve')
    await change(commentId, decisionId)
    expect(await drawn(nell)).toBeNull()
  })

  test('but not an own one, not one of the site, not one of long ago, not one that is hidden or restored only', async () => {
    await publishedReplyBy(nell, cast.mo, slug)
    const commentId = await replyBy(cast.rae, slug)
    await writer().decision.create({ data: { reviewItemId: (await itemAbout(commentId)).id, itemVersion: 1, action: 'approve', at: new Date(), byId: null }, select: { id: true } })
    const old = await itemAbout(await replyBy(cast.nia, slug))
    await carryOut(decide, cast.mo, { itemId: old.id, version: old.version, action: 'approve' }, new Date(Date.now() - 91 * 86_400_000))
    expect(await drawn(nell)).toBeNull()
  })

  test('once for each reader, one at a time, and any of them', async () => {
    const texts = await Promise.all([cast.rae, cast.nia].map((who) => publishedReplyBy(who, cast.mo, slug)))
    const asked = await Promise.all(Array.from({ length: 8 }, () => draw(nell)))
    expect(new Set(asked.map(({ readingId }) => readingId)).size).toBe(1)
    const seen: (string | null)[] = []
    for (let n = 0; n < 3; n++) {
      seen.push(await drawn(nell))
      const open = await readBlindText(nell)
      if (open.ok && open.value) await carryOut(giveBlindVerdict, nell, { readingId: open.value.readingId, verdict: 'approve' })
    }
    expect(seen.slice(0, 2).sort()).toEqual(texts.sort())
    expect(seen[2]).toBeNull()
  })
})

/** Every word that would tell how the text was decided, or by whom. */
async function decidedText() {
  const parentId = await publishedReplyBy(cast.nia, cast.noor, slug)
  const commentId = await replyBy(cast.rae, slug, parentId, 'A thought to be judged blind.')
  const { id: itemId, version } = await itemAbout(commentId)
  const { decisionId } = await carryOut(decide, cast.mo, { itemId, version, action: 'reject', reasonCode: 'other', reasonNote: 'quarrion note' })
  await decideNow(nell, parentId, 'hide')
  return { commentId, decisionId, parentId }
}

describe('before the verdict', () => {
  test('nothing tells how it was decided, by whom, why, or who wrote it', async () => {
    const { commentId, decisionId } = await decidedText()
    await draw(nell)
    const text = await readBlindText(nell)
    expect(text).toMatchObject({ ok: true, value: { html: expect.stringContaining('judged blind'), parent: { html: expect.any(String) } } })
    const all = JSON.stringify(text)
    for (const secret of ['reject', 'quarrion', 'note', cast.mo.name, cast.mo.handle, cast.mo.id, cast.rae.name, cast.rae.handle, cast.rae.id, commentId, decisionId]) {
      expect(all.replaceAll('"name"', '')).not.toContain(`"${secret}"`)
      if (secret.length > 5) expect(all).not.toContain(secret)
    }
  })

  test('the answer is not given, to nobody', async () => {
    await decidedText()
    const { readingId } = await draw(nell)
    for (const who of [nell, cast.noor, cast.mo]) expect(await readBlindAnswer(who, readingId)).toMatchObject({ ok: false, code: 'not-found' })
  })
})

describe('the verdict', () => {
  test('changes nothing about the text, and shows what was decided', async () => {
    const { commentId, decisionId } = await decidedText()
    const before = await reader().decision.count()
    const { readingId } = await draw(nell)
    await carryOut(giveBlindVerdict, nell, { readingId, verdict: 'approve' })
    expect([await stateOf(commentId), await reader().decision.count()]).toEqual(['rejected', before])
    expect(await readBlindAnswer(nell, readingId)).toMatchObject({
      ok: true, value: { verdict: 'approve', same: false, doubtful: true, entry: { id: decisionId, action: 'reject', by: { name: 'mo' }, reason: { note: 'quarrion note' } } },
    })
    expect(await readBlindText(nell)).toEqual({ ok: true, value: null })
  })

  test('is said once', async () => {
    await decidedText()
    const { readingId } = await draw(nell)
    await carryOut(giveBlindVerdict, nell, { readingId, verdict: 'reject' })
    expect(await carryOut(giveBlindVerdict, nell, { readingId, verdict: 'reject' })).toEqual({ readingId })
    expect(await refusalOf(giveBlindVerdict, nell, { readingId, verdict: 'approve' })).toMatchObject({ code: 'conflict', present: { verdict: 'reject' } })
    expect(await readBlindAnswer(nell, readingId)).toMatchObject({ ok: true, value: { same: true, doubtful: false } })
    await expect(writer().$executeRawUnsafe(`UPDATE blind_reading SET verdict = 'approve'`)).rejects.toThrow()
  })

  test('is the reader’s own', async () => {
    await decidedText()
    const { readingId } = await draw(nell)
    expect((await refusalOf(giveBlindVerdict, cast.noor, { readingId, verdict: 'approve' })).code).toBe('not-found')
    expect((await refusalOf(giveBlindVerdict, nell, { readingId, verdict: 'hide' })).code).toBe('invalid')
    await carryOut(giveBlindVerdict, nell, { readingId, verdict: 'return' })
    expect(await readBlindAnswer(cast.noor, readingId)).toMatchObject({ ok: false, code: 'not-found' })
  })
})

test('readers and authors are not asked', async () => {
  for (const who of [cast.rae, cast.ada]) {
    expect((await refusalOf(askBlindReading, who, {})).code).toBe('forbidden')
    expect(await readBlindText(who)).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await readBlindAnswer(who, crypto.randomUUID())).toMatchObject({ ok: false, code: 'forbidden' })
  }
})
