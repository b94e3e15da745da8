import { describe, expect, test } from 'vitest'
import { returnTarget } from '#lib/people/return-target.ts'

describe('after signing in one stays on this site', () => {
  test.each([['/posts/x?page=2#c-1', '/posts/x?page=2#c-1'], ['/', '/'], ['/account', '/account']])('%s is kept', (wanted, target) => expect(returnTarget(wanted)).toBe(target))
  test.each([
    ['https://evil.example'], ['//evil.example'], ['/\\evil.example'], ['/\t/evil.example'], ['javascript:alert(1)'], ['evil'], ['/..//evil.example'], ['/./\\evil.example'],
    ['/sign-in'], ['/sign-in?then=/sign-in'], ['/sign-in/link?token=x'], ['/sign-up'], ['/sign-out'], ['/api/v1/x'], [''], [null], [undefined],
  ])('%s becomes the front page', (wanted) => expect(returnTarget(wanted)).toBe('/'))
})
