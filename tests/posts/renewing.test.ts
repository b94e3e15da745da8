import { beforeAll, expect, test } from 'vitest'
import { reader, writer } from '#lib/database.ts'
import { publishPost } from '#lib/posts/publishing/publish-post.ts'
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
  await carryOut(renewText, operator, { revisionId: id, html: '<p>Late.</p>', text: 'Late.', headings: [], words: 1 })
  expect((await lookOf(id)).html).toContain('Four.')
})

test('only the machine makes texts anew', async () => {
  const { id } = await oldText('Five.')
  expect((await refusalOf(renewText, cast.ida, { revisionId: id, html: '', text: '', headings: [], words: 0 })).code).toBe('forbidden')
})
