import { describe, expect, test } from 'vitest'
import { rewriteText } from '#lib/exchange/pictures/rewrite-text.ts'

const ours = '/media/0123456789abcdef01234567-1000x500.webp'
const old = 'https://orchard.example/a.jpg'
const pictures = { [old]: ours, 'https://orchard.example/a.jpg?w=1&h=2': ours, 'https://orchard.example/a_(1).jpg': ours }
const links = { 'https://orchard.example/a.jpg': ours, 'https://orchard.example/2012/walk/': '/posts/walk' }
const markdown = (source: string) => rewriteText({ format: 'markdown', source, pictures, links })
const html = (source: string) => rewriteText({ format: 'html', source, pictures, links })

describe('Markdown', () => {
  test.each([
    ['an image', `One.\n\n![An *oak*](${old})\n\nTwo.`, `One.\n\n![An *oak*](${ours})\n\nTwo.`],
    ['its caption and credit', `![An oak](${old} "In *May* | Wren")`, `![An oak](${ours} "In *May* | Wren")`],
    ['an image over http', '![An oak](http://orchard.example/a.jpg)', `![An oak](${ours})`],
    ['an address in brackets', `![An oak](<${old}>)`, `![An oak](${ours})`],
    ['an escaped address', '![An oak](https://orchard.example/a.jpg?w=1\\&h=2)', `![An oak](${ours})`],
    ['brackets in an address', '![An oak](https://orchard.example/a_\\(1\\).jpg)', `![An oak](${ours})`],
    ['an image that leads to its file', `[![An oak](${old})](http://orchard.example/a.jpg)`, `[![An oak](${ours})](http://orchard.example/a.jpg)`],
    ['an image with its address below', `![An oak][1]\n\n[1]: ${old} "In May"`, `![An oak][1]\n\n[1]: ${ours} "In May"`],
    ['a link to another essay', '[a walk](https://orchard.example/2012/walk/ "x")', '[a walk](/posts/walk "x")'],
    ['two images in a line', `![a](${old}) and ![b](${old})`, `![a](${ours}) and ![b](${ours})`],
  ])('has new addresses in %s, and nothing else new', (_, before, after) => {
    expect(markdown(before).source).toBe(after)
  })

  test.each([
    ['code', `\`![An oak](${old})\``],
    ['a block of code', `    ![An oak](${old})`],
    ['a fence', `\`\`\`\n![An oak](${old})\n\`\`\``],
    ['an address that is read', `See ${old} and <${old}>.`],
    ['an escaped image', `\\![An oak\\](${old})`],
  ])('keeps %s as it is', (_, source) => {
    expect(markdown(source).source).toBe(source)
  })

  test('has what can be replaced replaced beside what cannot', () => {
    expect(markdown(`\`![x](${old})\`\n\n![An oak](${old})`).source).toBe(`\`![x](${old})\`\n\n![An oak](${ours})`)
  })

  test('gets sizes from the renderer', () => {
    const { rendering } = markdown(`![An oak](${old} "In May")`)
    expect(rendering.html).toContain(`src="${ours}"`)
    expect(rendering.html).toMatch(/srcset="\/media\/0123456789abcdef01234567-1000x500-480w\.webp 480w, /)
    expect(rendering.html).toContain('alt="An oak"')
    expect(rendering.html).toContain('<figcaption>In May</figcaption>')
  })
})

describe('HTML', () => {
  test.each([
    ['an image', `<p>One &amp; <b>two</b>.</p>\n<img alt="An oak" src="${old}" width="300">`, `<p>One &amp; <b>two</b>.</p>\n<img alt="An oak" src="${ours}" width="300">`],
    ['single quotes', `<img src='${old}'>`, `<img src="${ours}">`],
    ['an escaped address', '<img src="https://orchard.example/a.jpg?w=1&#x26;h=2">', `<img src="${ours}">`],
    ['an image that leads to its file', `<a href="${old}"><img src="${old}"></a>`, `<a href="${ours}"><img src="${ours}"></a>`],
  ])('has new addresses in %s, and nothing else new', (_, before, after) => {
    expect(html(before).source).toBe(after)
  })

  test('keeps what is read', () => {
    expect(html(`<pre>&lt;img src="${old}"></pre>`).source).toBe(`<pre>&lt;img src="${old}"></pre>`)
  })
})

test('says what a text shows and where it leads', () => {
  const source = `[![An oak](${old} "In May | Wren")](https://orchard.example/2012/walk)\n\n![](https://elsewhere.example/b.png)`
  const { pictures: shown, links: leads } = rewriteText({ format: 'markdown', source, pictures: {}, links: {} })
  expect(shown).toEqual([{ src: old, alt: 'An oak', caption: 'In May Wren' }, { src: 'https://elsewhere.example/b.png', alt: '', caption: '' }])
  expect(leads).toEqual(['https://orchard.example/2012/walk'])
})
