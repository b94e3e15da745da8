import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, essayBy, makeCast, person, refusalOf } from '../../cast.ts'
import { runCommand } from '#lib/command.ts'
import { reader, writer } from '#lib/database.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { beginPost } from '#lib/posts/writing/begin-post.ts'
import { saveDraft } from '#lib/posts/writing/save-draft.ts'
import type { Theirs } from '#lib/posts/writing/save-draft.ts'
import { saveOrSetAside } from '#lib/posts/writing/save-or-set-aside.ts'
import { anonymous } from '#lib/viewer.ts'
import type { Viewer } from '#lib/viewer.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

type Words = { title?: string; standfirst?: string; source?: string; reason?: 'autosave' | 'saved'; contentAnswer?: string; contentNotes?: object[] }

const begun = async (author: Viewer) => (await carryOut(beginPost, author, { title: `Begun ${randomUUID()}` })).id
const written = (postId: string, version: number, words: Words = {}) => ({ postId, version, title: '', standfirst: '', source: '', reason: 'saved', ...words })
const save = (author: Viewer, postId: string, version: number, words: Words = {}, at?: Date) => carryOut(saveDraft, author, written(postId, version, words), at)
const stored = (id: string) => reader().post.findUniqueOrThrow({ where: { id }, select: { slug: true, draftVersion: true, draftRevisionId: true, publishedRevisionId: true } })
const texts = async (postId: string) =>
  (await reader().postRevision.findMany({ where: { postId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select: { reason: true, source: true } })).map(({ reason, source }) => `${reason} ${source}`)
const minutesLater = (minutes: number) => new Date(Date.now() + minutes * 60_000)

async function withCoAuthor() {
  const [postId, other] = [await begun(cast.ada), await person('bea', 'author')]
  await writer().authorship.create({ data: { postId, personId: other.id, position: 1 } })
  return { postId, other }
}

describe('begin-post', () => {
  test('gives an empty draft under no address of its own, and the same one again until something is written in it', async () => {
    const author = await person('eve', 'author')
    const first = await carryOut(beginPost, author, {})
    expect(await carryOut(beginPost, author, {})).toEqual(first)
    expect((await stored(first.id)).slug).toBe(first.id)
    await save(author, first.id, 1, { source: 'One word.' })
    expect(await carryOut(beginPost, author, {})).not.toEqual(first)
  })

  test('makes one draft of a button that is pressed twice in one moment', async () => {
    const author = await person('eve', 'author')
    const begun = await Promise.all(Array.from({ length: 5 }, () => carryOut(beginPost, author, {})))
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1)
  })

  test.each(['rae', 'nia'] as const)('is not for readers (%s)', async (name) => {
    expect((await refusalOf(beginPost, cast[name], {})).code).toBe('forbidden')
  })
})

describe('save-draft', () => {
  test('keeps what was written and counts it', async () => {
    const postId = await begun(cast.ada)
    const saved = await save(cast.ada, postId, 1, { title: ' On  rain ', standfirst: 'Wet.', source: 'It *rains*.\n\nStill.' })
    expect(saved).toMatchObject({ version: 2, words: 3, minutes: 1 })
    const kept = await reader().postRevision.findUniqueOrThrow({ where: { id: saved.revisionId } })
    expect(kept).toMatchObject({ title: 'On rain', standfirst: 'Wet.', source: 'It *rains*.\n\nStill.', reason: 'saved', editorId: cast.ada.id })
    expect(kept.html).toContain('<em>rains</em>')
  })

  test('leaves the address alone, whatever becomes of the title', async () => {
    const postId = await begun(cast.ada)
    await save(cast.ada, postId, 1, { title: 'On rain' })
    expect((await stored(postId)).slug).toBe(postId)
    const essay = await essayBy(cast.ada)
    const { draftVersion } = await stored(essay.id)
    await save(cast.ada, essay.id, draftVersion, { title: 'Another title', source: 'And another text.' })
    expect((await stored(essay.id)).slug).toBe(essay.slug)
  })

  test('lets one of two writers win who saw the same version, and tells the other what stands there', async () => {
    const { postId, other } = await withCoAuthor()
    const outcomes = await Promise.all([cast.ada, other].map((author) => runCommand(saveDraft, author, written(postId, 1, { source: `By ${author.name}` }))))
    const [won, lost] = [outcomes.find((each) => each.ok), outcomes.find((each) => !each.ok)]
    expect(won?.ok && won.value.version).toBe(2)
    if (lost?.ok !== false) throw new Error('nobody lost')
    const theirs = lost.present?.theirs as Theirs
    expect(lost.code).toBe('conflict')
    expect(theirs.source).toBe(`By ${theirs.by}`)
    expect(lost.present?.version).toBe(2)
  })

  test('makes one revision of twenty equal savings at once', async () => {
    const postId = await begun(cast.ada)
    const saved = await Promise.all(Array.from({ length: 20 }, () => save(cast.ada, postId, 1, { source: 'Pressed twenty times.' })))
    expect(new Set(saved.map(({ version }) => version))).toEqual(new Set([2]))
    expect(await texts(postId)).toEqual(['autosave ', 'saved Pressed twenty times.'])
  })

  test('takes the same words again after others were told of them, and changes nothing', async () => {
    const postId = await begun(cast.ada)
    const first = await save(cast.ada, postId, 1, { source: 'The answer to this was lost.' })
    expect(await save(cast.ada, postId, 1, { source: 'The answer to this was lost.' })).toEqual(first)
  })

  test('goes on in one autosave for ten minutes, and begins another then', async () => {
    const postId = await begun(cast.ada)
    await save(cast.ada, postId, 1, { source: 'One', reason: 'autosave' })
    await save(cast.ada, postId, 2, { source: 'One two', reason: 'autosave' }, minutesLater(9))
    expect(await texts(postId)).toEqual(['autosave One two'])
    await save(cast.ada, postId, 3, { source: 'One two three', reason: 'autosave' }, minutesLater(11))
    expect(await texts(postId)).toEqual(['autosave One two', 'autosave One two three'])
  })

  test('keeps a page that was emptied by mistake, though the emptying was saved by itself', async () => {
    const postId = await begun(cast.ada)
    const long = 'A sentence of some length that somebody has thought about. '.repeat(6)
    await save(cast.ada, postId, 1, { source: long, reason: 'autosave' })
    await save(cast.ada, postId, 2, { source: '', reason: 'autosave' })
    expect(await texts(postId)).toEqual([`autosave ${long}`, 'autosave '])
  })

  test('keeps what is taken out a little at a time as well', async () => {
    const author = await person('eve', 'author')
    const { id: postId } = await carryOut(beginPost, author, {})
    const sentence = 'Sixty characters of something that is going to be taken out.'
    await save(author, postId, 1, { source: sentence.repeat(8), reason: 'autosave' })
    for (let left = 7; left >= 0; left--) await save(author, postId, 9 - left, { source: sentence.repeat(left), reason: 'autosave' })
    expect((await texts(postId)).map((text) => text.length - 'autosave '.length)).toEqual([300, 60, 0])
  })

  test('begins another autosave for another author', async () => {
    const { postId, other } = await withCoAuthor()
    await save(cast.ada, postId, 1, { source: 'Ada', reason: 'autosave' })
    await save(other, postId, 2, { source: 'Ada and Bea', reason: 'autosave' })
    expect(await texts(postId)).toEqual(['autosave Ada', 'autosave Ada and Bea'])
  })

  test('keeps an autosave for good when its writer asks for it', async () => {
    const postId = await begun(cast.ada)
    await save(cast.ada, postId, 1, { source: 'Enough', reason: 'autosave' })
    expect((await save(cast.ada, postId, 2, { source: 'Enough' })).version).toBe(2)
    await save(cast.ada, postId, 2, { source: 'Enough and more', reason: 'autosave' })
    expect(await texts(postId)).toEqual(['saved Enough', 'autosave Enough and more'])
  })

  test('never goes on in a text that readers see, and changes nothing for them', async () => {
    const postId = await begun(cast.ada)
    await save(cast.ada, postId, 1, { title: 'Seen', source: 'Readers see this.', reason: 'autosave' })
    await carryOut(publishPost, cast.ada, { postId })
    const { publishedRevisionId, draftVersion } = await stored(postId)
    await save(cast.ada, postId, draftVersion, { title: 'Seen', source: 'Readers see this. Not this.', reason: 'autosave' })
    const after = await stored(postId)
    expect(after.publishedRevisionId).toBe(publishedRevisionId)
    expect(after.draftRevisionId).not.toBe(publishedRevisionId)
    expect(await texts(postId)).toEqual(['autosave Readers see this.', 'autosave Readers see this. Not this.'])
  })

  test('never goes on in a text that readers saw once, though the essay is a draft again', async () => {
    const postId = await begun(cast.ada)
    await save(cast.ada, postId, 1, { title: 'Once', source: 'Seen once.', reason: 'autosave' })
    await carryOut(publishPost, cast.ada, { postId })
    await writer().post.update({ where: { id: postId }, data: { state: 'draft', publishedRevisionId: null, updatedAt: new Date() } })
    await save(cast.ada, postId, 2, { title: 'Once', source: 'Seen once. And more.', reason: 'autosave' })
    expect(await texts(postId)).toEqual(['autosave Seen once.', 'autosave Seen once. And more.'])
  })

  test('keeps a text of nothing, and one without a title', async () => {
    const postId = await begun(cast.ada)
    expect(await save(cast.ada, postId, 1, {})).toMatchObject({ words: 0 })
    expect(await save(cast.ada, postId, 2, { source: ' \n ' })).toMatchObject({ version: 2 })
  })

  test('keeps what its author answers about the text, each answer in a text of its own', async () => {
    const postId = await begun(cast.ada)
    await save(cast.ada, postId, 1, { source: 'Dark', reason: 'autosave' })
    const noted = await save(cast.ada, postId, 2, { source: 'Dark', reason: 'autosave', contentAnswer: 'notes', contentNotes: [{ topic: 'death', degree: 'discussed' }] })
    expect(await reader().postRevision.findUniqueOrThrow({ where: { id: noted.revisionId }, select: { contentAnswer: true, contentNotes: true } })).toEqual({
      contentAnswer: 'notes', contentNotes: [{ topic: 'death', degree: 'discussed' }],
    })
    expect(await texts(postId)).toEqual(['autosave Dark', 'autosave Dark'])
  })

  test('refuses 500,000 characters beside the field, and keeps what was there', async () => {
    const postId = await begun(cast.ada)
    await save(cast.ada, postId, 1, { source: 'Short.' })
    const started = performance.now()
    const refusal = await refusalOf(saveDraft, cast.ada, written(postId, 2, { source: 'wort '.repeat(100_000) }))
    expect(refusal).toMatchObject({ code: 'invalid', fields: { source: expect.stringContaining('500,000 characters long; 300,000 is the most') } })
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(await texts(postId)).toEqual(['autosave ', 'saved Short.'])
  })

  test('says beside its field that a title is too long', async () => {
    const postId = await begun(cast.ada)
    expect((await refusalOf(saveDraft, cast.ada, written(postId, 1, { title: 'x'.repeat(201) }))).fields).toEqual({ title: 'This can hold 200 characters.' })
  })

  test('keeps the HTML of an import that Markdown cannot say, without what could do harm', async () => {
    const postId = await begun(cast.ada)
    const { id } = await writer().postRevision.create({
      data: { postId, title: 'Old', source: '<p>Old</p>', format: 'html', html: '<p>Old</p>', text: 'Old', rendererVersion: 1, reason: 'imported', editorId: cast.ada.id },
    })
    await writer().post.update({ where: { id: postId }, data: { draftRevisionId: id, importKey: `import-${randomUUID()}` } })
    const source = '<p>H<sub>2</sub>O *is* <script>alert(1)</script><img src="https://example.org/a.jpg" alt="Water"></p>'
    const saved = await save(cast.ada, postId, 1, { title: 'Old', source })
    const kept = await reader().postRevision.findUniqueOrThrow({ where: { id: saved.revisionId } })
    expect(kept).toMatchObject({ format: 'html', source, reason: 'saved' })
    expect(kept.html).toContain('H<sub>2</sub>O *is*')
    expect(kept.html).toContain('https://example.org/a.jpg')
    expect(kept.html).not.toContain('script')
  })

  test('is for its authors and for administrators; to everybody else it is as if it were not there', async () => {
    const postId = await begun(cast.ada)
    const other = await person('bea', 'author')
    for (const stranger of [other, cast.mo, cast.rae]) expect((await refusalOf(saveDraft, stranger, written(postId, 1))).code).toBe('not-found')
    expect((await refusalOf(saveDraft, anonymous, written(postId, 1))).code).toBe('signed-out')
    expect((await refusalOf(saveDraft, { ...cast.ada, suspended: true }, written(postId, 1))).code).toBe('forbidden')
    expect((await refusalOf(saveDraft, cast.ada, written(randomUUID(), 1))).code).toBe('not-found')
    expect((await save(cast.ida, postId, 1, { source: 'Mended by the house.' })).version).toBe(2)
  })
})

describe('a text that comes too late', () => {
  const late = async (author: Viewer, postId: string, source: string) => {
    const outcome = await saveOrSetAside(author, written(postId, 1, { source }))
    if (outcome.ok) throw new Error('it was not late')
    return outcome
  }

  test('is kept beside the draft, and where both can be compared is said', async () => {
    const { postId, other } = await withCoAuthor()
    const first = await save(cast.ada, postId, 1, { source: 'Ada was first.' })
    const refusal = await late(other, postId, 'Bea was late.')
    expect(refusal.present).toMatchObject({ version: 2, theirs: { source: 'Ada was first.', by: 'ada' }, conflict: expect.stringContaining(`/write/${postId}/conflict/`) })
    expect(await texts(postId)).toEqual(['autosave ', 'saved Ada was first.', 'aside Bea was late.'])
    expect((await stored(postId)).draftRevisionId).toBe(first.revisionId)
  })

  test('is told what the other says beside its words', async () => {
    const { postId, other } = await withCoAuthor()
    const contentNotes = [{ topic: 'death', degree: 'discussed' }]
    await save(cast.ada, postId, 1, { source: 'Ada was first.', contentAnswer: 'notes', contentNotes })
    const { present } = await late(other, postId, 'Bea was late.')
    expect(present).toMatchObject({ theirs: { contentAnswer: 'notes', contentNotes, works: [] } })
  })

  test('is kept once, however often it is sent', async () => {
    const { postId, other } = await withCoAuthor()
    await save(cast.ada, postId, 1, { source: 'Ada was first.' })
    const kept = [await late(other, postId, 'Bea was late.'), await late(other, postId, 'Bea was late.')].map(({ present }) => present?.kept)
    expect(kept[0]).toBe(kept[1])
    await late(other, postId, 'Bea was late, and went on writing.')
    expect(await texts(postId)).toEqual(['autosave ', 'saved Ada was first.', 'aside Bea was late, and went on writing.'])
  })

  test('is one’s own as well, from another window', async () => {
    const postId = await begun(cast.ada)
    await save(cast.ada, postId, 1, { source: 'In this window.' })
    expect((await late(cast.ada, postId, 'In that window.')).present).toMatchObject({ theirs: { by: 'you' } })
  })

  test('is not kept of somebody who may not write there', async () => {
    const postId = await begun(cast.ada)
    expect((await saveOrSetAside(cast.rae, written(postId, 0, { source: 'A stranger.' }))).ok).toBe(false)
    expect(await texts(postId)).toEqual(['autosave '])
  })
})

