import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, makeCast, person, refusalOf } from '../../cast.ts'
import { runCommand } from '#lib/command.ts'
import { compareLongTexts } from '#lib/compare-long-texts.ts'
import { reader, writer } from '#lib/database.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { beginPost } from '#lib/posts/writing/begin-post.ts'
import { discardDraft } from '#lib/posts/writing/discard-draft.ts'
import { joinDrafts } from '#lib/posts/writing/join-drafts.ts'
import { readRevision } from '#lib/posts/writing/read-revision.ts'
import { readHistory } from '#lib/posts/writing/read-revisions.ts'
import { restoreRevision } from '#lib/posts/writing/restore-revision.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { setDraftAside } from '#lib/posts/writing/set-draft-aside.ts'
import { anonymous } from '#lib/viewer.ts'
import type { SignedIn } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

type Words = { title?: string; source?: string; contentAnswer?: string; contentNotes?: object[]; reason?: 'autosave' | 'saved' }

const begun = async (author: SignedIn) => (await carryOut(beginPost, author, { title: 'Begun' })).id
const written = (postId: string, version: number, words: Words) => ({ postId, version, title: 'Begun', standfirst: '', source: '', reason: 'saved', ...words })
const save = (author: SignedIn, postId: string, version: number, words: Words, at?: Date) => carryOut(saveDraft, author, written(postId, version, words), at)
const post = (id: string) => reader().post.findUniqueOrThrow({ where: { id }, select: { draftVersion: true, draftRevisionId: true, publishedRevisionId: true } })
const whole = async (postId: string, revisionId?: string) => {
  const read = await readRevision(cast.ida, postId, revisionId)
  if (!read.ok) throw new Error(read.message)
  const { revisionId: _, reason: __, savedAt: ___, by: ____, isDraft: _____, isPublished: ______, version: _______, ...text } = read.value
  return text
}

describe('what differs between two texts', () => {
  const paragraph = fc.string({ unit: fc.constantFrom('rain ', 'sun ', 'and ', 'é ', '*is* ', ', ', '🙂', '  '), maxLength: 12 })
  const essay = fc.array(paragraph, { maxLength: 12 }).map((all) => all.join('\n\n'))

  test('makes up both to the letter', () => {
    fc.assert(fc.property(essay, essay, (before, after) => {
      const parts = compareLongTexts(before, after)
      const side = (kind: string) => parts.filter((part) => part.kind === 'same' || part.kind === kind).map(({ text }) => text).join('')
      expect(side('removed')).toBe(before)
      expect(side('added')).toBe(after)
    }), { numRuns: 1_000 })
  })

  test('is told by words in a text of 200,000 characters that was changed at both ends', () => {
    const middle = Array.from({ length: 2_000 }, (_, n) => `Paragraph ${n} with some words of its own, so that it is like no other one.`).join('\n\n')
    const started = performance.now()
    const parts = compareLongTexts(`The first word.\n\n${middle}\n\nThe last word.`, `The first sentence.\n\n${middle}\n\nThe last sentence.`)
    expect(parts.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text}`)).toEqual(['removed word', 'added sentence', 'removed word', 'added sentence'])
    expect(performance.now() - started).toBeLessThan(1_500)
  })

  test('two texts put together hold every line of both', () => {
    const text = (source: string) => ({ title: '', standfirst: '', source, contentAnswer: 'unsaid' as const, storedNotes: [], works: [] })
    fc.assert(fc.property(essay, essay, (one, other) => {
      const joined = joinDrafts(text(one), text(other)).source.split('\n').map((line) => line.trim())
      for (const line of [...one.split('\n'), ...other.split('\n')].filter((each) => each.trim() !== '')) expect(joined).toContain(line.trim())
    }), { numRuns: 500 })
  })
})

test('two texts put together name the topics and the works of both', () => {
  const work = (slug: string, rating: string) => ({ slug, title: slug, year: null, kind: 'film', role: 'review' as const, rating, scale: rating && '5' })
  const text = { title: '', standfirst: '', source: '', contentAnswer: 'notes' as const }
  const joined = joinDrafts(
    { ...text, storedNotes: [{ topic: 'death', degree: 'mentioned' }], works: [work('one', '4')] },
    { ...text, storedNotes: [{ topic: 'death', degree: 'depicted' }, { topic: 'Spiders', degree: 'discussed' }], works: [work('two', ''), work('one', '2')] },
  )
  expect(joined).toMatchObject({ contentAnswer: 'notes', contentNotes: [{ topic: 'death', degree: 'depicted' }, { topic: 'Spiders', degree: 'discussed' }] })
  expect(joined.works.map(({ work: address, rating }) => [address, rating])).toEqual([['/works/one', '4'], ['/works/two', '']])
  const unsaid = { ...text, contentAnswer: 'unsaid' as const, storedNotes: [], works: [] }
  expect(joinDrafts(unsaid, { ...unsaid, contentAnswer: 'withheld' }).contentAnswer).toBe('withheld')
})

describe('restore-revision', () => {
  test('brings back exactly what stood there, as a new text, and loses nothing', async () => {
    const postId = await begun(cast.ada)
    const wanted = await save(cast.ada, postId, 1, { title: 'Old', source: '# One\n\n*two*', contentAnswer: 'notes', contentNotes: [{ topic: 'death', degree: 'discussed' }] })
    await save(cast.ada, postId, 2, { title: 'New', source: 'Three', contentAnswer: 'none' })
    const restored = await carryOut(restoreRevision, cast.ada, { postId, revisionId: wanted.revisionId, version: 3 })
    expect(restored.revisionId).not.toBe(wanted.revisionId)
    expect(await whole(postId)).toEqual(await whole(postId, wanted.revisionId))
    expect((await reader().postRevision.findMany({ where: { postId }, orderBy: { id: 'asc' }, select: { title: true, reason: true } })).map(({ title, reason }) => `${reason} ${title}`)).toEqual([
      'autosave Begun', 'saved Old', 'saved New', 'restored Old',
    ])
  })

  test('does it once, however often it is pressed, and refuses what was asked of an older page', async () => {
    const postId = await begun(cast.ada)
    const wanted = await save(cast.ada, postId, 1, { source: 'One' })
    await save(cast.ada, postId, 2, { source: 'Two' })
    const ask = { postId, revisionId: wanted.revisionId, version: 3 }
    expect(await carryOut(restoreRevision, cast.ada, ask)).toEqual(await carryOut(restoreRevision, cast.ada, ask))
    await save(cast.ada, postId, 4, { source: 'Three' })
    expect((await refusalOf(restoreRevision, cast.ada, ask)).code).toBe('conflict')
  })

  test('takes no text of another post, and is for authors only', async () => {
    const [postId, other] = [await begun(cast.ada), await begun(cast.ada)]
    const { revisionId } = await save(cast.ada, other, 1, { source: 'Elsewhere' })
    expect((await refusalOf(restoreRevision, cast.ada, { postId, revisionId, version: 1 })).code).toBe('not-found')
    expect((await refusalOf(restoreRevision, await person('bea', 'author'), { postId: other, revisionId, version: 2 })).code).toBe('not-found')
  })
})

describe('discard-draft', () => {
  test('makes the published text the draft again for who saw what is given up, and that stays in the history', async () => {
    const postId = await begun(cast.ada)
    await save(cast.ada, postId, 1, { source: 'Published' })
    await carryOut(publishPost, cast.ada, { postId })
    await save(cast.ada, postId, 2, { source: 'Changed' })
    expect((await refusalOf(discardDraft, cast.ada, { postId, version: 2 })).code).toBe('conflict')
    await carryOut(discardDraft, cast.ada, { postId, version: 3 })
    const { draftRevisionId, publishedRevisionId, draftVersion } = await post(postId)
    expect([draftRevisionId, draftVersion]).toEqual([publishedRevisionId, 4])
    expect((await reader().postRevision.findMany({ where: { postId }, select: { source: true } })).map(({ source }) => source)).toContain('Changed')
  })

  test('has nothing to go back to before something was published', async () => {
    const postId = await begun(cast.ada)
    expect((await refusalOf(discardDraft, cast.ada, { postId, version: 1 })).code).toBe('conflict')
  })
})

describe('the history', () => {
  test('lists every text by pages, with who saved it, what is the draft and when readers saw it', async () => {
    const postId = await begun(cast.ada)
    for (let n = 1; n <= 60; n++) await save(cast.ada, postId, n, { source: `Text ${n}` })
    await carryOut(publishPost, cast.ada, { postId })
    const first = await readHistory(cast.ada, postId)
    if (!first.ok) throw new Error(first.message)
    const second = await readHistory(cast.ada, postId, first.value.older ?? '')
    if (!second.ok) throw new Error(second.message)
    expect(first.value.lines).toHaveLength(50)
    expect(first.value.lines[0]).toMatchObject({ by: 'ada', isDraft: true, isPublished: true, reason: 'saved', shown: [{ until: null }] })
    expect([...first.value.lines, ...second.value.lines].map(({ id }) => id)).toHaveLength(61)
    expect(new Set([...first.value.lines, ...second.value.lines].map(({ id }) => id)).size).toBe(61)
    expect(second.value.lines.at(-1)?.previousId).toBeNull()
  })

  test('is read by nobody else', async () => {
    const postId = await begun(cast.ada)
    for (const stranger of [anonymous, cast.rae, cast.mo, await person('bea', 'author')]) {
      expect((await readHistory(stranger, postId)).ok).toBe(false)
      expect((await readRevision(stranger, postId)).ok).toBe(false)
    }
  })
})

/** What two authors may do in one essay, in any order, from pages that may be old. */
const step = fc.record({
  who: fc.constantFrom('ada', 'bea'), stale: fc.nat({ max: 3 }), minutes: fc.nat({ max: 6 }),
  what: fc.oneof(
    fc.record({ kind: fc.constant('save' as const), reason: fc.constantFrom('autosave' as const, 'autosave' as const, 'saved' as const), source: fc.string({ unit: fc.constantFrom('rain and wind ', 'sun ', '\n\n'), maxLength: 60 }) }),
    fc.record({ kind: fc.constantFrom('publish' as const, 'restore' as const, 'discard' as const), nth: fc.nat({ max: 8 }) }),
  ),
})

test('no saved text is ever out of reach, and none that readers saw ever changes, whatever two authors do', async () => {
  const bea = await person('bea', 'author')
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
    const postId = await begun(cast.ada)
    await writer().authorship.create({ data: { postId, personId: bea.id, position: 1 } })
    const kept: { source: string; reason: string }[] = []
    const seen = new Map<string, string>()
    let at = Date.now()
    for (const { who, stale, minutes, what } of steps) {
      at += minutes * 60_000
      const [author, { draftVersion }] = [who === 'ada' ? cast.ada : bea, await post(postId)]
      const version = Math.max(1, draftVersion - stale)
      if (what.kind === 'save') {
        const sent = written(postId, version, { source: what.source, reason: what.reason })
        const outcome = await runCommand(saveDraft, author, sent, new Date(at))
        if (!outcome.ok) await carryOut(setDraftAside, author, sent, new Date(at))
        kept.push({ source: what.source, reason: outcome.ok ? what.reason : 'autosave' })
      } else if (what.kind === 'publish') {
        await runCommand(publishPost, author, { postId }, new Date(at))
        const { publishedRevisionId } = await post(postId)
        if (publishedRevisionId) seen.set(publishedRevisionId, JSON.stringify(await whole(postId, publishedRevisionId)))
      } else if (what.kind === 'restore') {
        const all = await reader().postRevision.findMany({ where: { postId }, orderBy: { id: 'asc' }, select: { id: true } })
        const wanted = all[what.nth % all.length]?.id ?? ''
        await carryOut(restoreRevision, author, { postId, revisionId: wanted, version: draftVersion }, new Date(at))
        expect((await whole(postId)).source).toBe((await whole(postId, wanted)).source)
      } else if ((await post(postId)).publishedRevisionId) await carryOut(discardDraft, author, { postId, version: draftVersion }, new Date(at))
    }
    const sources = (await reader().postRevision.findMany({ where: { postId }, select: { source: true } })).map(({ source }) => source)
    for (const { source, reason } of kept) {
      const clean = source.trim() === '' ? '' : source
      if (reason === 'saved') expect(sources).toContain(clean)
      // An autosave may have gone on in another one, which has lost 200 characters of it at most.
      else expect(sources.some((each) => lostOf(clean, each) <= 200)).toBe(true)
    }
    for (const [id, text] of seen) expect(JSON.stringify(await whole(postId, id))).toBe(text)
  }), { numRuns: 25, endOnFailure: true })
})

/** Characters of a text that another does not have between what both begin and end with. */
function lostOf(before: string, after: string): number {
  let start = 0
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++
  let end = 0
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return before.length - start - end
}
