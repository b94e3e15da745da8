import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '#lib/http/content-security-policy.ts'

const given = { nonce: 'abc', path: '/posts/one', origin: 'http://127.0.0.1:3000', formTargets: [], dev: false }

function directive(policy: string, name: string) {
  return policy.split('; ').find((each) => each.startsWith(`${name} `))?.slice(name.length + 1)
}

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
  ['/writers', true],
])('pictures from elsewhere at %s: %s', (path, allowed) => {
  expect(directive(contentSecurityPolicy({ ...given, path }), 'img-src')?.includes('https:')).toBe(allowed)
})

test('a form goes to this site and to the providers that are set up', () => {
  expect(directive(contentSecurityPolicy(given), 'form-action')).toBe(`'self'`)
  expect(directive(contentSecurityPolicy({ ...given, formTargets: ['https://github.com'] }), 'form-action')).toBe(`'self' https://github.com`)
})
