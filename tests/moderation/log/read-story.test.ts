import { beforeAll, expect, test } from 'vitest'
import { resubmitComment } from '#lib/comments/resubmit-comment.ts'
import { reader } from '#lib/database.ts'
import { answerCase } from '#lib/moderation/cases/answer-case.ts'
import { appealDecision } from '#lib/moderation/cases/appeal-decision.ts'
import { openSecondLook } from '#lib/moderation/cases/open-second-look.ts'
import { reportComment } from '#lib/moderation/cases/report-comment.ts'
import { decide } from '#lib/moderation/decisions/decide.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { readStory } from '#lib/moderation/log/read-story.ts'
import type { StoryEvent } from '#lib/moderation/log/read-story.ts'
import { carryOut, decideNow, essayBy, itemAbout, makeCast, replyBy, tellNow } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => void (cast = await makeCast()))

const tell = (event: StoryEvent): string => {
  if (event.what === 'text') return `${event.by} ${event.reason}`
  if (event.what === 'decision') return `${event.entry.by.name} ${event.entry.action}`
  if (event.what === 'message') return `${event.by} said ${event.body}`
  return `${event.by} ${event.what}`
}

test('a decision tells the whole story of what it was about', async () => {
  const { ada, mo, noor, rae, nia } = cast
  const { slug } = await essayBy(ada)
  const commentId = await replyBy(rae, slug, '', 'See https://casino.example/win and say nothing.')
  const now = async (raw: object, by = mo) => carryOut(decide, by, { itemId: (await itemAbout(commentId)).id, version: (await itemAbout(commentId)).version, ...raw })
  await now({ action: 'return', reasonCode: 'spam', passage: 'say nothing' })
  await tellNow(commentId)
  await carryOut(resubmitComment, rae, { commentId, body: 'The second time with more to say.' })
  const { decisionId } = await now({ action: 'approve' })
  await carryOut(reportComment, nia, { commentId, reasonCode: 'other', note: 'It is about me.' })
  await carryOut(openSecondLook, mo, { decisionId, note: 'I was in a hurry.' })
  await now({ action: 'hide', reasonCode: 'unkind' }, noor)
  const hidden = await reader().decision.findFirstOrThrow({ where: { action: 'hide', reviewItem: { commentId } }, select: { id: true, seq: true } })
  await carryOut(undoDecision, mo, { decisionId: hidden.id })

  const story = await readStory(mo, String(hidden.seq))
  if (!story.ok) throw new Error(story.message)
  expect(story.value.events.map(tell)).toEqual([
    'rae submitted', 'mo return', 'rae resubmitted', 'mo approve', 'nia report', 'mo asked', 'mo said I was in a hurry.', 'noor hide', 'mo undo',
  ])
  expect(story.value.entry).toMatchObject({ id: hidden.id, undone: true, canUndo: false, undoneBySeq: Number(hidden.seq) + 1 })
  expect(story.value.state).toBe('published')
  const [first] = story.value.events
  expect(first?.what === 'text' && first.findings.length).toBeGreaterThan(0)
  expect(story.value.chain.hash).toMatch(/^[0-9a-f]{64}$/)
  const returned = story.value.events.find((event) => event.what === 'decision' && event.entry.action === 'return')
  expect(returned?.what === 'decision' && returned.entry.passage).toBe('say nothing')
})

test('a moderator who appeals does not read there what the team says to itself, and everybody else on the desk does', async () => {
  const { ada, mo, noor, ida } = cast
  const { decisionId } = await decideNow(mo, await replyBy(noor, (await essayBy(ada)).slug), 'reject')
  const { itemId } = await carryOut(appealDecision, noor, { decisionId, body: 'As a reader, I disagree.' })
  await carryOut(answerCase, mo, { itemId, body: 'Noor always says so.', teamOnly: 'yes' })
  await carryOut(answerCase, ida, { itemId, body: 'What is it about?' })
  const { seq } = await reader().decision.findUniqueOrThrow({ where: { id: decisionId }, select: { seq: true } })
  const said = async (viewer: typeof mo) => {
    const story = await readStory(viewer, String(seq))
    return story.ok ? story.value.events.flatMap((event) => (event.what === 'message' ? [event.body] : [])) : []
  }
  expect(await said(noor)).toEqual(['As a reader, I disagree.', 'What is it about?'])
  expect(await said(ida)).toEqual(['As a reader, I disagree.', 'Noor always says so.', 'What is it about?'])
})

test.each(['0', '-1', '1.5', '007', '999999999', 'abc', '1e3', '9'.repeat(30)])('there is no decision of the number %s', async (number) => {
  expect(await readStory(cast.mo, number)).toMatchObject({ ok: false, code: 'not-found' })
})

test('the story is for moderators', async () => {
  expect(await readStory(cast.rae, '1')).toMatchObject({ ok: false, code: 'forbidden' })
})
