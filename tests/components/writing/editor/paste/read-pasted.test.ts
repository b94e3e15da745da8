import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import { describe, expect, test } from 'vitest'
import { readPasted } from '#components/writing/editor/paste/read-pasted.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'
import { visibleText } from '#lib/rendering/visible-text.ts'
import { safeTreeOfMarkdown } from '#lib/rendering/safe-tree.ts'

const site = { origin: 'https://afterword.example', nextNote: 1 }

/** What is put into the text; null where the plain words are. */
function pasted(html: string, words = 'the words', nextNote = 1): string | null {
  return readPasted({ html, words }, { ...site, nextNote })?.markdown ?? null
}

const word = (body: string) => `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->${body}<!--EndFragment--></body></html>`

const docs = (body: string) => `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-0a1b">${body}</b><br class="Apple-interchange-newline">`
const span = (style: string, words: string) => `<span style="font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:400;font-style:normal;text-decoration:none;vertical-align:baseline;white-space:pre-wrap;${style}">${words}</span>`
const line = (words: string) => `<p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;">${words}</p>`

describe('from Word', () => {
  test('paragraphs, marks and headings', () => {
    const html = word(`<h1>The bank<o:p></o:p></h1>
<p class=MsoNormal>It is <b style='mso-bidi-font-weight:normal'>slow</b>, and <i style='mso-bidi-font-style:normal'>all&nbsp;of it </i>is<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<h2>Its ledger<o:p></o:p></h2>
<p class=MsoNormal>See <a href="https://example.org/ledger"><span style='color:#0563C1'>the ledger</span></a>.<o:p></o:p></p>
<p class=MsoQuote>Nobody counts dogs.<o:p></o:p></p>`)
    expect(pasted(html)).toBe('## The bank\n\nIt is **slow**, and *all\u00A0of it* is\n\n### Its ledger\n\nSee [the ledger](https://example.org/ledger).\n\n> Nobody counts dogs.')
  })

  test('lists, which are paragraphs there', () => {
    const item = (level: number, marker: string, words: string) => `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level * 36}pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>\n`
    expect(pasted(word(`${item(1, '·', 'one')}${item(2, 'o', 'within')}${item(1, '·', 'two')}<p class=MsoNormal>After.<o:p></o:p></p>${item(1, '3.', 'three')}${item(1, '4.', 'four')}`)))
      .toBe('- one\n  - within\n- two\n\nAfter.\n\n3. three\n4. four')
  })

  test('footnotes, numbered on from those that are there', () => {
    const html = word(`<div class=WordSection1><p class=MsoNormal>It is slow<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a>.</p></div>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> As slow as a <i>mower</i>.<o:p></o:p></p></div></div>`)
    expect(pasted(html, '', 4)).toBe('It is slow[^4].\n\n[^4]: As slow as a *mower*.')
  })
})

describe('from Google Docs', () => {
  test('marks that are styles, and a wrapper that is not bold', () => {
    const html = docs(`${line(span('', 'It is ') + span('font-weight:700', 'slow') + span('font-weight:700;font-style:italic', ' indeed') + span('', ', says ') + span('font-style:italic', 'Ada ') + span('text-decoration:line-through', 'Mo') + span('', '.'))}<br>${line(span('', 'And ') + `<a href="https://www.google.com/url?q=https://example.org/a%3Fb&amp;sa=D" style="text-decoration:none;">${span('color:#1155cc;text-decoration:underline', 'a link')}</a>`)}`)
    expect(pasted(html)).toBe('It is **slow _indeed_**, says *Ada* ~~Mo~~.\n\nAnd [a link](https://example.org/a?b)')
  })

  test('lists within lists, headings that are not bold twice, and figures that stand high', () => {
    const item = (words: string) => `<li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr" role="presentation">${span('', words)}</p></li>`
    const html = docs(`<h1 dir="ltr">${span('font-weight:700', 'The bank')}</h1><ul>${item('one')}<ul>${item('within')}</ul>${item('two')}</ul>${line(span('', 'E = mc') + span('vertical-align:super;font-size:0.6em', '2'))}`)
    expect(pasted(html)).toBe('## The bank\n\n- one\n  - within\n- two\n\nE = mc²')
  })

  test('tables, and code that is a face', () => {
    const cell = (words: string) => `<td style="border:solid #000 1pt">${line(span('', words))}</td>`
    const html = docs(`<div dir="ltr"><table><colgroup><col width="301" /></colgroup><tbody><tr>${cell('Day')}${cell('Dogs')}</tr><tr>${cell('Monday')}${cell('4 | 5')}</tr></tbody></table></div>${line(span('', 'Run ') + span("font-family:'Courier New',monospace", 'npm_start') + span('', '.'))}`)
    expect(pasted(html)).toBe('| Day | Dogs |\n| - | - |\n| Monday | 4 \\| 5 |\n\nRun `npm_start`.')
  })
})

describe('from a page', () => {
  test('styles, classes, scripts and what nobody sees stay there', () => {
    const html = `<meta charset='utf-8'><style>p{color:red}</style><script>alert(1)</script><h2 class="css-1x" style="font-weight:400">A heading</h2><p class="lead" onclick="alert(1)" style="box-sizing:border-box;font-size:18px">Some <em class="x" style="font-style:italic">words</em><span style="display:none">unseen</span> and <a class="btn" href="javascript:alert(1)">no link</a>.</p><button>Share</button><p>Soft\u00ADened.<span class="Apple-converted-space">&nbsp;</span></p>`
    expect(pasted(html)).toBe('## A heading\n\nSome *words* and no link.\n\nSoftened.')
  })

  test('quotations, code, rules and line breaks', () => {
    const html = '<blockquote><p>One,<br>two.</p></blockquote><pre><code class="language-js">let a = 1 &lt; 2\n  a_b</code></pre><hr><p>Run <code>a * b</code>.</p><ol start="3"><li>three</li><li>four</li></ol>'
    expect(pasted(html)).toBe('> One,\\\n> two.\n\n```js\nlet a = 1 < 2\n  a_b\n```\n\n---\n\nRun `a * b`.\n\n3. three\n4. four')
  })

  test('lines that are parted by two breaks are paragraphs', () => {
    expect(pasted('<div>One <b>word</b>.<br><br>Two.<br></div><div><br></div><div>Three.</div>')).toBe('One **word**.\n\nTwo.\n\nThree.')
  })

  test('notes that lead back and forth, whatever they are called', () => {
    const html = `<p>It is slow.<sup id="cite_ref-1" class="reference"><a href="https://example.org/ferry#cite_note-1">[1]</a></sup> And old.<sup id="cite_ref-2"><a href="#cite_note-2">[2]</a></sup></p><h2>Notes</h2><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text">A source.</span></li><li id="cite_note-2"><span><b><a href="https://example.org/ferry#cite_ref-2">^</a></b></span> Another.</li></ol>`
    expect(pasted(html)).toBe('It is slow.[^1] And old.[^2]\n\n## Notes\n\n[^1]: A source.\n\n[^2]: Another.')
  })

  test('a note that did not come along leaves its mark as a link', () => {
    expect(pasted('<p>It is slow.<sup><a href="https://example.org/ferry#n1">1</a></sup></p>')).toBe('It is slow.[1](https://example.org/ferry#n1)')
  })

  test('addresses of this site name no site, and what cannot be said in Markdown is words', () => {
    expect(pasted('<p>See <a href="https://afterword.example/posts/one?a=1#b">one</a>, <kbd>Ctrl</kbd>, <q>so</q>, H<sub>2</sub>O, the 1<sup>st</sup> and <u>this</u>.</p>'))
      .toBe('See [one](/posts/one?a=1#b), `Ctrl`, “so”, H₂O, the 1st and *this*.')
  })

  test('marks of ours that nobody meant stay letters', () => {
    expect(pasted('<p><b>Or</b> a || b || c * d * e [x](y)</p><p>:::spoiler</p>')).toBe('**Or** a \\|| b \\|| c \\* d \\* e \\[x]\\(y)\n\n\\:::spoiler')
  })
})

test('an essay of this site comes with its notes and with what is folded in it', () => {
  const source = 'He ||dies|| slowly.[^1]\n\n:::spoiler The end\nAll *is* said.\n:::\n\nAfter.\n\n[^1]: On a mower.'
  const { html } = renderMarkdown(source, 'essay')
  expect(pasted(html, '', 3)).toBe('He ||dies|| slowly.[^3]\n\n:::spoiler The end\n\nAll *is* said.\n\n:::\n\nAfter.\n\n[^3]: On a mower.')
})

describe('pictures', () => {
  test('one of this site stays, with its caption; one from elsewhere leaves a sentence', () => {
    const own = 'https://afterword.example/media/0123456789abcdef01234567-640x400.webp'
    expect(pasted(`<figure><img src="${own}" srcset="x 2x" alt="The river"><figcaption>Before the flood</figcaption></figure><p>Words.</p><p><img src="https://pictures.example/a.jpg" alt="A &lt;pier&gt;"></p><p><img src="file:///C:/clip_image001.png"></p><img src="https://count.example/p.gif" width="1" height="1">`))
      .toBe('![The river](/media/0123456789abcdef01234567-640x400.webp "Before the flood")\n\nWords.\n\n*(A picture stood here: [A \\<pier>](https://pictures.example/a.jpg).)*\n\n*(A picture stood here.)*')
  })

  test('one that stands in the text itself is to be put in where it stood', () => {
    const dot = 'data:image/png;base64,iVBORw0KGgo='
    const found = readPasted({ html: `<p>One.</p><p><img src="${dot}"></p><p>Two <img src="${dot}">.</p>`, words: '' }, site)
    expect(found?.markdown).toBe('One.\n\nTwo .')
    expect(found?.pictures.map(({ at, file }) => [at, file.type, file.size])).toEqual([[4, 'image/png', 8], [10, 'image/png', 8]])
  })

  test('a face that is a picture is a letter', () => {
    expect(pasted('<p><b>Yes</b> <img class="emoji" src="https://x.example/1f600.svg" alt="😀"></p>')).toBe('**Yes** 😀')
  })
})

describe('plain words stay plain', () => {
  test.each([
    ['code from an editor', '<meta charset=\'utf-8\'><div style="color: #d4d4d4;background-color: #1e1e1e;font-family: Menlo, Monaco, \'Courier New\', monospace;font-weight: normal;white-space: pre;"><div><span style="color: #569cd6;">const</span><span> a = 1</span></div></div>'],
    ['code from another', '<html><head><meta http-equiv="content-type"></head><body><pre style="background-color:#2b2b2b;font-family:\'JetBrains Mono\',monospace;"><span style="color:#cc7832;">const </span>a = <b>1</b></pre></body></html>'],
    ['a file as a browser shows it', '<pre style="word-wrap: break-word; white-space: pre-wrap;"># A *heading*</pre>'],
    ['a phrase without formatting', '<meta charset="utf-8"><span style="font-size:16px;font-weight:400">a * b</span>'],
    ['an address', '<a href="https://example.org/a">https://example.org/a</a>'],
  ])('%s', (_, html) => {
    expect(pasted(html)).toBeNull()
  })

  test('Markdown that somebody copied from a page', () => {
    const lines = ['## A heading', 'Some *words*.']
    expect(pasted(lines.map((each) => `<p>${each}</p>`).join(''), lines.join('\n\n'))).toBeNull()
  })

  test('faces of code that touch are one, because their marks would be read as a longer one', () => {
    expect(pasted('<p>A <code>`b`c</code><code>d</code> <code>e</code></p>')).toBe('A `` `b`cd `` `e`')
  })

  test('but paragraphs without any marks are parted as Markdown wants it', () => {
    expect(pasted('<p>One.</p><p>Two.</p>', 'One.\nTwo.')).toBe('One.\n\nTwo.')
  })
})

describe('whatever is pasted', () => {
  const words = fc.array(fc.constantFrom('ferry', 'a*b', '1.', '#', '>', '_x_', '`', '[^1]', '||', '&amp;', '&lt;b&gt;', ' https://example.org/a_b ', '!', '~', 'é', '😀', '\u00A0', ' ', ' ', ' '), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
  const inline = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof({ depthSize: 'small' }, words, fc.tuple(fc.constantFrom('b', 'i', 'strong', 'em', 'u', 's', 'span', 'a', 'code', 'sup'), fc.array(tie('any'), { maxLength: 3 })).map(([tag, inside]) => `<${tag}${tag === 'a' ? ' href="https://example.org"' : ''}>${inside.join('')}</${tag}>`)),
  })).any
  const block = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof({ depthSize: 'small' },
      fc.tuple(fc.constantFrom('p', 'h1', 'h2', 'h4', 'div', 'blockquote', 'td'), fc.array(inline, { maxLength: 4 })).map(([tag, inside]) => (tag === 'td' ? `<table><tr><td>${inside.join('</td><td>')}</td></tr></table>` : `<${tag}>${inside.join('')}</${tag}>`)),
      fc.tuple(fc.constantFrom('ul', 'ol'), fc.array(tie('any'), { minLength: 1, maxLength: 3 })).map(([tag, items]) => `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`),
      fc.tuple(fc.constantFrom('div', 'blockquote', 'b', 'section'), fc.array(tie('any'), { maxLength: 3 })).map(([tag, inside]) => `<${tag}>${inside.join('')}</${tag}>`)),
  })).any

  /** Letters and figures as they are read, high ones as the others. */
  const lettersOf = (text: string) => text.normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '')

  test('no word of it is lost or made twice, and none of it is markup of its own', () => {
    fc.assert(fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (blocks) => {
      const html = blocks.join('')
      const markdown = pasted(html, '')
      if (markdown === null) return
      const shown = visibleText(safeTreeOfMarkdown(markdown, 'essay'), 'spoilers')
      expect(lettersOf(shown)).toBe(lettersOf(visibleText(fromHtml(html, { fragment: true }))))
    }), { numRuns: 400 })
  })
})
