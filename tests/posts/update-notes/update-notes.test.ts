import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { withdrawComment } from '#lib/comments/withdraw-comment.ts'
import { reader, writer } from '#lib/database.ts'
import { createPost } from '#lib/posts/create-post.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { readPost } from '#lib/posts/read-post.ts'
import { addUpdateNote } from '#lib/posts/update-notes/add-update-note.ts'
import { changeUpdateNote } from '#lib/posts/update-notes/change-update-note.ts'
import { readOwnNotes } from '#lib/posts/writing/read-own-notes.ts'
import { takeBackUpdateNote } from '#lib/posts/update-notes/take-back-update-note.ts'
import { anonymous } from '#lib/viewer.ts'
import { carryOut, decideNow, essayBy, makeCast, publishedReplyBy, refusalOf, replyBy } from '../../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let post: { id: string; slug: string }

beforeAll(async () => {
  cast = await makeCast()
  post = await essayBy(cast.ada)
})

const note = (more: Record<string, unknown> = {}) => ({ postId: post.id, kind: 'correction', body: 'It was *1753*.', ...more })
const shown = async () => (await readPost(post.slug))?.updateNotes ?? []

describe('a note on an essay', () => {
  test('stands with its day and place, goes through the renderer, and makes the essay an updated one', async () => {
    const { id } = await carryOut(addUpdateNote, cast.ada, note({ place: 'top', body: 'It was *1753*. <script>alert(1)</script>' }))
    const [first] = (await shown()).filter((each) => each.id === id)
    expect(first).toMatchObject({ kind: 'correction', place: 'top', changedAt: null, takenBackAt: null, credit: null })
    expect(first?.html).toContain('<em>1753</em>')
    expect(first?.html).not.toContain('<script')
    expect((await readPost(post.slug))?.updatedAt).toEqual(first?.at)
  })

  test('sent by twenty clicks at once is one, and so is the same once more while it stands', async () => {
    const { id: postId } = await essayBy(cast.ada)
    const words = { ...note({ body: `It was ${randomUUID()}.` }), postId }
    const made = await Promise.all(Array.from({ length: 20 }, () => carryOut(addUpdateNote, cast.ada, words)))
    expect([new Set(made.map(({ id }) => id)).size, await reader().updateNote.count({ where: { postId } })]).toEqual([1, 1])
    await carryOut(addUpdateNote, cast.ada, { ...words, place: 'top' })
    await carryOut(takeBackUpdateNote, cast.ada, { noteId: made[0]?.id, version: 1 })
    await carryOut(addUpdateNote, cast.ada, words)
    expect(await reader().updateNote.count({ where: { postId } })).toBe(3)
  })

  test('is the authors\' and administrators\' own affair, and only of what readers have seen', async () => {
    for (const stranger of [cast.mo, { ...cast.noor, role: 'author' as const }]) expect(await refusalOf(addUpdateNote, stranger, note())).toMatchObject({ code: 'not-found' })
    expect(await refusalOf(addUpdateNote, cast.rae, note())).toMatchObject({ code: 'forbidden' })
    expect(await refusalOf(addUpdateNote, anonymous, note())).toMatchObject({ code: 'signed-out' })
    expect(await refusalOf(addUpdateNote, { ...cast.ada, suspended: true }, note())).toMatchObject({ code: 'forbidden' })
    const draft = await carryOut(createPost, cast.ada, { title: 'Not seen yet', body: 'Words.' })
    expect(await refusalOf(addUpdateNote, cast.ada, note({ postId: draft.id }))).toMatchObject({ code: 'conflict' })
    await carryOut(addUpdateNote, cast.ida, note())
    expect(await readOwnNotes(cast.ada, draft.id, new Date())).toMatchObject({ ok: true, value: { published: false, notes: [] } })
    expect(await readOwnNotes({ ...cast.noor, role: 'author' }, post.id, new Date())).toMatchObject({ ok: false, code: 'not-found' })
    expect(await readOwnNotes(anonymous, post.id, new Date())).toMatchObject({ ok: false })
  })

  test('waits until an essay that is to appear has done so', async () => {
    const { id } = await carryOut(createPost, cast.ada, { title: 'Later', body: 'Words.' })
    await carryOut(publishPost, cast.ada, { postId: id, publishAt: new Date(Date.now() + 3_600_000).toISOString() })
    expect(await refusalOf(addUpdateNote, cast.ada, { ...note(), postId: id })).toMatchObject({ code: 'conflict', message: expect.stringContaining('no reader has seen') })
  })

  test('can be written from the minute on at which an essay was to appear, and its page says that it has', async () => {
    const later = await carryOut(createPost, cast.ada, { title: 'Seen tomorrow', body: 'Words.' })
    const at = new Date(Date.now() + 60_000)
    await carryOut(publishPost, cast.ada, { postId: later.id, publishAt: at.toISOString() })
    expect(await readOwnNotes(cast.ada, later.id, new Date())).toMatchObject({ ok: true, value: { published: false, post: { standing: 'scheduled' } } })
    expect(await readOwnNotes(cast.ada, later.id, at)).toMatchObject({ ok: true, value: { published: true, post: { standing: 'published' } } })
  })

  test.each([
    [{ kind: 'rumour' }, 'kind'],
    [{ body: '   ' }, 'body'],
    [{ body: 'x'.repeat(5_001) }, 'body'],
    [{ place: 'margin' }, 'place'],
    [{ commentId: 'not-an-id' }, 'commentId'],
  ])('is refused as %o, beside the field', async (wrong, field) => {
    expect((await refusalOf(addUpdateNote, cast.ada, note(wrong))).fields).toHaveProperty(field)
  })

  test('thanks the comment that led to it as long as everybody can read that comment', async () => {
    const comment = await publishedReplyBy(cast.rae, cast.mo, post.slug)
    const own = await readOwnNotes(cast.ada, post.id, new Date(), comment)
    expect(own).toMatchObject({ ok: true, value: { credited: { commentId: comment, name: 'rae' } } })
    const { id } = await carryOut(addUpdateNote, cast.ada, note({ commentId: comment }))
    const credit = async () => (await shown()).find((each) => each.id === id)?.credit
    expect(await credit()).toEqual({ commentId: comment, name: 'rae', handle: cast.rae.handle })
    await decideNow(cast.mo, comment, 'hide')
    expect(await credit()).toBeNull()
    await carryOut(changeUpdateNote, cast.ada, { noteId: id, version: 1, kind: 'correction', body: 'It was 1754.' })
    await decideNow(cast.mo, comment, 'restore')
    expect((await credit())?.commentId).toBe(comment)
    await carryOut(changeUpdateNote, cast.ada, { noteId: id, version: 2, kind: 'correction', body: 'It was 1754.', commentId: '' })
    expect(await credit()).toBeNull()
  })

  test('thanks no comment that waits, was withdrawn, or stands below another text', async () => {
    const held = await replyBy(cast.rae, post.slug)
    const gone = await publishedReplyBy(cast.rae, cast.mo, post.slug)
    await carryOut(withdrawComment, cast.rae, { commentId: gone })
    const elsewhere = await publishedReplyBy(cast.rae, cast.mo, (await essayBy(cast.ada)).slug)
    for (const commentId of [held, gone, elsewhere]) {
      expect((await refusalOf(addUpdateNote, cast.ada, note({ commentId }))).fields).toHaveProperty('commentId')
      expect(await readOwnNotes(cast.ada, post.id, new Date(), commentId)).toMatchObject({ ok: true, value: { credited: null } })
    }
  })

  test('keeps its day when it is changed, says that it was, and keeps what it said before', async () => {
    const [said, changed] = [new Date('2026-11-01T09:00:00Z'), new Date('2026-11-02T09:00:00Z')]
    const { id } = await carryOut(addUpdateNote, cast.ada, note({ body: 'The first words.' }), said)
    await carryOut(changeUpdateNote, cast.ada, { noteId: id, version: 1, kind: 'clarification', place: 'top', body: 'The second words.' }, changed)
    expect((await shown()).find((each) => each.id === id)).toMatchObject({ kind: 'clarification', place: 'top', at: said, changedAt: changed, html: expect.stringContaining('second') })
    const own = await readOwnNotes(cast.ada, post.id, new Date())
    const before = own.ok ? own.value.notes.find((each) => each.id === id)?.before : null
    expect(before).toMatchObject([{ version: 1, kind: 'correction', body: 'The first words.', at: said, by: 'ada' }])
  })

  test('of two changes of the same version one stands, and the other is told what does', async () => {
    const { id } = await carryOut(addUpdateNote, cast.ada, note())
    const change = (body: string) => ({ noteId: id, version: 1, kind: 'correction', body })
    await carryOut(changeUpdateNote, cast.ada, change('The one.'))
    expect(await refusalOf(changeUpdateNote, cast.ada, change('The other.'))).toMatchObject({ code: 'conflict', present: { version: 2, body: 'The one.' } })
    expect(await refusalOf(takeBackUpdateNote, cast.ada, { noteId: id, version: 1 })).toMatchObject({ code: 'conflict' })
    const beyond = 3_000_000_000
    expect(await refusalOf(changeUpdateNote, cast.ada, { ...change('Far off.'), version: beyond })).toMatchObject({ code: 'invalid' })
    expect(await refusalOf(takeBackUpdateNote, cast.ada, { noteId: id, version: beyond })).toMatchObject({ code: 'invalid' })
    expect(await refusalOf(changeUpdateNote, { ...cast.noor, role: 'author' }, change('Mine.'))).toMatchObject({ code: 'not-found' })
  })

  test('that is taken back shows no word and no thanks, only that there was one; its words stay with its authors', async () => {
    const comment = await publishedReplyBy(cast.rae, cast.mo, post.slug)
    const { id } = await carryOut(addUpdateNote, cast.ada, note({ body: 'A canary of a note.', commentId: comment }))
    await carryOut(takeBackUpdateNote, cast.ada, { noteId: id, version: 1 })
    await carryOut(takeBackUpdateNote, cast.ada, { noteId: id, version: 1 })
    const [gone] = (await shown()).filter((each) => each.id === id)
    expect(gone).toMatchObject({ html: '', credit: null, takenBackAt: expect.any(Date) })
    expect(JSON.stringify(await readPost(post.slug))).not.toContain('canary')
    const own = await readOwnNotes(cast.ada, post.id, new Date())
    expect(JSON.stringify(own)).toContain('A canary of a note.')
    expect(await refusalOf(changeUpdateNote, cast.ada, { noteId: id, version: 2, kind: 'correction', body: 'Again.' })).toMatchObject({ code: 'conflict' })
  })

  test('leaves a trace that nobody rubs out, whoever writes the table', async () => {
    const { id } = await carryOut(addUpdateNote, cast.ada, note())
    await expect(writer().updateNote.update({ where: { id }, data: { body: 'Quietly.' } })).rejects.toThrow()
    await expect(writer().updateNoteVersion.updateMany({ where: { noteId: id }, data: { body: 'Quietly.' } })).rejects.toThrow()
    await expect(writer().updateNoteVersion.deleteMany({ where: { noteId: id } })).rejects.toThrow()
    await expect(writer().updateNote.delete({ where: { id } })).rejects.toThrow()
    expect(await reader().updateNoteVersion.count({ where: { noteId: id } })).toBe(1)
  })
})
