import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, makeCast, person } from '../../cast.ts'
import { reader, writer } from '#lib/database.ts'
import { beginPost } from '#lib/posts/writing/begin-post.ts'
import { previewDraft } from '#lib/posts/writing/preview-draft.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import { anonymous } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let postId: string
beforeAll(async () => {
  cast = await makeCast()
  postId = (await carryOut(beginPost, cast.ada, { title: 'Seen before' })).id
})

const source = '## A heading\n\nSix words, and a note[^1].\n\n[^1]: The note.'

describe('a preview', () => {
  test('is what a saving makes of the same text, and keeps nothing', async () => {
    const revisions = await reader().postRevision.count({ where: { postId } })
    const shown = await previewDraft(cast.ada, { postId, source })
    if (!shown.ok) throw new Error(shown.message)
    expect(await reader().postRevision.count({ where: { postId } })).toBe(revisions)
    const { words, minutes, revisionId } = await carryOut(saveDraft, cast.ada, { postId, version: 1, title: 'Seen before', standfirst: '', source, reason: 'saved' })
    const { html } = await reader().postRevision.findUniqueOrThrow({ where: { id: revisionId }, select: { html: true } })
    expect(shown.value).toEqual({ html, words, minutes })
  })

  test('of nothing is nothing, and of too much is refused with a sentence', async () => {
    expect(await previewDraft(cast.ada, { postId, source: ' \n' })).toMatchObject({ ok: true, value: { html: '', words: 0 } })
    expect(await previewDraft(cast.ada, { postId, source: 'a'.repeat(300_001) })).toMatchObject({ ok: false, fields: { source: expect.stringContaining('300,000') } })
  })

  test('is for those who may write in the essay, and to everybody else it is not there', async () => {
    const beside = await person('bea', 'author')
    await writer().authorship.create({ data: { postId, personId: beside.id, position: 1 } })
    for (const viewer of [cast.ada, beside, cast.ida]) expect(await previewDraft(viewer, { postId, source })).toMatchObject({ ok: true })
    for (const viewer of [cast.rae, cast.mo, await person('cal', 'author'), anonymous]) {
      expect(await previewDraft(viewer, { postId, source })).toMatchObject({ ok: false, code: 'not-found' })
    }
  })
})
