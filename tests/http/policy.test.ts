import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '#lib/http/content-security-policy.ts'

const given = { nonce: 'abc', path: '/posts/one', origin: 'http://127.0.0.1:3000', formTargets: [], dev: false }

function directive(policy: string, name: string) {
  return policy.split('; ').find((each) => each.startsWith(`${name} `))?.slice(name.length + 1)
}

test('nothing is allowed that is not named, and no other site may put a page of ours into its own', () => {
  for (const policy of [contentSecurityPolicy(given), contentSecurityPolicy({ ...given, document: true }), contentSecurityPolicy({ ...given, path: '/account' })]) {
    for (const name of ['default-src', 'base-uri', 'object-src', 'frame-ancestors']) expect([name, directive(policy, name)]).toEqual([name, `'none'`])
    expect([directive(policy, 'connect-src'), directive(policy, 'font-src'), directive(policy, 'manifest-src')]).toEqual([`'self'`, `'self'`, `'self'`])
  }
})

test('an image that is opened by itself may do nothing', () => {
  expect(contentSecurityPolicy({ ...given, path: '/media/x.webp' }).split('; ').toSorted()).toEqual([`base-uri 'none'`, `default-src 'none'`, `form-action 'none'`, `frame-ancestors 'none'`, 'sandbox'])
})

test('scripts run by nonce only, styles from this site or by nonce', () => {
  const policy = contentSecurityPolicy(given)
  expect(directive(policy, 'script-src')).toBe(`'nonce-abc' 'strict-dynamic'`)
  expect(directive(policy, 'style-src')).toBe(`'self' 'nonce-abc'`)
  expect(policy).not.toContain('unsafe')
})

test('in a document nothing runs but what this site serves by its address', () => {
  const policy = contentSecurityPolicy({ ...given, document: true })
  expect(directive(policy, 'script-src')).toBe(`'self'`)
  expect(directive(policy, 'style-src')).toBe(`'self'`)
  expect(policy).not.toMatch(/nonce|unsafe|strict-dynamic/)
})

test.each([
  ['/', true],
  ['/posts/one', true],
  ['/moderation', false],
  ['/moderation/log', false],
  ['/account', false],
  ['/admin/mail', false],
  ['/sign-in', false],
  ['/sign-up', false],
  ['/notifications', false],
  ['/unsubscribe/x', false],
  ['/write/x', false],
  ['/drafts/x', false],
  ['/protected/x', false],
  ['/writers', true],
])('pictures from elsewhere at %s: %s', (path, allowed) => {
  expect(directive(contentSecurityPolicy({ ...given, path }), 'img-src')?.includes('https:')).toBe(allowed)
})

test('a form goes to this site and to the providers that are set up', () => {
  expect(directive(contentSecurityPolicy(given), 'form-action')).toBe(`'self'`)
  expect(directive(contentSecurityPolicy({ ...given, formTargets: ['https://github.com'] }), 'form-action')).toBe(`'self' https://github.com`)
})
