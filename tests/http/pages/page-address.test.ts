import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { keyOf, pageAddressOf, pages } from '#lib/http/pages/page-address.ts'

const root = path.join(import.meta.dirname, '..', '..', '..')

function keyFor(url: string, headers: Record<string, string> = {}, method = 'GET'): string | null {
  const address = pageAddressOf({ method, url, headers })
  return address && keyOf(address)
}

describe('many spellings of one page are one page', () => {
  test.each([
    ['/posts/rain', ['/posts/rain?', '/posts/r%61in', '/posts/%72%61%69%6e', '/posts/rain?utm_source=x', '/posts/rain?x=1&y[]=2&%00', '/posts/rain?page=1', '/posts/rain?Page=2', '/posts/rain?_rsc=abc']],
    ['/posts/rain?page=2', ['/posts/rain?page=2', '/posts/rain?fbclid=1&page=2', '/posts/rain?p%61ge=2', '/posts/rain?page=2&']],
    ['/posts/rain?page=2&order=newest', ['/posts/rain?order=newest&page=2']],
    ['/tags/caf%C3%A9', ['/tags/caf%c3%a9', '/tags/cafe%CC%81', '/tags/caf\u00e9']],
    ['/', ['/?', '/?ref=elsewhere']],
    ['/feed.xml', ['/feed.xml?x']],
    ['/sitemap.xml?part=2', ['/sitemap.xml?part=2&part2=3']],
  ])('%s', (url, spellings) => {
    for (const spelling of spellings) expect(keyFor(spelling), spelling).toBe(`system ${url}`)
  })
})

test.each([
  '/posts/rain?page=0', '/posts/rain?page=01', '/posts/rain?page=2&page=3', '/posts/rain?page=', '/posts/rain?page=99999999', '/posts/rain?order=sideways', '/posts/rain?branch=x',
  '/posts/rain?after=x', '/posts/rain?reply=x', '/posts/rain?all=1', '/?before=x', '/?p=17', '/tags/x?before=y', '/people/ada?all=1', '/sitemap.xml?part=x',
  '/posts/', '/posts', '/posts/a/b', '/posts/a%2Fb', '/posts/%ff', '/posts/rain/', '//posts/rain', '/works/find', '/works/propose', '/search?q=rain', '/search', '/account', '/moderation',
  '/sign-in', '/drafts/x', '/protected/x', '/media/x', '/c/x', '/api/v1/posts/rain/comments', '/guidelines', '/posts/rain/new', '/posts/rain/latest/muted', '/not-here', '/log?before=x',
  `/posts/${'x'.repeat(700)}`, '', 'posts/rain', '*',
])('%s is made for whoever asks', (url) => {
  expect(keyFor(url)).toBeNull()
})

test.each([
  ['a session', { cookie: 'afterword-session=x' }], ['a session over https', { cookie: 'a=b; __Host-afterword-session=x' }], ['a text that is carried', { cookie: 'afterword-carried=x; afterword_theme=dark' }],
  ['two colours', { cookie: 'afterword_theme=dark; afterword_theme=light' }], ['a token', { authorization: 'Bearer x' }], ['the framework', { rsc: '1' }], ['an action', { 'next-action': 'x' }],
])('who comes with %s gets a page of their own', (_, headers) => {
  expect(keyFor('/posts/rain', headers)).toBeNull()
})

test('cookies of others say nothing, and each of the colours has its pages', () => {
  expect(keyFor('/', { cookie: '_ga=1; theme=dark; session=x' })).toBe('system /')
  expect(keyFor('/', { cookie: 'ref=https://afterword.example/; theme=dark' })).toBe('system /')
  expect(keyFor('/', { cookie: 'a=b; afterword_theme=dark' })).toBe('dark /')
  expect(keyFor('/', { cookie: 'afterword_theme=anything' })).toBe('system /')
})

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])('nothing is kept for %s', (method) => {
  expect(keyFor('/', {}, method)).toBeNull()
  expect(keyFor('/', {}, 'HEAD')).toBe('system /')
})

test('a page of an essay knows which', () => {
  const essays = ['/posts/the%20rain', '/posts/the%20rain/latest', '/posts/the%20rain/comments/feed.xml', '/posts/the%20rain/history', '/posts/the%20rain?page=3']
  for (const url of essays) expect(pageAddressOf({ method: 'GET', url, headers: {} })?.essay).toBe('the rain')
  for (const url of ['/', '/tags/rain', '/works/rain', '/log']) expect(pageAddressOf({ method: 'GET', url, headers: {} })?.essay).toBeNull()
})

test('a page that is kept is there, and every parameter that it reads is known', () => {
  for (const { path: shape, keyed = {}, asked = [] } of pages) {
    const folder = path.join(root, 'app', ...nameFolder(shape))
    const source = ['page.tsx', 'route.ts'].flatMap((file) => read(path.join(folder, file))).join('\n')
    expect(source, `${shape} is a page`).not.toBe('')
    const read_ = [...source.matchAll(/\bquery\.(\w+)|searchParams\)\.(\w+)|(?:searchParams|asked|query)\.get\('(\w+)'\)|of \[('\w+'(?:, '\w+')*)\]\) \{\n\s+const id = single\(query/g)]
    const names = read_.flatMap(([, ...found]) => found.filter((each) => each !== undefined).flatMap((each) => each.replaceAll("'", '').split(', ')))
    const hidden = source.includes('leftOutHere(') ? ['all'] : []
    for (const name of [...names, ...hidden]) expect([...Object.keys(keyed), ...asked], `${shape} reads ${name}`).toContain(name)
  }
})

const folders: Record<string, string> = { posts: '[slug]', people: '[handle]', tags: '[tag]', series: '[slug]', works: '[slug]' }

function nameFolder(shape: string): string[] {
  const parts = shape.split('/').filter((part) => part !== '')
  return parts.map((part, place) => (part === '*' ? (folders[parts[place - 1] ?? ''] ?? part) : part))
}

function read(file: string): string[] {
  try {
    return [readFileSync(file, 'utf8')]
  } catch {
    return []
  }
}
