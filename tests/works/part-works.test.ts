import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { carryOut, makeCast, refusalOf } from '../cast.ts'
import { director, factsOf, film, filmFacts, judge, minutes, propose } from '../moderation/proposals/films.ts'
import { runCommand } from '#lib/command.ts'
import { publicReader, reader } from '#lib/database.ts'
import { verify } from '#lib/integrity/verify.ts'
import { proposeAndApprove } from '#lib/moderation/proposals/propose-and-approve.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { mergeWorks } from '#lib/works/merge-works.ts'
import { partWorks } from '#lib/works/part-works.ts'
import { readMergers } from '#lib/works/read-mergers.ts'
import { readWorkPosts } from '#lib/works/read-post-works.ts'
import { readWorkHistory } from '#lib/works/read-work-history.ts'
import { findWorkAddress } from '#lib/works/read-work.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
  await judge(cast.mo, await propose(cast.rae, (await film(cast.mo)).id, [minutes(97)]), 'approve')
})

type Page = { id: string; slug: string }

/** A page about something that has a number of its own elsewhere. */
async function numbered(): Promise<Page> {
  const number = `tt${String(Math.floor(Math.random() * 1e9)).padStart(9, '1')}`
  const { slug } = await carryOut(proposeAndApprove, cast.mo, {
    changes: filmFacts(undefined, minutes(101), director('Ann Other'), { key: 'identifiers/aaaaaaaa', now: { scheme: 'imdb', value: number }, source: 'the catalogue' }),
  })
  return { id: (await publicReader().publishedWork.findUniqueOrThrow({ where: { slug } })).id, slug }
}

async function essayAbout(slug: string): Promise<string> {
  const { id } = await carryOut(createPost, cast.ada, { title: `On a film ${randomUUID()}`, body: 'It is one.', works: [{ work: slug, role: 'about', rating: '', scale: '' }] })
  await carryOut(publishPost, cast.ada, { postId: id })
  return id
}

const merge = (gone: Page, kept: Page) => carryOut(mergeWorks, cast.mo, { workId: gone.id, into: kept.slug })

async function merger(kept: Page): Promise<string> {
  return (await readMergers(cast.mo, kept.id))[0]?.revisionId ?? ''
}

/** All that readers see of a page, and where its identifiers lead. */
async function seen({ id, slug }: Page) {
  return {
    facts: await factsOf(id), address: await findWorkAddress(slug), essays: (await readWorkPosts(id, undefined))?.posts.map(({ postId }) => postId),
    history: (await readWorkHistory(id, undefined))?.changes.map((change) => change.id),
    identifiers: await reader().workIdentifier.findMany({ where: { workId: id }, orderBy: { value: 'asc' } }),
  }
}

test('parting brings both pages back as they were, with addresses, essays, history and identifiers', async () => {
  const [kept, gone] = [await film(cast.mo), await numbered()]
  await essayAbout(gone.slug)
  await essayAbout(kept.slug)
  const before = [await seen(kept), await seen(gone)]
  await merge(gone, kept)
  expect(await seen(kept)).not.toEqual(before[0])
  expect(await carryOut(partWorks, cast.noor, { revisionId: await merger(kept) })).toEqual({ slug: gone.slug })
  expect([await seen(kept), await seen(gone)]).toEqual(before)
  expect(await readMergers(cast.mo, kept.id)).toEqual([])
  expect(await reader().auditEvent.count({ where: { command: 'part-works', personId: cast.noor.id, subjectId: gone.id } })).toBe(1)
  expect(await reader().workRevision.findMany({ where: { workId: kept.id, mergedId: gone.id }, orderBy: { number: 'asc' }, select: { reason: true, byId: true } }))
    .toEqual([{ reason: 'merge', byId: cast.mo.id }, { reason: 'part', byId: cast.noor.id }])
  expect((await verify()).filter(({ ok }) => !ok)).toEqual([])
})

test('what others changed elsewhere stays; what they changed of what came along is in the way', async () => {
  const [kept, gone] = [await film(cast.mo), await numbered()]
  await merge(gone, kept)
  const added = Object.keys(await factsOf(kept.id)).find((key) => key.startsWith('credits/') && key !== 'credits/bbbbbbbb') ?? ''
  await judge(cast.mo, await propose(cast.rae, kept.id, [{ key: 'pages', now: 12, source: 'the back' }]), 'approve')
  const changed = await judge(cast.mo, await propose(cast.rae, kept.id, [{ key: added, now: { role: 'director', name: 'Ann Otherwise' }, source: 'the end titles' }]), 'approve')
  expect(changed.ok).toBe(true)
  expect(await refusalOf(partWorks, cast.mo, { revisionId: await merger(kept) })).toMatchObject({ code: 'conflict', message: expect.stringMatching(/changed since/) })
  await judge(cast.mo, await propose(cast.rae, kept.id, [{ key: added, now: { role: 'director', name: 'Ann Other' }, source: 'the end titles' }]), 'approve')
  expect(await refusalOf(partWorks, cast.mo, { revisionId: await merger(kept) })).toMatchObject({ code: 'conflict' })
  expect((await factsOf(kept.id)).pages?.value).toBe(12)
})

test('what waits about the page that went is about it again', async () => {
  const [kept, gone] = [await film(cast.mo), await numbered()]
  const proposed = await propose(cast.rae, gone.id, [{ key: 'pages', now: 12, source: 'the back' }])
  await merge(gone, kept)
  await carryOut(partWorks, cast.mo, { revisionId: await merger(kept) })
  expect((await judge(cast.mo, proposed, 'approve')).ok).toBe(true)
  expect([(await factsOf(gone.id)).pages?.value, (await factsOf(kept.id)).pages]).toEqual([12, undefined])
})

test('of pages that led on, the last merger is parted first, and each address leads where it led before', async () => {
  const [first, second, third] = [await numbered(), await film(cast.mo), await film(cast.mo)]
  await merge(first, second)
  const earlier = await merger(second)
  await merge(second, third)
  expect(await findWorkAddress(first.slug)).toBe(third.slug)
  expect(await refusalOf(partWorks, cast.mo, { revisionId: earlier })).toMatchObject({ code: 'conflict', message: expect.stringMatching(/first/) })
  await carryOut(partWorks, cast.mo, { revisionId: await merger(third) })
  expect([await findWorkAddress(first.slug), await findWorkAddress(second.slug)]).toEqual([second.slug, second.slug])
  await carryOut(partWorks, cast.mo, { revisionId: earlier })
  expect(await findWorkAddress(first.slug)).toBe(first.slug)
})

test('twice is once, and the same two can be merged and parted again', async () => {
  const [kept, gone] = [await film(cast.mo), await numbered()]
  for (let round = 0; round < 2; round++) {
    await merge(gone, kept)
    const revisionId = await merger(kept)
    const outcomes = await Promise.all([cast.mo, cast.noor].map((who) => runCommand(partWorks, who, { revisionId })))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ code: 'conflict', message: 'These are two pages already.' })
  }
  expect((await readWorkHistory(kept.id, undefined))?.changes.map(({ cause }) => cause)).toEqual(['proposal'])
})

test.each(['rae', 'ada'] as const)('%s parts nothing and sees no merger', async (who) => {
  const [kept, gone] = [await film(cast.mo), await film(cast.mo)]
  await merge(gone, kept)
  expect((await refusalOf(partWorks, cast[who], { revisionId: await merger(kept) })).code).toBe('forbidden')
  expect(await readMergers(cast[who], kept.id)).toEqual([])
})
