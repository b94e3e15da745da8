import { describe, expect, test } from 'vitest'
import { convertMarkup } from '#lib/exchange/wordpress-markup.ts'
import type { Attachment } from '#lib/exchange/wordpress-shortcodes.ts'

const essay = (source: string) => convertMarkup({ source, profile: 'essay' })
const comment = (source: string) => convertMarkup({ source, profile: 'comment', idPrefix: '1' })

describe('a text of the classic editor gets the paragraphs that readers saw', () => {
  test.each([
    ['a blank line ends a paragraph', 'one\n\ntwo\n \n\nthree', 'one\n\ntwo\n\nthree'],
    ['a line end is a break', 'one\ntwo', 'one\\\ntwo'],
    ['a break with a line end is one break', 'one<br />\ntwo<br>\n\nthree', 'one\\\ntwo\n\nthree'],
    ['paragraphs that are there stay', '<p>one</p>\n\n<p>two</p>', 'one\n\ntwo'],
    ['headings stand for themselves', '<h2>one</h2>\ntwo\n<h3>three</h3>\nfour', '## one\n\ntwo\n\n### three\n\nfour'],
    ['quotes have paragraphs', '<blockquote>one\n\ntwo</blockquote>', '> one\n>\n> two'],
    ['code keeps its lines', '<pre>one\n\n  two</pre>', '```\none\n\n  two\n```'],
    ['lists stay whole', '<ul>\n<li>one</li>\n\n<li>two\n<ol>\n<li>three</li>\n</ol></li>\n</ul>', '- one\n- two\n  1. three'],
    ['emphasis may hold a line end', '<strong>one\ntwo</strong>', '**one\\\ntwo**'],
    ['items of a list may hold paragraphs', '<ul><li>one\n\n<em>two</em></li></ul>', '- one\n\n  *two*'],
    ['a blank line before a list in an item makes none', '<ul><li>one\n\n<ul><li>two</li></ul></li></ul>', '- one\n  - two'],
    ['divisions may hold paragraphs', '<div>one\n\ntwo</div>three', 'one\n\ntwo\n\nthree'],
    ['the teaser’s end leaves no trace', 'one\n\n<!--more Read on-->\n\ntwo<!--noteaser-->', 'one\n\ntwo'],
    ['pages become one', 'one<!--nextpage-->two', 'one\n\ntwo'],
    ['an address on its own line becomes a link', 'one\n\nhttps://e.org/a\n\ntwo', 'one\n\n<https://e.org/a>\n\ntwo'],
    ['an empty text is empty', '\n \n<p>&nbsp;</p>', ''],
  ])('%s', (_, source, markdown) => expect(essay(source)).toMatchObject({ format: 'markdown', source: markdown }))
})

describe('blocks', () => {
  test('lose their marks and keep what is in them, line ends meaning nothing', () => {
    const source = '<!-- wp:paragraph {"align":"center"} -->\n<p>one\ntwo</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading -->\n<h2 class="x">three</h2>\n<!-- /wp:heading -->'
    expect(essay(source)).toMatchObject({ source: 'one two\n\n## three', filledInBlocks: [] })
  })

  test('that WordPress fills in are named', () => {
    expect(essay('<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:latest-posts {"x":1} /--><!-- wp:separator /-->')).toMatchObject({
      source: 'a', filledInBlocks: ['latest-posts'],
    })
  })

  test('text between blocks gets its paragraphs', () => {
    expect(essay('<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->\nb\n\nc').source).toBe('a\n\nb\n\nc')
  })

  test('of embedded pages become links', () => {
    const source = '<!-- wp:embed {"url":"https://e.org/v"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://e.org/v\n</div><figcaption>See</figcaption></figure><!-- /wp:embed -->'
    expect(essay(source)).toMatchObject({ format: 'markdown', source: '<https://e.org/v>\n\nSee' })
  })
})

describe('pictures', () => {
  test.each([
    ['a caption around an image', '[caption id="a" width="3"]<img src="https://e.org/x.jpg" alt="A lake" /> At <em>dawn</em>[/caption]', 'markdown', '![A lake](https://e.org/x.jpg "At *dawn*")'],
    ['a caption of plain words', '[caption width="3"]<a href="https://e.org/"><img src="http://e.org/x.jpg" alt="A lake" /></a> At dawn[/caption]', 'markdown', '[![A lake](https://e.org/x.jpg "At dawn")](https://e.org/)'],
    ['a caption in an attribute', '[caption caption="At dawn"]<img src="https://e.org/x.jpg" alt="A lake" />[/caption]', 'markdown', '![A lake](https://e.org/x.jpg "At dawn")'],
    ['an image by itself', '<a href="https://e.org/"><img title="t" src="https://e.org/x.jpg" alt="A lake" /></a>', 'markdown', '[![A lake](https://e.org/x.jpg)](https://e.org/)'],
    ['an image among words', 'a <img src="https://e.org/x.jpg" alt="A lake" class="alignleft" /> b', 'markdown', 'a ![A lake](https://e.org/x.jpg) b'],
    ['a tooltip where there is no description', '<img title="A lake" src="https://e.org/x.jpg" />', 'markdown', '![A lake](https://e.org/x.jpg)'],
  ])('%s', (_, source, format, text) => expect(essay(source)).toMatchObject({ format, source: text }))

  const lake: Attachment = { id: '7', url: 'https://e.org/lake.jpg', alt: 'A "lake"', caption: 'At dawn', parent: '3' }
  const hill: Attachment = { id: '8', url: 'https://e.org/hill.jpg', alt: '', caption: '', parent: '3' }
  test.each([
    ['[gallery ids="8,7"]', '![](https://e.org/hill.jpg)\n\n![A "lake"](https://e.org/lake.jpg "At dawn")'],
    ['[gallery columns=2]', '![A "lake"](https://e.org/lake.jpg "At dawn")\n\n![](https://e.org/hill.jpg)'],
    ['[gallery exclude="8"]', '![A "lake"](https://e.org/lake.jpg "At dawn")'],
  ])('a gallery shows its pictures: %s', (source, markdown) => {
    expect(convertMarkup({ source, profile: 'essay', postId: '3', attachments: [lake, hill] })).toMatchObject({ source: markdown, unknownShortcodes: [] })
  })

  test('a gallery whose pictures are not in the export stays readable, and is named', () => {
    expect(essay('[gallery ids="1,2"]')).toMatchObject({ source: '\\[gallery ids="1,2"]', unknownShortcodes: ['gallery'] })
  })
})

describe('shortcodes', () => {
  test.each([
    ['of plugins stay, and are named', '[contact-form-7 id="3"] and [ref]a note[/ref]', ['contact-form-7', 'ref'], '[contact-form-7 id="3"] and [ref]a note[/ref]'],
    ['that are only brackets are prose', 'He wrote [sic] that [1] was [...]', [], 'He wrote [sic] that [1] was [...]'],
    ['in code mean themselves', '<code>[gallery ids="1"]</code>', [], '[gallery ids="1"]'],
    ['in double brackets mean their name', 'Use [[gallery ids="1"]].', [], 'Use [gallery ids="1"].'],
    ['for sound become links', '[audio mp3="https://e.org/a.mp3"][/audio]', [], 'https://e.org/a.mp3'],
    ['for embedded pages become links', '[embed width="3"]https://e.org/v[/embed]', [], 'https://e.org/v'],
  ])('%s', (_, source, unknown, text) => {
    const converted = essay(source)
    expect(converted.unknownShortcodes).toEqual(unknown)
    expect(converted.rendering.text).toBe(text)
  })
})

describe('what Markdown cannot say stays HTML, and nothing dangerous stays with it', () => {
  test.each([
    ['definitions', '<dl><dt>a</dt><dd>b</dd></dl>', '<dl><dt>a</dt><dd>b</dd></dl>'],
    ['cells over two columns', '<table><tr><th colspan="2">a</th></tr><tr><td>b</td><td>c</td></tr></table>', '<table><tbody><tr><th colspan="2">a</th></tr><tr><td>b</td><td>c</td></tr></tbody></table>'],
    ['raised letters', '<p onclick="x()">m<sup>2</sup></p>', '<p>m<sup>2</sup></p>'],
    ['abbreviations', '<abbr title="and so on">etc</abbr>', '<p><abbr title="and so on">etc</abbr></p>'],
    ['another language', '<blockquote lang="fr">oui</blockquote>', '<blockquote lang="fr"><p>oui</p></blockquote>'],
    ['a place that a link leads to', '<p><a href="#end">down</a></p><p id="end">here</p>', '<p><a href="#end">down</a></p><p id="end">here</p>'],
  ])('%s', (_, source, html) => expect(essay(source)).toMatchObject({ format: 'html', source: html }))

  test('a table that Markdown can say is Markdown', () => {
    const source = '<table><thead><tr><th>a</th><th align="right">b</th></tr></thead><tbody><tr><td>1</td><td align="right">2</td></tr></tbody></table>'
    expect(essay(source)).toMatchObject({ format: 'markdown', source: '| a | b |\n| - | -: |\n| 1 | 2 |' })
  })

  test('stored HTML renders to itself however often it is cleaned', () => {
    const { source } = essay('<p id="a">m<sup>2</sup> <a href="#a">up</a></p>')
    expect(essay(source).source).toBe(source)
  })

  test('frames and players become links', () => {
    const { rendering } = essay('<iframe src="//player.e.org/1" title="A talk"></iframe>\n\n<video controls><source src="https://e.org/v.mp4">old browser</video>')
    expect(rendering.html).toContain('<a href="https://player.e.org/1" rel="noopener">A talk</a>')
    expect(rendering.html).toContain('<a href="https://e.org/v.mp4" rel="noopener">https://e.org/v.mp4</a>')
  })
})

describe('footnotes of the block editor', () => {
  const sup = (id: string) => `<sup data-fn="${id}" class="fn"><a href="#${id}" id="${id}-link">1</a></sup>`
  const meta = JSON.stringify([{ id: 'y', content: 'second' }, { id: 'x', content: 'first <em>note</em>' }])

  test('become footnotes of ours, in the order of the text', () => {
    const source = `<!-- wp:paragraph --><p>a${sup('x')} b${sup('y')} c${sup('x')}</p><!-- /wp:paragraph --><!-- wp:footnotes /-->`
    expect(convertMarkup({ source, profile: 'essay', footnotes: meta })).toMatchObject({
      format: 'markdown', source: 'a[^1] b[^2] c[^1]\n\n[^1]: first *note*\n\n[^2]: second', filledInBlocks: [],
    })
  })

  test('that nothing refers to are kept', () => {
    const { rendering } = convertMarkup({ source: `<!-- wp:paragraph --><p>a${sup('x')}</p><!-- /wp:paragraph -->`, profile: 'essay', footnotes: meta })
    expect(rendering.text).toBe('a\nfirst note\nsecond')
  })

  test('that are no JSON are none', () => {
    expect(convertMarkup({ source: 'a', profile: 'essay', footnotes: '{"broken' }).source).toBe('a')
  })
})

describe('a comment', () => {
  test.each([
    ['has paragraphs and breaks', 'one\ntwo\n\nthree', 'one\\\ntwo\n\nthree'],
    ['keeps Markdown that was never meant as such', '*one* # two\n1. three', '\\*one\\* # two\\\n1\\. three'],
    ['keeps its addresses', 'see https://e.org/a_b_c or me@e.org', 'see https://e.org/a_b_c or me@e.org'],
    ['keeps its shortcodes as words', '[caption]x[/caption]', '\\[caption]x\\[/caption]'],
    ['shows pictures as links', '<img src="https://e.org/x.png" alt="A lake">', '[A lake](https://e.org/x.png)'],
  ])('%s', (_, source, markdown) => expect(comment(source)).toMatchObject({ format: 'markdown', source: markdown }))

  test('follows the rules of comments', () => {
    const { rendering } = comment('<h1>One</h1><script>alert(1)</script><a href="https://e.org/">two</a>')
    expect(rendering.html).toContain('<h4>One</h4>')
    expect(rendering.html).toContain('rel="nofollow ugc noopener noreferrer"')
    expect(rendering.text).toBe('One\ntwo')
  })
})
