import fc from 'fast-check'
import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { describe, expect, test } from 'vitest'
import { renderMarkdown, sanitiseHtml } from '#lib/rendering/render-markdown.ts'
import type { RenderingProfile } from '#lib/rendering/rendering-profiles.ts'
import { eachElement } from '#lib/rendering/walk-tree.ts'

const essay = (html: string) => sanitiseHtml(html, 'essay').html
const comment = (html: string) => sanitiseHtml(html, 'comment').html

describe('imported HTML', () => {
  test.each([
    ['scripts go with what they hold', '<script>alert(1)</script>a', 'a'],
    ['styles too', '<style>a{}</style><p style="color:red" onclick="x()">a</p>', '<p>a</p>'],
    ['frames too', '<iframe src="https://e.org">b</iframe>a', 'a'],
    ['drawings too', '<svg><a xlink:href="javascript:x"><title>t</title></a></svg>a', 'a'],
    ['comments too', 'a<!-- b -->', 'a'],
    ['unknown elements leave their text', '<blink>a</blink><font color=red>b</font>', 'ab'],
    ['old elements become today’s', '<h1>a</h1><strike>b</strike><tt>c</tt>', '<h2 id="e-a">a</h2><s>b</s><code>c</code>'],
    ['cells without a table leave their text', '<tr><td>a</td></tr><li>b</li>', 'ab'],
    ['schemes are read as a browser reads them', '<a href="java\nscript:alert(1)">a</a><a href=" JAVASCRIPT:x">b</a>', 'ab'],
    ['links lead to the web and to mail, nowhere else', '<a href="ftp://e.org/x">a</a><a href="tel:1">b</a><a href="blob:https://e.org/1">c</a><a href="intent://e.org#x">d</a><a href="file:///etc/hosts">e</a>', 'abcde'],
    ['an address without a scheme is foreign', '<a href="\\\\e.org/x">a</a>', '<a href="https://e.org/x" rel="noopener">a</a>'],
    ['an address with a scheme is foreign, however it goes on', '<a href="https:e.org/x">a</a> <a href="http:/e.org">b</a>', '<a href="https://e.org/x" rel="noopener">a</a> <a href="http://e.org/" rel="noopener">b</a>'],
    ['a host has one name', '<a href="https://E.org./x">a</a>', '<a href="https://e.org/x" rel="noopener">a</a>'],
    ['ids get our prefix, and links in the text follow', '<a href="#x">a</a><p id="x">b</p>', '<a href="#e-x">a</a><p id="e-x">b</p>'],
    ['a link to a place that is not here is no link', '<a href="#comments">a</a>', '<a>a</a>'],
    ['the second of two equal ids goes', '<p id="x">a</p><p id="x">b</p>', '<p id="e-x">a</p><p>b</p>'],
    ['roles and labels are ours alone', '<p role="alert" aria-label="x">a</p>', '<p>a</p>'],
    ['names cannot shadow the page', '<a name="body">a</a><img name="cookie" alt="b">', 'ab'],
    ['spans of a table stay', '<table><tr><th colspan="2">a</th></tr></table>', '<table tabindex="0"><tbody><tr><th colspan="2" scope="col">a</th></tr></tbody></table>'],
    ['what is no number, or too large for one, says nothing', '<ol start="<a" reversed><li value="x">a</li></ol><table><tr><td colspan="5000" rowspan="-1">b</td></tr></table>', '<ol reversed><li>a</li></ol><table tabindex="0"><tbody><tr><td>b</td></tr></tbody></table>'],
    ['an empty header is a cell', '<table><tr><th></th><th>a</th></tr></table>', '<table tabindex="0"><tbody><tr><td></td><th scope="col">a</th></tr></tbody></table>'],
    ['definition lists stay', '<dl><dt>a</dt><dd>b</dd></dl>', '<dl><dt>a</dt><dd>b</dd></dl>'],
  ])('%s', (_, html, clean) => expect(essay(html)).toBe(clean))

  test('in a comment a table becomes its cells, each on its own line', () => {
    expect(sanitiseHtml('<table><tr><td>a</td><td>b</td></tr></table>', 'comment').text).toBe('a\nb')
  })

  test('in a comment an image becomes a link', () => {
    expect(comment('<img src="https://e.org/x.png" alt="a">')).toBe('<a href="https://e.org/x.png" rel="nofollow ugc noopener noreferrer">a</a>')
  })
})

const attacks = [
  '<img src=x onerror=alert(1)>', '<a href="javascript:alert(1)">x</a>', '<svg/onload=alert(1)>', '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<form action="javascript:x"><input type=submit>', '<base href="https://e.org/">', '<meta http-equiv=refresh content="0;url=x">',
  '<template><script>x</script></template>', '<table background="javascript:x"><td background=x>', '<details open ontoggle=alert(1)>', '<a href="data:text/html,<script>x</script>">x</a>',
  '<select><iframe></select><img src onerror=x>', '<p id="location" name="x">', '<object data="x"></object>', '<embed src="x">', '<link rel=stylesheet href=x>', '<img srcset="x 1x" src="https://e.org/a.png">',
  '<textarea></textarea><script>x</script>', '<xmp><script>x</script></xmp>', '<plaintext><b>', '<a href="vbscript:x">', '<a href="//e.org">', '<img src="http://e.org/a.png">', '<img src="/admin">',
]
const pieces = [
  ...attacks, '||', ':::spoiler <b>x</b>\n', '\n:::\n', ':::: spoiler ||x||\n', '![||x||](/media/0123456789abcdef01234567-1600x900.webp "*<b>* | [x](javascript:y)")', '<details data-spoiler="inline" open><summary>x', '[a](javascript:x)', '![a](data:image/svg+xml,x)', '<https://e.org/"onmouseover=x>', '[a]: javascript:x\n\n[a]', '[^1]', '\n\n[^1]: <b>x</b>\n\n', '# <script>', '`<b>`', '\n> ', '\n- ', '| a |\n|-|\n',
  '**', '~~', '"', "'", '<', '>', '&lt;', '&#x6a;avascript:', '\0', '\n', ' ', 'a', '<p>', '</p>', '<div>', '<table>', '<tr>', '<td>', '</table>', '<ul>', '<li>', '<sup class="footnote-ref">', '<section class="footnotes">', '<h1>', '<pre>',
]
const anyText = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })), { maxLength: 24 }).map(parts => parts.join(''))

const allowedTags: Record<RenderingProfile, Set<string>> = {
  comment: new Set('p div br hr h4 h5 blockquote pre code ul ol li section a em i strong b del s ins sub sup kbd q cite'.split(' ')),
  essay: new Set(('p div br hr h2 h3 h4 blockquote pre code ul ol li section a em i strong b del s ins sub sup kbd q cite figure figcaption img details summary '
    + 'dl dt dd table caption thead tbody tfoot tr th td u mark small samp var abbr dfn time wbr ruby rt rp bdi').split(' ')),
}
const allowedAttributes = new Set('href id rel role ariaLabel className srcSet sizes dataSpoiler start reversed type value src alt title width height loading decoding colSpan rowSpan scope tabIndex lang dir dateTime hrefLang'.split(' '))

describe('whatever comes in, nothing outside the allow-list comes out', () => {
  test.each<RenderingProfile>(['comment', 'essay'])('of a %s', profile => {
    fc.assert(fc.property(anyText, text => {
      expectClean(renderMarkdown(text, profile, { idPrefix: '1', remoteImages: true }).html, profile)
      expectClean(sanitiseHtml(text, profile, { idPrefix: '1', remoteImages: true }).html, profile)
    }), { numRuns: 400 })
  })

  test.each(attacks)('%s', attack => {
    expectClean(sanitiseHtml(attack, 'comment').html, 'comment')
    expectClean(sanitiseHtml(attack, 'essay').html, 'essay')
  })
})

/** Reads the output as a browser would, and looks at every element of it. */
function expectClean(html: string, profile: RenderingProfile): void {
  eachElement(fromHtml(html, { fragment: true }), element => {
    expect(allowedTags[profile]).toContain(element.tagName)
    for (const name of Object.keys(element.properties)) expect(allowedAttributes).toContain(name)
    expectSafeAddresses(element, profile)
  })
}

function expectSafeAddresses(element: Element, profile: RenderingProfile): void {
  const { href, src, id, rel } = element.properties
  if (href !== undefined) expect(new URL(String(href), 'https://here.example').protocol).toMatch(/^(?:https?|mailto):$/)
  if (src !== undefined) expect(String(src)).toMatch(/^(?:https:\/\/|\/media\/)/)
  if (id !== undefined) expect(String(id)).toMatch(profile === 'comment' ? /^c-1?-?/ : /^e-/)
  if (profile === 'comment' && href !== undefined && !String(href).startsWith('#c-')) expect(rel).toContain('ugc')
}
