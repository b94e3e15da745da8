import fc from 'fast-check'
import { XmlDocument, XmlElement } from 'libxml2-wasm'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { JsonLd } from '#components/posts/json-ld.tsx'
import { MarkedText } from '#components/search/marked-text.tsx'
import { TextChanges } from '#components/ui/text-changes.tsx'
import { compareTexts } from '#lib/compare-texts.ts'
import { composeEssay } from '#lib/feeds/compose-essay.ts'
import type { Feed } from '#lib/feeds/feed.ts'
import { writeAtom } from '#lib/feeds/write-atom.ts'
import { writeJsonFeed } from '#lib/feeds/write-json-feed.ts'
import { writeRss } from '#lib/feeds/write-rss.ts'
import { writeSitemap } from '#lib/feeds/write-sitemap.ts'
import { plainPage } from '#lib/http/plain-page.ts'
import { writeLetter } from '#lib/mail/write-letter.ts'
import { renderMarkdown, sanitiseHtml } from '#lib/rendering/render-markdown.ts'
import { cutSnippet, markPieces } from '#lib/search/cut-snippet.ts'
import { writeCsv } from '#lib/write-csv.ts'
import { breachesOf, elementsOf } from './allow-list.ts'
import { formulas, hostileTexts } from './hostile-texts.ts'

const origin = 'http://127.0.0.1:3000'
const at = new Date(Date.UTC(2026, 2, 14, 9))

/** One of them, torn perhaps, with its letters as some encoding that goes wrong would leave them. */
const anyHostile = fc.tuple(fc.constantFrom(...hostileTexts, ...formulas), fc.nat(60), fc.constantFrom('', '\u2028', '\u2029', '\0', '\ufeff', ']]>', '</script>', '-->', '\ud800'), fc.boolean())
  .map(([text, from, more, torn]) => more + (torn ? text.slice(from) : text) + more)

/** The names of the elements of a page, in order, with those of their attributes. */
const skeletonOf = (html: string) => elementsOf(html).map(({ name, attributes }) => `${name} ${Object.keys(attributes).join(' ')}`)

describe('a feed', () => {
  const feedOf = (text: string): Feed => {
    const html = composeEssay({
      standfirst: text, html: renderMarkdown(text, 'essay').html + sanitiseHtml(text, 'essay', { remoteImages: true }).html,
      contentNotes: { answer: 'notes', notes: [{ topic: 'own', words: text, degree: 'depicted' }] },
      updateNotes: [{ id: 'x', kind: 'update', place: 'foot', html: renderMarkdown(text, 'essay').html, at, changedAt: null, takenBackAt: null, credit: { commentId: 'y', name: text, handle: null } }],
      works: [{ slug: 'a-work', title: text, year: 1999, role: 'about', rated: null }],
    })
    const item = {
      id: 'urn:uuid:1', title: text, path: '/posts/a', html, summary: text, lang: 'en', authors: [{ name: text, path: '/people/ada' }], tags: [text], publishedAt: at, updatedAt: at,
      conversation: { count: 1, path: '/posts/a#conversation', feed: null }, answers: null,
    }
    return { title: text, description: text, path: '/', base: '', items: [item] }
  }
  const added = { img: { src: /^(?:http:\/\/127\.0\.0\.1:3000\/media\/|https:\/\/)/ }, a: { href: /^(?:http:\/\/127\.0\.0\.1:3000\/|https?:\/\/|mailto:)/ } }

  /** The elements of the document by name, in order, and the HTML that is within some of them. */
  function readXml(xml: string, ...names: string[]) {
    const document = XmlDocument.fromString(xml)
    const all = document.find('//*').filter((node) => node instanceof XmlElement).map(({ name, content }) => ({ name, content }))
    document.dispose()
    return { skeleton: all.map(({ name }) => name), html: all.filter(({ name }) => names.includes(name)).map(({ content }) => content) }
  }

  test.each([['RSS', writeRss, 'encoded', 'description'], ['Atom', writeAtom, 'content', 'content']] as const)('as %s has the elements that it has with plain words, and its HTML those that an essay may have', (_, write, whole, summary) => {
    const plain = readXml(write(feedOf('plain'), origin)).skeleton
    fc.assert(fc.property(anyHostile, (text) => {
      const { skeleton, html } = readXml(write(feedOf(text), origin), whole)
      expect(skeleton).toEqual(plain)
      for (const each of html) expect(breachesOf(elementsOf(each), 'essay', added)).toEqual([])
      const [, , ...summaries] = readXml(write(feedOf(text), origin), summary).html
      if (summary === 'description') for (const each of summaries) expect(elementsOf(each)).toEqual([])
    }), { numRuns: 150 })
  })

  test('as JSON says its words as words, and its HTML is that of an essay', () => {
    fc.assert(fc.property(anyHostile, (text) => {
      const { items } = JSON.parse(writeJsonFeed(feedOf(text), origin)) as { items: { content_html: string; title: string }[] }
      expect(items.map(({ title }) => title)).toEqual([text])
      for (const { content_html: html } of items) expect(breachesOf(elementsOf(html), 'essay', added)).toEqual([])
    }), { numRuns: 100 })
  })

  test('and the list of all addresses stay well-formed', () => {
    fc.assert(fc.property(anyHostile, (text) => {
      const xml = writeSitemap([{ path: `/tags/${encodeURIComponent(text.toWellFormed())}`, changedAt: at }] as unknown as Parameters<typeof writeSitemap>[0], origin)
      expect(new Set(readXml(xml).skeleton)).toEqual(new Set(['urlset', 'url', 'loc', 'lastmod']))
    }), { numRuns: 50 })
  })
})

test('a mail has the elements that it has with plain words, and leads nowhere but to this site', () => {
  const letterOf = (text: string) => writeLetter({
    to: 'rae@example.org', subject: text, parts: [`${text} replied to you.`, { quote: text }, { heading: text }, 'pause', `${text}:\n${origin}/c/1`, `Read it:\n${text}`, text], foot: [text, `Less mail:\n${origin}/unsubscribe/x`],
  })
  fc.assert(fc.property(anyHostile, (raw) => {
    const text = raw.replace(/[\r\n]+/g, ' ')
    const { html = '', text: words } = letterOf(text)
    expect(skeletonOf(html)).toEqual(skeletonOf(letterOf('plain').html ?? ''))
    expect(elementsOf(html).flatMap(({ attributes: { href, src } }) => [href, src].filter((address) => address !== undefined && !address.startsWith(`${origin}/`)))).toEqual([])
    expect(words).toContain(`> ${text}`)
  }))
})

test('what a page says to machines is read as it was said, and ends where it ends', () => {
  fc.assert(fc.property(anyHostile, anyHostile, (one, other) => {
    const html = renderToStaticMarkup(<JsonLd data={{ headline: one, author: [{ name: other }], [one]: other }} />)
    expect(skeletonOf(html)).toEqual(['script type'])
    const [, json = ''] = /^<script type="application\/ld\+json">([^]*)<\/script>$/.exec(html) ?? []
    expect(json).not.toContain('<')
    expect(JSON.parse(json)).toMatchObject({ headline: one, author: [{ name: other }] })
  }))
})

test('what a search found is words, marked or not', () => {
  fc.assert(fc.property(anyHostile, fc.constantFrom('pwned', 'img', 'script', 'words', 'x'), (text, word) => {
    const isMarked = (each: string) => each.toLowerCase() === word
    const { pieces, section } = cutSnippet({ title: text, lead: text, passages: [{ text, anchor: null, section: text, folded: false }] }, isMarked)
    const html = renderToStaticMarkup(<p><MarkedText pieces={pieces} /><MarkedText pieces={section} /><MarkedText pieces={markPieces(text, isMarked)} /></p>)
    expect(new Set(skeletonOf(html))).toSatisfy((names: Set<string>) => [...names].every((name) => name === 'p ' || name === 'mark '))
  }))
})

test('two texts beside each other are words, put in or taken out', () => {
  fc.assert(fc.property(anyHostile, anyHostile, (before, after) => {
    const names = skeletonOf(renderToStaticMarkup(<TextChanges parts={compareTexts(before, after)} />))
    expect(names.filter((name) => !['div class', 'ins ', 'del ', 'span class'].includes(name))).toEqual([])
  }))
})

test('a page that needs nothing prints what it is told as words', () => {
  const pageOf = (text: string) => plainPage({ title: text, says: [text, text], nonce: 'x', requestId: `1${text}` })
  fc.assert(fc.property(anyHostile, (text) => {
    expect(skeletonOf(pageOf(text))).toEqual(skeletonOf(pageOf('plain')))
  }))
})

/** A table as any spreadsheet reads it: RFC 4180, each line end a row. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end = ''] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.slice(0, -1)
}

test('a table has as many rows and cells as were written, and none that a spreadsheet would reckon, whatever it takes for the end of a cell', () => {
  const cell = fc.oneof(anyHostile, fc.constantFrom(...formulas), fc.tuple(fc.constantFrom('a', '', '"', 'a,'), fc.constantFrom(';', '\t', '\n', '\r\n', '; '), fc.constantFrom(...formulas)).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 8 }))
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
    const read = readCsv(writeCsv(rows))
    expect(read.map((cells) => cells.length)).toEqual(rows.map((cells) => cells.length))
    for (const [place, written] of read.flat().entries()) {
      expect(written.replaceAll("'", '')).toBe(rows.flat()[place]?.replaceAll("'", ''))
      // What programs skip before they look for a formula: white space, marks of order and of nothing.
      for (const part of written.split(/[;\t\r\n]/)) expect(part.replace(/^[\s\p{Cf}\p{Cc}]+/u, '')).not.toMatch(/^[=+\-@＝＋－＠]/u)
    }
  }), { numRuns: 500 })
})
