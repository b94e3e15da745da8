import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { absoluteHtml } from '#lib/feeds/feed.ts'
import type { Feed } from '#lib/feeds/feed.ts'
import { writeAtom } from '#lib/feeds/write-atom.ts'
import { writeJsonFeed } from '#lib/feeds/write-json-feed.ts'
import { writeRss } from '#lib/feeds/write-rss.ts'

const origin = 'https://journal.example'

function feedOf(text: string): Feed {
  const at = new Date(Date.UTC(2026, 2, 14, 9))
  const item = {
    id: 'urn:uuid:1', title: text, path: '/posts/a', html: text, summary: text, lang: 'en', authors: [{ name: text, path: null }], tags: [text], publishedAt: at, updatedAt: at,
    conversation: null, answers: null,
  }
  return { title: text, description: text, path: '/', base: '', items: [item] }
}

/** The texts of all elements of a name. Throws when the document is not well-formed. */
function textsOf(xml: string, name: string): string[] {
  const texts: string[] = []
  let inside = false
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    inside = tag.name === name
    if (inside) texts.push('')
  })
  parser.on('text', (text) => {
    if (inside) texts.push((texts.pop() ?? '') + text)
  })
  parser.on('closetag', () => {
    inside = false
  })
  parser.write(xml).close()
  return texts
}

describe.each([
  { format: 'RSS', write: writeRss, body: 'content:encoded' },
  { format: 'Atom', write: writeAtom, body: 'content' },
])('$format', ({ write, body }) => {
  test('is well-formed and keeps every text, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const writable = text.replace(/\r/g, '').replace(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
        expect(textsOf(write(feedOf(text.replace(/\r/g, '')), origin), 'title')).toEqual([writable, writable])
      }),
    )
  })

  test('carries the whole text with addresses that hold anywhere', () => {
    const xml = write(feedOf('<p>A <a href="#e-fn1">note</a> &amp; more</p>'), origin)
    expect(textsOf(xml, body)).toEqual(['<p>A <a href="https://journal.example/posts/a#e-fn1">note</a> &amp; more</p>'])
  })
})

test('JSON says the same', () => {
  const feed = JSON.parse(writeJsonFeed(feedOf('<p>A & "B"</p>'), origin))
  expect(feed).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', feed_url: `${origin}/feed.json` })
  expect(feed.items).toMatchObject([{ content_html: '<p>A & "B"</p>', url: `${origin}/posts/a`, date_published: '2026-03-14T09:00:00.000Z' }])
})

test.each([
  ['<a href="#x">', '<a href="https://journal.example/posts/a#x">'],
  ['<a href="/people/ada">', '<a href="https://journal.example/people/ada">'],
  ['<img alt="" src="/media/1.webp">', '<img alt="" src="https://journal.example/media/1.webp">'],
  ['<a href="https://elsewhere.example/#x">', '<a href="https://elsewhere.example/#x">'],
  ['<p>href="#x"</p>', '<p>href="#x"</p>'],
  ['<p>as in a href="#x"</p>', '<p>as in a href="#x"</p>'],
  ['<a title="a > b" href="/x?a=1&#x26;b=2">', '<a title="a > b" href="https://journal.example/x?a=1&#x26;b=2">'],
  ['<a href="other">', '<a href="https://journal.example/posts/other">'],
  ['<a href="?page=2">', '<a href="https://journal.example/posts/a?page=2">'],
  ['<a href="mailto:ada@journal.example">', '<a href="mailto:ada@journal.example">'],
  ['<img src="/media/a-9x9.webp" alt="b" srcset="/media/a-9x9-4w.webp 4w, /media/a-9x9.webp 9w" sizes="auto, 9px">', '<img src="https://journal.example/media/a-9x9.webp" alt="b">'],
])('%s leaves the site as %s', (inside, outside) => {
  expect(absoluteHtml(inside, origin, '/posts/a')).toBe(outside)
})
