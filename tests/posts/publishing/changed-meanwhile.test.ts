import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPost } from '#lib/posts/create-post.ts'
import { announcePost } from '#lib/posts/publishing/announce-post.ts'
import { openByPassword } from '#lib/posts/publishing/open-by-password.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readPublishing } from '#lib/posts/publishing/read-publishing.ts'
import type { ChangedDraft } from '#lib/posts/publishing/refuse-changed.ts'
import { schedulePost } from '#lib/posts/publishing/schedule-post.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import type { Refusal } from '#lib/refusal.ts'
import { carryOut, makeCast, refusalOf } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string; slug: string }
let title: string

beforeAll(async () => {
  cast = await makeCast()
})

beforeEach(async () => {
  title = `A draft ${randomUUID()}`
  post = await carryOut(createPost, cast.ada, { title, body: 'One thing, and then another.' })
})

async function look() {
  const read = await readPublishing(cast.ada, post.id, new Date())
  if (!read.ok) throw new Error(read.message)
  return { draftVersion: read.value.draftVersion, draftRevision: read.value.draftRevisionId ?? '' }
}

const write = (source: string, version: number, reason = 'saved') =>
  carryOut(saveDraft, cast.ada, { postId: post.id, version, title, standfirst: '', source, contentAnswer: 'none', contentNotes: [], works: [], reason })

function presentOf({ present }: Refusal): ChangedDraft {
  return present as ChangedDraft
}

describe('a draft that was changed since somebody looked at it', () => {
  test.each([
    ['publishing', publishPost, {}],
    ['scheduling', schedulePost, { day: '2031-12-24', time: '09:30', timeZone: 'Europe/Berlin' }],
    ['opening by a password', openByPassword, { password: 'quince and medlar' }],
  ] as const)('is shown with what is different, and %s goes on with what was shown', async (_, command, more) => {
    const seen = await look()
    await write('One thing, and then a third.', seen.draftVersion)
    const refusal = await refusalOf<never, never, never>(command as never, cast.ada, { postId: post.id, ...seen, ...more })
    expect(refusal).toMatchObject({ code: 'conflict', present: { draftVersion: seen.draftVersion + 1, by: 'ada', words: expect.any(Number) } })
    const { changes, draftVersion, draftRevisionId } = presentOf(refusal)
    expect(changes?.filter(({ kind }) => kind !== 'same')).toEqual([{ kind: 'removed', text: 'another' }, { kind: 'added', text: 'a third' }])
    await carryOut<never, never, never>(command as never, cast.ada, { postId: post.id, draftVersion, draftRevision: draftRevisionId, ...more })
  })

  test('by an excerpt alone is another one too', async () => {
    const seen = await look()
    await carryOut(announcePost, cast.ada, { postId: post.id, excerpt: 'In my own words.', media: '', alt: '', caption: '', credit: '' })
    const refusal = await refusalOf(publishPost, cast.ada, { postId: post.id, ...seen })
    expect(presentOf(refusal).changes?.filter(({ kind }) => kind === 'added').map(({ text }) => text.trim())).toEqual(['In my own words.'])
    await carryOut(publishPost, cast.ada, { postId: post.id, ...(await look()) })
  })

  test('is published in the words that were shown last', async () => {
    const seen = await look()
    await write('Twice changed.', seen.draftVersion)
    const { draftVersion, draftRevisionId } = presentOf(await refusalOf(publishPost, cast.ada, { postId: post.id, ...seen }))
    await write('Three times.', draftVersion)
    const again = { postId: post.id, draftVersion, draftRevision: draftRevisionId }
    expect(await readPost(post.slug)).toBeNull()
    const last = presentOf(await refusalOf(publishPost, cast.ada, again))
    await carryOut(publishPost, cast.ada, { postId: post.id, draftVersion: last.draftVersion, draftRevision: last.draftRevisionId })
    expect((await readPost(post.slug))?.html).toContain('Three times.')
  })

  test('says when it was saved where the former text was saved over, and shows no text of another essay', async () => {
    const seen = await look()
    const other = await carryOut(createPost, cast.ada, { title: 'Another', body: 'Words of another essay.' })
    const read = await readPublishing(cast.ada, other.id, new Date())
    await write('Changed.', seen.draftVersion)
    for (const draftRevision of ['', read.ok ? (read.value.draftRevisionId ?? '') : '', randomUUID()]) {
      expect(presentOf(await refusalOf(publishPost, cast.ada, { postId: post.id, draftVersion: seen.draftVersion, draftRevision }))).toMatchObject({ changes: null, savedAt: expect.any(String) })
    }
  })

  test('leaves the form small where very much is different', async () => {
    const seen = await look()
    await write('Quite another word. '.repeat(1_000), seen.draftVersion)
    expect(presentOf(await refusalOf(publishPost, cast.ada, { postId: post.id, ...seen })).changes).toBeNull()
  })
})
