import { describe, expect, test } from 'vitest'
import { emailField, nameField, websiteField } from '#lib/people/person-fields.ts'

describe('a name is what people are called anywhere', () => {
  test.each([['Ada'], ['José Ñandú'], ["D'Arcy O’Brien"], ['李小龍'], ['محمد'], ['می\u200cخواهم'], ['Nguyễn Văn A'], ['X'], ['Rae 🦆'], ['a'.repeat(60)]])('%s', (name) =>
    expect(nameField.parse(name)).toBe(name.normalize('NFC')))
  test('white space is tidied', () => expect(nameField.parse('  Ada \n  Lovelace ')).toBe('Ada Lovelace'))
  test('it is stored composed', () => expect(nameField.parse('Jose\u0301')).toBe('José'))
})

describe('a name that hides something is refused', () => {
  test.each([[''], ['   '], ['\u200b'], ['\u2800\u2800'], ['Ada\u200b'], ['Ad\u200ca'], ['\u202eadA'], ['A\u2066da'], ['Ada\u0000'], ['\u3164'], ['A\u{e0041}da'], ['a'.repeat(61)], ['Z' + '\u0301'.repeat(9)]])(
    '%j', (name) => expect(nameField.safeParse(name).success).toBe(false))
})

describe('an address is one line of one mailbox', () => {
  test('it is compared in small letters', () => expect(emailField.parse(' Ada@Example.ORG ')).toBe('ada@example.org'))
  test.each([['ada'], ['ada@'], ['@example.org'], ['a b@example.org'], ['ada@example.org\nBcc: x@example.org'], ['ada@example.org\r\n'], ['a,b@example.org'], ['<ada@example.org>'], [`${'a'.repeat(250)}@example.org`]])(
    '%j is refused', (email) => expect(emailField.safeParse(email).success).toBe(false))
})

describe('a website is on the web', () => {
  test.each([['https://example.org/me', 'https://example.org/me'], ['example.org', 'https://example.org'], ['', '']])('%s', (given, kept) => expect(websiteField.parse(given)).toBe(kept))
  test.each([['javascript:alert(1)'], ['data:text/html,x'], ['ftp://example.org'], ['https://ada:secret@example.org'], ['https://localhost'], ['mailto:a@example.org'], [`https://example.org/${'a'.repeat(200)}`]])(
    '%s is refused', (url) => expect(websiteField.safeParse(url).success).toBe(false))
})
