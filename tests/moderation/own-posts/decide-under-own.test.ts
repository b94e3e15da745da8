import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { editComment } from '#lib/comments/edit-comment.ts'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader } from '#lib/database.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { decideUnderOwn } from '#lib/moderation/own-posts/decide-under-own.ts'
import { readWaitingUnder } from '#lib/moderation/own-posts/read-waiting-under.ts'
import { undoUnderOwn } from '#lib/moderation/own-posts/undo-under-own.ts'
import { changeSetting } from '#lib/settings/change-setting.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, person, publishedReplyBy, refusalOf, replyBy, stateOf } from '../../cast.ts'
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
  await carryOut(changeSetting, cast.ida, { key: 'moderation.authors-decide', value: true })
})

async function verdictOn(commentId: string, action = 'approve') {
  const { id, version } = await itemAbout(commentId)
  return { itemId: id, version, action, ...(action !== 'approve' && { reasonCode: 'other', reasonNote: 'Please name the source.' }) }
}

describe('what waits under an essay', () => {
  test('is shown to its authors, oldest first, with its words and nothing of what rules or moderators say', async () => {
    const [first, second] = [await replyBy(cast.rae, essay.slug, '', 'The first.'), await replyBy(cast.nia, essay.slug, '', 'The second.')]
    const waiting = await readWaitingUnder(cast.ada, essay.id)
    expect(waiting).toMatchObject({ ok: true, value: { count: 2, next: null, mayDecide: true } })
    expect(waiting.ok && waiting.value.texts.map(({ commentId, name }) => [commentId, name])).toEqual([[first, cast.rae.name], [second, cast.nia.name]])
    expect(JSON.stringify(waiting)).not.toMatch(/finding|record|email/)
  })

  test('is in pages that miss nothing', async () => {
    for (let count = 0; count < 23; count++) await replyBy(await person(`p${count}`, 'reader'), essay.slug)
    const seen: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const page = await readWaitingUnder(cast.ada, essay.id, next)
      if (!page.ok) throw new Error(page.message)
      seen.push(...page.value.texts.map(({ itemId }) => itemId))
      next = page.value.next
    }
    expect(new Set(seen).size).toBe(23)
    expect(seen).toHaveLength(23)
  })

  test.each(['rae', 'mo', 'nia'] as const)('is nothing to %s, who did not write the essay', async (who) => {
    await replyBy(cast.rae, essay.slug)
    expect(await readWaitingUnder(cast[who], essay.id)).toMatchObject({ ok: false, code: 'not-found' })
  })

  test('holds the new version of a published reply beside what readers see, and no reports', async () => {
    const id = await publishedReplyBy(cast.rae, cast.mo, essay.slug)
    await carryOut(editComment, cast.rae, { commentId: id, body: 'Another wording.' })
    const waiting = await readWaitingUnder(cast.ada, essay.id)
    expect(waiting.ok && waiting.value.texts).toMatchObject([{ kind: 'comment_edit', text: 'Another wording.', before: expect.stringContaining('A thought') }])
  })
})

describe('an author, where authors may decide', () => {
  test('approves, returns and rejects what waits under an own essay; it stands in the log under their name', async () => {
    for (const [action, state] of [['approve', 'published'], ['return', 'returned'], ['reject', 'rejected']] as const) {
      const id = await replyBy(cast.rae, essay.slug)
      const { decisionId } = await carryOut(decideUnderOwn, cast.ada, await verdictOn(id, action))
      expect(await stateOf(id)).toBe(state)
      expect(await reader().decision.findUniqueOrThrow({ where: { id: decisionId }, select: { byId: true, action: true } })).toEqual({ byId: cast.ada.id, action })
    }
  })

  test('takes an own decision back, and nobody else’s', async () => {
    const id = await replyBy(cast.rae, essay.slug)
    const { decisionId } = await carryOut(decideUnderOwn, cast.ada, await verdictOn(id))
    expect(await refusalOf(undoUnderOwn, await person('other', 'author'), { decisionId })).toMatchObject({ code: 'not-found' })
    await carryOut(undoUnderOwn, cast.ada, { decisionId })
    expect(await stateOf(id)).toBe('held')
    const { decisionId: theirs } = await decideNow(cast.mo, id, 'approve')
    expect(await refusalOf(undoUnderOwn, cast.ada, { decisionId: theirs })).toMatchObject({ code: 'not-found' })
  })

  test('decides neither about other essays, nor about own words, nor takes down what is public', async () => {
    const elsewhere = await replyBy(cast.rae, (await essayBy(cast.ida)).slug)
    expect(await refusalOf(decideUnderOwn, cast.ada, await verdictOn(elsewhere))).toMatchObject({ code: 'not-found' })
    const own = await replyBy(cast.ada, essay.slug)
    expect(await refusalOf(decideUnderOwn, cast.ada, await verdictOn(own))).toMatchObject({ code: 'forbidden' })
    const open = await publishedReplyBy(cast.rae, cast.mo, essay.slug)
    expect(await refusalOf(decideUnderOwn, cast.ada, await verdictOn(open, 'hide'))).toMatchObject({ code: 'invalid' })
    expect([await stateOf(elsewhere), await stateOf(own), await stateOf(open)]).toEqual(['held', 'held', 'published'])
  })

  test('is told who was first when a moderator decides otherwise in the same moment', async () => {
    for (let pair = 0; pair < 10; pair++) {
      const id = await replyBy(await person(`pair${pair}`, 'reader'), essay.slug)
      const { reasonCode: _, ...approve } = { reasonCode: '', ...(await verdictOn(id)) }
      const outcomes = await Promise.allSettled([
        carryOut(decideUnderOwn, cast.ada, approve),
        carryOut(decide, cast.mo, { ...approve, action: 'reject', reasonCode: 'spam' }),
      ])
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await reader().decision.count({ where: { reviewItem: { commentId: id } } })).toBe(1)
    }
  })

  test('cannot while suspended, nor decide what was withdrawn', async () => {
    const id = await replyBy(cast.rae, essay.slug)
    expect(await refusalOf(decideUnderOwn, { ...cast.ada, suspended: true }, await verdictOn(id))).toMatchObject({ code: expect.stringMatching(/forbidden|suspended/) })
    const asked = await verdictOn(id)
    await carryOut(withdrawComment, cast.rae, { commentId: id })
    expect(await refusalOf(decideUnderOwn, cast.ada, asked)).toMatchObject({ code: 'conflict' })
  })
})

test('where the administrator has not allowed it, an author reads what waits and decides nothing', async () => {
  await carryOut(changeSetting, cast.ida, { key: 'moderation.authors-decide', value: false })
  const id = await replyBy(cast.rae, essay.slug)
  expect(await readWaitingUnder(cast.ada, essay.id)).toMatchObject({ ok: true, value: { count: 1, mayDecide: false } })
  expect(await refusalOf(decideUnderOwn, cast.ada, await verdictOn(id))).toMatchObject({ code: 'forbidden' })
  expect(await stateOf(id)).toBe('held')
})
