import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { env } from '#lib/env.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
import { renewSmallText } from '#lib/posts/renewing/renew-small-text.ts'
import { renewSmallTexts } from '#lib/posts/renewing/renew-small-texts.ts'
import { renewText } from '#lib/posts/renewing/renew-text.ts'
import { renewTexts } from '#lib/posts/renewing/renew-texts.ts'
import { RENDERER_VERSION } from '#lib/rendering/rendering-profiles.ts'
import { operator } from '#lib/viewer.ts'
import { carryOut, makeCast, refusalOf } from '../cast.ts'
import { draftBy } from '../media/image-stories.ts'

let cast: Awaited<ReturnType<typeof makeCast>>

beforeAll(async () => {
  cast = await makeCast()
})

/** A saved text as an older version of the program left it. */
async function oldText(source: string, more: { format?: 'html'; reason?: 'imported'; importKey?: string; html?: string } = {}): Promise<{ postId: string; id: string }> {
  const { id: postId } = await draftBy(cast.ada)
  const { importKey, html = '<p>Old.</p>', ...rest } = more
  if (importKey) await writer().post.update({ where: { id: postId }, data: { importKey }, select: { id: true } })
  const text = { title: 'A', source, html, text: 'Old.', rendererVersion: RENDERER_VERSION - 1, reason: 'saved' as const, ...rest }
  return { postId, ...(await writer().postRevision.create({ data: { ...text, postId }, select: { id: true } })) }
}

const lookOf = (id: string) => reader().postRevision.findUniqueOrThrow({ where: { id }, select: { html: true, text: true, words: true, source: true, rendererVersion: true } })

test('a saved text gets the look of today, from its source, and nothing else of it changes', async () => {
  const { id } = await oldText('He ||dies||.')
  await renewTexts()
  expect(await lookOf(id)).toMatchObject({ html: expect.stringContaining('<details data-spoiler="inline">'), text: 'He ….', words: 2, source: 'He ||dies||.', rendererVersion: RENDERER_VERSION })
})

test('what came as HTML stays HTML, and an import keeps its pictures', async () => {
  const html = await oldText('<p>a <u>b</u></p>', { format: 'html' })
  const imported = await oldText('![a](https://e.org/x.png)', { reason: 'imported', importKey: `x:${crypto.randomUUID()}` })
  await renewTexts()
  expect((await lookOf(html.id)).html).toBe('<p>a <u>b</u></p>')
  expect((await lookOf(imported.id)).html).toContain('<img src="https://e.org/x.png"')
})

test('what readers see comes first', async () => {
  const [first, second] = [await oldText('One.'), await oldText('Two.')]
  await writer().post.update({ where: { id: first.postId }, data: { draftRevisionId: first.id }, select: { id: true } })
  await carryOut(publishPost, cast.ada, { postId: first.postId, commentsMode: 'open' })
  let asked = 0
  await renewTexts(() => asked++ > 0)
  expect((await lookOf(first.id)).rendererVersion).toBe(RENDERER_VERSION)
  expect((await lookOf(second.id)).rendererVersion).toBe(RENDERER_VERSION - 1)
  expect(await renewTexts()).toMatchObject({ kept: 0 })
})

test('a text that the renderer refuses keeps its look, and holds up no other', async () => {
  const hard = await oldText('<div>'.repeat(50_000), { format: 'html' })
  const easy = await oldText('Three.')
  expect(await renewTexts()).toMatchObject({ kept: 1 })
  expect(await lookOf(hard.id)).toMatchObject({ html: '<p>Old.</p>', rendererVersion: RENDERER_VERSION - 1 })
  expect((await lookOf(easy.id)).rendererVersion).toBe(RENDERER_VERSION)
})

test('what was saved meanwhile is not written over', async () => {
  const { id } = await oldText('Four.')
  await renewTexts()
  await carryOut(renewText, operator, { revisionId: id, source: 'Four.', html: '<p>Late.</p>', text: 'Late.', headings: [], words: 1 })
  expect((await lookOf(id)).html).toContain('Four.')
})

test('only the machine makes texts anew', async () => {
  const { id } = await oldText('Five.')
  expect((await refusalOf(renewText, cast.ida, { revisionId: id, source: '', html: '', text: '', headings: [], words: 0 })).code).toBe('forbidden')
})

test('what stands beside the essays gets the look of today as well, once, and what says something else by now stays', async () => {
  const { id: postId } = await draftBy(cast.ada)
  const old = '<p>Old.</p>'
  const note = await writer().updateNote.create({ data: { postId, kind: 'update', body: 'He ||lives||.', html: old, at: new Date() }, select: { id: true } })
  const series = await writer().series.create({ data: { slug: crypto.randomUUID(), title: 'S', description: 'Of *rain*.', descriptionHtml: old }, select: { id: true } })
  const house = await writer().houseText.create({ data: { page: 'guidelines', source: '## Be kind', html: old }, select: { id: true } })
  await writer().post.update({ where: { id: postId }, data: { commentGuidelines: 'Be *kind*.', commentGuidelinesHtml: old }, select: { id: true } })
  await writer().person.update({ where: { id: cast.ada.id }, data: { biography: 'I *write*.', biographyHtml: old }, select: { id: true } })
  await writer().madeAnew.deleteMany()
  expect(await renewSmallTexts()).toBeGreaterThanOrEqual(5)
  const looks = async () => [
    (await reader().updateNote.findUniqueOrThrow({ where: { id: note.id } })).html,
    (await reader().series.findUniqueOrThrow({ where: { id: series.id } })).descriptionHtml,
    (await reader().houseText.findUniqueOrThrow({ where: { id: house.id } })).html,
    (await reader().post.findUniqueOrThrow({ where: { id: postId } })).commentGuidelinesHtml,
    (await reader().person.findUniqueOrThrow({ where: { id: cast.ada.id } })).biographyHtml,
  ]
  expect(await looks()).toEqual(['data-spoiler', '<em>rain</em>', 'Be kind</h2>', '<em>kind</em>', '<em>write</em>'].map((part) => expect.stringContaining(part)))
  expect(await reader().updateNoteVersion.count({ where: { noteId: note.id } })).toBe(1)
  await writer().series.update({ where: { id: series.id }, data: { descriptionHtml: old }, select: { id: true } })
  expect(await renewSmallTexts()).toBe(0)
  await carryOut(renewSmallText, operator, { kind: 'series', id: series.id, source: 'Of snow.', html: '<p>Late.</p>' })
  expect((await looks())[1]).toBe(old)
  for (const person of [cast.ida, cast.ada]) expect((await refusalOf(renewSmallText, person, { kind: 'series', id: series.id, source: '', html: '' })).code).toBe('forbidden')
})

test('a page is stale when a text that its readers see is made anew, and by no other', async () => {
  const { id: postId } = await draftBy(cast.ada)
  const stale = (id: string) => writer().postRevision.create({ data: { id, postId, title: 'A', source: 'x', html: 'x', text: 'x', rendererVersion: 1, reason: 'saved' }, select: { id: true } })
  const [seen, unseen] = [await stale(crypto.randomUUID()), await stale(crypto.randomUUID())]
  await writer().post.update({ where: { id: postId }, data: { publishedRevisionId: seen.id, state: 'published', publishedAt: new Date() }, select: { id: true } })
  const told: string[] = []
  const listener = new pg.Client({ connectionString: env().DATABASE_URL })
  await listener.connect()
  listener.on('notification', ({ payload }) => told.push(payload ?? ''))
  await listener.query('LISTEN afterword_stale')
  const renew = (revisionId: string) => carryOut(renewText, operator, { revisionId, source: 'x', html: '<p>x</p>', text: 'x', headings: [], words: 1 })
  await renew(unseen.id)
  expect(told.filter((each) => each === `post:${postId}`)).toEqual([])
  await renew(seen.id)
  await expect.poll(() => told.filter((each) => each === `post:${postId}`).length).toBe(1)
  await listener.end()
})
