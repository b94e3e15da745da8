import { beforeAll, describe, expect, test } from 'vitest'
import { carryOut, essayBy, makeCast, refusalOf } from '../../cast.ts'
import { value } from '../../database/fenced-database.ts'
import { filePost } from '#lib/posts/publishing/file-post.ts'
import { listLanguages, readLanguage, sayLanguage } from '#lib/posts/publishing/language.ts'
import { readPublishing } from '#lib/posts/publishing/read-publishing.ts'
import { readPost } from '#lib/posts/read-post.ts'

let cast: Awaited<ReturnType<typeof makeCast>>
beforeAll(async () => {
  cast = await makeCast()
})

test.each([
  ['de', 'de'], ['DE-at', 'de-AT'], ['pt_br', 'pt-BR'], ['zh-hant-tw', 'zh-Hant-TW'], ['nds', 'nds'], ['de-1996', 'de-1996'],
  ['', null], ['xx', null], ['german', null], ['de-', null], ['de--AT', null], ['en-u-ca-buddhist', null], ['en-x-secret', null], ['d', null], ['"><script>', null], [`de-${'a'.repeat(40)}`, null],
])('the code %j names %j', (code, lang) => {
  expect(readLanguage(code)).toBe(lang)
})

test('languages are chosen by their names, the one of the essay among them whatever it is', () => {
  expect(listLanguages('de-AT')).toEqual(expect.arrayContaining([{ value: 'de', label: 'German' }, { value: 'de-AT', label: 'Austrian German' }]))
  expect(listLanguages('tlh').some(({ value: code }) => code === 'tlh')).toBe(true)
  expect(sayLanguage('fr')).toBe('French')
})

describe('the language of an essay', () => {
  const filing = { tags: '', canonicalUrl: '', historyShown: 'no' }

  test('is what its author says: pages and the search have it at once, and another filing leaves it', async () => {
    const { id, slug } = await essayBy(cast.ada)
    await carryOut(filePost, cast.ada, { postId: id, ...filing, lang: 'en', langCode: 'de-at' })
    expect((await readPost(slug))?.lang).toBe('de-AT')
    expect(await value<string>('SELECT config FROM post_search WHERE post_id = $1', [id])).toBe('german')
    await carryOut(filePost, cast.ada, { postId: id, ...filing, tags: 'Fähren' })
    expect(await readPublishing(cast.ada, id, new Date())).toMatchObject({ value: { lang: 'de-AT', tags: ['Fähren'] } })
  })

  test('is not what nobody speaks, and that is said beside the field', async () => {
    const { id, slug } = await essayBy(cast.ada)
    expect(await refusalOf(filePost, cast.ada, { postId: id, ...filing, lang: 'de', langCode: 'xx' })).toMatchObject({ code: 'invalid', fields: { langCode: expect.stringContaining('“xx”') } })
    expect((await readPost(slug))?.lang).toBe('en')
  })
})
