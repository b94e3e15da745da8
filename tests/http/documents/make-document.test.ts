import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import { expect, test } from 'vitest'
import { makeDocument } from '#lib/http/documents/make-document.ts'
import { plainPage } from '#lib/http/plain-page.ts'

const module = '/_own/reading.aaaaaaaaaaaa.js'
const fold = '/_own/fold.bbbbbbbbbbbb.js'
const own = `<script type="module" src="${module}"></script>`

const page = (body: string, head = '') => `<!DOCTYPE html><html lang="en"><head><title>A page</title>${head}</head><body>${body}</body></html>`
const document = (html: string) => makeDocument(html, { module, fold })

test('what the framework runs is gone, wherever it stands, and one module stands in the head', () => {
  const html = page(
    '<p>Read me</p><script nonce="n">self.__next_f.push([1,"<p>Read me</p>"])</script><script src="/_next/b.js" async=""></script><SCRIPT>one()</SCRIPT >',
    '<script src="/_next/a.js" nonce="n" async=""></script><link rel="preload" as="script" href="/_next/c.js"/><link rel="modulepreload" href="/_next/d.js"/>',
  )
  expect(document(html)).toBe(page('<p>Read me</p>', own))
})

test('fonts, styles and data for machines stay, without the nonce of the answer', () => {
  const head = '<link rel="preload" as="font" href="/f.woff2" crossorigin=""/><link rel="stylesheet" href="/s.css" data-precedence="next"/>'
  const data = '<script type="application/ld+json">{"name":"a \\u003c/script> b"}</script>'
  const noncedHead = '<link rel="preload" as="font" nonce="a/b+c==" href="/f.woff2" crossorigin=""/><link rel="stylesheet" href="/s.css" nonce="a/b+c==" data-precedence="next"/>'
  expect(document(page(data, noncedHead))).toBe(page(data, head + own))
  expect(document(page('<script nonce="x" type="application/ld+json">{"a":1}</script>'))).toBe(page('<script type="application/ld+json">{"a":1}</script>', own))
})

test('what the page puts into its head comes last, wherever the framework has put it', () => {
  const [search, icon] = ['<link rel="search" title="x" href="/opensearch.xml"/>', '<link rel="icon" href="/icon.svg"/>']
  expect(document(page('x', search + icon))).toBe(page('x', icon + search + own))
  expect(document(page('x', icon + search))).toBe(page('x', icon + search + own))
})

test('what the framework wrote to find its way in the markup is gone', () => {
  expect(document(page('<!--$--><p>3<!-- --> replies</p><!--/$-->'))).toBe(page('<p>3 replies</p>', own))
})

test.each([
  ['in a title', '<p title="a > b <script>one()</script> <!-- no --> nonce=1">x</p>'],
  ['in a title with other quotes', `<p title='a "> <script>one()</script>'>x</p>`],
  ['as text', '<p>&lt;script&gt;one()&lt;/script&gt; &lt;!-- kept --&gt; nonce="x"</p>'],
  ['in a field', '<textarea name="body">&lt;!-- mine --&gt; <script>not run</script> <!-- kept --></textarea>'],
  ['in data', '<script type="application/ld+json">{"a":"<!-- <p> -->"}</script>'],
  ['in a name', '<p data-nonce="x" data-script="y">x</p>'],
])('what only looks like a script or a remark stays as it was written: %s', (_, body) => {
  expect(document(page(body))).toBe(page(body, own))
})

test.each(['<!--$?--><template id="B:0"></template><!--/$-->', '<!--$!--><template></template><!--/$-->', '<!--$~--><!--/$-->'])(
  'a page of which a part would come late stays as it is: %s',
  (late) => expect(document(page(late))).toBeNull(),
)

test('a page that the server writes itself, with its style in it, stays as it is', () => {
  expect(document(plainPage({ title: 'Back in a moment', says: ['Please try again.'], nonce: 'abc' }))).toBeNull()
})

test('what folds texts is there before they are painted where there are notes, and on no other page', () => {
  const noted = '<article data-topics="death own"><p>x</p></article>'
  expect(document(page(noted))).toBe(page(noted, `<script src="${fold}"></script>${own}`))
  expect(document(page('<p data-topic="x">data-topics</p>'))).not.toContain(fold)
})

test('what has no head is no page of ours', () => {
  expect(document('<p>Only this</p>')).toBeNull()
})

type Node = { type: string; tagName?: string; value?: string; properties?: Record<string, unknown>; children?: Node[] }

/** What a reader's browser makes of it: elements with their attributes, and texts run together where nothing stands between them. */
function seen(html: string): unknown {
  const bare = ({ type, tagName, value, properties, children = [] }: Node): unknown => {
    const { nonce: _, ...rest } = properties ?? {}
    const kept = children.filter((child) => child.type !== 'comment' && !(child.tagName === 'script' && child.properties?.type !== 'application/ld+json'))
    const parts: unknown[] = []
    for (const child of kept) {
      const last = parts.at(-1)
      if (child.type === 'text' && typeof last === 'string') parts[parts.length - 1] = last + (child.value ?? '')
      else parts.push(child.type === 'text' ? (child.value ?? '') : bare(child))
    }
    return { type, tagName, value, properties: rest, children: parts }
  }
  return bare(fromHtml(html) as Node)
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const text = fc.oneof(fc.string(), fc.constantFrom('<script>x</script>', '</head>', '<!-- a -->', '-->', '"\'>', 'nonce="a"')).map(escaped)
const quoted = fc.oneof(fc.string(), fc.constantFrom('<script>', '</title>', 'a > b', '<!--', '-->')).map((value) => `"${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
const attribute = fc.tuple(fc.constantFrom('title', 'data-a', 'nonce', 'id'), quoted).map(([name, value]) => ` ${name}=${value}`)
const inner = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.constantFrom('<!-- -->', '<!--$-->', '<script nonce="n">a("</p><!--")</script>', '<script src="/x.js"></script>', '<script type="application/ld+json">{"a":"<p>"}</script>', '<br/>'),
    text.map((value) => `<textarea>${value}</textarea>`),
    fc.tuple(fc.constantFrom('div', 'section', 'span', 'em'), attribute, fc.array(tie('node'), { maxLength: 4 })).map(([name, given, children]) => `<${name}${given}>${children.join('')}</${name}>`),
  ),
})).node

test('whatever a serialiser writes, a reader sees the same with and without the framework, and nothing runs but the module', () => {
  fc.assert(fc.property(fc.array(inner, { maxLength: 8 }), (nodes) => {
    const html = page(nodes.join(''))
    const made = document(html) ?? ''
    expect(seen(made)).toEqual(seen(html))
    expect(made).not.toMatch(/<!--(?!.*")/)
    expect(made.split(own)).toHaveLength(2)
  }))
})
