import { fromHtml } from 'hast-util-from-html'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { beforeAll, expect, test } from 'vitest'
import { writer } from '#lib/database.ts'
import { linkHandles, linkMentions } from '#lib/notices/link-mentions.ts'
import { allowLists } from '#lib/rendering/allow-lists.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'
import { essayBy, makeCast, person, publishedReplyBy, replyBy } from '../cast.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
let slug: string

beforeAll(async () => {
  cast = await makeCast()
  slug = (await essayBy(cast.ada)).slug
})

function htmlOf(source: string): string {
  return renderMarkdown(source, 'comment').html.trim()
}

const link = (handle: string, words = `@${handle}`) => `<a href="/people/${handle}" rel="nofollow ugc noopener noreferrer">${words}</a>`

test.each([
  ['@rae, yes.', `${link('rae')}, yes.`],
  ['I think @Rae is right (@rae).', `I think ${link('rae', '@Rae')} is right (${link('rae')}).`],
  ['*@rae* said so', `<em>${link('rae')}</em> said so`],
])('%s', (source, says) => {
  expect(linkHandles(htmlOf(source), new Set(['rae']))).toBe(`<p>${says}</p>`)
})

test.each(['me@rae', '@rae@example.org', '`@rae`', '> @rae', '[by @rae](https://example.org/@rae)', 'https://example.org/@rae', '    @rae', '@nobody', '@raed', '"\'><img src=x onerror="@rae">'])('no link is made of %s', (source) => {
  const html = htmlOf(source)
  const handles = source.includes('img') ? new Set<string>() : new Set(['rae'])
  expect(linkHandles(html, handles)).toBe(html)
})

test('what comes out holds nothing that a comment may not hold', () => {
  const html = linkHandles(htmlOf('@rae and <b title="@rae>">@rae</b> **@rae** `@rae` &lt;@rae&gt; [x](https://example.org/?a="@rae>")\n\n> @rae'), new Set(['rae']))
  expect(html).toContain(link('rae'))
  const bare = (text: string) => text.replaceAll(/ (?:rel|tabindex)="[^"]*"/g, '')
  const { a = [], ...rest } = allowLists.comment.attributes ?? {}
  const allowed = { ...allowLists.comment, attributes: { ...rest, a } }
  expect(toHtml(sanitize(fromHtml(html, { fragment: true }), allowed))).toBe(bare(html))
})

test('only people with a page are linked, and a handle of nobody looks like one of somebody who has not said anything', async () => {
  const [seen, unseen, left] = [await person('seen', 'reader'), await person('unseen', 'reader'), await person('left', 'reader')]
  await replyBy(unseen, slug)
  await publishedReplyBy(seen, cast.mo, slug)
  await publishedReplyBy(left, cast.mo, slug)
  const html = htmlOf(`@${seen.handle} @${unseen.handle} @${left.handle} @nobody-at-all`)
  const read = async () => (await linkMentions([{ html }, { html: null }]))[0]?.html
  expect(await read()).toBe(`<p>${link(seen.handle)} @${unseen.handle} ${link(left.handle)} @nobody-at-all</p>`)
  await writer().person.update({ where: { id: left.id }, data: { handle: `${left.handle}-now` } })
  expect(await read()).toBe(`<p>${link(seen.handle)} @${unseen.handle} @${left.handle} @nobody-at-all</p>`)
})
