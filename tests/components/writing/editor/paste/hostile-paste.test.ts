import { fromHtml } from 'hast-util-from-html'
import { describe, expect, test } from 'vitest'
import { putPasted } from '#components/writing/editor/paste/put-pasted.ts'
import { readPasted } from '#components/writing/editor/paste/read-pasted.ts'
import { formattedIn } from '#components/writing/editor/paste/take-formatted.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'
import { eachElement } from '#lib/rendering/walk-tree.ts'

// What a page that means harm, or a program gone wild, puts on the clipboard.

const site = { origin: 'https://afterword.example', nextNote: 1 }
const pasted = (html: string) => readPasted({ html, words: 'the words' }, site)
const rendered = (html: string) => renderMarkdown(pasted(html)?.markdown ?? '', 'essay').html

/** Everything in it that a browser would carry out, or fetch from elsewhere. */
function doing(html: string): string[] {
  const found: string[] = []
  eachElement(fromHtml(html, { fragment: true }), ({ tagName, properties }) => {
    if (/^(?:script|style|iframe|object|embed|form|input|button|svg|math|link|meta|base|video|audio)$/.test(tagName)) found.push(tagName)
    for (const [name, value] of Object.entries(properties)) {
      if (/^on/i.test(name) || /^style$/i.test(name) || /^\s*(?:javascript|data|vbscript|file):/i.test(String(value))) found.push(`${tagName} ${name}=${String(value)}`)
      if (tagName === 'img' && name === 'src' && !String(value).startsWith('/media/')) found.push(`img ${String(value)}`)
    }
  })
  return found
}

test.each([
  '<p><b>x</b><script>alert(1)</script></p>', '<p><b>x</b><img src=x onerror=alert(1)></p>', '<p><a href="javascript:alert(1)"><b>x</b></a></p>', '<p><a href=" java\nscript:alert(1)"><b>x</b></a></p>',
  '<p><a href="&#106;avascript:alert(1)"><b>x</b></a></p>', '<p><a href="https://www.google.com/url?q=javascript:alert(1)"><b>x</b></a></p>', '<p><a href="data:text/html,<script>alert(1)</script>"><b>x</b></a></p>',
  '<p><b>x</b><svg><script>alert(1)</script></svg></p>', '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">', '<p><b>x</b><img src="data:image/svg+xml,<svg onload=alert(1)>"></p>',
  '<p><b>x</b><img src="https://tracker.example/1.png" alt="](javascript:alert(1))"></p>', '<p><b>&lt;img src=x onerror=alert(1)&gt;</b></p>', '<p><b>[x](javascript:alert(1))</b></p>', '<p><a href="https://e.example/&quot; onclick=&quot;alert(1)"><b>x</b></a></p>',
  '<p><a href="https://e.example/) [y](javascript:alert(1)"><b>x</b></a></p>', '<pre>```\n</pre><p><b><script>alert(1)</script></b></p>', '<p><b>x</b><a href="vbscript:x">y</a><a href="file:///etc/passwd">z</a></p>',
  '<figure><img src="/media/aaaaaaaaaaaaaaaaaaaaaaaa-10x10.webp" alt="x"><figcaption>"onload=alert(1) <b>y</b></figcaption></figure>', '<p><b>x</b><iframe srcdoc="<script>alert(1)</script>"></iframe><object data="javascript:alert(1)"></object></p>',
  '<details data-spoiler="block"><summary>a\n:::\n<script>alert(1)</script></summary><p><b>x</b></p></details>', '<table><tr><td>|<b>x</b>|</td><td><img src=x onerror=alert(1)></td></tr><tr><td>1</td><td>2</td></tr></table>',
])('nothing of it does anything: %s', (html) => {
  expect(doing(rendered(html))).toEqual([])
})

test('letters that stand for marks of ours are none where a page wrote them, as they are or as numbers', () => {
  for (const mark of ['\uE000', '&#xE000;', '\uE001', '&#57345;', '\uE002', '&#xE003;']) {
    expect(pasted(`<p><b>one</b>${mark} two <img src="https://e.example/a.png" alt="${mark}three"></p>`), mark).toEqual({ markdown: '**one** two *(A picture stood here: [three](https://e.example/a.png).)*', pictures: [] })
  }
  const picture = '<img src="data:image/png;base64,iVBORw0KGgo=" alt="">'
  expect(pasted(`<p>a&#xE000;b</p><p>${picture}</p>`)).toMatchObject({ markdown: 'ab', pictures: [{ at: 2 }] })
})

test('marks that turn the direction of writing stay in their line, and are shown apart like any', () => {
  const { markdown } = pasted('<p><b>abc</b>\u202Edef</p><p>next</p>') ?? { markdown: '' }
  expect(renderMarkdown(markdown, 'essay').html).toMatch(/^<p>.*<\/p>\n?<p>next<\/p>\n?$/s)
})

describe('a browser does not stand still over', () => {
  const word = (body: string) => `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->${body}<!--EndFragment--></body></html>`
  test.each<[string, string]>([
    ['a hundred thousand blanks that do not break', `<p>a<b>b</b> c${'\u00A0'.repeat(100_000)}d</p>`],
    ['a hundred thousand blanks in a mark', `<p style="white-space:pre-wrap"><b>a${' '.repeat(100_000)}b</b></p>`],
    ['a hundred thousand blanks in a style', `<p style="color:${' '.repeat(100_000)}red${' '.repeat(100_000)}x"><b>b</b></p>`],
    ['tables in tables', `${'<table><tr><td>a</td><td>'.repeat(400)}x`],
    ['ten thousand blocks within each other', `${'<div>'.repeat(10_000)}<b>x</b>`],
    ['two thousand notes', word(Array.from({ length: 2_000 }, (_, n) => `<p>Word<a href="#_ftn${n}" name="_ftnref${n}"><sup>[${n}]</sup></a></p>`).join('') + Array.from({ length: 2_000 }, (_, n) => `<div id="ftn${n}"><p><a href="#_ftnref${n}" name="_ftn${n}">[${n}]</a> Note ${n}</p></div>`).join(''))],
  ])('%s', (_, html) => {
    const began = process.cpuUsage()
    try {
      pasted(html)
    } catch (error) {
      // What is nested beyond reason is pasted as plain words.
      expect(error).toBeInstanceOf(RangeError)
    }
    expect(process.cpuUsage(began).user).toBeLessThan(6_000_000)
  }, 120_000)

  test('blanks within what is pasted into a line', () => {
    const began = process.cpuUsage()
    putPasted({ text: 'a', from: 1, to: 1 }, 'b', `b${' '.repeat(300_000)}c`)
    expect(process.cpuUsage(began).user).toBeLessThan(1_000_000)
  })

  test('words that no essay takes: they are pasted as they are', () => {
    const copied = (words: string) => ({ types: ['text/html', 'text/plain'], getData: (type: string) => (type === 'text/html' ? `<p><b>${words}</b></p>` : words) }) as unknown as DataTransfer
    const surface = { read: () => ({ text: '', from: 0, to: 0 }) }
    expect(formattedIn(copied('word '.repeat(50_000)), surface, () => {})).not.toBeNull()
    expect(formattedIn(copied('word '.repeat(70_000)), surface, () => {})).toBeNull()
  })

  test('more markup than any essay has: its words are pasted, and somebody is told; pictures within it are not counted', () => {
    const copied = (html: string) => ({ types: ['text/html', 'text/plain'], getData: (type: string) => (type === 'text/html' ? html : 'words') }) as unknown as DataTransfer
    const surface = { read: () => ({ text: '', from: 0, to: 0 }) }
    const told: string[] = []
    const take = (html: string) => formattedIn(copied(html), surface, () => told.push('left plain')) !== null
    expect([take('<b>a</b> '.repeat(100_000)), take(`<img src="data:image/png;base64,${'A'.repeat(5_900_000)}"><b>a</b>`)]).toEqual([true, true])
    expect(told).toEqual([])
    expect([take('<b>a</b> '.repeat(655_000)), take('<b>a</b> '.repeat(120_000)), take('x'.repeat(8_000_001))]).toEqual([false, false, false])
    expect(told).toEqual(['left plain', 'left plain', 'left plain'])
  })
})
