import { describe, expect, test } from 'vitest'
import { leaveOutFolded } from '#lib/posts/leave-out-folded.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'

const essay = (source: string) => renderMarkdown(source, 'essay')
const html = (source: string) => essay(source).html.trim()
/** Without the line ends between elements, which nobody sees. */
const dense = (page: string) => page.replace(/>\n+(?=<)/g, '>')
const words = (said: string) => `<details data-spoiler="inline"><summary>spoiler</summary>${said}</details>`
const passage = (heading: string, said: string) => `<details data-spoiler="block"><summary>${heading}</summary>${said}</details>`

describe('words between bars', () => {
  test.each([
    ['fold where they stand', 'a ||b|| c', `<div class="paragraph">a ${words('b')} c</div>`],
    ['may be the whole paragraph', '||b||', `<div class="paragraph">${words('b')}</div>`],
    ['may be emphasised, and hold emphasis', '**||b *c*||**', `<div class="paragraph"><strong>${words('b <em>c</em>')}</strong></div>`],
    ['may end a sentence', 'a ||b.|| c', `<div class="paragraph">a ${words('b.')} c</div>`],
    ['fold in a list and in a quotation', '- a ||b||\n\n> ||c||', `<ul>\n<li>a ${words('b')}</li>\n</ul>\n<blockquote>\n<div class="paragraph">${words('c')}</div>\n</blockquote>`],
    ['hold links', '||[b](/c)||', `<div class="paragraph">${words('<a href="/c">b</a>')}</div>`],
    ['fold twice in a line', '||a|| ||b||', `<div class="paragraph">${words('a')} ${words('b')}</div>`],
    ['need both bars', 'a ||b', '<p>a ||b</p>'],
    ['have no blank inside the bars', 'a || b || c', '<p>a || b || c</p>'],
    ['may be written as they are', String.raw`\||b||`, '<p>||b||</p>'],
    ['are code in code', '`||b||`', '<p><code>||b||</code></p>'],
    ['do not fold in a link', '[||b||](/c)', '<p><a href="/c">||b||</a></p>'],
    ['do not fold in a heading', '## ||b||', '<h2 id="e-b">||b||</h2>'],
    ['are not four bars', '||||b||||', '<p>||||b||||</p>'],
  ])('%s', (_, source, expected) => expect(html(source)).toBe(expected))

  test('are cells of a table in a table', () => {
    expect(html('| a | b |\n|---|---|\n|| c |')).not.toContain('details')
  })

  test('stand as they were typed in a comment', () => {
    expect(renderMarkdown('||b||', 'comment').html.trim()).toBe('<p>||b||</p>')
  })
})

describe('a passage', () => {
  test.each([
    ['has a heading', ':::spoiler How it ends\nHe dies.\n:::', passage('How it ends', '<p>He dies.</p>\n')],
    ['has a heading in Markdown', ':::spoiler The end of *Stalker*\na\n:::', passage('The end of <em>Stalker</em>', '<p>a</p>\n')],
    ['needs none', '::: spoiler\na\n:::', passage('Spoiler', '<p>a</p>\n')],
    ['ends a paragraph', 'a\n:::spoiler\nb\n:::\nc', `<p>a</p>\n${passage('Spoiler', '<p>b</p>\n')}<p>c</p>`],
    ['holds anything', ':::spoiler\n- a\n\n> b\n:::', passage('Spoiler', '<ul><li>a</li></ul><blockquote><p>b</p></blockquote>')],
    ['ends at its colons, even in a block of code', ':::spoiler\n```\na\n:::\nb', `${passage('Spoiler', '<pre tabindex="0"><code>a\n</code></pre>')}<p>b</p>`],
    ['may stand in another with more colons', '::::spoiler\na\n:::spoiler\nb\n:::\n::::', passage('Spoiler', `<p>a</p>\n${passage('Spoiler', '<p>b</p>\n')}`)],
    ['stays in its list', '- :::spoiler\n  a\n  :::\n\nb', `<ul>\n<li>\n${passage('Spoiler', '<p>a</p>\n')}</li>\n</ul>\n<p>b</p>`],
    ['goes on to the end where it has none', ':::spoiler\na\n\nb', passage('Spoiler', '<p>a</p>\n<p>b</p>\n')],
    ['is no passage by another name', ':::warning\na\n:::', '<p>:::warning\na\n:::</p>'],
  ])('%s', (_, source, expected) => expect(dense(html(source))).toBe(dense(expected)))
})

describe('what is folded', () => {
  const source = 'It begins ||in the rain|| and goes on.\n\n:::spoiler The end\n## He dies\n\nHe dies there.\n:::\n\n## After it\n\nLater.'

  test('is in no plain text, and counts as words', () => {
    const { text, words: count } = essay(source)
    expect(text).toBe('It begins … and goes on.\nThe end\nAfter it\nLater.')
    expect(count).toBe(18)
  })

  test('is in no contents', () => {
    expect(essay(source).headings.map(({ text }) => text)).toEqual(['After it'])
  })

  test('is left out of what goes elsewhere', () => {
    const outside = leaveOutFolded(essay(source).html)
    expect(outside).toContain('It begins … and goes on.')
    expect(outside).not.toMatch(/rain|He dies/)
  })
})

test.each([
  ['bars without end', '||a '.repeat(20_000)],
  ['bars that close and open', '||a||'.repeat(20_000)],
  ['passages without end', ':::spoiler\n'.repeat(8_000)],
  ['passages of many lengths', Array.from({ length: 2_000 }, (_, step) => `${':'.repeat(3 + (step % 90))}spoiler`).join('\n')],
  ['bars in emphasis', '*||'.repeat(900)],
])('%s take no longer than other texts', (_, source) => {
  const began = performance.now()
  essay(source)
  expect(performance.now() - began).toBeLessThan(4_000)
})

describe('notes of what is folded', () => {
  const notesOf = (source: string) => {
    const { html, text } = renderMarkdown(source, 'essay')
    return { notes: [...html.matchAll(/<li[^>]*>(<details data-spoiler="block">)?/g)].map(([, folded]) => folded !== undefined), text, html }
  }

  test('are folded, in a line and in a passage, and stand in no plain text', () => {
    const { notes, text, html } = notesOf('Open[^1]. ||He dies[^2]||.\n\n:::spoiler\nAll of them[^3].\n:::\n\n[^1]: Seen.\n[^2]: On page nine.\n[^3]: In the snow.')
    expect(notes).toEqual([false, true, true])
    expect(html).toContain('<summary>Note to a spoiler</summary>')
    expect(text).toContain('Seen.')
    expect(text).not.toMatch(/page nine|snow/)
  })

  test('stand open when the open text refers to them too', () => {
    expect(notesOf('||He dies[^1]||, as we know[^1].\n\n[^1]: Everybody does.').notes).toEqual([false])
  })

  test('are folded too when only a folded note refers to them, and not when an open one does', () => {
    expect(notesOf('||He dies[^1]||.\n\n[^1]: See[^2].\n[^2]: In the snow.').notes).toEqual([true, true])
    expect(notesOf('He lives[^1].\n\n[^1]: See[^2].\n[^2]: In the snow.').notes).toEqual([false, false])
  })
})
