import { describe, expect, test } from 'vitest'
import { anonymous } from '#lib/viewer.ts'
import { runCommand } from '#lib/command.ts'
import { reader } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { undoDecision } from '#lib/moderation/decisions/undo-decision.ts'
import { addSampleComments } from '#lib/samples/add-sample-comments.ts'
import { writeSamples } from '#lib/samples/write-samples.ts'
import { carryOut, person } from '../cast.ts'

describe('writing samples', () => {
  test('gives each post its comments, the queue its share, and tells each address once', async () => {
    const told: string[] = []
    await writeSamples({ posts: 3, comments: 40, pending: 7, decided: 0 }, (slug) => void told.push(slug))
    const posts = await reader().publishedPost.findMany({ select: { slug: true, commentCount: true } })
    expect(told.toSorted()).toEqual(posts.map(({ slug }) => slug).toSorted())
    expect(posts.map(({ commentCount }) => commentCount)).toEqual([40, 40, 40])
    expect(await reader().reviewItem.count({ where: { state: 'waiting' } })).toBe(7)
    expect(await reader().comment.count({ where: { state: 'held' } })).toBe(7)
  })

  test('a second time adds more, by the same people', async () => {
    const before = await reader().person.count()
    await writeSamples({ posts: 1, comments: 5, pending: 0, decided: 0 }, () => {})
    expect(await reader().person.count()).toBe(before)
    expect(await reader().publishedPost.count()).toBe(4)
  })

  test('shows who said what and when: the writer, a text, and a decision after it was sent', async () => {
    const decisions = await reader().decision.findMany({ select: { at: true, reviewItem: { select: { submittedAt: true } } } })
    expect(decisions.length).toBe(125)
    for (const { at, reviewItem } of decisions) expect(at.getTime()).toBeGreaterThan(reviewItem.submittedAt.getTime())
    const comments = await reader().publishedComment.findMany({ select: { authorName: true, html: true } })
    for (const { authorName, html } of comments) expect(`${authorName}: ${html}`).toMatch(/^\w+ \(sample\): <p>[^]+<\/p>/)
  })

  test('more than one transaction of them keeps its place and its count', async () => {
    await writeSamples({ posts: 1, comments: 1_200, pending: 0, decided: 0 }, () => {})
    const [post] = await reader().publishedPost.findMany({ where: { commentCount: 1_200 }, select: { id: true, topLevelCount: true } })
    const numbers = await reader().publishedComment.findMany({ where: { postId: post?.id ?? '', depth: 0 }, orderBy: { path: 'asc' }, select: { number: true } })
    expect(numbers.map(({ number }) => number)).toEqual(Array.from({ length: post?.topLevelCount ?? 0 }, (_, index) => index + 1))
    expect(numbers.length).toBeGreaterThan(350)
  }, 120_000)

  test('a thread of a thousand levels is one thread, published to its end', async () => {
    await writeSamples({ posts: 1, comments: 1_100, pending: 0, decided: 0, levels: 1_000 }, () => {})
    const [post] = await reader().publishedPost.findMany({ where: { commentCount: 1_100 }, select: { id: true } })
    expect((await reader().publishedComment.findFirstOrThrow({ where: { postId: post?.id ?? '' }, orderBy: { depth: 'desc' }, select: { depth: true } })).depth).toBe(999)
  }, 120_000)

  test('gives the desk something to group, filter and look up: shared hosts, findings, guests, people with records', async () => {
    await writeSamples({ posts: 1, comments: 0, pending: 300, decided: 300 }, () => {})
    const waiting = await reader().reviewItem.findMany({ where: { state: 'waiting', linkHosts: { isEmpty: false } }, select: { linkHosts: true, personId: true } })
    const byHost = Map.groupBy(waiting, ({ linkHosts }) => linkHosts[0])
    expect(byHost.get('lucky-reels.example')?.length).toBeGreaterThan(3)
    expect(new Set(byHost.get('lucky-reels.example')?.map(({ personId }) => personId)).size).toBeGreaterThan(1)
    for (const rule of ['banned-words', 'new-person', 'too-many-links']) {
      expect(await reader().reviewItem.count({ where: { state: 'waiting', heldBy: { has: rule } } })).toBeGreaterThan(0)
    }
    expect(await reader().reviewItem.count({ where: { state: 'waiting', guestId: { not: null } } })).toBeGreaterThan(3)
    const decisions = await reader().decision.groupBy({ by: ['action', 'byId'], _count: true })
    expect(new Set(decisions.map(({ action }) => action))).toEqual(new Set(['approve', 'return', 'reject']))
    expect(new Set(decisions.map(({ byId }) => byId)).size).toBe(2)
  })

  test('breaks none of the promises, and what was decided can be taken back', async () => {
    const proofs = await verify()
    expect(proofs.filter(({ ok }) => !ok)).toEqual([])
    const mo = await person('mo', 'moderator')
    for (const action of ['approve', 'return', 'reject']) {
      const { id } = await reader().decision.findFirstOrThrow({ where: { action }, orderBy: { seq: 'desc' }, select: { id: true } })
      expect(await carryOut(undoDecision, mo, { decisionId: id })).toMatchObject({ state: 'held' })
    }
  })

  test('is for the command line alone', async () => {
    expect(await runCommand(addSampleComments, anonymous, {})).toMatchObject({ ok: false, code: 'signed-out' })
    expect(await runCommand(addSampleComments, { ...anonymous, id: 'x', role: 'administrator' }, {})).toMatchObject({ ok: false, code: 'forbidden' })
  })
})
