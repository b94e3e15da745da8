import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { keepValues, readFields } from '#app/_web/form-fields.ts'
import { passCookie } from '#app/_web/pass-cookie.ts'
import { readJson } from '#app/_web/read-json.ts'

// Every text comes in through one of two doors, and is clean behind it, whatever its command makes of it.

function formOf(given: [string, string | Blob][]): FormData {
  const form = new FormData()
  for (const [name, value] of given) form.append(name, value)
  return form
}

const dirty = 'a\u202eb\0c\u0007 e\u0301\ufeff\r\nd'
const cleaned = 'a\u2067bc é\u2069\nd'

describe('a form', () => {
  test('has clean texts: composed, without controls, and what turns letters around ends with its line', () => {
    expect(readFields(formOf([['title', dirty], ['$ACTION_ID_1', 'x']]), [])).toEqual({ ok: true, value: { title: cleaned } })
  })

  test('keeps a password as it was typed, but for how its letters are written', () => {
    expect(readFields(formOf([['password', ' e\u0301\u202ex '], ['token', 'e\u0301']]), ['token'])).toEqual({ ok: true, value: { password: ' é\u202ex ', token: 'é' } })
  })

  test.each<[string, [string, string | Blob][]]>([
    ['a file', [['title', new Blob(['x'])]]],
    ['a field that comes twice', [['role', 'reader'], ['role', 'administrator']]],
  ])('with %s is none', (_, given) => expect(readFields(formOf(given), []).ok).toBe(false))

  test('with half a character is told so beside its field', () => {
    // A browser and FormData mend such a text themselves; whoever sends it by hand may not.
    const form = { [Symbol.iterator]: () => [['title', 'a\ud83d']].values() } as unknown as FormData
    expect(readFields(form, [])).toMatchObject({ ok: false, fields: { title: expect.stringContaining('half a character') } })
  })

  test('comes back with everything that was typed, as it was typed, but no secret', () => {
    const form = formOf([['body', dirty], ['password', 'x'], ['newPassword', 'x'], ['token', 'x'], ['$ACTION_REF_1', ''], ['file', new Blob(['x'])]])
    expect(keepValues(form, ['token'])).toEqual({ body: form.get('body') })
  })
})

describe('JSON', () => {
  const send = (body: string, type = 'application/json') =>
    readJson(new Request('http://site.example/api/v1/x', { method: 'POST', headers: { 'content-type': type }, body }), z.strictObject({ body: z.unknown() }))

  test('has clean texts, however deep they stand', async () => {
    expect(await send(JSON.stringify({ body: [{ title: dirty }] }))).toEqual({ ok: true, value: { body: [{ title: cleaned }] } })
  })

  test.each([
    ['half a character', '{"body":"a\\ud83d"}', 'malformed'],
    ['half a character in a name', '{"body":{"a\\ud83d":1}}', 'malformed'],
    ['something nested deeply', `{"body":${'['.repeat(9)}${']'.repeat(9)}}`, 'malformed'],
    ['a field that nobody knows', '{"body":1,"role":"administrator"}', 'invalid'],
    ['more than a reply could weigh', JSON.stringify({ body: 'x'.repeat(256 * 1024) }), 'too-large'],
  ])('with %s is refused', async (_, body, code) => expect(await send(body)).toMatchObject({ ok: false, code }))

  test.each(['text/plain', 'application/x-www-form-urlencoded', ''])('sent as %j is none', async (type) => expect(await send('{"body":1}', type)).toMatchObject({ ok: false, code: 'media-type' }))
})

test('the cookie that opens an essay goes to its page alone, and no script reads it', () => {
  expect(passCookie('ferries', 'x')).toMatchObject({ path: '/protected/ferries', httpOnly: true, sameSite: 'lax', secure: false })
})
