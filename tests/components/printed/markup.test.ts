import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { holding, inPieces, markup, printAttributes, storedMarkup } from '#components/ui/markup.ts'

/** Letters that mean something in HTML, among others. */
const words = fc.string({ unit: fc.oneof(fc.constantFrom('"', "'", '<', '>', '&', '`', '=', '/', '-', '!', ' ', 'a', '&lt;', '</p>', '<script>', '-->'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })) })

test('whatever is put into a template stays one text, and one attribute, as React prints it', () => {
  fc.assert(fc.property(words, words, (address, text) => {
    expect(markup`<a href="/${address}" data-x="${text}">${text}</a>`.html)
      .toBe(renderToStaticMarkup(createElement('a', { href: `/${address}`, 'data-x': text }, text)))
    expect(`<i${printAttributes({ className: text, title: address, lang: null, 'data-x': undefined, 'data-n': 0 }).html}></i>`)
      .toBe(renderToStaticMarkup(createElement('i', { className: text, title: address, 'data-n': 0 })))
  }))
})

test('a browser reads of a template what was put in, and nothing more', () => {
  fc.assert(fc.property(words, (text) => {
    const { children } = fromHtml(markup`<p title="${text}">${text}</p>`.html, { fragment: true })
    const [paragraph] = children
    if (paragraph?.type !== 'element') throw new Error('The paragraph is gone.')
    // A parser makes one kind of line end of all.
    const plain = text.replace(/\r\n?/g, '\n').replaceAll('\0', '')
    expect([children.length, paragraph.properties.title, paragraph.children.map((child) => (child.type === 'text' ? child.value : child.type)).join('')]).toEqual([1, plain, plain])
  }))
})

test('what is a template already is printed as it is, what is not there not at all', () => {
  const inner = markup`<b>${'<'}</b>`
  expect(markup`${inner}${[inner, inner]}${null}${undefined}${false}${''}${7}${storedMarkup('<em>x</em>')}`.html).toBe('<b>&lt;</b><b>&lt;</b><b>&lt;</b>7<em>x</em>')
  expect(renderToStaticMarkup(createElement('p', holding(inner)))).toBe('<p><b>&lt;</b></p>')
})

test('an object that only looks like a template is not printed', () => {
  const forged = { html: '<script>' }
  expect(() => markup`${JSON.parse(JSON.stringify(forged))}`).toThrow()
})

test('what is rendered in pieces is what is rendered at once, with what elements hold in pieces of its own', () => {
  const items = [markup`<li>${'<'}</li>`, markup`<li>$& $1</li>`]
  const page = () => renderToStaticMarkup(createElement('main', {}, createElement('p', holding(storedMarkup('<em>x</em>'))), 'Between', createElement('ol', holding(items)), createElement('p', holding([]))))
  const pieces = inPieces(page)
  expect(pieces).toEqual(['<main><p>', '<em>x</em>', '</p>Between<ol>', '<li>&lt;</li>', '<li>$& $1</li>', '</ol><p>', '</p></main>'])
  expect(pieces.join('')).toBe(page())
})

test('a rendering in pieces that fails leaves nothing behind for the next', () => {
  expect(() => inPieces(() => { throw new Error('It failed.') })).toThrow('It failed.')
  expect(holding(markup`<b></b>`)).toEqual({ dangerouslySetInnerHTML: { __html: '<b></b>' } })
})
