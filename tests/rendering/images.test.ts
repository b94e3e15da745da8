import { describe, expect, test } from 'vitest'
import { renderMarkdown, sanitiseHtml } from '#lib/rendering/render-markdown.ts'

const name = '/media/0123456789abcdef01234567'
const url = `${name}-1000x500.webp`
const after = `A beginning.\n\n`
const figure = (source: string) => /<figure>[^]*<\/figure>/.exec(renderMarkdown(after + source, 'essay').html)?.[0] ?? ''

describe('an image of ours', () => {
  test('comes with its size, its copies and the time that it takes, all from its address', () => {
    expect(figure(`![A river](${url})`)).toBe(
      `<figure><img src="${url}" alt="A river" width="1000" height="500" srcset="${name}-1000x500-480w.webp 480w, ${name}-1000x500-800w.webp 800w, ${url} 1000w"`
      + ' sizes="auto, (min-width: 44rem) 41rem, 94vw" loading="lazy" decoding="async"></figure>',
    )
  })

  test('at the very beginning waits for nothing', () => {
    const html = renderMarkdown(`![A river](${url})\n\n![Another](${url})`, 'essay').html
    expect(html.match(/loading="lazy"/g)).toHaveLength(1)
    expect(html.indexOf('loading="lazy"')).toBeGreaterThan(html.indexOf('Another'))
    expect(html).toContain('sizes="(min-width: 44rem) 41rem, 94vw" decoding')
  })

  test('that is small has no copies', () => {
    expect(figure(`![A dot](${name}-40x30.webp)`)).toBe(`<figure><img src="${name}-40x30.webp" alt="A dot" width="40" height="30" loading="lazy" decoding="async"></figure>`)
  })

  test.each([`${name}-1000x500-480w.webp`, `${name}-1000x500.jpg`, `${url}?pass=abc`])('is meant whichever of its files is named: %s', (other) => {
    expect(figure(`![A river](${other})`)).toBe(figure(`![A river](${url})`))
  })

  test('brings none of what the author, or somebody else, says about size and copies', () => {
    const html = sanitiseHtml(`<p>a</p><img src="${url}" width="1" height="1" srcset="https://e.org/x.png 1x" sizes="1px" loading="eager">`, 'essay').html
    expect(html).toContain('width="1000" height="500"')
    expect(html).not.toContain('e.org')
  })
})

describe('what is said of an image', () => {
  test.each([
    ['a caption is a line of Markdown', '"From *Stalker*, [Mosfilm](https://e.org/)"', 'From <em>Stalker</em>, <a href="https://e.org/" rel="noopener">Mosfilm</a>'],
    ['who made it stands behind the last bar', '"A | B | *Ada*"', 'A | B <small class="credit"><em>Ada</em></small>'],
    ['who made it may stand alone', '"| Ada"', '<small class="credit">Ada</small>'],
    ['a bar that is escaped is a bar', String.raw`"A \\| B"`, 'A | B'],
    ['a caption holds no further image', `"![x](${url})"`, `!<a href="${url}">x</a>`],
    ['nothing in it runs', '"<script>x</script>"', '&#x3C;script>x&#x3C;/script>'],
  ])('%s', (_, title, caption) => {
    expect(figure(`![a](${url} ${title})`)).toContain(`<figcaption>${caption}</figcaption>`)
  })

  test('without a description it says that there is none', () => {
    const html = renderMarkdown(`![](${url}) ![ ](${url}) ![decoration](${url}) ![seen](${url})`, 'essay').html
    expect(html.match(/alt="[^"]*"/g)).toEqual(['alt="Picture without a description"', 'alt="Picture without a description"', 'alt=""', 'alt="seen"'])
  })

  test('HTML that came with an empty description keeps it', () => {
    expect(sanitiseHtml(`<img src="${url}" alt="">`, 'essay').html).toContain('alt=""')
    expect(sanitiseHtml(`<img src="${url}">`, 'essay').html).toContain('alt="Picture without a description"')
  })
})
